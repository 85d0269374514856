/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The print operation itself, into a file: all pages, counted a few at a time, and one end. */
#include <glib/gstdio.h>
#include <string.h>

#include "pages/rg-print-job.h"

typedef struct {
  guint counted;
  guint drawn;
  guint ended;
  guint freed;
  gboolean printed;
  GtkPrintOperation *operation; /* to be stopped, or NULL */
} Job;

static gboolean
count (guint *n_pages, gpointer data)
{
  Job *job = data;

  *n_pages = 7;
  return ++job->counted == 3;
}

static void
draw (cairo_t *cr, guint page, gpointer data)
{
  Job *job = data;

  g_assert_cmpuint (page, ==, job->drawn);
  job->drawn++;
  cairo_rectangle (cr, 100, 100, 50, 50);
  cairo_fill (cr);
}

static void
freed (gpointer data)
{
  ((Job *) data)->freed++;
}

static void
done (gboolean printed, const GError *error, gpointer data)
{
  Job *job = data;

  g_assert_no_error ((GError *) error);
  job->printed = printed;
  job->ended++;
}

static guint
count_pages (const char *path)
{
  g_autofree char *line = g_strdup_printf ("pdfinfo '%s'", path);
  g_autofree char *text = NULL;
  const char *pages;

  g_assert_true (g_spawn_command_line_sync (line, &text, NULL, NULL, NULL));
  pages = strstr (text, "Pages:");
  g_assert_nonnull (pages);
  return (guint) g_ascii_strtoull (pages + 6, NULL, 10);
}

static void
test_export (void)
{
  Job job = { 0 };
  g_autofree char *folder = g_dir_make_tmp ("regulars-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "letters.pdf", NULL);
  GtkPrintOperation *operation = rg_print_job_new ("Letters", &rg_paper_a4, count, draw, &job,
                                                   freed, done, &job);

  gtk_print_operation_set_show_progress (operation, FALSE);
  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, NULL);
  while (job.ended == 0)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (operation);
  while (job.freed == 0 && g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (job.printed);
  g_assert_cmpuint (job.counted, ==, 3);
  g_assert_cmpuint (job.drawn, ==, 7);
  g_assert_cmpuint (job.ended, ==, 1);
  g_assert_cmpuint (job.freed, ==, 1);
  g_assert_cmpuint (count_pages (path), ==, 7);
  g_remove (path);
  g_rmdir (folder);
}

/* Stopped at the third page: told once, as not printed, and nothing of the job is left. */
static void
draw_and_stop (cairo_t *cr, guint page, gpointer data)
{
  Job *job = data;

  draw (cr, page, data);
  if (page == 2)
    gtk_print_operation_cancel (job->operation);
}

static void
test_stopped (void)
{
  Job job = { 0 };
  g_autofree char *folder = g_dir_make_tmp ("regulars-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "letters.pdf", NULL);

  job.operation = rg_print_job_new ("Letters", &rg_paper_a4, count, draw_and_stop, &job, freed,
                                    done, &job);
  gtk_print_operation_set_show_progress (job.operation, FALSE);
  gtk_print_operation_set_export_filename (job.operation, path);
  gtk_print_operation_run (job.operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, NULL);
  while (job.ended == 0)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (job.operation);
  while (job.freed == 0 && g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (job.printed);
  g_assert_cmpuint (job.drawn, ==, 3);
  g_assert_cmpuint (job.ended, ==, 1);
  g_assert_cmpuint (job.freed, ==, 1);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add_func ("/print-job/export", test_export);
  g_test_add_func ("/print-job/stopped", test_stopped);
  return g_test_run ();
}
