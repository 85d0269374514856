/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Prints the permission form. */
#include "config.h"

#include "pages/rg-permission-print.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "pages/rg-print-job.h"
#include "print/rg-permission-form.h"
#include "store/rg-store-permission-paper.h"
#include "store/rg-store-wordings.h"

/* One job: what is read, and where it was asked for. */
typedef struct {
  GtkWidget *widget;
  RgStore *store;
  RgShop *shop;
  gint64 customer;
  gboolean copy;
  RgDay today;
  gint64 wording;
  RgPermissionPaper *form;
  const RgPaper *paper;
} RgFormJob;

static void
rg_form_job_free (gpointer data)
{
  RgFormJob *job = data;

  g_clear_pointer (&job->form, rg_permission_paper_free);
  rg_shop_free (job->shop);
  g_object_unref (job->store);
  g_object_unref (job->widget);
  g_free (job);
}

static gboolean
rg_form_job_count (guint *n_pages, gpointer data)
{
  *n_pages = 1;
  return TRUE;
}

static void
rg_form_job_draw (cairo_t *cr, guint page, gpointer data)
{
  const RgFormJob *job = data;

  rg_permission_form_draw (job->form, job->paper, cr);
}

/* Words that stand on paper are not changed any more. */
static void
rg_form_job_done (gboolean printed, const GError *error, gpointer data)
{
  RgFormJob *job = data;

  if (printed && !job->copy)
    rg_store_note_wording_printed_async (job->store, job->wording, NULL, NULL);
  if (error != NULL)
    {
      g_autofree char *text = rg_error_text (error);

      gtk_widget_activate_action (job->widget, "win.toast", "s", text);
    }
}

static gboolean
rg_form_job_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgFormJob *job = data;

  job->form = rg_permission_paper_read (db, job->shop, job->customer, job->copy, job->today,
                                        &job->wording, error);
  return job->form != NULL;
}

static void
rg_form_job_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) widget = data;
  RgFormJob *read = rg_store_read_get_data (result);
  g_autoptr (GError) error = NULL;
  RgFormJob *job;

  if (!rg_store_read_finish (RG_STORE (object), result, &error))
    {
      g_autofree char *text = rg_error_text (error);

      gtk_widget_activate_action (widget, "win.toast", "s", text);
      return;
    }
  job = g_memdup2 (read, sizeof *read);
  job->form = g_steal_pointer (&read->form);
  job->shop = rg_shop_copy (read->shop);
  g_object_ref (job->store);
  g_object_ref (job->widget);
  rg_print_job_run (GTK_WINDOW (gtk_widget_get_root (widget)),
                    job->copy ? _("Their Own Copy") : _("Permission Form"), job->paper,
                    rg_form_job_count, rg_form_job_draw, job, rg_form_job_free, rg_form_job_done,
                    job);
}

void
rg_permission_print (GtkWidget *widget, RgStore *store, gint64 customer, gboolean copy)
{
  RgFormJob *job = g_new0 (RgFormJob, 1);
  const RgShop *shop = rg_store_get_shop (store);

  *job = (RgFormJob) {
    .widget = g_object_ref (widget),
    .store = g_object_ref (store),
    .shop = rg_shop_copy (shop),
    .customer = customer,
    .copy = copy,
    .today = rg_shop_get_day (shop),
    .paper = rg_paper_default (),
  };
  rg_store_read_async (store, RG_READER_ROWS, rg_form_job_read_in_thread, job, rg_form_job_free,
                       NULL, rg_form_job_read_cb, g_object_ref (widget));
}
