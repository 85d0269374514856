/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Points lie one after the other in the order of their keys: the country and the postcode as one
 * number, in the same order as the words. */
#include "config.h"

#include "analysis/rg-points.h"

#include <math.h>
#include <string.h>

#include "base/rg-country.h"

typedef struct {
  guint64 key;
  RgPoint point;
} RgKeyedPoint;

struct _RgPoints {
  GArray *points; /* RgKeyedPoint, ascending once sealed */
  gboolean ascending;
  char home[3];
  char *shop;     /* or NULL */
  RgPoint at;     /* where that is */
};

double
rg_point_distance (RgPoint from, RgPoint to)
{
  const double unit = G_PI / (180.0 * RG_POINT_DEGREE);
  const double up = sin ((to.latitude - from.latitude) * unit / 2);
  const double aside = sin ((to.longitude - from.longitude) * unit / 2);
  const double h = up * up + cos (from.latitude * unit) * cos (to.latitude * unit) * aside * aside;

  return 2 * RG_EARTH_RADIUS * asin (sqrt (MIN (h, 1.0)));
}

/* --- postcodes ---------------------------------------------------------------------------- */

/* A letter or digit in capitals, 0 where it parts two of them, -1 where it belongs into none. */
static int
rg_postcode_letter (gunichar c)
{
  const int digit = g_unichar_digit_value (c);

  if (digit >= 0)
    return '0' + digit;
  /* Full-width letters, as they are typed in Japan. */
  if ((c >= 0xff21 && c <= 0xff3a) || (c >= 0xff41 && c <= 0xff5a))
    c -= 0xfee0;
  if (c < 0x80 && g_ascii_isalpha ((char) c))
    return g_ascii_toupper ((char) c);
  return g_unichar_isalpha (c) ? -1 : 0;
}

/* "D-10115", "L-1234": the letter says where a letter from abroad goes. */
static const char *
rg_postcode_skip_letter (const char *text)
{
  return g_ascii_isalpha (text[0]) && text[1] == '-' && g_ascii_isdigit (text[2]) ? text + 2 : text;
}

gboolean
rg_postcode_normalise (const char *country, const char *text, char out[RG_POSTCODE_LENGTH + 1])
{
  guint n = 0;

  text += strspn (text, " \t");
  for (text = rg_postcode_skip_letter (text); *text != '\0'; text = g_utf8_next_char (text))
    {
      const int letter = rg_postcode_letter (g_utf8_get_char (text));

      if (letter < 0 || (letter > 0 && n == RG_POSTCODE_LENGTH))
        return FALSE;
      if (letter > 0)
        out[n++] = (char) letter;
      if (n == 3 && letter > 0 && *country != '\0' && g_ascii_isdigit (out[2]) &&
          strncmp (out, country, 2) == 0)
        {
          out[0] = out[2];
          n = 1;
        }
    }
  out[n] = '\0';
  return n > 0;
}

/* "1AA": what stands last in Great Britain. */
static gboolean
rg_is_inward_code (const char *code)
{
  return g_ascii_isdigit (code[0]) && g_ascii_isupper (code[1]) && g_ascii_isupper (code[2]);
}

/* As many of the first letters as name an area; 0: none do. */
static gsize
rg_postcode_area (const char *country, const char *postcode)
{
  static const struct {
    char country[3];
    guint8 length, first; /* of a whole one, and of its area; 0: all but the last three */
  } areas[] = {
    { "CA", 6, 3 }, { "GB", 0, 0 }, { "GG", 0, 0 }, { "IE", 7, 3 }, { "IM", 0, 0 }, { "JE", 0, 0 },
    { "NL", 6, 4 }, { "PT", 7, 4 }, { "US", 9, 5 },
  };
  const gsize length = strlen (postcode);

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    if (strcmp (areas[i].country, country) != 0)
      continue;
    else if (areas[i].length > 0)
      return length == areas[i].length ? areas[i].first : 0;
    else
      return length >= 5 && rg_is_inward_code (postcode + length - 3) ? length - 3 : 0;
  return 0;
}

/* --- keys --------------------------------------------------------------------------------- */

static guint64
rg_point_digit (char c)
{
  return g_ascii_isdigit (c) ? 1 + (guint64) (c - '0') : 11 + (guint64) (c - 'A');
}

/* Twelve letters of 37 fit into 63 bits. */
static guint64
rg_point_key (const char *country, const char *postcode, gsize length)
{
  guint64 key = rg_point_digit (country[0]) * 37 + rg_point_digit (country[1]);

  for (guint i = 0; i < RG_POSTCODE_LENGTH; i++)
    key = key * 37 + (i < length ? rg_point_digit (postcode[i]) : 0);
  return key;
}

static gboolean
rg_is_country_code (const char *country)
{
  return g_ascii_isupper (country[0]) && g_ascii_isupper (country[1]) && country[2] == '\0';
}

/* The first one with such a key or a greater one. */
static guint
rg_points_seek (const RgPoints *points, guint64 key)
{
  guint low = 0, high = points->points->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (g_array_index (points->points, RgKeyedPoint, middle).key < key)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
rg_points_get (const RgPoints *points, guint64 key, RgPoint *point)
{
  const guint at = rg_points_seek (points, key);
  const RgKeyedPoint *found = &g_array_index (points->points, RgKeyedPoint, at);

  if (at == points->points->len || found->key != key)
    return FALSE;
  *point = found->point;
  return TRUE;
}

gboolean
rg_points_find (const RgPoints *points, const char *country, const char *postcode, RgPoint *point)
{
  char wanted[RG_POSTCODE_LENGTH + 1];
  gsize area;

  if (*country == '\0')
    country = points->home;
  if (!rg_is_country_code (country) || !rg_postcode_normalise (country, postcode, wanted))
    return FALSE;
  if (rg_points_get (points, rg_point_key (country, wanted, strlen (wanted)), point))
    return TRUE;
  area = rg_postcode_area (country, wanted);
  return area > 0 && rg_points_get (points, rg_point_key (country, wanted, area), point);
}

gboolean
rg_points_have_country (const RgPoints *points, const char *country)
{
  guint from, to;

  if (*country == '\0')
    country = points->home;
  if (!rg_is_country_code (country))
    return FALSE;
  from = rg_points_seek (points, rg_point_key (country, "", 0));
  to = rg_points_seek (points, rg_point_key (country, "ZZZZZZZZZZ", RG_POSTCODE_LENGTH) + 1);
  return from < to;
}

gboolean
rg_points_find_typed (const RgPoints *points, const char *text, RgPoint *point)
{
  const char *comma = strrchr (text, ',');
  const char *country;

  text += strspn (text, " \t");
  if (rg_points_find (points, "", text, point))
    return TRUE;
  if (comma != NULL)
    {
      g_autofree char *postcode = g_strndup (text, (gsize) MAX (comma - text, 0));
      g_autofree char *name = g_strstrip (g_strdup (comma + 1));

      country = rg_country_find (name);
      return country != NULL && rg_points_find (points, country, postcode, point);
    }
  if (g_ascii_isalpha (text[0]) && g_ascii_isalpha (text[1]) && strchr (" -", text[2]) != NULL &&
      text[2] != '\0')
    {
      const char code[] = { g_ascii_toupper (text[0]), g_ascii_toupper (text[1]), '\0' };

      return rg_points_find (points, code, text + 3, point);
    }
  return FALSE;
}

/* --- making them -------------------------------------------------------------------------- */

RgPoints *
rg_points_new (void)
{
  RgPoints *points = g_atomic_rc_box_new0 (RgPoints);

  points->points = g_array_new (FALSE, FALSE, sizeof (RgKeyedPoint));
  points->ascending = TRUE;
  return points;
}

RgPoints *
rg_points_ref (const RgPoints *points)
{
  return g_atomic_rc_box_acquire ((gpointer) points);
}

static void
rg_points_clear (gpointer data)
{
  RgPoints *points = data;

  g_array_unref (points->points);
  g_free (points->shop);
}

void
rg_points_unref (RgPoints *points)
{
  g_atomic_rc_box_release_full (points, rg_points_clear);
}

void
rg_points_add (RgPoints *points, const char *country, const char *postcode, RgPoint point)
{
  const gsize length = strlen (postcode);
  const guint n = points->points->len;
  RgKeyedPoint one = { .point = point };

  /* Another program may have written to the file. */
  if (!rg_is_country_code (country) || length == 0 || length > RG_POSTCODE_LENGTH ||
      strspn (postcode, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != length)
    return;
  one.key = rg_point_key (country, postcode, length);
  points->ascending &= n == 0 || g_array_index (points->points, RgKeyedPoint, n - 1).key < one.key;
  g_array_append_val (points->points, one);
}

static int
rg_keyed_point_compare (gconstpointer a, gconstpointer b)
{
  const RgKeyedPoint *one = a, *other = b;

  return (one->key > other->key) - (one->key < other->key);
}

/* The sort keeps the order of equals. */
static void
rg_points_sort (RgPoints *points)
{
  guint n = 0;

  if (points->ascending)
    return;
  g_array_sort (points->points, rg_keyed_point_compare);
  for (guint i = 0; i < points->points->len; i++)
    {
      const RgKeyedPoint one = g_array_index (points->points, RgKeyedPoint, i);

      if (n == 0 || g_array_index (points->points, RgKeyedPoint, n - 1).key != one.key)
        g_array_index (points->points, RgKeyedPoint, n++) = one;
    }
  g_array_set_size (points->points, n);
  points->ascending = TRUE;
}

/* The country of all of them, where that is one. */
static void
rg_points_guess_home (RgPoints *points)
{
  const guint n = points->points->len;
  guint64 country, last;

  if (n == 0)
    return;
  country = g_array_index (points->points, RgKeyedPoint, 0).key;
  last = g_array_index (points->points, RgKeyedPoint, n - 1).key;
  for (guint i = 0; i < RG_POSTCODE_LENGTH; i++)
    {
      country /= 37;
      last /= 37;
    }
  if (country != last)
    return;
  points->home[0] = (char) ('A' + country / 37 - 11);
  points->home[1] = (char) ('A' + country % 37 - 11);
}

/* One or two words of a line, the most of them first: "SW1A 1AA" before "SW1A". */
static char *
rg_points_find_in_line (const RgPoints *points, const char *country, char *const *words,
                        RgPoint *point)
{
  for (guint n = 2; n > 0; n--)
    for (guint i = 0; i + n <= g_strv_length ((GStrv) words); i++)
      {
        g_autofree char *text = n == 2 ? g_strconcat (words[i], " ", words[i + 1], NULL)
                                       : g_strdup (words[i]);

        if (strpbrk (text, "0123456789") != NULL &&
            rg_points_find (points, country, text, point))
          return g_steal_pointer (&text);
      }
  return NULL;
}

/* What names a country: the last that the address says; NULL: it does not. Two letters are as well
 * the state of a town, and "Georgia" is one where nobody knows that country's postcodes. */
static const char *
rg_points_find_country (const RgPoints *points, char *const *parts)
{
  const char *last = "", *country;

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      last = parts[i];
  country = strlen (last) > 2 ? rg_country_find (last) : NULL;
  return country != NULL && rg_points_have_country (points, country) ? last : NULL;
}

/* As low in the address as possible: houses have numbers, too. */
char *
rg_points_find_in_address (const RgPoints *points, const char *address, RgPoint *point)
{
  g_auto (GStrv) parts = g_strsplit_set (address, "\n,", -1);
  const char *land = rg_points_find_country (points, parts);
  const char *country = land != NULL ? rg_country_find (land) : "";

  for (guint part = g_strv_length (parts); part > 0; part--)
    {
      g_auto (GStrv) words = g_strsplit_set (parts[part - 1], " \t", -1);
      g_autofree char *found = rg_points_find_in_line (points, country, words, point);

      if (found == NULL)
        continue;
      return land == NULL || strcmp (country, points->home) == 0
               ? g_steal_pointer (&found) : g_strconcat (found, ", ", land, NULL);
    }
  return NULL;
}

void
rg_points_seal (RgPoints *points, const char *home, const char *address)
{
  rg_points_sort (points);
  if (rg_is_country_code (home))
    g_strlcpy (points->home, home, sizeof points->home);
  else
    rg_points_guess_home (points);
  points->shop = rg_points_find_in_address (points, address, &points->at);
}

guint
rg_points_get_n (const RgPoints *points)
{
  return points->points->len;
}

gsize
rg_points_memory (const RgPoints *points)
{
  return points->points->len * sizeof (RgKeyedPoint);
}

const char *
rg_points_get_home (const RgPoints *points)
{
  return points->home;
}

const char *
rg_points_get_shop (const RgPoints *points, RgPoint *point)
{
  if (points->shop != NULL && point != NULL)
    *point = points->at;
  return points->shop;
}
