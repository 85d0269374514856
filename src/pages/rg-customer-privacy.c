/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The person's own copy, and erasing. */
#include "config.h"

#include "pages/rg-customer-privacy.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "store/rg-store-erase.h"
#include "transfer/rg-person-copy.h"

#include <adwaita.h>

static RgStore *
rg_customer_privacy_ref_store (GtkWidget *page, gint64 *id)
{
  RgStore *store = NULL;

  g_object_get (page, "store", &store, "id", id, NULL);
  return store;
}

static void
rg_customer_privacy_say (GtkWidget *page, const GError *error, const char *text)
{
  g_autofree char *sentence = error != NULL ? rg_error_text (error) : g_strdup (text);

  gtk_widget_activate_action (page, "win.toast", "s", sentence);
}

/* --- The person's own copy -------------------------------------------------------------------- */

static void
rg_customer_privacy_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) page = data;
  g_autoptr (GError) error = NULL;

  rg_person_copy_write_finish (result, &error);
  rg_customer_privacy_say (page, error, _("Their own copy was saved"));
}

static void
rg_customer_privacy_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) page = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (RgStore) store = NULL;
  g_autofree char *name = NULL;
  gint64 id;

  if (file == NULL)
    return;
  store = rg_customer_privacy_ref_store (page, &id);
  name = g_file_get_basename (file);
  rg_person_copy_write_async (store, id, file, rg_person_copy_kind_of (name),
                              rg_customer_privacy_written_cb, g_object_ref (page));
}

static GListModel *
rg_customer_privacy_make_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) page = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) json = gtk_file_filter_new ();

  gtk_file_filter_set_name (page, _("Page to Read or Print (HTML)"));
  gtk_file_filter_add_pattern (page, "*.html");
  gtk_file_filter_set_name (json, _("For Another Program (JSON)"));
  gtk_file_filter_add_pattern (json, "*.json");
  g_list_store_append (filters, page);
  g_list_store_append (filters, json);
  return G_LIST_MODEL (filters);
}

static void
rg_customer_privacy_copy_action (GtkWidget *page, const char *action, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = rg_customer_privacy_make_filters ();
  g_autofree char *name = NULL;

  /* Translators: a file name; %s is a customer. Keep the ending. */
  name = g_strdup_printf (_("%s.html"), adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (page)));
  g_strdelimit (name, "/\\:", '-');
  gtk_file_dialog_set_title (dialog, _("Save Their Own Copy"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (page)), NULL,
                        rg_customer_privacy_chosen_cb, g_object_ref (page));
}

/* --- Erasing ---------------------------------------------------------------------------------- */

static void
rg_customer_privacy_erased_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) page = data;
  g_autoptr (GError) error = NULL;

  rg_store_erase_customer_finish (RG_STORE (source), result, &error);
  rg_customer_privacy_say (page, error, _("Customer erased"));
  if (error == NULL)
    gtk_widget_activate_action (page, "navigation.pop", NULL);
}

static void
rg_customer_privacy_answered_cb (AdwAlertDialog *dialog, const char *response, GtkWidget *page)
{
  g_autoptr (RgStore) store = NULL;
  gint64 id;

  if (!g_str_equal (response, "erase"))
    return;
  store = rg_customer_privacy_ref_store (page, &id);
  rg_store_erase_customer_async (store, id, rg_customer_privacy_erased_cb, g_object_ref (page));
}

static void
rg_customer_privacy_erase_action (GtkWidget *page, const char *action, GVariant *parameter)
{
  AdwAlertDialog *dialog;
  g_autofree char *heading = NULL;

  /* Translators: %s is a customer. */
  heading = g_strdup_printf (_("Erase %s?"),
                             adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (page)));
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    heading, _("Name, contact, notes, letters and every trace of them in History go for good. The "
               "receipts stay, without a name. Later imports and restored backups will not bring "
               "this customer back.\n\nThis cannot be taken back.")));
  adw_alert_dialog_add_response (dialog, "cancel", _("_Cancel"));
  adw_alert_dialog_add_response (dialog, "erase", _("_Erase"));
  adw_alert_dialog_set_response_appearance (dialog, "erase", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (rg_customer_privacy_answered_cb), page,
                           0);
  adw_dialog_present (ADW_DIALOG (dialog), page);
}

void
rg_customer_privacy_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.own-copy", NULL,
                                   rg_customer_privacy_copy_action);
  gtk_widget_class_install_action (widget_class, "page.erase", NULL,
                                   rg_customer_privacy_erase_action);
}
