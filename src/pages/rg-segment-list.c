/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The members of a segment, read beside the window. */
#include "pages/rg-segment-list.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "pages/rg-late-job.h"
#include "pages/rg-long-read.h"
#include "store/rg-people-rows.h"

typedef struct {
  GtkWidget *widget;
  RgDataset *dataset;
  RgShop *shop;
  char *text;
  gboolean with_people;
  GArray *ids;
  GPtrArray *people;
  RgSegmentListFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GCancellable *cancellable;
  RgLongRead *read;
  RgLateJob *late;
} RgSegmentList;

static void
rg_segment_list_free (gpointer data)
{
  RgSegmentList *list = data;

  g_object_unref (list->widget);
  rg_dataset_unref (list->dataset);
  rg_shop_free (list->shop);
  g_free (list->text);
  g_array_unref (list->ids);
  g_clear_pointer (&list->people, g_ptr_array_unref);
  g_clear_pointer (&list->data, list->free_data);
  g_object_unref (list->cancellable);
  rg_long_read_unref (list->read);
  g_free (list);
}

void
rg_segment_list_say (GtkWidget *widget, const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = rg_error_text (error);
  gtk_widget_activate_action (widget, "win.toast", "s", text);
}

static gboolean
rg_segment_list_go_on (double share, gpointer data)
{
  RgSegmentList *list = data;

  return rg_long_read_go_on (share, list->read) &&
         !g_cancellable_is_cancelled (list->cancellable);
}

static gboolean
rg_segment_list_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgSegmentList *list = data;
  g_autoptr (RgBitset) members =
    rg_segment_evaluate_text (list->dataset, list->shop, list->text);

  for (guint i = rg_bitset_next (members, 0); i < members->n_bits;
       i = rg_bitset_next (members, i + 1))
    {
      const gint64 id = rg_dataset_customer_id (list->dataset, i);

      g_array_append_val (list->ids, id);
    }
  if (list->with_people)
    list->people = rg_people_rows_read (db, list->ids, rg_segment_list_go_on, list, error);
  return !list->with_people || list->people != NULL;
}

static void
rg_segment_list_read_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  RgSegmentList *list = rg_store_read_get_data (result);
  g_autoptr (GError) error = NULL;
  const gboolean ok = rg_store_read_finish (RG_STORE (store), result, &error);

  rg_late_job_end (g_steal_pointer (&list->late));
  if (gtk_widget_get_root (list->widget) == NULL)
    return;
  if (ok)
    list->func (list->widget, RG_STORE (store), list->ids, list->people, list->data);
  else
    rg_segment_list_say (list->widget, error);
}

static double
rg_segment_list_get_share (gpointer data)
{
  const RgSegmentList *list = data;

  return list->with_people ? rg_long_read_get_share (list->read) : -1;
}

void
rg_segment_list_read (GtkWidget *widget, RgStore *store, const char *text, gboolean with_people,
                      RgSegmentListFunc func, gpointer data, GDestroyNotify free_data)
{
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (store);
  RgSegmentList *list;

  /* The page counts nothing either while the shop is being read. */
  if (dataset == NULL)
    {
      free_data (data);
      return;
    }
  list = g_new0 (RgSegmentList, 1);
  list->widget = g_object_ref (widget);
  list->dataset = g_steal_pointer (&dataset);
  list->shop = rg_shop_copy (rg_store_get_shop (store));
  list->text = g_strdup (text);
  list->with_people = with_people;
  list->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  list->func = func;
  list->data = data;
  list->free_data = free_data;
  list->cancellable = g_cancellable_new ();
  list->read = rg_long_read_new ();
  list->late = rg_late_job_begin (widget, _("Reading the members"), list->cancellable,
                                  rg_segment_list_get_share, list);
  rg_store_read_async (store, RG_READER_REPORT, rg_segment_list_in_thread, list,
                       rg_segment_list_free, list->cancellable, rg_segment_list_read_cb, NULL);
}
