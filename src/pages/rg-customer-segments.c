/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Segments that a customer is in and nearly in. */
#include "pages/rg-customer-segments.h"

#include "base/rg-i18n.h"
#include "pages/rg-bulk-dialog.h"
#include "store/rg-segment-standings.h"

/* The latest question of a group: answers to earlier ones are of no account. */
#define QUESTION "rg-question"

typedef struct
{
  RgStandingsContext context;
  gint64 customer;
  GPtrArray *standings;
} RgStandingsRead;

static void
rg_standings_read_free (gpointer data)
{
  RgStandingsRead *read = data;

  rg_standings_context_clear (&read->context);
  g_clear_pointer (&read->standings, g_ptr_array_unref);
  g_free (read);
}

static gboolean
rg_standings_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgStandingsRead *read = data;

  read->standings = rg_segment_standings_read (db, &read->context, read->customer, error);
  return read->standings != NULL;
}

static void
rg_customer_segments_add (RgFactsGroup *group, const RgSegmentStanding *standing)
{
  g_autofree char *nearly = NULL;
  AdwActionRow *row;

  if (!standing->member)
    /* Translators: of a segment that somebody is not in; %s is what it would take. */
    nearly = g_strdup_printf (_("Nearly: %s"), standing->missing);
  row = rg_facts_group_add (group, standing->name, nearly);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", standing->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-segment");
}

static void
rg_customer_segments_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgFactsGroup) group = data;
  const RgStandingsRead *read = rg_store_read_get_data (result);

  if (!rg_store_read_finish (RG_STORE (object), result, NULL) ||
      g_object_get_data (G_OBJECT (group), QUESTION) != read)
    return;
  rg_facts_group_clear (group);
  for (guint i = 0; i < read->standings->len; i++)
    rg_customer_segments_add (group, read->standings->pdata[i]);
}

void
rg_customer_segments_show (RgFactsGroup *group, RgStore *store, gint64 customer)
{
  RgStandingsRead *read = g_new0 (RgStandingsRead, 1);

  rg_standings_context_init (&read->context, store);
  read->customer = customer;
  g_object_set_data (G_OBJECT (group), QUESTION, read);
  rg_store_read_async (store, RG_READER_ROWS, rg_standings_read_in_thread, read,
                       rg_standings_read_free, NULL, rg_customer_segments_read_cb,
                       g_object_ref (group));
}

/* --- by hand --- */

static void
rg_customer_segments_hand_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const RgBulkDialogKind kind = g_str_equal (name, "page.put-in")      ? RG_BULK_DIALOG_PUT_IN
                                : g_str_equal (name, "page.leave-out") ? RG_BULK_DIALOG_LEAVE_OUT
                                                                       : RG_BULK_DIALOG_BY_RULES;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgStore) store = NULL;
  gint64 id;

  g_object_get (widget, "store", &store, "id", &id, NULL);
  g_array_append_val (ids, id);
  rg_bulk_dialog_ask (widget, store, kind, ids);
}

void
rg_customer_segments_install (GtkWidgetClass *widget_class)
{
  static const char *const names[] = { "page.put-in", "page.leave-out", "page.by-rules" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_class_install_action (widget_class, names[i], NULL,
                                     rg_customer_segments_hand_action);
}
