/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Postal addresses as they are written on an envelope. */
#include "base/rg-address.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

/* What many files call countries, where it is neither the code nor ICU's English name. */
static const struct {
  const char *name;
  const char *code;
} other_names[] = {
  { "eire", "IE" },  { "england", "GB" }, { "great britain", "GB" }, { "holland", "NL" },
  { "rsa", "ZA" },   { "scotland", "GB" }, { "turkey", "TR" },        { "uk", "GB" },
  { "usa", "US" },   { "wales", "GB" },
};

static char *
rg_country_name (const char *code, const char *language)
{
  char locale[16];
  UChar name[128];
  char utf8[512];
  UErrorCode status = U_ZERO_ERROR;

  g_snprintf (locale, sizeof locale, "und_%s", code);
  uloc_getDisplayCountry (locale, language, name, G_N_ELEMENTS (name), &status);
  u_strToUTF8 (utf8, sizeof utf8, NULL, name, -1, &status);
  return U_SUCCESS (status) ? g_utf8_casefold (utf8, -1) : g_strdup ("");
}

/* Folded names to codes; made once, then only read. */
static GHashTable *
rg_country_get_names (void)
{
  static gsize made;

  if (g_once_init_enter (&made))
    {
      GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (const char *const *code = uloc_getISOCountries (); *code != NULL; code++)
        {
          g_hash_table_insert (names, rg_country_name (*code, NULL), (gpointer) *code);
          g_hash_table_insert (names, rg_country_name (*code, "en"), (gpointer) *code);
          g_hash_table_insert (names, g_utf8_casefold (*code, -1), (gpointer) *code);
        }
      for (gsize i = 0; i < G_N_ELEMENTS (other_names); i++)
        g_hash_table_insert (names, g_strdup (other_names[i].name),
                             (gpointer) other_names[i].code);
      g_hash_table_remove (names, "");
      g_once_init_leave (&made, GPOINTER_TO_SIZE (names));
    }
  return GSIZE_TO_POINTER (made);
}

const char *
rg_country_find (const char *country)
{
  g_autofree char *trimmed = NULL, *wanted = NULL;

  if (country == NULL)
    return NULL;
  trimmed = g_strstrip (g_strdup (country));
  wanted = g_utf8_casefold (trimmed, -1);
  return g_hash_table_lookup (rg_country_get_names (), wanted);
}

static void
rg_address_add (GString *lines, const char *between, const char *one, const char *two)
{
  g_autofree char *line = g_strstrip (g_strdup_printf (
      "%s%s%s", one, *one != '\0' && *two != '\0' ? between : "", two));

  if (*line != '\0')
    g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", line);
}

char *
rg_address_format (const char *street, const char *postcode, const char *city, const char *region,
                   const char *country, const char *home)
{
  GString *lines = g_string_new (NULL);
  const char *code = rg_country_find (country);
  const char *there = code != NULL ? code : country == NULL || *country == '\0' ? home : "";
  g_autofree char *state = g_strdup_printf ("%s%s%s", region ? region : "",
                                            region && *region && postcode && *postcode ? " " : "",
                                            postcode ? postcode : "");

  postcode = postcode != NULL ? postcode : "";
  city = city != NULL ? city : "";
  rg_address_add (lines, "", street != NULL ? street : "", "");
  if (g_strcmp0 (there, "GB") == 0 || g_strcmp0 (there, "IE") == 0)
    {
      rg_address_add (lines, "", city, "");
      rg_address_add (lines, "", postcode, "");
    }
  else if (g_strcmp0 (there, "US") == 0 || g_strcmp0 (there, "CA") == 0
           || g_strcmp0 (there, "AU") == 0)
    rg_address_add (lines, ", ", city, state);
  else
    rg_address_add (lines, " ", postcode, city);
  if (country != NULL && *country != '\0' && (code == NULL || g_strcmp0 (code, home) != 0))
    {
      g_autofree char *capitals = g_utf8_strup (country, -1);

      rg_address_add (lines, "", capitals, "");
    }
  return g_string_free (lines, FALSE);
}

static gboolean
rg_address_says_something (const char *text)
{
  for (; text != NULL && *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

gboolean
rg_address_is_complete (const char *street, const char *postcode, const char *city)
{
  return rg_address_says_something (street)
         && (rg_address_says_something (postcode) || rg_address_says_something (city));
}
