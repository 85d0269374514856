/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Postal addresses as they are written on an envelope. */
#include "base/rg-address.h"

#include "base/rg-country.h"

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
