/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is done with a segment from its page. */
#include "pages/rg-segment-use.h"

#include "base/rg-i18n.h"
#include "pages/rg-export-dialog.h"
#include "pages/rg-late-job.h"
#include "pages/rg-print-job.h"
#include "pages/rg-segment-list.h"
#include "print/rg-people-list.h"
#include "rules/rg-segment.h"
#include "store/rg-segment-freeze.h"

static void
rg_segment_use_export_cb (GtkWidget *widget, RgStore *store, GArray *ids, GPtrArray *people,
                          gpointer data)
{
  rg_export_list (widget, store, *(RgListFormat *) data, ids);
}

void
rg_segment_use_export (GtkWidget *widget, RgStore *store, const char *text, RgListFormat format)
{
  rg_segment_list_read (widget, store, text, FALSE, rg_segment_use_export_cb,
                        g_memdup2 (&format, sizeof format), g_free);
}

/* --- freezing ----------------------------------------------------------------------------- */

typedef struct {
  GtkWidget *widget;
  RgLateJob *late;
  gboolean frozen; /* else made live */
} RgUseFreeze;

static void
rg_segment_use_frozen_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autofree RgUseFreeze *freeze = data;
  g_autoptr (GtkWidget) widget = freeze->widget;
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  rg_late_job_end (freeze->late);
  if (!rg_store_write_finish (RG_STORE (store), result, &action, &error))
    rg_segment_list_say (widget, error);
  else if (gtk_widget_get_root (widget) != NULL)
    gtk_widget_activate_action (widget, "win.toast-undo", "(xs)", action,
                                freeze->frozen ? _("Frozen as a List") : _("Made Live Again"));
}

/* ids: NULL to make it live. */
static void
rg_segment_use_write (GtkWidget *widget, RgStore *store, gint64 segment, GArray *ids)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RgUseFreeze *freeze = g_new0 (RgUseFreeze, 1);

  freeze->widget = g_object_ref (widget);
  freeze->frozen = ids != NULL;
  freeze->late = rg_late_job_begin (widget, _("Writing the list"), cancellable, NULL, NULL);
  rg_store_freeze_segment_async (store, segment, ids, cancellable, rg_segment_use_frozen_cb,
                                 freeze);
}

static void
rg_segment_use_freeze_cb (GtkWidget *widget, RgStore *store, GArray *ids, GPtrArray *people,
                          gpointer data)
{
  rg_segment_use_write (widget, store, *(gint64 *) data, ids);
}

void
rg_segment_use_freeze (GtkWidget *widget, RgStore *store, gint64 segment, const char *text)
{
  if (text == NULL)
    rg_segment_use_write (widget, store, segment, NULL);
  else
    rg_segment_list_read (widget, store, text, FALSE, rg_segment_use_freeze_cb,
                          g_memdup2 (&segment, sizeof segment), g_free);
}

/* --- on paper ----------------------------------------------------------------------------- */

typedef struct {
  RgPeopleList *list;
  const RgPaper *paper;
} RgUsePrint;

static void
rg_use_print_free (gpointer data)
{
  RgUsePrint *print = data;

  g_clear_pointer (&print->list, rg_people_list_free);
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
    rg_segment_list_say (owned, error);
}

static void
rg_segment_use_print_cb (GtkWidget *widget, RgStore *store, GArray *ids, GPtrArray *people,
                         gpointer data)
{
  RgUsePrint *read = data;
  RgUsePrint *print = g_new0 (RgUsePrint, 1);

  print->list = g_steal_pointer (&read->list);
  print->paper = read->paper;
  rg_people_list_add (print->list, people);
  rg_print_job_run (GTK_WINDOW (gtk_widget_get_root (widget)), print->list->title, print->paper,
                    rg_use_print_count, rg_use_print_draw, print, rg_use_print_free,
                    rg_use_print_done, g_object_ref (widget));
}

void
rg_segment_use_print (GtkWidget *widget, RgStore *store, const char *name, const char *text)
{
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (store);
  g_autoptr (RgNode) root = rg_segment_parse (text, NULL, NULL);
  const RgShop *shop = rg_store_get_shop (store);
  g_autofree char *sentence = NULL;
  RgUsePrint *print;

  if (root == NULL)
    return;
  sentence = rg_segment_sentence (root, shop->currency);
  print = g_new0 (RgUsePrint, 1);
  print->paper = rg_paper_default ();
  print->list = rg_people_list_new (shop->name, name, sentence,
                                    rg_shop_get_counting_day (shop, dataset));
  rg_segment_list_read (widget, store, text, TRUE, rg_segment_use_print_cb, print,
                        rg_use_print_free);
}
