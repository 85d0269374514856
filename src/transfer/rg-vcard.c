/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The reader of vCards. */
#include "transfer/rg-vcard.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "transfer/rg-csv-write.h"

#define LONGEST_LINE (128 * 1024) /* bytes; pictures are longer, and not read */

typedef enum {
  COLUMN_UID,
  COLUMN_NAME,
  COLUMN_FAMILY,
  COLUMN_GIVEN,
  COLUMN_EMAIL,
  COLUMN_PHONE,
  COLUMN_EMAIL_2,
  COLUMN_PHONE_2,
  COLUMN_EXTENDED,
  COLUMN_STREET,
  COLUMN_CITY,
  COLUMN_REGION,
  COLUMN_POSTCODE,
  COLUMN_COUNTRY,
  COLUMN_BIRTHDAY,
  COLUMN_GENDER,
  COLUMN_LANGUAGE,
  COLUMN_NOTE,
  COLUMN_TAGS,
  COLUMN_COMPANY,
  N_COLUMNS,
} Column;

static const char *const headers[N_COLUMNS] = {
  "UID", "FN", "N.Family", "N.Given", "EMAIL", "TEL", "EMAIL.2", "TEL.2", "ADR.Extended",
  "ADR.Street", "ADR.City", "ADR.Region", "ADR.Postcode", "ADR.Country", "BDAY", "GENDER", "LANG",
  "NOTE", "CATEGORIES", "ORG",
};

/* Properties with one text, and the column it goes to. */
static const struct {
  const char *name;
  Column column;
} plain[] = {
  { "UID", COLUMN_UID }, { "FN", COLUMN_NAME }, { "LANG", COLUMN_LANGUAGE },
  { "NOTE", COLUMN_NOTE }, { "ORG", COLUMN_COMPANY },
};

typedef struct {
  char *name;       /* upper case, without its group */
  char *parameters; /* upper case */
  char *value;
} Property;

typedef struct {
  char *cell[N_COLUMNS];
  gboolean preferred[N_COLUMNS];
  gboolean open;
} Card;

static void
property_clear (Property *property)
{
  g_free (property->name);
  g_free (property->parameters);
  g_free (property->value);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Property, property_clear)

gboolean
rg_vcard_is_one (GBytes *text)
{
  static const char mark[] = "BEGIN:VCARD";
  gsize length;
  const char *at = g_bytes_get_data (text, &length);
  const char *end = at + length;

  while (at < end && g_ascii_isspace (*at))
    at++;
  return (gsize) (end - at) >= strlen (mark) && g_ascii_strncasecmp (at, mark, strlen (mark)) == 0;
}

/* --- Lines ---------------------------------------------------------------------------------- */

static const char *
line_end (const char *at, const char *end)
{
  const char *mark = memchr (at, '\n', (gsize) (end - at));

  return mark != NULL ? mark : end;
}

static gboolean
says_quoted_printable (const GString *line)
{
  const char *colon = strchr (line->str, ':');

  return colon != NULL && g_strstr_len (line->str, colon - line->str, "QUOTED-PRINTABLE") != NULL;
}

static void
append_line (GString *line, const char *from, const char *to)
{
  if (to > from && to[-1] == '\r')
    to--;
  if (line->len + (gsize) (to - from) <= LONGEST_LINE)
    g_string_append_len (line, from, to - from);
}

/* The next logical line: one that begins with a blank belongs to the one before, and so does what
 * follows "=" at the end in old cards. NULL at the end. */
static const char *
next_line (const char *at, const char *end, GString *line)
{
  const char *stop;

  if (at >= end)
    return NULL;
  g_string_truncate (line, 0);
  stop = line_end (at, end);
  append_line (line, at, stop);
  for (at = stop + 1; at < end; at = stop + 1)
    {
      gboolean soft = line->len > 0 && line->str[line->len - 1] == '=' &&
                      says_quoted_printable (line);

      if (*at != ' ' && *at != '\t' && !soft)
        break;
      if (soft)
        g_string_truncate (line, line->len - 1);
      stop = line_end (at, end);
      append_line (line, *at == ' ' || *at == '\t' ? at + 1 : at, stop);
    }
  return MIN (at, end);
}

static char *
unquote_printable (const char *text)
{
  GString *plain_text = g_string_new (NULL);
  char *valid;

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '=' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
      {
        char byte = (char) (g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2]));

        g_string_append_c (plain_text, byte != '\0' ? byte : ' ');
        p += 2;
      }
    else
      g_string_append_c (plain_text, *p);
  valid = g_utf8_make_valid (plain_text->str, (gssize) plain_text->len);
  g_string_free (plain_text, TRUE);
  return valid;
}

/* The colon that ends the name and its parameters, which may hold one in quotation marks. */
static const char *
find_colon (const char *line)
{
  gboolean quoted = FALSE;

  for (const char *p = line; *p != '\0'; p++)
    if (*p == '"')
      quoted = !quoted;
    else if (*p == ':' && !quoted)
      return p;
  return NULL;
}

static gboolean
read_property (const char *line, Property *property)
{
  const char *colon = find_colon (line);
  g_autofree char *head = NULL;
  char *parameters, *group;

  if (colon == NULL)
    return FALSE;
  head = g_ascii_strup (line, colon - line);
  parameters = strchr (head, ';');
  if (parameters != NULL)
    *parameters++ = '\0';
  group = strrchr (head, '.');
  property->name = g_strstrip (g_strdup (group != NULL ? group + 1 : head));
  property->parameters = g_strdup (parameters != NULL ? parameters : "");
  property->value = strstr (property->parameters, "QUOTED-PRINTABLE") != NULL
                      ? unquote_printable (colon + 1)
                      : g_strdup (colon + 1);
  return TRUE;
}

/* --- Values --------------------------------------------------------------------------------- */

/* Splits at a mark that no backslash protects, and takes the backslashes away. */
static GStrv
split_value (const char *value, char mark)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autoptr (GString) part = g_string_new (NULL);

  for (const char *p = value; *p != '\0'; p++)
    if (*p == '\\' && p[1] != '\0')
      {
        p++;
        g_string_append_c (part, *p == 'n' || *p == 'N' ? '\n' : *p);
      }
    else if (*p == mark && mark != '\0')
      {
        g_strv_builder_add (parts, part->str);
        g_string_truncate (part, 0);
      }
    else
      g_string_append_c (part, *p);
  g_strv_builder_add (parts, part->str);
  return g_strv_builder_end (parts);
}

/* Takes the text over. What a card says first stays. */
static void
set_cell (Card *card, Column column, char *text)
{
  g_strstrip (text);
  if (card->cell[column] == NULL && *text != '\0')
    card->cell[column] = text;
  else
    g_free (text);
}

static void
set_plain (Card *card, Column column, const char *value)
{
  g_auto (GStrv) parts = split_value (value, '\0');

  set_cell (card, column, g_strdup (parts[0]));
}

/* An e-mail or a phone: the preferred one first, then in their order. */
static void
set_contact (Card *card, Column first, Column second, const Property *property)
{
  gboolean preferred = strstr (property->parameters, "PREF") != NULL;
  g_auto (GStrv) parts = split_value (property->value, '\0');
  const char *text = g_strstrip (parts[0]);

  if (g_ascii_strncasecmp (text, "tel:", 4) == 0 || g_ascii_strncasecmp (text, "mailto:", 7) == 0)
    text = strchr (text, ':') + 1;
  if (card->cell[first] != NULL && preferred && !card->preferred[first])
    {
      g_free (card->cell[second]);
      card->cell[second] = g_steal_pointer (&card->cell[first]);
    }
  if (card->cell[first] == NULL)
    card->preferred[first] = preferred;
  set_cell (card, card->cell[first] == NULL ? first : second, g_strdup (text));
}

static void
set_parts (Card *card, const char *value, const Column *columns, guint n)
{
  g_auto (GStrv) parts = split_value (value, ';');

  for (guint i = 0; i < n && parts[i] != NULL; i++)
    if (columns[i] != N_COLUMNS)
      set_cell (card, columns[i], g_strdup (parts[i]));
}

/* "19800517", "1980-05-17", and without the year "--0517" or "--05-17". */
static void
set_birthday (Card *card, const char *value)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  gboolean yearless = g_str_has_prefix (value, "--");

  for (const char *p = value; *p != '\0' && *p != 'T'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  if (yearless && digits->len == 4)
    set_cell (card, COLUMN_BIRTHDAY, g_strdup_printf ("%.2s-%s", digits->str, digits->str + 2));
  else if (!yearless && digits->len == 8)
    set_cell (card, COLUMN_BIRTHDAY, g_strdup_printf ("%.4s-%.2s-%s", digits->str,
                                                      digits->str + 4, digits->str + 6));
  else
    set_cell (card, COLUMN_BIRTHDAY, g_strdup (value));
}

/* "M", "F", or a text of one's own behind a semicolon. */
static void
set_gender (Card *card, const char *value)
{
  g_auto (GStrv) parts = split_value (value, ';');

  set_cell (card, COLUMN_GENDER,
            g_strdup (parts[0] != NULL && parts[1] != NULL && *parts[1] != '\0' ? parts[1]
                                                                                : parts[0]));
}

static void
take_property (Card *card, const Property *property)
{
  static const Column name[] = { COLUMN_FAMILY, COLUMN_GIVEN };
  static const Column address[] = { N_COLUMNS, COLUMN_EXTENDED, COLUMN_STREET, COLUMN_CITY,
                                    COLUMN_REGION, COLUMN_POSTCODE, COLUMN_COUNTRY };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if (g_str_equal (property->name, plain[i].name))
      set_plain (card, plain[i].column, property->value);
  if (g_str_equal (property->name, "N"))
    set_parts (card, property->value, name, G_N_ELEMENTS (name));
  else if (g_str_equal (property->name, "ADR") && card->cell[COLUMN_STREET] == NULL)
    set_parts (card, property->value, address, G_N_ELEMENTS (address));
  else if (g_str_equal (property->name, "EMAIL"))
    set_contact (card, COLUMN_EMAIL, COLUMN_EMAIL_2, property);
  else if (g_str_equal (property->name, "TEL"))
    set_contact (card, COLUMN_PHONE, COLUMN_PHONE_2, property);
  else if (g_str_equal (property->name, "BDAY"))
    set_birthday (card, property->value);
  else if (g_str_equal (property->name, "GENDER"))
    set_gender (card, property->value);
  else if (g_str_equal (property->name, "CATEGORIES"))
    {
      g_auto (GStrv) tags = split_value (property->value, ',');

      set_cell (card, COLUMN_TAGS, rg_csv_join_tags ((const char *const *) tags));
    }
}

/* --- Cards ---------------------------------------------------------------------------------- */

static void
write_card (Card *card, GString *table)
{
  rg_csv_append_row (table, (const char *const *) card->cell, N_COLUMNS);
  for (guint i = 0; i < N_COLUMNS; i++)
    g_clear_pointer (&card->cell[i], g_free);
  *card = (Card) { 0 };
}

GBytes *
rg_vcard_read (GBytes *text, GError **error)
{
  gsize length;
  const char *at = g_bytes_get_data (text, &length);
  const char *end = at + length;
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GString) table = g_string_new (NULL);
  gsize head;
  Card card = { 0 };

  rg_csv_append_row (table, headers, N_COLUMNS);
  head = table->len;
  while ((at = next_line (at, end, line)) != NULL)
    {
      g_auto (Property) property = { 0 };

      if (!read_property (line->str, &property))
        continue;
      if (card.open && (g_str_equal (property.name, "BEGIN") || g_str_equal (property.name, "END")))
        write_card (&card, table);
      if (g_str_equal (property.name, "BEGIN"))
        card.open = TRUE;
      else if (card.open)
        take_property (&card, &property);
    }
  if (card.open)
    write_card (&card, table);
  if (table->len > head)
    return g_string_free_to_bytes (g_steal_pointer (&table));
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _("There is no card in this file. Nothing was imported."));
  return NULL;
}
