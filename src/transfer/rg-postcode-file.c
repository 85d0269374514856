/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows of either kind become points one by one; at the end they are put in order, and those of one
 * postcode become their middle. */
#include "transfer/rg-postcode-file.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/rg-country.h"
#include "base/rg-i18n.h"
#include "transfer/rg-charset.h"
#include "transfer/rg-csv.h"
#include "transfer/rg-dialect.h"
#include "transfer/rg-packed-text.h"
#include "transfer/rg-read-all.h"
#include "transfer/rg-sheet.h"
#include "transfer/rg-unpack.h"

#define LARGEST_FILE ((gsize) 512 * 1024 * 1024)
/* More than twice as many as any country has. */
#define ROWS_MAX 4000000
#define ASK_EVERY 4096 /* rows */

typedef enum { POSTCODE, LATITUDE, LONGITUDE, COUNTRY, N_COLUMNS } RgPostcodeColumn;

/* Where GeoNames has them. */
static const int geonames[N_COLUMNS] = {
  [POSTCODE] = 1, [LATITUDE] = 9, [LONGITUDE] = 10, [COUNTRY] = 0,
};
#define GEONAMES_COLUMNS 11

typedef struct {
  RgPostcodeFile *file;
  const char *otherwise; /* the country of rows that name none */
  int column[N_COLUMNS]; /* -1: there is none */
  char *said;            /* of the row before: what stood there as the country, and what it means */
  const char *country;
  GCancellable *cancellable;
} RgPostcodeReading;

static gboolean
refuse (GError **error, char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, sentence);
  g_free (sentence);
  return FALSE;
}

/* "Row 12: what is wrong. Nothing was loaded." */
static gboolean
refuse_row (guint64 row, GError **error, char *problem)
{
  char *sentence =
    /* Translators: a row of a file, and what is wrong there: a sentence. */
    g_strdup_printf (_("Row %" PRIu64 ": %s Nothing was loaded."), row, problem);

  g_free (problem);
  return refuse (error, sentence);
}

/* --- cells -------------------------------------------------------------------------------- */

/* A number with a point or a comma, in hundred thousandths; FALSE for anything else. */
static gboolean
read_degrees (const char *text, int most, gint32 *degrees)
{
  const gboolean minus = *text == '-' || g_str_has_prefix (text, "−");
  gint64 sum = 0, unit = 10 * (gint64) RG_POINT_DEGREE;
  guint digits = 0;

  text = minus ? g_utf8_next_char (text) : text + (*text == '+');
  for (; g_ascii_isdigit (*text) && digits < 4; text++, digits++)
    sum = sum * 10 + (*text - '0');
  sum *= unit;
  if (digits > 0 && (*text == '.' || *text == ','))
    for (text++; g_ascii_isdigit (*text); text++)
      sum += (*text - '0') * (unit /= 10);
  /* The last one was to round by. */
  sum = (sum + 5) / 10;
  *degrees = (gint32) (minus ? -sum : sum);
  return digits > 0 && *text == '\0' && sum <= most * (gint64) RG_POINT_DEGREE;
}

/* Great Britain's statistical office writes 99.999999 where it knows no place. */
static gboolean
is_no_place (const char *latitude, const char *longitude)
{
  return (*latitude == '\0' && *longitude == '\0') || g_str_has_prefix (latitude, "99.9999");
}

/* --- rows --------------------------------------------------------------------------------- */

static gboolean
read_country (RgPostcodeReading *reading, const RgCsvRow *row, GError **error)
{
  g_autofree char *said = rg_csv_cell_dup (row, reading->column[COUNTRY]);
  g_autofree char *shown = NULL;

  if (g_strcmp0 (said, reading->said) == 0)
    return TRUE;
  reading->country = *said != '\0' ? rg_country_find (said) : reading->otherwise;
  shown = rg_csv_dup_shown (said);
  if (reading->country == NULL)
    return refuse_row (row->number, error,
                       /* Translators: %s is what a file says. */
                       g_strdup_printf (_("“%s” is no country."), shown));
  if (*reading->country == '\0')
    return refuse (error, g_strdup (_("The file does not say of which country the postcodes are. "
                                      "Say in which country the shop is, in Preferences.")));
  g_set_str (&reading->said, said);
  return TRUE;
}

static gboolean
read_place (RgPostcodeReading *reading, const RgCsvRow *row, RgPostcodePoint *point,
            gboolean *without, GError **error)
{
  g_autofree char *latitude = rg_csv_cell_dup (row, reading->column[LATITUDE]);
  g_autofree char *longitude = rg_csv_cell_dup (row, reading->column[LONGITUDE]);
  g_autofree char *shown = NULL;

  *without = is_no_place (latitude, longitude);
  if (*without)
    return TRUE;
  if (!read_degrees (latitude, 90, &point->point.latitude))
    {
      shown = rg_csv_dup_shown (latitude);
      return refuse_row (row->number, error,
                         /* Translators: %s is what a file says. */
                         g_strdup_printf (_("the latitude “%s” is no number from −90 to 90."),
                                          shown));
    }
  if (!read_degrees (longitude, 180, &point->point.longitude))
    {
      shown = rg_csv_dup_shown (longitude);
      return refuse_row (row->number, error,
                         /* Translators: %s is what a file says. */
                         g_strdup_printf (_("the longitude “%s” is no number from −180 to 180."),
                                          shown));
    }
  return TRUE;
}

static gboolean
read_row (RgPostcodeReading *reading, const RgCsvRow *row, GError **error)
{
  g_autofree char *postcode = rg_csv_cell_dup (row, reading->column[POSTCODE]);
  RgPostcodePoint point = { 0 };
  gboolean without;

  if (row->problem != RG_CSV_OK)
    return refuse_row (row->number, error,
                       g_strdup_printf ("%s.", rg_csv_problem_text (row->problem)));
  if (reading->file->n_rows++ == ROWS_MAX)
    return refuse (error, g_strdup (_("The file has more postcodes than any country. Nothing was "
                                      "loaded.")));
  if (!read_country (reading, row, error) || !read_place (reading, row, &point, &without, error))
    return FALSE;
  if (!rg_postcode_normalise (reading->country, postcode, point.postcode))
    {
      g_autofree char *shown = rg_csv_dup_shown (postcode);

      return refuse_row (row->number, error,
                         *postcode == '\0' ? g_strdup (_("there is no postcode."))
                         /* Translators: %s is what a file says. */
                         : g_strdup_printf (_("“%s” is no postcode."), shown));
    }
  g_strlcpy (point.country, reading->country, sizeof point.country);
  if (without)
    reading->file->n_without++;
  else
    g_array_append_val (reading->file->points, point);
  return reading->file->n_rows % ASK_EVERY != 0 ||
         !g_cancellable_set_error_if_cancelled (reading->cancellable, error);
}

/* --- as GeoNames writes it ---------------------------------------------------------------- */

/* Nothing is quoted there. FALSE at the end; empty lines are passed over. */
static gboolean
next_line (const char **at, const char *end, RgCsvCell *cells, RgCsvRow *row)
{
  while (*at < end)
    {
      const char *stop = memchr (*at, '\n', (gsize) (end - *at));
      const char *cell = *at;
      const char *line_end = stop != NULL ? stop : end;

      row->number++;
      row->n_cells = 0;
      *at = stop != NULL ? stop + 1 : end;
      if (line_end > cell && line_end[-1] == '\r')
        line_end--;
      if (line_end == cell)
        continue;
      for (; row->n_cells < GEONAMES_COLUMNS; row->n_cells++)
        {
          const char *tab = memchr (cell, '\t', (gsize) (line_end - cell));
          const char *cell_end = tab != NULL ? tab : line_end;

          cells[row->n_cells] = (RgCsvCell) { cell, (guint32) (cell_end - cell) };
          cell = cell_end + 1;
          if (tab == NULL)
            break;
        }
      row->n_cells = MIN (row->n_cells + 1, GEONAMES_COLUMNS);
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_geonames (const char *text, gsize length)
{
  RgCsvCell cells[GEONAMES_COLUMNS];
  RgCsvRow row = { .cells = cells };
  g_autofree char *country = NULL, *latitude = NULL;
  gint32 degrees;

  if (!next_line (&text, text + length, cells, &row) || row.n_cells < GEONAMES_COLUMNS)
    return FALSE;
  country = rg_csv_cell_dup (&row, geonames[COUNTRY]);
  latitude = rg_csv_cell_dup (&row, geonames[LATITUDE]);
  return strlen (country) == 2 && g_ascii_isupper (country[0]) && g_ascii_isupper (country[1]) &&
         (read_degrees (latitude, 999, &degrees) || *latitude == '\0');
}

static gboolean
read_geonames (RgPostcodeReading *reading, const char *text, gsize length, GError **error)
{
  const char *end = text + length;
  RgCsvCell cells[GEONAMES_COLUMNS];
  RgCsvRow row = { .cells = cells };

  memcpy (reading->column, geonames, sizeof geonames);
  reading->file->maker = "GeoNames";
  while (next_line (&text, end, cells, &row))
    if (row.n_cells < GEONAMES_COLUMNS)
      return refuse_row (row.number, error, g_strdup (_("the row is not whole.")));
    else if (!read_row (reading, &row, error))
      return FALSE;
  return TRUE;
}

/* --- with a header ------------------------------------------------------------------------ */

/* Letters alone, folded. */
static const char *const headers[N_COLUMNS] = {
  [POSTCODE] = " postcode postalcode postalcodes postcodes zip zipcode plz postleitzahl postnummer "
               "postnr codepostal cp codigopostal cap postinumero psc kodpocztowy pcd pcds pcd2 ",
  [LATITUDE] = " latitude lat breite breitengrad breddegrad latitud latitudine leveysaste ",
  [LONGITUDE] = " longitude lon lng long lange langengrad lengdegrad langdgrad longitud "
                "longitudine pituusaste ",
  [COUNTRY] = " country countrycode countryname iso iso2 isocode cc land landkode landercode pays "
              "pais paese maa ",
};

static int
find_column (const RgCsvRow *row, const char *names)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *cell = rg_csv_cell_dup (row, (int) i);
      g_autofree char *normal = rg_dialect_normalise (cell);
      g_autofree char *word = g_strdup_printf (" %s ", normal);

      if (*normal != '\0' && strstr (names, word) != NULL)
        return (int) i;
    }
  return -1;
}

static gboolean
read_header (RgPostcodeReading *reading, const RgCsvRow *row, GError **error)
{
  static const char *const missing[] = {
    [POSTCODE] = N_("No column of this file is called “postcode”. The first row has to name the "
                    "columns: postcode, latitude and longitude, and perhaps country."),
    [LATITUDE] = N_("No column of this file is called “latitude”. The first row has to name the "
                    "columns: postcode, latitude and longitude, and perhaps country."),
    [LONGITUDE] = N_("No column of this file is called “longitude”. The first row has to name the "
                     "columns: postcode, latitude and longitude, and perhaps country."),
  };

  for (guint i = 0; i < N_COLUMNS; i++)
    reading->column[i] = find_column (row, headers[i]);
  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    if (reading->column[i] < 0)
      return refuse (error, g_strdup (_(missing[i])));
  return TRUE;
}

static gboolean
read_table (RgPostcodeReading *reading, const char *text, gsize length, GError **error)
{
  g_autoptr (RgCsv) csv = rg_csv_new (text, length, rg_csv_sniff_separator (text, length));
  RgCsvRow row;

  if (!rg_csv_next (csv, &row))
    return refuse (error, g_strdup (_("This file is empty. Nothing was read.")));
  if (row.problem != RG_CSV_OK)
    return refuse_row (row.number, error,
                       g_strdup_printf ("%s.", rg_csv_problem_text (row.problem)));
  if (!read_header (reading, &row, error))
    return FALSE;
  while (rg_csv_next (csv, &row))
    if (!read_row (reading, &row, error))
      return FALSE;
  return TRUE;
}

/* --- points ------------------------------------------------------------------------------- */

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const RgPostcodePoint *one = a, *other = b;
  const int country = strcmp (one->country, other->country);

  return country != 0 ? country : strcmp (one->postcode, other->postcode);
}

/* The middle of n points; around the world where they lie on both sides of the date line. */
static RgPoint
find_middle (const RgPostcodePoint *points, guint n)
{
  const gint64 round = 360 * RG_POINT_DEGREE, first = points[0].point.longitude;
  gint64 latitude = 0, longitude = 0, middle;

  for (guint i = 0; i < n; i++)
    {
      const gint64 east = points[i].point.longitude;

      latitude += points[i].point.latitude;
      longitude += east - first > round / 2 ? east - round
                   : first - east > round / 2 ? east + round : east;
    }
  middle = llround ((double) longitude / n);
  middle += middle > round / 2 ? -round : middle < -round / 2 ? round : 0;
  return (RgPoint) { (gint32) llround ((double) latitude / n), (gint32) middle };
}

static void
join_points (RgPostcodeFile *file)
{
  RgPostcodePoint *points = (RgPostcodePoint *) (gpointer) file->points->data;
  const guint n = file->points->len;
  guint kept = 0;

  g_array_sort (file->points, compare_points);
  for (guint i = 0, same; i < n; i += same)
    {
      RgPostcodePoint one = points[i];

      for (same = 1; i + same < n && compare_points (&points[i], &points[i + same]) == 0; same++)
        ;
      one.point = find_middle (points + i, same);
      points[kept++] = one;
    }
  file->n_again = n - kept;
  g_array_set_size (file->points, kept);
}

static RgPostcodeFile *
read_text (GBytes *text, const char *name, const char *country, GCancellable *cancellable,
           GError **error)
{
  g_autoptr (RgPostcodeFile) file = g_new0 (RgPostcodeFile, 1);
  RgPostcodeReading reading = { .file = file, .otherwise = country, .cancellable = cancellable };
  gsize length;
  const char *data = g_bytes_get_data (text, &length);
  gboolean ok;

  file->name = g_strdup (name);
  file->maker = "";
  file->points = g_array_new (FALSE, FALSE, sizeof (RgPostcodePoint));
  ok = is_geonames (data, length) ? read_geonames (&reading, data, length, error)
                                  : read_table (&reading, data, length, error);
  g_free (reading.said);
  if (!ok)
    return NULL;
  join_points (file);
  if (file->points->len > 0)
    return g_steal_pointer (&file);
  refuse (error, g_strdup (_("No row of this file says where a postcode lies.")));
  return NULL;
}

/* Packed text, a spreadsheet, or text as it is. */
static GBytes *
open_text (GBytes *bytes, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  g_autoptr (GBytes) packed = NULL;
  const char *used;

  if (!rg_unpack_is_zip (bytes))
    return rg_charset_decode (bytes, NULL, &used, error);
  packed = rg_packed_text_read (bytes, &wrong);
  if (packed != NULL)
    return rg_charset_decode (packed, NULL, &used, error);
  if (wrong == NULL)
    return rg_sheet_read (bytes, NULL, &used, NULL, NULL, error);
  g_propagate_error (error, g_steal_pointer (&wrong));
  return NULL;
}

RgPostcodeFile *
rg_postcode_file_parse (GBytes *bytes, const char *name, const char *country,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) text = open_text (bytes, error);

  return text != NULL ? read_text (text, name, country, cancellable, error) : NULL;
}

RgPostcodeFile *
rg_postcode_file_read_stream (GInputStream *stream, const char *name, const char *country,
                              GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = rg_read_all (
    stream, LARGEST_FILE,
    _("This file is larger than half a gigabyte, which no table of postcodes is."), cancellable,
    error);

  return bytes != NULL ? rg_postcode_file_parse (bytes, name, country, cancellable, error) : NULL;
}

RgPostcodeFile *
rg_postcode_file_read (GFile *file, const char *country, GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree char *base = NULL, *name = NULL;

  /* What is no file at all has no name either. */
  if (stream == NULL)
    return NULL;
  base = g_file_get_basename (file);
  name = g_filename_display_name (base);
  return rg_postcode_file_read_stream (G_INPUT_STREAM (stream), name, country, cancellable, error);
}
