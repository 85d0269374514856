/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "pages/rg-counter-messages.h"

#include "base/rg-i18n.h"
#include "store/rg-campaign-rivals.h"

typedef struct
{
  gint64 customer;
  RgDay today;
  GPtrArray *messages;
} RgCounterRead;

static void
rg_counter_read_free (gpointer data)
{
  RgCounterRead *read = data;

  g_clear_pointer (&read->messages, g_ptr_array_unref);
  g_free (read);
}

static gboolean
rg_counter_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCounterRead *read = data;

  read->messages = rg_counter_messages_read (db, read->customer, read->today, error);
  return read->messages != NULL;
}

static void
rg_counter_messages_opened_cb (GtkWidget *group, AdwActionRow *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "rg-campaign");

  gtk_widget_activate_action (group, "win.show-campaign", "x", *id);
}

static void
rg_counter_messages_add (RgFactsGroup *group, const RgCounterMessage *message, RgDay today)
{
  g_autofree char *day = rg_day_format_in_sentence (message->ends_on, today);
  /* Translators: the name of a campaign, and its last day. */
  g_autofree char *from = g_strdup_printf (_("%s, until %s"), message->name, day);
  AdwActionRow *row = rg_facts_group_add (group, message->text, from);

  g_object_set_data_full (G_OBJECT (row), "rg-campaign",
                          g_memdup2 (&message->campaign, sizeof message->campaign), g_free);
  rg_facts_group_open (row, G_CALLBACK (rg_counter_messages_opened_cb), G_OBJECT (group));
}

static void
rg_counter_messages_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgFactsGroup) group = data;
  const RgCounterRead *read = rg_store_read_get_data (result);

  if (!rg_store_read_finish (RG_STORE (source), result, NULL)
      || gtk_widget_get_root (GTK_WIDGET (group)) == NULL)
    return;
  rg_facts_group_clear (group);
  for (guint i = 0; i < read->messages->len; i++)
    rg_counter_messages_add (group, read->messages->pdata[i], read->today);
}

void
rg_counter_messages_show (RgFactsGroup *group, RgStore *store, gint64 customer)
{
  RgCounterRead *read = g_new0 (RgCounterRead, 1);

  read->customer = customer;
  read->today = rg_shop_get_day (rg_store_get_shop (store));
  rg_store_read_async (store, RG_READER_ROWS, rg_counter_read_in_thread, read,
                       rg_counter_read_free, NULL, rg_counter_messages_read_cb,
                       g_object_ref (group));
}

gboolean
rg_counter_messages_are_touched (RgChanges *changes)
{
  return rg_changes_touches (changes, "campaign")
         || rg_changes_touches (changes, "campaign_member");
}
