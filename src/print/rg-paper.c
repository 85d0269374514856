/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Paper sizes, text in points, and PDF files that come out the same every time. */
#include "print/rg-paper.h"

#include <cairo-pdf.h>
#include <locale.h>
#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-locale.h"
#include "base/rg-whole-file.h"

const RgPaper rg_paper_a4 = { "iso_a4", 210 * RG_MM, 297 * RG_MM };
const RgPaper rg_paper_letter = { "na_letter", 8.5 * 72, 11 * 72 };

const RgPaper *
rg_paper_from_name (const char *name)
{
  if (g_ascii_strcasecmp (name, "a4") == 0 || g_ascii_strcasecmp (name, "iso_a4") == 0)
    return &rg_paper_a4;
  if (g_ascii_strcasecmp (name, "letter") == 0 || g_ascii_strcasecmp (name, "na_letter") == 0)
    return &rg_paper_letter;
  return NULL;
}

const RgPaper *
rg_paper_default (void)
{
  /* Where the Unicode CLDR (supplemental data, paperSize) gives US-Letter. */
  static const char letter[] = "BZ CA CL CO CR GT MX NI PA PH PR SV US VE";
  static const char *const variables[] = { "LC_ALL", "LC_PAPER", "LANG" };

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);
      const char *country = value != NULL ? strchr (value, '_') : NULL;
      g_autofree char *code = NULL;

      if (value == NULL || *value == '\0')
        continue;
      if (country == NULL || strlen (country) < 3)
        return &rg_paper_a4;
      code = g_strndup (country + 1, 2);
      return strstr (letter, code) != NULL ? &rg_paper_letter : &rg_paper_a4;
    }
  return &rg_paper_a4;
}

/* The locale's own letters of those that languages share: Pango asks the environment, once. */
static void
rg_page_set_language (PangoContext *pango)
{
  const char *locale = rg_locale_for_icu (LC_CTYPE);

  if (!g_str_equal (locale, "en_001"))
    pango_context_set_language (pango, pango_language_from_string (locale));
}

static PangoContext *
rg_page_pango (void)
{
  PangoContext *pango = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (pango, options);
  cairo_font_options_destroy (options);
  rg_page_set_language (pango);
  pango_context_set_round_glyph_positions (pango, FALSE);
  return pango;
}

PangoLayout *
rg_page_layout (double size, gboolean bold, double width, const char *text)
{
  PangoContext *pango = rg_page_pango ();
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();
  PangoLayout *layout = pango_layout_new (pango);

  g_object_unref (pango);
  pango_font_description_set_family (font, "sans-serif");
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width >= 0)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_text (layout, text != NULL ? text : "", -1);
  return layout;
}

double
rg_page_layout_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

double
rg_page_layout_width (PangoLayout *layout)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE;
}

double
rg_page_show (cairo_t *cr, PangoLayout *layout, double x, double y)
{
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  return rg_page_layout_height (layout);
}

char *
rg_page_date (RgDay day)
{
  return day == RG_DAY_NONE ? g_strdup ("–")
                            : rg_text_isolate (rg_day_format_written (day));
}

char *
rg_page_date_short (RgDay day)
{
  return day == RG_DAY_NONE ? g_strdup ("–")
                            : rg_text_isolate (rg_day_format_no_year (day));
}

typedef struct {
  GOutputStream *stream;
  GCancellable *cancellable;
  GError **error;
} RgPdfSink;

static cairo_status_t
rg_pdf_sink_write (void *data, const unsigned char *bytes, unsigned int length)
{
  RgPdfSink *sink = data;

  if (sink->error != NULL && *sink->error != NULL)
    return CAIRO_STATUS_WRITE_ERROR;
  if (!g_output_stream_write_all (sink->stream, bytes, length, NULL, sink->cancellable,
                                  sink->error))
    return CAIRO_STATUS_WRITE_ERROR;
  return CAIRO_STATUS_SUCCESS;
}

static void
rg_pdf_describe (cairo_surface_t *surface, const char *title, RgDay as_of)
{
  g_autofree char *day = rg_day_format_iso (as_of);
  g_autofree char *instant = g_strconcat (day, "T00:00:00Z", NULL);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, instant);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, instant);
}

static gboolean
rg_pdf_draw (RgPdfSink *sink, const RgPaper *paper, guint n_pages, RgPageDraw draw, gpointer data,
             const char *title, RgDay as_of)
{
  cairo_surface_t *surface
    = cairo_pdf_surface_create_for_stream (rg_pdf_sink_write, sink, paper->width, paper->height);
  cairo_t *cr;
  cairo_status_t status;

  rg_pdf_describe (surface, title, as_of);
  cr = cairo_create (surface);
  for (guint page = 0; page < n_pages && !g_cancellable_is_cancelled (sink->cancellable); page++)
    {
      cairo_save (cr);
      draw (cr, page, data);
      cairo_restore (cr);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  /* Whoever is stopped while it is written has said so already. */
  if (*sink->error != NULL || g_cancellable_set_error_if_cancelled (sink->cancellable, sink->error))
    return FALSE;
  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error (sink->error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The pages could not be drawn: %s"),
                 cairo_status_to_string (status));
  return status == CAIRO_STATUS_SUCCESS;
}

gboolean
rg_pdf_write (const char *path, const RgPaper *paper, guint n_pages, RgPageDraw draw, gpointer data,
              const char *title, RgDay as_of, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) failed = NULL;
  RgPdfSink sink = { NULL, cancellable, &failed };
  RgWholeFile *whole = rg_whole_file_open (file, G_FILE_CREATE_NONE, cancellable, error);
  gboolean drawn;

  if (whole == NULL)
    return FALSE;
  sink.stream = rg_whole_file_get_stream (whole);
  drawn = rg_pdf_draw (&sink, paper, n_pages, draw, data, title, as_of);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  return rg_whole_file_close (whole, drawn, cancellable, error);
}
