/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The campaign summary in shops of five languages, one of which is written from right to left and
 * one in Chinese characters: money, days and numbers are those of the locale even where the page
 * itself is not translated, the same bytes come out twice, and all of it can be read in grey. The
 * German one is translated: REGULARS_LOCALE_DIR has the catalogue. */
#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "charts/rg-chart-draw.h"
#include "charts/rg-chart-layout.h"
#include "golden.h"
#include "print/rg-summary.h"

#define DOTS_PER_POINT 1.4

/* The marks of charts on paper, WCAG 2.2, 1.4.11. */
#define LEAST_CONTRAST 3.0

typedef struct {
  const char *stem;
  const char *locale;
  const char *currency;
  gint64 unit; /* minor units of a round amount */
  const char *shop, *title, *by, *who, *offer, *message;
  const char *version[2];
  const char *money; /* 15,000 of the currency as the locale writes it, without signs */
} Place;

static const Place places[] = {
  { "norwegian", "nb_NO.UTF-8", "NOK", 100, "Fjordbok", "Høstbrev til kaffekunder", "K. Moe",
    "Kunder som kjøpte Kaffe minst 3 ganger det siste året.", "10 % på kaffe til 30. november",
    "Kjære {{first name|kunde}},\n\ndet er en stund siden sist. Bønnene er her.",
    { "Kort", "Med oppskrift" }, "15\u00a0000" },
  { "german", "de_DE.UTF-8", "EUR", 100, "Buchhandlung Grünwald", "Herbstbrief an die Stammkunden",
    "J. Groß", "Kundinnen und Kunden, die in den letzten 12 Monaten Kaffee kauften.",
    "10 % auf Kaffee bis 30. November",
    "Guten Tag {{first name|}},\n\nes ist eine Weile her. Schauen Sie vorbei.",
    { "Förmlich", "Persönlich" }, "15.000" },
  { "arabic", "ar_EG.UTF-8", "EGP", 100, "مكتبة النيل", "رسالة الخريف إلى محبي القهوة",
    "ليلى حداد", "العملاء الذين اشتروا القهوة ثلاث مرات على الأقل في السنة الماضية.",
    "خصم ١٠٪ على القهوة حتى ٣٠ نوفمبر",
    "عزيزتي {{first name|}}،\n\nاشتقنا إليك. وصلت القهوة الجديدة.",
    { "قصيرة", "مع وصفة" }, "١٥٬٠٠٠" },
  { "japanese", "ja_JP.UTF-8", "JPY", 1, "渋谷書店", "秋のお手紙：コーヒーのお客様へ", "山田 花子",
    "過去一年間にコーヒーを3回以上お買い上げのお客様。", "11月30日までコーヒー10％引き",
    "{{first name|お客様}}様\n\nご無沙汰しております。新しい豆が入荷しました。",
    { "短い", "レシピ付き" }, "15,000" },
  { "hindi", "hi_IN.UTF-8", "INR", 10000, "गंगा पुस्तक भंडार",
    "पुराने ग्राहकों को शरद पत्र", "आशा वर्मा",
    "वे ग्राहक जिन्होंने पिछले वर्ष कम से कम 3 बार कॉफ़ी ख़रीदी।", "30 नवंबर तक कॉफ़ी पर 10 % छूट",
    "प्रिय {{first name|ग्राहक}},\n\nआपको आए बहुत दिन हो गए। नई कॉफ़ी आ गई है।",
    { "छोटा", "विधि के साथ" }, "15,00,000" },
};

static RgSummary *
make (const Place *place)
{
  static const double written[] = { 98, 95, 90, 81, 77, 69, 61, 56, 112, 104, 87 };
  static const double held[] = { 96, 97, 88, 83, 75, 70, 59, 57, 61, 58, 54 };
  RgSummary *summary = rg_summary_new ();
  const gint64 unit = place->unit;

  summary->shop = g_strdup (place->shop);
  summary->title = g_strdup (place->title);
  summary->by = g_strdup (place->by);
  summary->who = g_strdup (place->who);
  summary->offer = g_strdup (place->offer);
  summary->message = g_strdup (place->message);
  g_strlcpy (summary->currency, place->currency, sizeof summary->currency);
  summary->sales_up_to = rg_day_parse_iso ("2026-11-19");
  summary->from_on = rg_day_parse_iso ("2026-10-25");
  summary->to_on = rg_day_parse_iso ("2026-11-14");
  summary->written = 1943;
  summary->held_out = 188;
  summary->written_came = 377;
  summary->held_out_came = 20;
  summary->verdict = RG_VERDICT_GAIN;
  summary->difference = 377 / 1943.0 - 20 / 188.0;
  summary->difference_low = 0.0351;
  summary->difference_high = 0.1298;
  rg_summary_add_money (summary, "sales", _("Extra sales"), 48100 * unit);
  rg_summary_add_money (summary, "goods", _("Goods"), -28500 * unit);
  rg_summary_add_money (summary, "returns", _("Returns"), -940 * unit);
  rg_summary_add_money (summary, "coupons", _("Coupons"), -1900 * unit);
  rg_summary_add_money (summary, "print", _("Print and post"), -1760 * unit);
  summary->kept_minor = 15000 * unit;
  summary->kept_low_minor = 4120 * unit;
  summary->kept_high_minor = 24330 * unit;
  rg_summary_add_left_out (summary, _("no permission"), 41);
  for (int i = 0; i < 11; i++)
    rg_summary_add_week (summary, i < 8 ? i - 8 : i - 7, written[i] * (double) unit,
                         held[i] * (double) unit);
  for (int i = 0; i < 2; i++)
    rg_summary_add_version (summary, &(RgSummaryVersion) {
      (char *) place->version[i], (char *) place->message, 971 + i, 180 + 17 * i, 31 + i, TRUE,
      (7 + i) * unit, (1 + i) * unit, (14 + i) * unit });
  summary->versions_verdict = g_strdup (
    _("Cannot be judged: chance alone can explain the differences."));
  return summary;
}

/* The same letter, with so few people that chance explains it all. */
static RgSummary *
make_unclear (const Place *place)
{
  RgSummary *summary = make (place);

  summary->written = 43;
  summary->held_out = 14;
  summary->written_came = 11;
  summary->held_out_came = 2;
  summary->verdict = RG_VERDICT_UNCLEAR;
  summary->difference = 11 / 43.0 - 2 / 14.0;
  summary->difference_low = -0.1637;
  summary->difference_high = 0.2841;
  summary->smallest_difference = 0.402;
  summary->kept_minor = summary->kept_low_minor = summary->kept_high_minor = 0;
  g_array_set_size (summary->money, 0);
  rg_summary_add_money (summary, "print", _("Print and post"), -860 * place->unit);
  rg_summary_add_money (summary, "time", _("Staff time"), -1250 * place->unit);
  g_array_set_size (summary->versions, 0);
  return summary;
}

/* The page itself has no colour, so that a copier loses nothing of it. */
static void
check_grey (cairo_surface_t *surface)
{
  cairo_surface_flush (surface);
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      const guint8 *row
        = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

      for (int x = 0; x < cairo_image_surface_get_width (surface); x++, row += 4)
        g_assert_true (row[0] == row[1] && row[1] == row[2]);
    }
}

static void
check_picture (const RgSummary *summary, guint page, const char *name)
{
  cairo_surface_t *surface = cairo_image_surface_create (
    CAIRO_FORMAT_RGB24, (int) (rg_paper_a4.width * DOTS_PER_POINT),
    (int) (rg_paper_a4.height * DOTS_PER_POINT));
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, DOTS_PER_POINT, DOTS_PER_POINT);
  rg_summary_draw_page (summary, &rg_paper_a4, cr, page);
  cairo_destroy (cr);
  check_grey (surface);
  golden_check_picture (surface, name);
  cairo_surface_destroy (surface);
}

static char *
write_pdf (const RgSummary *summary, const char *path, gsize *n)
{
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;

  rg_summary_write_pdf (summary, path, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, n, NULL));
  return bytes;
}

/* The day up to which sales are known, and not the day of printing. */
static void
check_date (const char *path)
{
  g_autofree char *program = g_find_program_in_path ("pdfinfo"), *text = NULL;
  const char *argv[] = { "pdfinfo", "-isodates", path, NULL };

  if (program == NULL)
    return;
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text,
                               NULL, NULL, NULL));
  g_assert_nonnull (strstr (text, "2026-11-19T00:00:00"));
}

static void
check_pdf (const RgSummary *summary)
{
  g_autofree char *folder = g_dir_make_tmp ("regulars-golden-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "summary.pdf", NULL);
  g_autoptr (RgSummary) copy = rg_summary_copy (summary);
  gsize n, m;
  g_autofree char *first = write_pdf (summary, path, &n);
  g_autofree char *second = write_pdf (copy, path, &m);

  g_assert_cmpmem (first, n, second, m);
  check_date (path);
  g_remove (path);
  g_rmdir (folder);
}

/* Whether the fonts of this machine have all of a text. */
static gboolean
has_fonts (const char *text)
{
  g_autoptr (PangoLayout) layout = rg_page_layout (10, FALSE, -1, text);

  return pango_layout_get_unknown_glyphs_count (layout) == 0;
}

/* The words are German or English, everything else is the locale's. FALSE where this machine does
 * not have it. */
static gboolean
speak (const char *locale)
{
  g_setenv ("LANGUAGE", g_str_has_prefix (locale, "de") ? "de" : "C", TRUE);
  if (setlocale (LC_ALL, locale) == NULL)
    return FALSE;
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("REGULARS_LOCALE_DIR"));
  rg_money_forget_locale ();
  return TRUE;
}

static void
test_place (gconstpointer data)
{
  const Place *place = data;
  g_autoptr (RgSummary) summary = NULL;
  g_autoptr (RgSummary) unclear = NULL;
  g_autofree char *name = g_strdup_printf ("summary-%s-1.png", place->stem);
  g_autofree char *overleaf = g_strdup_printf ("summary-%s-2.png", place->stem);
  g_autofree char *chance = g_strdup_printf ("summary-%s-unclear-1.png", place->stem);
  g_autofree char *money = NULL;

  if (!speak (place->locale))
    {
      g_test_skip (place->locale);
      return;
    }
  summary = make (place);
  unclear = make_unclear (place);
  if (!has_fonts (place->title) || !has_fonts (place->who))
    {
      g_test_skip ("no font has these letters");
      speak ("C.UTF-8");
      return;
    }
  money = rg_money_format_whole (summary->kept_minor, summary->currency);
  g_assert_nonnull (strstr (money, place->money));
  check_picture (summary, 0, name);
  check_picture (summary, 1, overleaf);
  check_picture (unclear, 0, chance);
  check_pdf (summary);
  check_pdf (unclear);
  speak ("C.UTF-8");
}

static double
linear (double part)
{
  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

/* Each line is dark enough on white paper, and told from the other by more than its shade. */
static void
test_marks (void)
{
  RgUnit unit = { RG_UNIT_MONEY, "NOK" };
  g_autoptr (RgChart) chart = rg_chart_new ("", unit, 2);
  const double values[] = { 1, 2 };
  RgChartFrame view;
  RgSeriesStyle main_style, other;

  rg_chart_frame_init (&view, 400, 200);
  view.look = RG_LOOK_PRINT;
  rg_chart_add_series (chart, "A", RG_SERIES_LINE, RG_SERIES_MAIN, values);
  rg_chart_add_series (chart, "B", RG_SERIES_LINE, RG_SERIES_COMPARISON, values);
  main_style = rg_series_style (chart, &view, 0);
  other = rg_series_style (chart, &view, 1);
  for (int i = 0; i < 2; i++)
    {
      const guint32 colour = i == 0 ? main_style.colour : other.colour;
      const double grey = linear ((colour & 0xff) / 255.0);

      g_assert_cmpuint (colour >> 16 & 0xff, ==, colour & 0xff);
      g_assert_cmpfloat (1.05 / (grey + 0.05), >=, LEAST_CONTRAST);
    }
  g_assert_true (main_style.marker != other.marker || main_style.dash != other.dash);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_test_add_func ("/summary-locales/marks", test_marks);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_strconcat ("/summary-locales/", places[i].stem, NULL);

      g_test_add_data_func (path, &places[i], test_place);
    }
  return g_test_run ();
}
