/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Prints coupons that stand by themselves. */
#include "config.h"

#include "pages/rg-coupons-print.h"

#include <string.h>

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "pages/rg-print-job.h"
#include "print/rg-sheets.h"
#include "store/rg-store-coupons-given.h"

/* Which ones, and what was read. */
typedef struct {
  char *code; /* one, or NULL: those of the automation */
  guint8 automation[RG_UUID_SIZE];
  RgDay today;
  GPtrArray *coupons; /* RgCoupon */
} RgCouponsPrint;

static void
rg_coupons_print_free (gpointer data)
{
  RgCouponsPrint *print = data;

  g_free (print->code);
  g_clear_pointer (&print->coupons, g_ptr_array_unref);
  g_free (print);
}

static gboolean
rg_coupons_print_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCouponsPrint *print = data;
  RgCoupon *coupon;

  if (print->code == NULL)
    {
      print->coupons = rg_coupons_read_given (db, print->automation, TRUE, print->today, error);
      return print->coupons != NULL;
    }
  coupon = rg_coupon_find (db, print->code, error);
  print->coupons = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_coupon_free);
  if (coupon != NULL)
    g_ptr_array_add (print->coupons, coupon);
  return coupon != NULL;
}

/* --- the job --- */

typedef struct {
  GtkWidget *widget;
  RgSheets *sheets;
} RgCouponsJob;

static gboolean
rg_coupons_job_count (guint *n_pages, gpointer data)
{
  *n_pages = rg_sheets_get_n_pages (((RgCouponsJob *) data)->sheets);
  return TRUE;
}

static void
rg_coupons_job_draw (cairo_t *cr, guint page, gpointer data)
{
  rg_sheets_draw_page (((RgCouponsJob *) data)->sheets, cr, page);
}

static void
rg_coupons_job_free (gpointer data)
{
  RgCouponsJob *job = data;

  rg_sheets_free (job->sheets);
  g_object_unref (job->widget);
  g_free (job);
}

static void
rg_coupons_job_done (gboolean printed, const GError *error, gpointer data)
{
  g_autofree char *text = error != NULL ? rg_error_text (error) : NULL;

  if (text != NULL)
    gtk_widget_activate_action (((RgCouponsJob *) data)->widget, "win.toast", "s", text);
}

/* Takes the coupons. */
static void
rg_coupons_print_run (GtkWidget *widget, RgStore *store, GPtrArray *coupons)
{
  const RgShop *shop = rg_store_get_shop (store);
  RgCouponsJob *job = g_new0 (RgCouponsJob, 1);
  const RgLetterhead head = { .shop = shop->name, .date = rg_shop_get_day (shop) };
  RgSheetsSetup setup;

  rg_sheets_setup_init (&setup);
  setup.form = RG_OUTPUT_COUPONS;
  job->widget = g_object_ref (widget);
  job->sheets = rg_sheets_new (&setup, &head, _("Coupons"), coupons->len,
                               rg_coupons_fill_recipient, coupons,
                               (GDestroyNotify) g_ptr_array_unref);
  rg_print_job_run (GTK_WINDOW (gtk_widget_get_root (widget)), _("Coupons"),
                    rg_sheets_get_paper (job->sheets), rg_coupons_job_count, rg_coupons_job_draw,
                    job, rg_coupons_job_free, rg_coupons_job_done, job);
}

static void
rg_coupons_print_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) widget = data;
  RgCouponsPrint *print = rg_store_read_get_data (result);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!rg_store_read_finish (RG_STORE (source), result, &error))
    text = rg_error_text (error);
  else if (print->coupons->len == 0)
    text = g_strdup (_("None of its coupons is waiting to be handed over."));
  if (text != NULL)
    gtk_widget_activate_action (widget, "win.toast", "s", text);
  else if (gtk_widget_get_root (widget) != NULL)
    rg_coupons_print_run (widget, RG_STORE (source), g_steal_pointer (&print->coupons));
}

static void
rg_coupons_print_start (GtkWidget *widget, RgStore *store, RgCouponsPrint *print)
{
  print->today = rg_shop_get_day (rg_store_get_shop (store));
  rg_store_read_async (store, RG_READER_ROWS, rg_coupons_print_in_thread, print,
                       rg_coupons_print_free, NULL, rg_coupons_print_read_cb,
                       g_object_ref (widget));
}

void
rg_coupons_print_one (GtkWidget *widget, RgStore *store, const char *code)
{
  RgCouponsPrint *print = g_new0 (RgCouponsPrint, 1);

  print->code = g_strdup (code);
  rg_coupons_print_start (widget, store, print);
}

void
rg_coupons_print_given (GtkWidget *widget, RgStore *store, const guint8 *automation)
{
  RgCouponsPrint *print = g_new0 (RgCouponsPrint, 1);

  memcpy (print->automation, automation, sizeof print->automation);
  rg_coupons_print_start (widget, store, print);
}
