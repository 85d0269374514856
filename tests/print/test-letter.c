/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Letters are cut into pages a few at a time, every page can be drawn, and a PDF appears whole or
 * not at all. */
#include <glib/gstdio.h>
#include <string.h>

#include "print/rg-letter.h"
#include "print/rg-report.h"
#include "print/rg-summary.h"

#define N_LETTERS 16

/* Letters of none to some hundred paragraphs. */
static void
write_letter (guint index, RgLetter *letter, gpointer data)
{
  GString *body = g_string_new (NULL);

  for (guint i = 0; i < index * index / 6; i++)
    g_string_append_printf (body, "Paragraph %u of letter %u says something that takes more than "
                            "one line on the paper, as letters do.\n\n", i, index);
  letter->address = index % 4 == 0 ? NULL : g_strdup ("Åse Dahl\nStorgata 3\n0155 Oslo");
  letter->subject = index % 3 == 0 ? NULL : g_strdup ("We have missed you");
  letter->body = index == 1 ? NULL : g_string_free (g_steal_pointer (&body), FALSE);
  if (body != NULL)
    g_string_free (body, TRUE);
}

static RgLetters *
make (const RgPaper *paper)
{
  g_auto (RgLetterhead) head = {
    .shop = g_strdup ("Fjordbok"),
    .date = rg_day_from_ymd (2026, 11, 21),
    .closing = g_strdup ("Kind regards"),
    .signature = g_strdup ("Kari Moe"),
  };

  return rg_letters_new (paper, &head, N_LETTERS, write_letter, NULL, NULL);
}

static void
test_pages (void)
{
  const RgPaper *papers[] = { &rg_paper_a4, &rg_paper_letter };

  for (gsize p = 0; p < G_N_ELEMENTS (papers); p++)
    {
      g_autoptr (RgLetters) letters = make (papers[p]);
      double before = -1;
      guint page = 0;

      g_assert_cmpuint (rg_letters_n_pages (letters), ==, 0);
      for (gboolean done = FALSE; !done;)
        {
          done = rg_letters_paginate (letters, 3);
          g_assert_cmpfloat (rg_letters_progress (letters), >, before);
          before = rg_letters_progress (letters);
        }
      g_assert_cmpfloat (before, ==, 1);
      g_assert_cmpuint (rg_letters_n_pages (letters), >, N_LETTERS);
      for (guint i = 0; i < N_LETTERS; i++)
        {
          guint end = i + 1 < N_LETTERS ? rg_letters_page_of (letters, i + 1)
                                        : rg_letters_n_pages (letters);

          g_assert_cmpuint (rg_letters_page_of (letters, i), ==, page);
          g_assert_cmpuint (end, >, page);
          for (; page < end; page++)
            g_assert_cmpuint (rg_letters_letter_of (letters, page), ==, i);
        }
    }
}

static void
test_drawing (void)
{
  g_autoptr (RgLetters) letters = make (&rg_paper_a4);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  while (!rg_letters_paginate (letters, 5))
    ;
  for (guint page = 0; page < rg_letters_n_pages (letters); page++)
    rg_letters_draw_page (letters, cr, page);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* A cancelled or failed job keeps the file that was there. */
static void
test_whole_or_not (void)
{
  g_autofree char *folder = g_dir_make_tmp ("regulars-letter-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "letters.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "missing", "letters.pdf", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (RgLetters) letters = make (&rg_paper_a4);
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_false (rg_letters_write_pdf (letters, nowhere, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_false (rg_letters_write_pdf (letters, path, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (path, &kept, &length, NULL));
  g_assert_cmpstr (kept, ==, "old");

  g_assert_true (rg_letters_write_pdf (letters, path, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&kept, g_free);
  g_assert_true (g_file_get_contents (path, &kept, &length, NULL));
  g_assert_cmpuint (length, >, 1000);
  g_assert_cmpmem (kept, 5, "%PDF-", 5);
  g_remove (path);
  g_rmdir (folder);
}

/* --- stopped half way --- */

#define N_MANY 150

typedef struct {
  GCancellable *cancellable;
  guint calls; /* after which it is stopped; 0: never */
  guint asked;
} Stopping;

static void
write_and_stop (guint index, RgLetter *letter, gpointer data)
{
  Stopping *stopping = data;

  letter->address = g_strdup ("Åse Dahl\nStorgata 3\n0155 Oslo");
  letter->body = g_strdup_printf ("Letter %u.", index);
  if (++stopping->asked == stopping->calls)
    g_cancellable_cancel (stopping->cancellable);
}

/* FALSE: stopped. */
static gboolean
write_many (const char *path, guint calls)
{
  g_auto (RgLetterhead) head = { .shop = g_strdup ("Fjordbok"), .date = 20000 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stopping stopping = { cancellable, calls, 0 };
  g_autoptr (RgLetters) letters = rg_letters_new (&rg_paper_a4, &head, N_MANY, write_and_stop,
                                                  &stopping, NULL);
  g_autoptr (GError) error = NULL;
  const gboolean done = rg_letters_write_pdf (letters, path, cancellable, &error);

  if (done)
    g_assert_no_error (error);
  else
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  return done;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* While they are counted, while they are drawn, and at the last one: the file that was there stays,
 * nothing lies beside it, and the next time all of them are there. */
static void
test_stopped (void)
{
  const guint moments[] = { 1, N_MANY / 2, N_MANY, N_MANY + 1, 3 * N_MANY / 2, 2 * N_MANY };
  g_autofree char *folder = g_dir_make_tmp ("regulars-letter-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "letters.pdf", NULL);
  g_autofree char *line = g_strdup_printf ("pdfinfo '%s'", path);
  g_autofree char *pdfinfo = g_find_program_in_path ("pdfinfo"), *text = NULL;

  for (gsize i = 0; i <= G_N_ELEMENTS (moments); i++)
    {
      g_autofree char *kept = NULL;

      /* The first time there is none. */
      if (i > 0)
        g_assert_true (g_file_set_contents (path, "old", -1, NULL));
      g_assert_false (write_many (path, moments[i % G_N_ELEMENTS (moments)]));
      g_assert_cmpuint (count_files (folder), ==, i > 0 ? 1 : 0);
      if (i == 0)
        continue;
      g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
      g_assert_cmpstr (kept, ==, "old");
    }
  g_assert_true (write_many (path, 0));
  if (pdfinfo != NULL)
    {
      g_assert_true (g_spawn_command_line_sync (line, &text, NULL, NULL, NULL));
      g_assert_cmpuint (g_ascii_strtoull (strstr (text, "Pages:") + 6, NULL, 10), ==, N_MANY);
    }
  g_remove (path);
  g_rmdir (folder);
}

/* Whatever paper a printer offers, there is an end of pages, and each can be drawn. */
static void
test_odd_papers (void)
{
  const RgPaper papers[] = {
    { "label", 62 * RG_MM, 29 * RG_MM },
    { "roll", 80 * RG_MM, 200 * RG_MM },
    { "nothing", 1, 1 },
    { "poster", 841 * RG_MM, 1189 * RG_MM },
  };
  g_autoptr (RgChart) chart = rg_chart_new ("Visits", (RgUnit) { RG_UNIT_COUNT }, 40);
  g_autoptr (RgSummary) summary = rg_summary_new ();
  RgDay days[40];
  double values[40];
  RgReport report = { .shop = "Fjordbok", .title = "Visits", .chart = chart };

  for (int i = 0; i < 40; i++)
    {
      days[i] = 20000 + i;
      values[i] = i;
    }
  rg_chart_set_days (chart, RG_PERIOD_DAY, days);
  rg_chart_add_series (chart, "Visits", RG_SERIES_LINE, RG_SERIES_MAIN, values);
  report.sales_up_to = days[39];
  summary->message = g_strnfill (3000, 'x');
  strcpy (summary->currency, "NOK");
  for (gsize p = 0; p < G_N_ELEMENTS (papers); p++)
    {
      cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
      cairo_t *cr = cairo_create (surface);
      guint n_report = rg_report_n_pages (&report, &papers[p]);
      guint n_summary = rg_summary_n_pages (summary, &papers[p]);

      g_assert_cmpuint (n_report, <=, 41);
      g_assert_cmpuint (n_summary, <=, 3002);
      for (guint page = 0; page < n_report; page++)
        rg_report_draw_page (&report, &papers[p], cr, page);
      for (guint page = 0; page < MIN (n_summary, 5); page++)
        rg_summary_draw_page (summary, &papers[p], cr, page);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

static void
test_paper (void)
{
  g_assert_true (rg_paper_from_name ("A4") == &rg_paper_a4);
  g_assert_true (rg_paper_from_name ("letter") == &rg_paper_letter);
  g_assert_null (rg_paper_from_name ("A5"));
  g_assert_cmpfloat_with_epsilon (rg_paper_a4.width, 595.28, 0.01);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);
  g_assert_true (rg_paper_default () == &rg_paper_letter);
  g_setenv ("LC_ALL", "nb_NO.UTF-8", TRUE);
  g_assert_true (rg_paper_default () == &rg_paper_a4);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_assert_true (rg_paper_default () == &rg_paper_a4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter/paper", test_paper);
  g_test_add_func ("/letter/pages", test_pages);
  g_test_add_func ("/letter/drawing", test_drawing);
  g_test_add_func ("/letter/odd-papers", test_odd_papers);
  g_test_add_func ("/letter/whole-or-not", test_whole_or_not);
  g_test_add_func ("/letter/stopped", test_stopped);
  return g_test_run ();
}
