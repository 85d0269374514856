/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The writer of vCards. */
#include <string.h>

#include "transfer/rg-vcard.h"

#define FOLD_AT 75 /* bytes of a line, RFC 6350 3.2 */

/* A value with what has a meaning in a card behind a backslash. */
static void
append_value (GString *line, const char *text)
{
  for (const char *p = text != NULL ? text : ""; *p != '\0'; p++)
    if (*p == '\n')
      g_string_append (line, "\\n");
    else if (*p != '\r')
      {
        if (strchr ("\\,;", *p) != NULL)
          g_string_append_c (line, '\\');
        g_string_append_c (line, *p);
      }
}

/* Writes the line in pieces, and never cuts a character in two. */
static void
append_folded (GString *text, const GString *line)
{
  const char *at = line->str, *end = line->str + line->len;
  gsize room = FOLD_AT;

  while (at < end)
    {
      gsize n = MIN ((gsize) (end - at), room);

      while (at + n < end && n > 1 && ((guchar) at[n] & 0xC0) == 0x80)
        n--;
      g_string_append_len (text, at, (gssize) n);
      g_string_append (text, "\r\n");
      at += n;
      if (at < end)
        g_string_append_c (text, ' ');
      room = FOLD_AT - 1;
    }
}

static void
write_line (GString *text, const char *name, const char *value)
{
  g_autoptr (GString) line = NULL;

  if (value == NULL || *value == '\0')
    return;
  line = g_string_new (name);
  g_string_append_c (line, ':');
  append_value (line, value);
  append_folded (text, line);
}

static void
write_parts (GString *text, const char *name, const char *const *parts, guint n, char mark)
{
  g_autoptr (GString) line = g_string_new (name);
  gboolean any = FALSE;

  g_string_append_c (line, ':');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (line, mark);
      append_value (line, parts[i]);
      any |= parts[i] != NULL && *parts[i] != '\0';
    }
  if (any)
    append_folded (text, line);
}

static void
write_contacts (GString *text, const char *name, const char *const *values, int version)
{
  guint n = values != NULL ? g_strv_length ((GStrv) values) : 0;
  g_autofree char *preferred =
    g_strconcat (name, version >= 4 ? ";PREF=1" : ";TYPE=pref", NULL);

  for (guint i = 0; i < n; i++)
    write_line (text, i == 0 && n > 1 ? preferred : name, values[i]);
}

static void
write_birthday (GString *text, const RgVcardPerson *person, int version)
{
  g_autofree char *day = NULL;

  if (person->birth_month == 0 && (version < 4 || person->birth_year == 0))
    return;
  /* Version 3 has no birthday without a year; many programs read the fourth's form all the same. */
  if (person->birth_month == 0)
    day = g_strdup_printf ("%04d", person->birth_year);
  else if (person->birth_year == 0)
    day = g_strdup_printf ("--%02d%02d", person->birth_month, person->birth_day);
  else
    day = g_strdup_printf (version >= 4 ? "%04d%02d%02d" : "%04d-%02d-%02d", person->birth_year,
                           person->birth_month, person->birth_day);
  write_line (text, "BDAY", day);
}

/* Version 4 knows letters, and a text of one's own behind them. */
static void
write_gender (GString *text, const char *gender)
{
  g_autoptr (GString) line = NULL;

  if (gender == NULL || *gender == '\0')
    return;
  line = g_string_new ("GENDER:");
  if (strlen (gender) > 1 || strchr ("MFONU", *gender) == NULL)
    g_string_append_c (line, ';');
  append_value (line, gender);
  append_folded (text, line);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

void
rg_vcard_write (GString *text, const RgVcardPerson *person, int version)
{
  const char *const name[] = { person->family_name, person->given_name, "", "", "" };
  const char *const address[] = { "", "", person->street, person->city, person->region,
                                  person->postcode, person->country };
  g_autofree char *joined =
    g_strdup_printf ("%s %s", or_empty (person->given_name), or_empty (person->family_name));
  g_autofree char *shown =
    g_strdup (*or_empty (person->name) != '\0' ? person->name : g_strstrip (joined));
  guint n_tags = person->tags != NULL ? g_strv_length ((GStrv) person->tags) : 0;

  g_string_append_printf (text, "BEGIN:VCARD\r\nVERSION:%s\r\n", version >= 4 ? "4.0" : "3.0");
  write_line (text, "UID", person->uid);
  /* Every card has a full name; an e-mail is better than none. */
  write_line (text, "FN", *shown != '\0' ? shown
                          : person->emails != NULL && person->emails[0] != NULL
                            ? person->emails[0]
                            : "?");
  if (version < 4 || *or_empty (person->given_name) != '\0' ||
      *or_empty (person->family_name) != '\0')
    {
      if (*or_empty (person->given_name) == '\0' && *or_empty (person->family_name) == '\0')
        g_string_append (text, "N:;;;;\r\n");
      else
        write_parts (text, "N", name, G_N_ELEMENTS (name), ';');
    }
  write_contacts (text, "EMAIL", person->emails, version);
  write_contacts (text, "TEL", person->phones, version);
  write_parts (text, "ADR", address, G_N_ELEMENTS (address), ';');
  write_birthday (text, person, version);
  if (version >= 4)
    {
      write_gender (text, person->gender);
      write_line (text, "LANG", person->language);
    }
  write_line (text, "NOTE", person->note);
  write_parts (text, "CATEGORIES", person->tags, n_tags, ',');
  g_string_append (text, "END:VCARD\r\n");
}
