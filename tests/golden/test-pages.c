/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What comes out of the printer: both campaign summaries and letters, as pictures and as the text
 * of their PDF, which must be the same bytes each time. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "golden.h"
#include "print/rg-letter.h"
#include "print/rg-permission-form.h"
#include "print/rg-report.h"
#include "print/rg-sheets.h"
#include "print/rg-summary.h"

#define DOTS_PER_POINT 1.4

typedef void (*DrawPage) (cairo_t *cr, guint page, gpointer data);

static void
check_page (DrawPage draw, guint page, gpointer data, const char *name)
{
  cairo_surface_t *surface = cairo_image_surface_create (
    CAIRO_FORMAT_RGB24, (int) (rg_paper_a4.width * DOTS_PER_POINT),
    (int) (rg_paper_a4.height * DOTS_PER_POINT));
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, DOTS_PER_POINT, DOTS_PER_POINT);
  draw (cr, page, data);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  golden_check_picture (surface, name);
  cairo_surface_destroy (surface);
}

/* Compares the words of a PDF with the kept ones, and the file with a second one. */
static void
check_pdf (const char *first, const char *second, const char *name)
{
  g_autofree char *a = NULL, *b = NULL, *text = NULL;
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  const char *argv[] = { "pdftotext", "-layout", first, "-", NULL };
  gsize n_a, n_b;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (first, &a, &n_a, NULL));
  g_assert_true (g_file_get_contents (second, &b, &n_b, NULL));
  g_assert_cmpmem (a, n_a, b, n_b);
  if (program == NULL)
    {
      g_test_skip ("pdftotext is not installed");
      return;
    }
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL,
                &error);
  g_assert_no_error (error);
  golden_check_text (text, name);
}

static void
draw_summary (cairo_t *cr, guint page, gpointer data)
{
  rg_summary_draw_page (data, &rg_paper_a4, cr, page);
}

static void
check_summary (RgSummary *summary, const char *stem)
{
  g_autofree char *folder = g_dir_make_tmp ("regulars-golden-XXXXXX", NULL);
  g_autofree char *first = g_build_filename (folder, "first.pdf", NULL);
  g_autofree char *second = g_build_filename (folder, "second.pdf", NULL);
  g_autofree char *text = g_strconcat (stem, ".txt", NULL);
  g_autoptr (GError) error = NULL;

  for (guint page = 0; page < rg_summary_n_pages (summary, &rg_paper_a4); page++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%u.png", stem, page + 1);

      check_page (draw_summary, page, summary, name);
    }
  rg_summary_write_pdf (summary, first, &error);
  g_assert_no_error (error);
  rg_summary_write_pdf (summary, second, &error);
  g_assert_no_error (error);
  check_pdf (first, second, text);
  g_remove (first);
  g_remove (second);
  g_rmdir (folder);
}

static RgSummary *
autumn_letter (void)
{
  RgSummary *summary = rg_summary_new ();

  summary->shop = g_strdup ("Fjordbok");
  summary->title = g_strdup ("Autumn letter to lapsing coffee people");
  summary->by = g_strdup ("K. Moe");
  strcpy (summary->currency, "NOK");
  summary->sales_up_to = rg_day_parse_iso ("2026-11-19");
  summary->from_on = rg_day_parse_iso ("2026-10-25");
  summary->to_on = rg_day_parse_iso ("2026-11-14");
  summary->message
    = g_strdup ("Dear {{first name|customer}},\n\nit has been a while since you were last at our "
                "counter. The new Ethiopian beans have come in, and we have put a bag aside.\n\n"
                "Bring this letter until 30 November and take 10 % off any coffee.");
  return summary;
}

static void
test_judged (void)
{
  static const double written[] = { 9810, 9540, 9020, 8110, 7760, 6930, 6120, 5680,
                                    11240, 10480, 8730 };
  static const double held[] = { 9630, 9710, 8880, 8350, 7510, 7080, 5980, 5790,
                                 6120, 5830, 5440 };
  g_autoptr (RgSummary) summary = autumn_letter ();

  summary->written = 943;
  summary->held_out = 188;
  summary->written_came = 177;
  summary->held_out_came = 20;
  summary->verdict = RG_VERDICT_GAIN;
  summary->difference = 177 / 943.0 - 20 / 188.0;
  summary->difference_low = 0.0241;
  summary->difference_high = 0.1258;
  rg_summary_add_money (summary, "sales", "Extra sales", 4810000);
  rg_summary_add_money (summary, "goods", "Goods", -2850000);
  rg_summary_add_money (summary, "coupons", "Coupons", -290000);
  rg_summary_add_money (summary, "print", "Print and post", -176050);
  summary->kept_minor = 1493950;
  summary->kept_low_minor = 412000;
  summary->kept_high_minor = 2433000;
  rg_summary_add_left_out (summary, "no permission", 41);
  rg_summary_add_left_out (summary, "contacted twice this month", 20);
  rg_summary_add_left_out (summary, "no address", 12);
  for (int i = 0; i < 11; i++)
    rg_summary_add_week (summary, i < 8 ? i - 8 : i - 7, written[i], held[i]);
  summary->who = g_strdup ("Customers who bought Coffee at least 3 times in the last year and not "
                           "since 60 days, and whose city is Oslo or Bergen.");
  summary->offer = g_strdup ("10 % off coffee until 30 November");
  summary->method = g_strdup ("The range of the difference is Newcombe's hybrid score interval.");
  check_summary (summary, "summary-judged");
}

static void
test_not_judged (void)
{
  g_autoptr (RgSummary) summary = autumn_letter ();

  g_set_str (&summary->title, "Letter to families");
  summary->written = 48;
  summary->held_out = 12;
  summary->written_came = 11;
  summary->held_out_came = 2;
  summary->verdict = RG_VERDICT_UNCLEAR;
  summary->difference = 11 / 48.0 - 2 / 12.0;
  summary->difference_low = -0.223;
  summary->difference_high = 0.254;
  summary->smallest_difference = 0.41;
  rg_summary_add_money (summary, "print", "Print and post", -8640);
  rg_summary_add_left_out (summary, "no permission", 5);
  for (int week = -8; week <= 3; week++)
    if (week != 0)
      rg_summary_add_week (summary, week, 8000 + 320 * (week % 3), 7600 - 410 * (week % 4));
  summary->who = g_strdup ("Customers with the tag “family”.");
  check_summary (summary, "summary-not-judged");
}

/* Nobody was left without: what others who are like them did, and that it proves nothing. */
static void
test_alone (void)
{
  g_autoptr (RgSummary) summary = autumn_letter ();

  summary->written = 412;
  summary->written_came = 84;
  summary->verdict = RG_VERDICT_NO_COMPARISON;
  summary->others = g_strdup (
    "Of 398 people with the letter 81 came back, of as many who are like them 60: a difference of "
    "likely −0.2 to 10.7 points. In as many days before and after, they spent NOK 118 and NOK 141 "
    "a person, the others NOK 121 and NOK 119. That is no proof: nobody drew lots for who got the "
    "letter, so the others may differ in what is not known here.");
  rg_summary_add_money (summary, "print", "Print and post", -74160);
  rg_summary_add_money (summary, "time", "Staff time", -120000);
  rg_summary_add_left_out (summary, "no permission", 38);
  for (int week = -8; week <= 3; week++)
    if (week != 0)
      rg_summary_add_week (summary, week, 5900 + 410 * (week % 3) + (week > 0 ? 900 : 0), NAN);
  summary->who = g_strdup ("Customers who bought Coffee at least 3 times in the last year.");
  check_summary (summary, "summary-alone");
}

/* People in several scripts, one with a text of two pages. */
static void
write_letter (guint index, RgLetter *letter, gpointer data)
{
  static const char *const addresses[] = {
    "Åse Dahl\nStorgata 3\n0155 Oslo",
    "山田 花子\n〒150-0002\n東京都渋谷区渋谷2丁目21-1",
    "ليلى حداد\nشارع الحمرا 12\nبيروت",
    "A name that is so very long that the window of no envelope in the whole world could show it\n"
    "Line 2\nLine 3\nLine 4\nLine 5\nLine 6\nLine 7 is hidden",
  };
  static const char *const first[] = { "Åse", "花子", "ليلى", "customer" };
  GString *body = g_string_new (NULL);

  g_string_append_printf (body, "Dear %s,\n\nit has been a while since you were last here. We have "
                          "kept a bag of the new beans for you.", first[index]);
  if (index == 2)
    g_string_append (body, "\n\nمرحبا ليلى، اشتقنا إليك. لدينا قهوة جديدة من إثيوبيا.");
  for (int i = 0; index == 3 && i < 14; i++)
    g_string_append_printf (body, "\n\nParagraph %d tells more about the beans, the farm they come "
                            "from, the way they are washed and dried, and what the people who "
                            "roast them think of this year's harvest.", i + 1);
  letter->address = g_strdup (addresses[index]);
  letter->subject = g_strdup ("The beans are back");
  letter->body = g_string_free (body, FALSE);
}

static void
draw_letter (cairo_t *cr, guint page, gpointer data)
{
  rg_letters_draw_page (data, cr, page);
}

static RgLetters *
four_letters (void)
{
  g_auto (RgLetterhead) head = {
    .shop = g_strdup ("Fjordbok"),
    .contact = g_strdup ("Storgata 3\n0155 Oslo\n+47 22 00 00 00\nfjordbok.example"),
    .sender_line = g_strdup ("Fjordbok · Storgata 3 · 0155 Oslo"),
    .date = rg_day_parse_iso ("2026-10-25"),
    .closing = g_strdup ("Kind regards"),
    .signature = g_strdup ("Kari Moe"),
  };

  return rg_letters_new (&rg_paper_a4, &head, 4, write_letter, NULL, NULL);
}

static void
test_letters (void)
{
  g_autoptr (RgLetters) letters = four_letters ();
  g_autoptr (RgLetters) again = four_letters ();
  g_autofree char *folder = g_dir_make_tmp ("regulars-golden-XXXXXX", NULL);
  g_autofree char *first = g_build_filename (folder, "first.pdf", NULL);
  g_autofree char *second = g_build_filename (folder, "second.pdf", NULL);
  g_autoptr (GError) error = NULL;

  rg_letters_write_pdf (letters, first, NULL, &error);
  g_assert_no_error (error);
  rg_letters_write_pdf (again, second, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rg_letters_n_pages (letters), ==, 5);
  check_page (draw_letter, 0, letters, "letter-1.png");
  check_page (draw_letter, 2, letters, "letter-3.png");
  check_page (draw_letter, 3, letters, "letter-4.png");
  check_page (draw_letter, 4, letters, "letter-5.png");
  check_pdf (first, second, "letters.txt");
  g_remove (first);
  g_remove (second);
  g_rmdir (folder);
}

/* --- labels, coupons and lists --- */

typedef struct {
  const char *name, *address, *phone, *coupon;
} Somebody;

static const Somebody people[] = {
  { "Åse Dahl", "Storgata 3\n0155 Oslo", "912 34 567", "K7QW3FHDXA9M" },
  { "山田 花子", "〒150-0002\n東京都渋谷区渋谷2丁目21-1\nJAPAN", "+81 3 1234 5678", "M9AXDHF3WQ7K" },
  { "ليلى حداد", "شارع الحمرا 12\nبيروت\nLEBANON", "+961 1 234 567", NULL },
  { "A name that is so very long that no label in the whole world could show all of it",
    "Line 2\nLine 3\nLine 4\nLine 5\nLine 6\nLine 7\nLine 8", "22 33 44 55", "K7QW3FHDXA9M" },
  { "Dr. Constantinopoulou-Featherstonehaugh", "Kirkegårdsveien 112 B\n5003 Bergen", "55 66 77 88",
    "M9AXDHF3WQ7K" },
};

static gboolean
write_recipient (guint index, RgRecipient *recipient, gpointer data)
{
  const RgOutputForm form = (RgOutputForm) GPOINTER_TO_INT (data);
  const Somebody *one = &people[index % G_N_ELEMENTS (people)];

  *recipient = (RgRecipient) {
    .name = one->name,
    .contact = form == RG_OUTPUT_CALL_LIST ? one->phone : one->address,
    .subject = index % 2 == 0 ? "10 % off any coffee until 30 November" : "",
    .body = "It has been a while since you were last here.\n\nThe new Ethiopian beans have come "
            "in, and we have put a bag aside. Ask whether the grinder still runs, and say that "
            "there is a service day on Saturday; whoever brings theirs gets it cleaned.",
    .coupon = one->coupon,
  };
  return TRUE;
}

static void
draw_sheets (cairo_t *cr, guint page, gpointer data)
{
  rg_sheets_draw_page (data, cr, page);
}

static RgSheets *
make_sheets (const RgSheetsSetup *setup, guint n)
{
  g_auto (RgLetterhead) head = {
    .shop = g_strdup ("Fjordbok"),
    .date = rg_day_parse_iso ("2026-10-25"),
  };

  return rg_sheets_new (setup, &head, "Autumn Letter", n, write_recipient,
                        GINT_TO_POINTER (setup->form), NULL);
}

/* A page as a picture, and all of them as words. */
static void
check_sheets (const RgSheetsSetup *setup, guint n, guint n_pages, guint page, const char *stem)
{
  g_autoptr (RgSheets) sheets = make_sheets (setup, n);
  g_autoptr (RgSheets) again = make_sheets (setup, n);
  g_autofree char *folder = g_dir_make_tmp ("regulars-golden-XXXXXX", NULL);
  g_autofree char *first = g_build_filename (folder, "first.pdf", NULL);
  g_autofree char *second = g_build_filename (folder, "second.pdf", NULL);
  g_autofree char *picture = g_strdup_printf ("%s-%u.png", stem, page + 1);
  g_autofree char *words = g_strconcat (stem, ".txt", NULL);
  g_autoptr (GError) error = NULL;

  rg_sheets_write_pdf (sheets, first, NULL, &error);
  g_assert_no_error (error);
  rg_sheets_write_pdf (again, second, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rg_sheets_get_n_pages (sheets), ==, n_pages);
  g_assert_cmpfloat (rg_sheets_get_progress (sheets), >, 0);
  check_page (draw_sheets, page, sheets, picture);
  check_pdf (first, second, words);
  g_remove (first);
  g_remove (second);
  g_rmdir (folder);
}

static void
test_labels (void)
{
  RgSheetsSetup setup;

  rg_sheets_setup_init (&setup);
  setup.form = RG_OUTPUT_LABELS;
  setup.start = 5;
  /* 20 on the first sheet, the rest on the second. */
  check_sheets (&setup, 25, 2, 0, "labels");
}

static void
test_coupons (void)
{
  RgSheetsSetup setup;

  rg_sheets_setup_init (&setup);
  setup.form = RG_OUTPUT_COUPONS;
  check_sheets (&setup, 10, 1, 0, "coupons");
}

static void
test_lists (void)
{
  RgSheetsSetup setup;

  rg_sheets_setup_init (&setup);
  setup.form = RG_OUTPUT_CALL_LIST;
  check_sheets (&setup, 12, 2, 0, "call-list");
  setup.form = RG_OUTPUT_ADDRESS_LIST;
  check_sheets (&setup, 30, 2, 1, "address-list");
}

/* A year of weeks: more rows than the first side holds. */
static RgChart *
year_of_weeks (void)
{
  RgChart *chart = rg_chart_new ("Net sales a week", (RgUnit) { RG_UNIT_MONEY, "NOK" }, 53);
  RgDay days[53];
  double now[53], before[53];

  for (int i = 0; i < 53; i++)
    {
      days[i] = rg_day_parse_iso ("2025-11-17") + 7 * i;
      now[i] = 4000000 + 90000 * (i % 11) - 30000 * (i % 5);
      before[i] = 3900000 + 70000 * (i % 7);
    }
  rg_chart_set_days (chart, RG_PERIOD_WEEK, days);
  rg_chart_add_series (chart, "Net sales", RG_SERIES_AREA, RG_SERIES_MAIN, now);
  rg_chart_add_series (chart, "A year before", RG_SERIES_LINE, RG_SERIES_COMPARISON, before);
  return chart;
}

static void
draw_report (cairo_t *cr, guint page, gpointer data)
{
  rg_report_draw_page (data, &rg_paper_a4, cr, page);
}

static void
test_report (void)
{
  g_autoptr (RgChart) chart = year_of_weeks ();
  RgReport report = {
    .shop = "Fjordbok",
    .title = "Are Sales Growing?",
    .sentence = "Net sales of the last 4 whole weeks were 168 400 kr, 3 % above a year before.",
    .meaning = "Net sales are sold goods less returned goods.",
    .sales_up_to = rg_day_parse_iso ("2026-11-19"),
    .chart = chart,
  };
  g_autofree char *folder = g_dir_make_tmp ("regulars-golden-XXXXXX", NULL);
  g_autofree char *first = g_build_filename (folder, "first.pdf", NULL);
  g_autofree char *second = g_build_filename (folder, "second.pdf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (rg_report_n_pages (&report, &rg_paper_a4), ==, 2);
  check_page (draw_report, 0, &report, "report-1.png");
  rg_report_write_pdf (&report, first, &error);
  g_assert_no_error (error);
  rg_report_write_pdf (&report, second, &error);
  g_assert_no_error (error);
  check_pdf (first, second, "report.txt");
  g_remove (first);
  g_remove (second);
  g_rmdir (folder);
}

static void
draw_permission (cairo_t *cr, guint page, gpointer data)
{
  rg_permission_form_draw (data, &rg_paper_a4, cr);
}

static RgPermissionPaper *
make_permission (gboolean copy)
{
  RgPermissionPaper *form = rg_permission_paper_new ();

  g_set_str (&form->shop, "Fjordbok");
  g_set_str (&form->address, "Fjordbok\nStorgata 3\n0155 Oslo");
  g_set_str (&form->version, "2026-1");
  g_set_str (&form->text, "I agree that Fjordbok keeps what I buy and writes to me about it, on "
                          "the ways that are ticked below. I can take that back at any time, in "
                          "the shop or by a line to it.");
  g_set_str (&form->benefits, "A coffee on the house each month, and what is new a week before "
                              "all others.");
  g_set_str (&form->name, copy ? "Åse Dahl" : "");
  g_set_str (&form->contacts, copy ? "Storgata 3, 0155 Oslo\nase@example.org" : "");
  form->copy = copy;
  form->day = rg_day_parse_iso ("2026-11-19");
  rg_permission_paper_add (form, "Post", copy ? "since 7 Nov 2026, on paper" : "", copy);
  rg_permission_paper_add (form, "E-mail", copy ? "since 7 Nov 2026, on paper" : "", copy);
  rg_permission_paper_add (form, "SMS", "", FALSE);
  rg_permission_paper_add (form, "Phone", copy ? "no since 12 Oct 2026, by phone" : "", FALSE);
  return form;
}

/* The form to be ticked and signed, and what the person takes home. */
static void
test_permission (void)
{
  for (int copy = 0; copy < 2; copy++)
    {
      g_autofree char *folder = g_dir_make_tmp ("regulars-golden-XXXXXX", NULL);
      g_autofree char *first = g_build_filename (folder, "first.pdf", NULL);
      g_autofree char *second = g_build_filename (folder, "second.pdf", NULL);
      g_autoptr (RgPermissionPaper) form = make_permission (copy);
      g_autoptr (GError) error = NULL;

      check_page (draw_permission, 0, form, copy ? "permission-copy.png" : "permission-form.png");
      rg_permission_form_write_pdf (form, first, &error);
      g_assert_no_error (error);
      rg_permission_form_write_pdf (form, second, &error);
      g_assert_no_error (error);
      check_pdf (first, second, copy ? "permission-copy.txt" : "permission-form.txt");
      g_remove (first);
      g_remove (second);
      g_rmdir (folder);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pages/summary-judged", test_judged);
  g_test_add_func ("/pages/summary-not-judged", test_not_judged);
  g_test_add_func ("/pages/summary-alone", test_alone);
  g_test_add_func ("/pages/letters", test_letters);
  g_test_add_func ("/pages/report", test_report);
  g_test_add_func ("/pages/labels", test_labels);
  g_test_add_func ("/pages/coupons", test_coupons);
  g_test_add_func ("/pages/lists", test_lists);
  g_test_add_func ("/pages/permission", test_permission);
  return g_test_run ();
}
