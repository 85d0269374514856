/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is done with a segment from its page. */
#include "pages/rg-segment-use.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "pages/rg-export-dialog.h"
#include "pages/rg-print-job.h"
#include "print/rg-people-list.h"
#include "rules/rg-segment.h"
#include "store/rg-people-rows.h"
#include "store/rg-segment-freeze.h"

/* Counts on the main thread, as the page of it has just done. NULL while the shop is read. */
static GArray *
rg_segment_use_list (RgStore *store, const char *text)
{
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (store);
  g_autoptr (RgBitset) people = NULL;
  GArray *ids;

  if (dataset == NULL)
    return NULL;
  people = rg_segment_evaluate_text (dataset, rg_store_get_shop (store), text);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = rg_bitset_next (people, 0); i < people->n_bits; i = rg_bitset_next (people, i + 1))
    {
      const gint64 id = rg_dataset_customer_id (dataset, i);

      g_array_append_val (ids, id);
    }
  return ids;
}

void
rg_segment_use_export (GtkWidget *widget, RgStore *store, const char *text, RgListFormat format)
{
  g_autoptr (GArray) ids = rg_segment_use_list (store, text);

  if (ids != NULL)
    rg_export_list (widget, store, format, ids);
}

static void
rg_segment_use_say (GtkWidget *widget, const GError *error)
{
  g_autofree char *text = rg_error_text (error);

  gtk_widget_activate_action (widget, "win.toast", "s", text);
}

/* --- freezing ----------------------------------------------------------------------------- */

static void
rg_segment_use_frozen_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) widget = data;
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  if (!rg_store_write_finish (RG_STORE (store), result, &action, &error))
    rg_segment_use_say (widget, error);
  else if (gtk_widget_get_root (widget) != NULL)
    gtk_widget_activate_action (widget, "win.toast-undo", "(xs)", action,
                                g_object_get_data (G_OBJECT (widget), "rg-frozen") != NULL
                                  ? _("Frozen as a List") : _("Made Live Again"));
}

void
rg_segment_use_freeze (GtkWidget *widget, RgStore *store, gint64 segment, const char *text)
{
  g_autoptr (GArray) ids = text != NULL ? rg_segment_use_list (store, text) : NULL;

  if (text != NULL && ids == NULL)
    return;
  g_object_set_data (G_OBJECT (widget), "rg-frozen", GINT_TO_POINTER (text != NULL));
  rg_store_freeze_segment_async (store, segment, ids, rg_segment_use_frozen_cb,
                                 g_object_ref (widget));
}

/* --- on paper ----------------------------------------------------------------------------- */

typedef struct {
  GtkWidget *widget;
  RgPeopleList *list;
  const RgPaper *paper;
  GArray *ids;
  GPtrArray *people;
} RgUsePrint;

static void
rg_use_print_free (gpointer data)
{
  RgUsePrint *print = data;

  g_clear_object (&print->widget);
  g_clear_pointer (&print->list, rg_people_list_free);
  g_clear_pointer (&print->ids, g_array_unref);
  g_clear_pointer (&print->people, g_ptr_array_unref);
  g_free (print);
}

static gboolean
rg_use_print_count (guint *n_pages, gpointer data)
{
  const RgUsePrint *print = data;

  *n_pages = rg_people_list_n_pages (print->list, print->paper);
  return TRUE;
}

static void
rg_use_print_draw (cairo_t *cr, guint page, gpointer data)
{
  const RgUsePrint *print = data;

  rg_people_list_draw_page (print->list, print->paper, cr, page);
}

static void
rg_use_print_done (gboolean printed, const GError *error, gpointer widget)
{
  g_autoptr (GtkWidget) owned = widget;

  if (error != NULL)
    rg_segment_use_say (owned, error);
}

static gboolean
rg_use_print_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgUsePrint *print = data;

  print->people = rg_people_rows_read (db, print->ids, error);
  return print->people != NULL;
}

static void
rg_use_print_read_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  RgUsePrint *read = rg_store_read_get_data (result);
  g_autoptr (GError) error = NULL;
  RgUsePrint *print;
  GtkRoot *root = gtk_widget_get_root (read->widget);

  if (!rg_store_read_finish (RG_STORE (store), result, &error))
    {
      rg_segment_use_say (read->widget, error);
      return;
    }
  if (root == NULL)
    return;
  print = g_new0 (RgUsePrint, 1);
  print->widget = g_object_ref (read->widget);
  print->list = g_steal_pointer (&read->list);
  print->paper = rg_paper_default ();
  rg_people_list_add (print->list, read->people);
  rg_print_job_run (GTK_WINDOW (root), print->list->title, print->paper, rg_use_print_count,
                    rg_use_print_draw, print, rg_use_print_free, rg_use_print_done,
                    g_object_ref (read->widget));
}

void
rg_segment_use_print (GtkWidget *widget, RgStore *store, const char *name, const char *text)
{
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (store);
  g_autoptr (GArray) ids = rg_segment_use_list (store, text);
  g_autoptr (RgNode) root = rg_segment_parse (text, NULL, NULL);
  const RgShop *shop = rg_store_get_shop (store);
  g_autofree char *sentence = NULL;
  RgUsePrint *read;

  if (ids == NULL || root == NULL)
    return;
  sentence = rg_segment_sentence (root, shop->currency);
  read = g_new0 (RgUsePrint, 1);
  read->widget = g_object_ref (widget);
  read->ids = g_steal_pointer (&ids);
  read->list = rg_people_list_new (shop->name, name, sentence,
                                   rg_shop_get_counting_day (shop, dataset));
  rg_store_read_async (store, RG_READER_ROWS, rg_use_print_in_thread, read, rg_use_print_free,
                       NULL, rg_use_print_read_cb, NULL);
}
