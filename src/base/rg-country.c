/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Countries, currencies and time zones, from ICU. */
#include "base/rg-country.h"

#include <locale.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "base/rg-fold.h"
#include "base/rg-locale.h"
#include "base/rg-money.h"

#define CODE_LENGTH 8
#define NAME_LENGTH 128

/* What many files call countries, where it is neither the code nor ICU's English name. */
static const struct {
  const char *name;
  const char *code;
} other_names[] = {
  { "eire", "IE" },  { "england", "GB" }, { "great britain", "GB" }, { "holland", "NL" },
  { "rsa", "ZA" },   { "scotland", "GB" }, { "turkey", "TR" },        { "uk", "GB" },
  { "usa", "US" },   { "wales", "GB" },
};

/* --- names --- */

static char *
rg_country_dup_name_in (const char *code, const char *language)
{
  char locale[16];
  UChar name[NAME_LENGTH];
  char utf8[NAME_LENGTH * 4];
  UErrorCode status = U_ZERO_ERROR;

  g_snprintf (locale, sizeof locale, "und_%s", code);
  uloc_getDisplayCountry (locale, language, name, G_N_ELEMENTS (name), &status);
  u_strToUTF8 (utf8, sizeof utf8, NULL, name, -1, &status);
  return U_SUCCESS (status) ? g_strdup (utf8) : g_strdup ("");
}

char *
rg_country_dup_name (const char *code)
{
  char *name = rg_country_dup_name_in (code, rg_locale_for_icu (LC_MESSAGES));

  if (*name != '\0')
    return name;
  g_free (name);
  return g_strdup (code);
}

char *
rg_language_dup_name (const char *code)
{
  const gsize length = strlen (code);
  UChar name[NAME_LENGTH];
  char utf8[NAME_LENGTH * 4];
  UErrorCode status = U_ZERO_ERROR;

  if (length < 2 || length > 3)
    return g_strdup (code);
  uloc_getDisplayLanguage (code, rg_locale_for_icu (LC_MESSAGES), name, G_N_ELEMENTS (name),
                           &status);
  u_strToUTF8 (utf8, sizeof utf8, NULL, name, -1, &status);
  return g_strdup (U_SUCCESS (status) ? utf8 : code);
}

static void
rg_country_add_name (GHashTable *names, const char *code, const char *language)
{
  g_autofree char *name = rg_country_dup_name_in (code, language);

  g_hash_table_insert (names, g_utf8_casefold (name, -1), (gpointer) code);
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
          rg_country_add_name (names, *code, NULL);
          rg_country_add_name (names, *code, "en");
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

const char *
rg_country_of_user (void)
{
  char code[CODE_LENGTH] = "";
  UErrorCode status = U_ZERO_ERROR;
  const char *found;

  uloc_getCountry (rg_locale_for_icu (LC_MONETARY), code, sizeof code, &status);
  found = U_SUCCESS (status) ? rg_country_find (code) : NULL;
  return found != NULL ? found : "";
}

/* --- what follows from a country --- */

char *
rg_country_dup_currency (const char *code)
{
  g_autofree char *locale = g_strconcat ("und_", code, NULL);
  UChar currency[4] = { 0 };
  char text[16];
  UErrorCode status = U_ZERO_ERROR;

  ucurr_forLocale (locale, currency, G_N_ELEMENTS (currency), &status);
  u_strToUTF8 (text, sizeof text, NULL, currency, -1, &status);
  return U_SUCCESS (status) && rg_currency_digits (text) >= 0 ? g_strdup (text) : NULL;
}

int
rg_country_first_weekday (const char *code)
{
  g_autofree char *locale = g_strconcat ("und_", code, NULL);
  UErrorCode status = U_ZERO_ERROR;
  UCalendar *calendar = ucal_open (NULL, 0, locale, UCAL_GREGORIAN, &status);
  int first = UCAL_MONDAY;

  if (U_SUCCESS (status))
    first = ucal_getAttribute (calendar, UCAL_FIRST_DAY_OF_WEEK);
  ucal_close (calendar);
  return (first - UCAL_MONDAY + 7) % 7;
}

/* --- lists --- */

/* What people read beside the text that is kept: a list is put in its order. */
typedef char *(*RgNameFunc) (const char *code);

typedef struct {
  char *code;
  GBytes *key;
} RgNamed;

static void
rg_named_clear (gpointer data)
{
  g_bytes_unref (((RgNamed *) data)->key);
}

static int
rg_named_compare (gconstpointer a, gconstpointer b)
{
  return g_bytes_compare (((const RgNamed *) a)->key, ((const RgNamed *) b)->key);
}

static GStrv
rg_codes_sort (GPtrArray *codes, RgNameFunc name_func)
{
  g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (RgNamed));
  GStrv sorted = g_new0 (char *, codes->len + 1);

  g_array_set_clear_func (named, rg_named_clear);
  for (guint i = 0; i < codes->len; i++)
    {
      RgNamed one = { g_ptr_array_index (codes, i), NULL };
      g_autofree char *name = name_func (one.code);

      one.key = rg_sort_key (name);
      g_array_append_val (named, one);
    }
  g_array_sort (named, rg_named_compare);
  for (guint i = 0; i < named->len; i++)
    sorted[i] = g_strdup (g_array_index (named, RgNamed, i).code);
  return sorted;
}

static GPtrArray *
rg_codes_take (UEnumeration *from, UErrorCode *status)
{
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);
  const char *code;

  while (U_SUCCESS (*status) && (code = uenum_next (from, NULL, status)) != NULL)
    g_ptr_array_add (codes, g_strdup (code));
  uenum_close (from);
  return codes;
}

GStrv
rg_countries_list (void)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  for (const char *const *code = uloc_getISOCountries (); *code != NULL; code++)
    g_ptr_array_add (codes, (gpointer) *code);
  return rg_codes_sort (codes, rg_country_dup_name);
}

char *
rg_currency_dup_name (const char *currency)
{
  UChar code[4] = { 0 };
  char name[NAME_LENGTH * 4];
  int32_t length;
  UErrorCode status = U_ZERO_ERROR;

  u_uastrncpy (code, currency, 3);
  u_strToUTF8 (name, sizeof name, NULL,
               ucurr_getName (code, rg_locale_for_icu (LC_MESSAGES), UCURR_LONG_NAME, NULL,
                              &length, &status),
               -1, &status);
  return U_SUCCESS (status) ? g_strdup (name) : g_strdup (currency);
}

GStrv
rg_currencies_list (void)
{
  UErrorCode status = U_ZERO_ERROR;
  UEnumeration *all = ucurr_openISOCurrencies (UCURR_COMMON | UCURR_NON_DEPRECATED, &status);
  g_autoptr (GPtrArray) codes = rg_codes_take (all, &status);

  for (guint i = codes->len; i > 0; i--)
    if (rg_currency_digits (g_ptr_array_index (codes, i - 1)) < 0)
      g_ptr_array_remove_index (codes, i - 1);
  return rg_codes_sort (codes, rg_currency_dup_name);
}

static char *
rg_zone_dup_name (const char *zone)
{
  return g_strdup (zone);
}

/* CLDR keeps old names such as Asia/Calcutta for good; computers know the one in use today. */
static char *
rg_zone_dup_today (const char *zone)
{
  UChar from[NAME_LENGTH];
  UChar to[NAME_LENGTH];
  char today[NAME_LENGTH * 4];
  UErrorCode status = U_ZERO_ERROR;

  u_strFromUTF8 (from, G_N_ELEMENTS (from), NULL, zone, -1, &status);
  ucal_getIanaTimeZoneID (from, -1, to, G_N_ELEMENTS (to), &status);
  u_strToUTF8 (today, sizeof today, NULL, to, -1, &status);
  return g_strdup (U_SUCCESS (status) ? today : zone);
}

static GStrv
rg_zones_of (const char *code)
{
  UErrorCode status = U_ZERO_ERROR;
  UEnumeration *all = ucal_openTimeZoneIDEnumeration (UCAL_ZONE_TYPE_CANONICAL_LOCATION, code,
                                                      NULL, &status);
  g_autoptr (GPtrArray) zones = rg_codes_take (all, &status);

  for (guint i = 0; i < zones->len; i++)
    {
      g_autofree char *old = g_ptr_array_index (zones, i);

      g_ptr_array_index (zones, i) = rg_zone_dup_today (old);
    }
  return rg_codes_sort (zones, rg_zone_dup_name);
}

GStrv
rg_country_list_zones (const char *code)
{
  return rg_zones_of (code);
}

GStrv
rg_zones_list (void)
{
  return rg_zones_of (NULL);
}

const char *
rg_country_guess (const char *zone, const char *currency)
{
  g_auto (GStrv) codes = rg_countries_list ();
  const char *found = NULL;

  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autofree char *own = rg_country_dup_currency (codes[i]);
      g_auto (GStrv) zones = NULL;

      if (g_strcmp0 (own, currency) != 0)
        continue;
      zones = rg_country_list_zones (codes[i]);
      if (!g_strv_contains ((const char *const *) zones, zone))
        continue;
      if (found != NULL)
        return "";
      found = rg_country_find (codes[i]);
    }
  return found != NULL ? found : "";
}
