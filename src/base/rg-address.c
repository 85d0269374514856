/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Postal addresses as they are written on an envelope. */
#include "base/rg-address.h"

#include "base/rg-country.h"

#include <string.h>

/* S street, P postcode, C city, R region; what stands between two of them is written where both are
 * there. After the Universal Postal Union's "Addressing systems" of the countries (S42). The first
 * row is for all others. */
static const struct
{
  const char *countries;
  const char *form;
} layouts[] = {
  { "", "S\nP C" },
  { "US CA AU PR GU VI", "S\nC, R P" },
  { "GB IE GG JE IM ZA HK MO", "S\nC\nR\nP" },
  { "IT SM VA", "S\nP C R" },
  { "ES MY AR CL CR DO UY PY", "S\nP C\nR" },
  { "MX CN VN", "S\nP C, R" },
  { "BR", "S\nC - R\nP" },
  { "IN PK BD", "S\nC P\nR" },
  { "NZ SG TH ID NP LK SA JO KW TW BN MM KH", "S\nC P" },
  { "JP KR", "S\nC, R P" },
  { "PE CO EC VE", "S\nC P\nR" },
  { "TR", "S\nP C/R" },
  { "HU", "C\nS\nP" },
  { "RU UA BY KZ", "S\nC\nR\nP" },
  { "AE QA", "S\nC\nR" },
};

static const char *
rg_address_layout (const char *country)
{
  for (gsize i = 1; *country != '\0' && i < G_N_ELEMENTS (layouts); i++)
    if (strstr (layouts[i].countries, country) != NULL)
      return layouts[i].form;
  return layouts[0].form;
}

/* The code of the country where the address is; "" where that is not known. */
static const char *
rg_address_there (const char *country, const char *home)
{
  const char *code = rg_country_find (country);

  if (code != NULL)
    return code;
  return (country == NULL || *country == '\0') && home != NULL ? home : "";
}

const RgAddressPart *
rg_address_order (const char *country, const char *home)
{
  static const RgAddressPart orders[][RG_ADDRESS_PARTS] = {
    { RG_ADDRESS_POSTCODE, RG_ADDRESS_CITY, RG_ADDRESS_REGION },
    { RG_ADDRESS_CITY, RG_ADDRESS_POSTCODE, RG_ADDRESS_REGION },
    { RG_ADDRESS_CITY, RG_ADDRESS_REGION, RG_ADDRESS_POSTCODE },
  };
  const char *form = rg_address_layout (rg_address_there (country, home));
  const char *postcode = strchr (form, 'P');
  const char *region = strchr (form, 'R');

  if (postcode == NULL || (region != NULL && strchr (form, 'C') < region && region < postcode))
    return orders[2];
  return orders[postcode > strchr (form, 'C')];
}

typedef struct
{
  GString *text;
  gsize line; /* where the line at hand begins */
} RgAddressLines;

/* One part, with what the form has before it. */
static void
rg_address_add (RgAddressLines *lines, const char *between, gsize length, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (lines->text->len > lines->line)
    g_string_append_len (lines->text, between, (gssize) length);
  else if (lines->text->len > 0)
    {
      g_string_append_c (lines->text, '\n');
      lines->line = lines->text->len;
    }
  g_string_append (lines->text, part);
}

static const char *
rg_address_get (char letter, const char *street, const char *postcode, const char *city,
                const char *region)
{
  switch (letter)
    {
    case 'S':
      return street;
    case 'P':
      return postcode;
    case 'C':
      return city;
    case 'R':
      return region;
    default:
      return NULL;
    }
}

char *
rg_address_format (const char *street, const char *postcode, const char *city, const char *region,
                   const char *country, const char *home)
{
  RgAddressLines lines = { g_string_new (NULL), 0 };
  const char *code = rg_country_find (country);

  for (const char *form = rg_address_layout (rg_address_there (country, home)); *form != '\0';)
    {
      const gsize between = strcspn (form, "SPCR");

      if (memchr (form, '\n', between) != NULL)
        lines.line = lines.text->len;
      rg_address_add (&lines, form, between,
                      rg_address_get (form[between], street, postcode, city, region));
      form += between + 1;
    }
  if (country != NULL && *country != '\0' && (code == NULL || g_strcmp0 (code, home) != 0))
    {
      g_autofree char *capitals = g_utf8_strup (country, -1);

      lines.line = lines.text->len;
      rg_address_add (&lines, "", 0, capitals);
    }
  return g_string_free_and_steal (lines.text);
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
