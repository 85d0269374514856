/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The actions of a profile. */
#include "pages/rg-customer-actions.h"

#include "base/rg-i18n.h"
#include "pages/rg-customer-dialog.h"
#include "pages/rg-customer-privacy.h"

static void
rg_customer_actions_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCustomerPage *page = RG_CUSTOMER_PAGE (widget);

  adw_dialog_present (rg_customer_dialog_new (rg_customer_page_get_store (page),
                                              rg_customer_page_get_profile (page)->details),
                      widget);
}

static void
rg_customer_actions_add_task (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GVariantDict query;

  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "customer", "x",
                         rg_customer_page_get_profile (RG_CUSTOMER_PAGE (widget))->details->id);
  gtk_widget_activate_action_variant (widget, "win.edit-task", g_variant_dict_end (&query));
}

static void
rg_customer_actions_deleted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) page = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gint64 action;

  if (!rg_store_edit_customer_finish (RG_STORE (object), result, NULL, &action, &error))
    {
      AdwDialog *dialog = adw_alert_dialog_new (_("Cannot Be Deleted"), error->message);

      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
      adw_dialog_present (dialog, page);
      return;
    }
  /* Translators: %s is a customer. */
  text = g_strdup_printf (_("%s deleted"),
                          adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (page)));
  if (action != 0)
    gtk_widget_activate_action (page, "win.toast-undo", "(xs)", action, text);
  gtk_widget_activate_action (page, "navigation.pop", NULL);
}

static void
rg_customer_actions_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCustomerPage *page = RG_CUSTOMER_PAGE (widget);

  rg_store_delete_customer_async (rg_customer_page_get_store (page),
                                  rg_customer_page_get_profile (page)->details->id,
                                  rg_customer_actions_deleted_cb, g_object_ref (page));
}

void
rg_customer_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.add-task", NULL,
                                   rg_customer_actions_add_task);
  gtk_widget_class_install_action (widget_class, "page.edit", NULL, rg_customer_actions_edit);
  gtk_widget_class_install_action (widget_class, "page.delete", NULL, rg_customer_actions_delete);
  rg_customer_privacy_install (widget_class);
}

void
rg_customer_actions_allow (RgCustomerPage *page)
{
  static const char *const writes[] = { "page.edit", "page.delete", "page.add-task", "page.erase" };
  const gboolean found = rg_customer_page_get_profile (page) != NULL;
  const gboolean can_write = found && !rg_store_is_read_only (rg_customer_page_get_store (page));

  for (gsize i = 0; i < G_N_ELEMENTS (writes); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (page), writes[i], can_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (page), "page.own-copy", found);
}
