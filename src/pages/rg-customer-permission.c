/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a customer allows, on their profile. */
#include "pages/rg-customer-permission.h"

#include "base/rg-i18n.h"
#include "pages/rg-permission-dialog.h"
#include "pages/rg-permission-print.h"
#include "pages/rg-toast.h"
#include "store/rg-store-suppression.h"

/* --- the rows --- */

static void
rg_customer_permission_record_cb (RgCustomerPage *page, gboolean granted, RgPermissionRow *row)
{
  const RgProfile *profile = rg_customer_page_get_profile (page);

  if (profile)
    adw_dialog_present (rg_permission_dialog_new (rg_customer_page_get_store (page), profile,
                                                  rg_permission_row_get_channel (row), granted),
                        GTK_WIDGET (page));
}

void
rg_customer_permission_add (RgCustomerPage *page, AdwPreferencesGroup *group,
                            RgPermissionRow *rows[RG_N_ASKED])
{
  for (int i = 0; i < RG_N_ASKED; i++)
    {
      rows[i] = rg_permission_row_new ((RgChannel) i);
      adw_preferences_group_add (group, GTK_WIDGET (rows[i]));
      g_signal_connect_object (rows[i], "record", G_CALLBACK (rg_customer_permission_record_cb),
                               page, G_CONNECT_SWAPPED);
    }
}

void
rg_customer_permission_show (RgPermissionRow *rows[RG_N_ASKED], const RgProfile *profile)
{
  for (int i = 0; i < RG_N_ASKED; i++)
    rg_permission_row_show (rows[i], &profile->permissions[i], profile->ledger);
}

/* --- actions --- */

static void
rg_customer_permission_form_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCustomerPage *page = RG_CUSTOMER_PAGE (widget);

  adw_dialog_present (rg_permission_dialog_new (rg_customer_page_get_store (page),
                                                rg_customer_page_get_profile (page), RG_N_ASKED,
                                                FALSE),
                      widget);
}

static void
rg_customer_permission_never_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) page = data;

  rg_toast_finish_write (page, RG_STORE (object), result, _("Never contacted again"));
}

static void
rg_customer_permission_again_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) page = data;

  rg_toast_finish_write (page, RG_STORE (object), result, _("May be contacted again"));
}

static void
rg_customer_permission_asked_cb (GObject *dialog, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCustomerPage) page = data;
  GtkWidget *entry = adw_alert_dialog_get_extra_child (ADW_ALERT_DIALOG (dialog));
  g_autofree char *evidence = g_strdup (
      gtk_editable_get_text (g_object_get_data (G_OBJECT (entry), "rg-entry")));

  if (!g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (dialog), result), "never"))
    return;
  rg_store_suppress_customer_async (rg_customer_page_get_store (page),
                                    rg_customer_page_get_profile (page)->details->id, evidence,
                                    rg_customer_permission_never_cb, g_object_ref (page));
}

static GtkWidget *
rg_customer_permission_create_entry (void)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_entry_row_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("How they said so"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  g_object_set_data (G_OBJECT (list), "rg-entry", row);
  return list;
}

static void
rg_customer_permission_never_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Never Contact Again?"),
                                                                   NULL));

  adw_alert_dialog_format_body (
      /* Translators: %s is a customer. */
      dialog, _("%s gets no letter, e-mail, text message or call any more, whatever is said or "
                "imported later. It holds even when the customer is erased and comes back with "
                "the same address, e-mail or phone."),
      adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (widget)));
  adw_alert_dialog_set_extra_child (dialog, rg_customer_permission_create_entry ());
  adw_alert_dialog_add_response (dialog, "cancel", _("_Cancel"));
  adw_alert_dialog_add_response (dialog, "never", _("_Never Again"));
  adw_alert_dialog_set_response_appearance (dialog, "never", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "never");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, widget, NULL, rg_customer_permission_asked_cb,
                           g_object_ref (widget));
}

static void
rg_customer_permission_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCustomerPage *page = RG_CUSTOMER_PAGE (widget);

  rg_store_lift_suppression_async (rg_customer_page_get_store (page),
                                   rg_customer_page_get_profile (page)->details->id,
                                   rg_customer_permission_again_cb, g_object_ref (page));
}

static void
rg_customer_permission_print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCustomerPage *page = RG_CUSTOMER_PAGE (widget);

  rg_permission_print (widget, rg_customer_page_get_store (page),
                       rg_customer_page_get_profile (page)->details->id,
                       g_str_equal (name, "page.print-agreed"));
}

void
rg_customer_permission_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.print-form", NULL,
                                   rg_customer_permission_print_action);
  gtk_widget_class_install_action (widget_class, "page.print-agreed", NULL,
                                   rg_customer_permission_print_action);
  gtk_widget_class_install_action (widget_class, "page.permission-form", NULL,
                                   rg_customer_permission_form_action);
  gtk_widget_class_install_action (widget_class, "page.never-contact", NULL,
                                   rg_customer_permission_never_action);
  gtk_widget_class_install_action (widget_class, "page.contact-again", NULL,
                                   rg_customer_permission_again_action);
}

void
rg_customer_permission_allow (RgCustomerPage *page, gboolean writable)
{
  const RgProfile *profile = rg_customer_page_get_profile (page);
  const gboolean never = profile && profile->permissions[RG_CHANNEL_POST].never;
  GtkWidget *widget = GTK_WIDGET (page);

  gtk_widget_action_set_enabled (widget, "page.print-form", profile != NULL);
  gtk_widget_action_set_enabled (widget, "page.print-agreed", profile != NULL);
  gtk_widget_action_set_enabled (widget, "page.permission-form", writable);
  gtk_widget_action_set_enabled (widget, "page.never-contact", writable && !never);
  gtk_widget_action_set_enabled (widget, "page.contact-again", writable && never);
}
