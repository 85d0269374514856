/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Two plain lists for looking into a backup. */
#include "pages/rg-copy-lists.h"

#include "base/rg-date.h"
#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "model/rg-customer.h"
#include "store/rg-row-list.h"
#include "store/rg-store-contents.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-receipts.h"

#define RECEIPTS_SHOWN 60

/* A page with a search entry (may be NULL) above its content. */
static AdwNavigationPage *
rg_copy_list_page (const char *title, GtkWidget *content, GtkWidget *search)
{
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  if (search)
    {
      gtk_widget_set_margin_start (search, 12);
      gtk_widget_set_margin_end (search, 12);
      gtk_widget_set_margin_bottom (search, 6);
      adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), search);
    }
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), content);
  return adw_navigation_page_new (view, title);
}

/* --- customers --- */

static void
rg_copy_list_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  static const char *const names[] = { "name", "place" };

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), label);
      g_object_set_data (G_OBJECT (box), names[i], label);
    }
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "caption");
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "dimmed");
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
rg_copy_list_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GObject *customer = gtk_list_item_get_item (item);
  static const char *const names[] = { "name", "place" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GObject *label = g_object_get_data (G_OBJECT (box), names[i]);

      g_object_set_data_full (label, "binding",
                              g_object_ref (g_object_bind_property (customer, names[i], label,
                                                                    "label",
                                                                    G_BINDING_SYNC_CREATE)),
                              g_object_unref);
    }
}

static void
rg_copy_list_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  for (GtkWidget *label = gtk_widget_get_first_child (box); label;
       label = gtk_widget_get_next_sibling (label))
    {
      GBinding *binding = g_object_get_data (G_OBJECT (label), "binding");

      if (binding)
        g_binding_unbind (binding);
      g_object_set_data (G_OBJECT (label), "binding", NULL);
    }
}

static void
rg_copy_list_search_cb (GtkSearchEntry *entry, RgRowList *rows)
{
  rg_row_list_set_query (rows, 0, FALSE, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

AdwNavigationPage *
rg_copy_list_customers_new (RgStore *copy)
{
  RgRowList *rows = rg_row_list_new (copy, &rg_customers_source);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (rows)));
  GtkWidget *search = gtk_search_entry_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list;

  g_signal_connect (factory, "setup", G_CALLBACK (rg_copy_list_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (rg_copy_list_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (rg_copy_list_unbind_cb), NULL);
  g_signal_connect_object (search, "search-changed", G_CALLBACK (rg_copy_list_search_cb), rows, 0);
  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (search), _("Search customers"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search customers"), -1);
  rg_row_list_set_query (rows, 0, FALSE, "");
  list = gtk_list_view_new (model, factory);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Customers"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  return rg_copy_list_page (_("Customers of the Backup"), scrolled, search);
}

/* --- receipts --- */

static gint64
rg_copy_list_total (const RgReceipt *receipt)
{
  gint64 total = 0;

  for (guint i = 0; i < receipt->lines->len; i++)
    total += ((const RgReceiptLine *) g_ptr_array_index (receipt->lines, i))->net_minor;
  return total;
}

static GtkWidget *
rg_copy_list_receipt_row (const RgReceipt *receipt, const char *currency)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *amount = gtk_label_new (NULL);
  g_autofree char *day = rg_day_format (receipt->day);
  g_autofree char *money = rg_money_format (rg_copy_list_total (receipt), currency);
  /* Translators: a day and a receipt's number: "19 Nov 2026 · 4711". */
  g_autofree char *title = g_strdup_printf (_("%1$s · %2$s"), day, receipt->number);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (receipt->customer_name)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), receipt->customer_name);
  gtk_label_set_label (GTK_LABEL (amount), money);
  gtk_widget_add_css_class (amount, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), amount);
  return row;
}

static void
rg_copy_list_receipts_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AdwPreferencesGroup) group = ADW_PREFERENCES_GROUP (data);
  RgStore *copy = RG_STORE (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) receipts = rg_receipts_read_finish (copy, result, &error);

  if (!receipts)
    {
      g_autofree char *text = rg_error_text (error);

      adw_preferences_group_set_description (group, text);
      return;
    }
  if (receipts->len == 0)
    adw_preferences_group_set_description (group, _("There is none in this backup."));
  for (guint i = 0; i < receipts->len; i++)
    adw_preferences_group_add (group,
                               rg_copy_list_receipt_row (g_ptr_array_index (receipts, i),
                                                         rg_store_get_shop (copy)->currency));
}

static void
rg_copy_list_newest_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AdwPreferencesGroup) group = ADW_PREFERENCES_GROUP (data);
  g_autoptr (GArray) ids = rg_contents_read_newest_finish (RG_STORE (object), result, NULL);

  if (ids)
    rg_receipts_read_async (RG_STORE (object), (const gint64 *) (gpointer) ids->data, ids->len,
                            NULL, rg_copy_list_receipts_cb, g_object_ref (group));
}

AdwNavigationPage *
rg_copy_list_receipts_new (RgStore *copy)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("The Newest Receipts"));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  rg_contents_read_newest_async (copy, RECEIPTS_SHOWN, NULL, rg_copy_list_newest_cb,
                                 g_object_ref (group));
  return rg_copy_list_page (_("Receipts of the Backup"), page, NULL);
}
