/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The actions of a profile. */
#include "pages/rg-customer-actions.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-ticket-words.h"
#include "pages/rg-compose-mail.h"
#include "pages/rg-contact-dialog.h"
#include "pages/rg-customer-dialog.h"
#include "pages/rg-customer-permission.h"
#include "pages/rg-customer-points.h"
#include "pages/rg-customer-privacy.h"
#include "pages/rg-customer-segments.h"
#include "pages/rg-discount-dialog.h"
#include "pages/rg-home-actions.h"
#include "pages/rg-note-dialog.h"
#include "store/rg-campaign-request.h"
#include "store/rg-store-basis.h"
#include "store/rg-store-mail.h"
#include "widgets/rg-present.h"

static void
rg_customer_actions_edit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCustomerPage *page = RG_CUSTOMER_PAGE (widget);

  rg_present_in_turn (rg_customer_dialog_new (rg_customer_page_get_store (page),
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
rg_customer_actions_add_ticket (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const gboolean enquiry = g_str_equal (name, "page.add-enquiry");
  GVariantDict query;

  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "customer", "x",
                         rg_customer_page_get_profile (RG_CUSTOMER_PAGE (widget))->details->id);
  g_variant_dict_insert (&query, "kind", "s",
                         rg_ticket_list_id (RG_TICKET_KINDS, enquiry ? RG_TICKET_ENQUIRY
                                                                     : RG_TICKET_SERVICE));
  gtk_widget_activate_action_variant (widget, "win.edit-ticket", g_variant_dict_end (&query));
}

static void
rg_customer_actions_show_timeline (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (
      widget, "win.show-timeline", "x",
      rg_customer_page_get_profile (RG_CUSTOMER_PAGE (widget))->details->id);
}

/* --- notes and calls --- */

static void
rg_customer_actions_add_note (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCustomerPage *page = RG_CUSTOMER_PAGE (widget);
  const RgNoteKind kind = g_str_equal (name, "page.add-call") ? RG_NOTE_CALL : RG_NOTE;

  adw_dialog_present (rg_note_dialog_new (rg_customer_page_get_store (page),
                                          rg_customer_page_get_profile (page)->details->id, kind),
                      widget);
}

static void
rg_customer_actions_give_discount (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCustomerPage *page = RG_CUSTOMER_PAGE (widget);

  adw_dialog_present (rg_discount_dialog_new (rg_customer_page_get_store (page),
                                              rg_customer_page_get_profile (page)->details->id),
                      widget);
}

static void
rg_customer_actions_sent_all_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) page = data;
  g_autoptr (GError) error = NULL;
  RgCampaignRequest *request = rg_campaign_request_finish (RG_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (request == NULL)
    text = rg_error_text (error);
  else if (rg_campaign_request_get_action (request) == 0)
    text = g_strdup (_("They get every campaign already. The page “People” of a campaign lists "
                       "them."));
  else
    gtk_widget_activate_action (page, "win.toast-undo", "(xs)",
                                rg_campaign_request_get_action (request),
                                rg_campaign_request_get_label (request));
  if (text != NULL)
    gtk_widget_activate_action (page, "win.toast", "s", text);
}

/* Staff who want to see what arrives. */
static void
rg_customer_actions_send_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCustomerPage *page = RG_CUSTOMER_PAGE (widget);

  rg_campaign_request_run_async (
      rg_campaign_request_seed (rg_customer_page_get_profile (page)->details->id, TRUE),
      rg_customer_page_get_store (page), rg_customer_actions_sent_all_cb, g_object_ref (page));
}

/* --- ways to reach them --- */

static const struct
{
  const char *action;
  const char *kind;
} contact_actions[] = {
  { "page.add-email", RG_CONTACT_EMAIL },
  { "page.add-phone", RG_CONTACT_PHONE },
  { "page.add-address", RG_CONTACT_ADDRESS },
};

static void
rg_customer_actions_add_contact (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCustomerPage *page = RG_CUSTOMER_PAGE (widget);
  const RgProfile *profile = rg_customer_page_get_profile (page);
  g_autoptr (RgContact) contact = NULL;

  for (gsize i = 0; !contact && i < G_N_ELEMENTS (contact_actions); i++)
    if (g_str_equal (name, contact_actions[i].action))
      contact = rg_contact_new (contact_actions[i].kind);
  contact->customer = profile->details->id;
  adw_dialog_present (rg_contact_dialog_new (rg_customer_page_get_store (page), contact,
                                             profile->home.id != 0),
                      widget);
}

/* --- the home --- */

static void
rg_customer_actions_home (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgStore *store = rg_customer_page_get_store (RG_CUSTOMER_PAGE (widget));
  const RgProfile *profile = rg_customer_page_get_profile (RG_CUSTOMER_PAGE (widget));

  if (g_str_equal (name, "page.share-home"))
    rg_home_actions_share (widget, store, profile->details->id);
  else if (g_str_equal (name, "page.leave-home"))
    rg_home_actions_leave (widget, store, profile->details->id);
  else
    rg_home_actions_rename (widget, store, &profile->home);
}

/* --- writing --- */

/* The first e-mail address that takes mail: the preferred one of the person, else of the home. What
 * only stands where an address should, from a file perhaps, goes to no mail program. */
static const char *
rg_customer_actions_find_email (const RgProfile *profile)
{
  for (guint i = 0; i < profile->contacts->len; i++)
    {
      const RgContact *point = ((RgProfileContact *) profile->contacts->pdata[i])->point;

      if (g_str_equal (point->kind, RG_CONTACT_EMAIL) && point->bounced_on == RG_DAY_NONE
          && rg_mail_address_is_valid (point->value))
        return point->value;
    }
  return NULL;
}

static void
rg_customer_actions_write_email (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const RgProfile *profile = rg_customer_page_get_profile (RG_CUSTOMER_PAGE (widget));
  const char *address = rg_customer_actions_find_email (profile);
  const RgChannelPermission *permission = &profile->permissions[RG_CHANNEL_EMAIL];
  const RgShop *shop = rg_store_get_shop (rg_customer_page_get_store (RG_CUSTOMER_PAGE (widget)));

  if (address != NULL)
    rg_compose_mail (widget, adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (widget)), address,
                     permission,
                     rg_permission_allows (permission->state,
                                           rg_shop_get_basis (shop, RG_CHANNEL_EMAIL)));
}

/* --- deleting --- */

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

/* --- all of them --- */

/* What changes the shop, with its key. */
static const struct
{
  const char *action;
  GtkWidgetActionActivateFunc activate;
  guint key;
} changes[] = {
  { "page.edit", rg_customer_actions_edit, 0 },
  { "page.delete", rg_customer_actions_delete, 0 },
  { "page.add-task", rg_customer_actions_add_task, 0 },
  { "page.add-ticket", rg_customer_actions_add_ticket, GDK_KEY_t },
  { "page.add-enquiry", rg_customer_actions_add_ticket, GDK_KEY_r },
  { "page.add-note", rg_customer_actions_add_note, GDK_KEY_n },
  { "page.add-call", rg_customer_actions_add_note, GDK_KEY_l },
  { "page.give-discount", rg_customer_actions_give_discount, 0 },
  { "page.send-every-campaign", rg_customer_actions_send_all, 0 },
  { "page.add-email", rg_customer_actions_add_contact, 0 },
  { "page.add-phone", rg_customer_actions_add_contact, 0 },
  { "page.add-address", rg_customer_actions_add_contact, 0 },
  { "page.share-home", rg_customer_actions_home, 0 },
  { "page.leave-home", rg_customer_actions_home, 0 },
  { "page.rename-home", rg_customer_actions_home, 0 },
};

void
rg_customer_actions_install (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      gtk_widget_class_install_action (widget_class, changes[i].action, NULL,
                                       changes[i].activate);
      if (changes[i].key != 0)
        gtk_widget_class_add_binding_action (widget_class, changes[i].key,
                                             GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                             changes[i].action, NULL);
    }
  gtk_widget_class_install_action (widget_class, "page.write-email", NULL,
                                   rg_customer_actions_write_email);
  gtk_widget_class_install_action (widget_class, "page.timeline", NULL,
                                   rg_customer_actions_show_timeline);
  rg_customer_permission_install (widget_class);
  rg_customer_points_install (widget_class);
  rg_customer_privacy_install (widget_class);
  rg_customer_segments_install (widget_class);
}

void
rg_customer_actions_allow (RgCustomerPage *page)
{
  const RgProfile *profile = rg_customer_page_get_profile (page);
  const gboolean writable = profile && !rg_store_is_read_only (rg_customer_page_get_store (page));
  const gboolean at_home = writable && profile->home.id != 0;
  GtkWidget *widget = GTK_WIDGET (page);

  gtk_widget_action_set_enabled (widget, "page.write-email",
                                 profile && rg_customer_actions_find_email (profile) != NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    gtk_widget_action_set_enabled (widget, changes[i].action, writable);
  rg_customer_permission_allow (page, writable);
  rg_customer_points_allow (page, writable);
  gtk_widget_action_set_enabled (widget, "page.erase", writable);
  gtk_widget_action_set_enabled (widget, "page.put-in", writable);
  gtk_widget_action_set_enabled (widget, "page.leave-out", writable);
  gtk_widget_action_set_enabled (widget, "page.by-rules", writable);
  gtk_widget_action_set_enabled (widget, "page.own-copy", profile != NULL);
  gtk_widget_action_set_enabled (widget, "page.timeline", profile != NULL);
  /* Only whoever has a home can leave it or give it a name. */
  gtk_widget_action_set_enabled (widget, "page.leave-home", at_home);
  gtk_widget_action_set_enabled (widget, "page.rename-home", at_home);
}
