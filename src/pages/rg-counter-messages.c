/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "pages/rg-counter-messages.h"

#include "base/rg-coupon-code.h"
#include "base/rg-i18n.h"
#include "pages/rg-coupons-print.h"
#include "store/rg-campaign-counter.h"
#include "store/rg-store-coupons-given.h"

typedef struct
{
  gint64 customer;
  RgDay today;
  GPtrArray *messages;
  GPtrArray *coupons; /* RgCoupon that they can use */
} RgCounterRead;

static void
rg_counter_read_free (gpointer data)
{
  RgCounterRead *read = data;

  g_clear_pointer (&read->messages, g_ptr_array_unref);
  g_clear_pointer (&read->coupons, g_ptr_array_unref);
  g_free (read);
}

static gboolean
rg_counter_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCounterRead *read = data;

  read->messages = rg_counter_messages_read (db, read->customer, read->today, error);
  read->coupons = rg_coupons_read_open (db, read->customer, read->today, error);
  return read->messages != NULL && read->coupons != NULL;
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

/* --- coupons --- */

static void
rg_counter_messages_use_cb (GtkWidget *group, AdwActionRow *row)
{
  g_autoptr (GVariant) query = g_variant_ref_sink (
    g_variant_new_parsed ("{'code': <%s>}", g_object_get_data (G_OBJECT (row), "rg-coupon")));

  gtk_widget_activate_action (group, "win.use-coupon", "@a{sv}", query);
}

static void
rg_counter_messages_print_cb (GtkWidget *button)
{
  const char *code = g_object_get_data (G_OBJECT (button), "rg-coupon");

  rg_coupons_print_one (button, g_object_get_data (G_OBJECT (button), "rg-store"), code);
}

static GtkWidget *
rg_counter_messages_make_print_button (RgStore *store, const RgCoupon *coupon)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("printer-symbolic");

  gtk_widget_set_tooltip_text (button, _("Print This Coupon"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "rg-coupon", g_strdup (coupon->code), g_free);
  g_object_set_data_full (G_OBJECT (button), "rg-store", g_object_ref (store), g_object_unref);
  g_signal_connect (button, "clicked", G_CALLBACK (rg_counter_messages_print_cb), NULL);
  return button;
}

static void
rg_counter_messages_add_coupon (RgFactsGroup *group, RgStore *store, const RgCoupon *coupon,
                                RgDay today)
{
  g_autofree char *code = rg_coupon_code_format (coupon->code);
  g_autofree char *day = rg_day_format_in_sentence (coupon->until_on, today);
  g_autofree char *from = coupon->until_on == RG_DAY_NONE
                            /* Translators: the code of a coupon. */
                            ? g_strdup_printf (_("Coupon %s"), code)
                            /* Translators: the code of a coupon, and its last day. */
                            : g_strdup_printf (_("Coupon %s, until %s"), code, day);
  AdwActionRow *row = rg_facts_group_add (group, coupon->offer, from);

  g_object_set_data_full (G_OBJECT (row), "rg-coupon", g_steal_pointer (&code), g_free);
  adw_action_row_add_suffix (row, rg_counter_messages_make_print_button (store, coupon));
  if (!rg_store_is_read_only (store))
    rg_facts_group_open (row, G_CALLBACK (rg_counter_messages_use_cb), G_OBJECT (group));
}

static void
rg_counter_messages_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgFactsGroup) group = data;
  const RgCounterRead *read = rg_store_read_get_data (result);

  if (!rg_store_read_finish (RG_STORE (source), result, NULL))
    return;
  rg_facts_group_clear (group);
  for (guint i = 0; i < read->messages->len; i++)
    rg_counter_messages_add (group, read->messages->pdata[i], read->today);
  for (guint i = 0; i < read->coupons->len; i++)
    rg_counter_messages_add_coupon (group, RG_STORE (source), read->coupons->pdata[i],
                                    read->today);
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
         || rg_changes_touches (changes, "campaign_member")
         || rg_changes_touches (changes, "coupon") || rg_changes_touches (changes, "coupon_use");
}
