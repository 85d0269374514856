/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Tells of automations that stand still. */
#include "pages/rg-stopped-group.h"

#include "store/rg-store-automations.h"

typedef struct {
  RgShop *shop;
  GPtrArray *all; /* RgSavedAutomation */
} RgStoppedRead;

static void
rg_stopped_read_free (gpointer data)
{
  RgStoppedRead *read = data;

  rg_shop_free (read->shop);
  g_clear_pointer (&read->all, g_ptr_array_unref);
  g_free (read);
}

static gboolean
rg_stopped_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgStoppedRead *read = data;

  read->all = rg_automations_read_checked (db, read->shop, error);
  return read->all != NULL;
}

static void
rg_stopped_group_opened_cb (GtkWidget *group, AdwActionRow *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "rg-automation");
  g_autoptr (GVariant) query = g_variant_ref_sink (g_variant_new_parsed ("{'id': <%x>}", *id));

  gtk_widget_activate_action (group, "win.show-automation", "@a{sv}", query);
}

static void
rg_stopped_group_add (RgFactsGroup *group, const RgSavedAutomation *saved)
{
  AdwActionRow *row = rg_facts_group_add (group, saved->name, saved->problem);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, "warning");
  adw_action_row_add_prefix (row, icon);
  g_object_set_data_full (G_OBJECT (row), "rg-automation",
                          g_memdup2 (&saved->id, sizeof saved->id), g_free);
  rg_facts_group_open (row, G_CALLBACK (rg_stopped_group_opened_cb), G_OBJECT (group));
}

static void
rg_stopped_group_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgFactsGroup) group = data;
  const RgStoppedRead *read = rg_store_read_get_data (result);

  if (!rg_store_read_finish (RG_STORE (source), result, NULL))
    return;
  rg_facts_group_clear (group);
  for (guint i = 0; i < read->all->len; i++)
    if (((RgSavedAutomation *) read->all->pdata[i])->problem != NULL)
      rg_stopped_group_add (group, read->all->pdata[i]);
}

static void
rg_stopped_group_read (RgFactsGroup *group, RgStore *store)
{
  RgStoppedRead *read = g_new0 (RgStoppedRead, 1);

  read->shop = rg_shop_copy (rg_store_get_shop (store));
  rg_store_read_async (store, RG_READER_ROWS, rg_stopped_read_in_thread, read,
                       rg_stopped_read_free, NULL, rg_stopped_group_read_cb,
                       g_object_ref (group));
}

static void
rg_stopped_group_changed_cb (RgFactsGroup *group, RgChanges *changes, RgStore *store)
{
  if (rg_automations_are_touched (changes))
    rg_stopped_group_read (group, store);
}

void
rg_stopped_group_set_store (RgFactsGroup *group, RgStore *store)
{
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_stopped_group_changed_cb), group,
                           G_CONNECT_SWAPPED);
  rg_stopped_group_read (group, store);
}
