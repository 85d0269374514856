/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The person's own copy, and erasing. */
#include "config.h"

#include "pages/rg-customer-privacy.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "store/rg-store-erase.h"
#include "store/rg-store-mentions.h"
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

/* --- Where the name stands elsewhere ---------------------------------------------------------- */

#define RG_MENTIONS_HEIGHT 240 /* pixels, before the list scrolls */

static const struct
{
  const char *action;
  const char *type; /* of its target */
  const char *place; /* for "s" */
} rg_mention_links[RG_N_MENTIONS] = {
  [RG_MENTION_NOTE] = { "win.show-customer", "x" },
  [RG_MENTION_CUSTOMER] = { "win.show-customer", "x" },
  [RG_MENTION_FIELD] = { "win.show-customer", "x" },
  [RG_MENTION_TASK] = { "win.show-tasks", "a{sv}" },
  [RG_MENTION_TICKET] = { "win.edit-ticket", "a{sv}" },
  [RG_MENTION_TAG] = { "win.show-tags", "a{sv}" },
  [RG_MENTION_CAMPAIGN] = { "win.show-campaign", "x" },
  [RG_MENTION_TEMPLATE] = { "win.show-place", "s", "campaigns" },
  [RG_MENTION_SEGMENT] = { "win.show-segment", "x" },
  [RG_MENTION_VIEW] = { "win.show-place", "s", "customers" },
};

static void
rg_customer_privacy_follow_cb (GtkWidget *button)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (button, ADW_TYPE_DIALOG);

  adw_dialog_close (ADW_DIALOG (dialog));
}

static GVariant *
rg_customer_privacy_mention_target (const RgMention *mention)
{
  const char *type = rg_mention_links[mention->kind].type;
  GVariantDict query;

  if (g_str_equal (type, "x"))
    return g_variant_new_int64 (mention->id);
  if (g_str_equal (type, "s"))
    return g_variant_new_string (rg_mention_links[mention->kind].place);
  g_variant_dict_init (&query, NULL);
  if (mention->kind == RG_MENTION_TICKET)
    g_variant_dict_insert (&query, "id", "x", mention->id);
  return g_variant_dict_end (&query);
}

static GtkWidget *
rg_customer_privacy_mention_row (const RgMention *mention)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Show"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), mention->text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), rg_mention_kind_title (mention->kind));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), rg_mention_links[mention->kind].action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button),
                                          rg_customer_privacy_mention_target (mention));
  g_signal_connect_after (button, "clicked", G_CALLBACK (rg_customer_privacy_follow_cb), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return row;
}

static GtkWidget *
rg_customer_privacy_make_list (GPtrArray *mentions)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scroll = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Where the name is also written"), -1);
  for (guint i = 0; i < mentions->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list),
                         rg_customer_privacy_mention_row (g_ptr_array_index (mentions, i)));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), RG_MENTIONS_HEIGHT);
  return scroll;
}

/* After the person is gone: whoever erases them has still to change these texts. */
static void
rg_customer_privacy_show_left (GtkWidget *window, GPtrArray *mentions)
{
  AdwDialog *dialog = adw_alert_dialog_new (
    _("Written Elsewhere"), _("The customer was erased. These texts name them and were left as "
                              "they are, since only their reader can tell whom they mean."));

  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog),
                                    rg_customer_privacy_make_list (mentions));
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, window);
}

/* --- Erasing ---------------------------------------------------------------------------------- */

/* What is asked about the person of a page, and done. */
typedef struct
{
  GtkWidget *page;
  GPtrArray *mentions; /* RgMention */
} RgErasing;

static void
rg_erasing_free (RgErasing *erasing)
{
  g_object_unref (erasing->page);
  g_ptr_array_unref (erasing->mentions);
  g_free (erasing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgErasing, rg_erasing_free)

static void
rg_customer_privacy_erased_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgErasing) erasing = data;
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (erasing->page));
  g_autoptr (GError) error = NULL;

  rg_store_erase_customer_finish (RG_STORE (source), result, &error);
  rg_customer_privacy_say (erasing->page, error, _("Customer erased"));
  if (error != NULL)
    return;
  gtk_widget_activate_action (erasing->page, "navigation.pop", NULL);
  if (erasing->mentions->len > 0 && window != NULL)
    rg_customer_privacy_show_left (window, erasing->mentions);
}

static void
rg_customer_privacy_answered_cb (GObject *dialog, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgErasing) erasing = data;
  g_autoptr (RgStore) store = NULL;
  gint64 id;

  if (!g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (dialog), result), "erase"))
    return;
  store = rg_customer_privacy_ref_store (erasing->page, &id);
  rg_store_erase_customer_async (store, id, rg_customer_privacy_erased_cb,
                                 g_steal_pointer (&erasing));
}

static void
rg_customer_privacy_ask (RgErasing *erasing)
{
  g_autofree char *heading = NULL;
  AdwAlertDialog *dialog;

  /* Translators: %s is a customer. */
  heading = g_strdup_printf (
    _("Erase %s?"), adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (erasing->page)));
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    heading, _("Name, contact, notes, letters and every trace of them in History go for good. The "
               "receipts stay, without a name. Later imports and restored backups will not bring "
               "this customer back.\n\nThis cannot be taken back.")));
  adw_alert_dialog_add_response (dialog, "cancel", _("_Cancel"));
  adw_alert_dialog_add_response (dialog, "erase", _("_Erase"));
  adw_alert_dialog_set_response_appearance (dialog, "erase", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  if (erasing->mentions->len > 0)
    {
      adw_alert_dialog_format_body (
        dialog, "%s\n\n%s", adw_alert_dialog_get_body (dialog),
        _("The name is also written here, and stays until somebody changes the text:"));
      adw_alert_dialog_set_extra_child (dialog,
                                        rg_customer_privacy_make_list (erasing->mentions));
    }
  adw_alert_dialog_choose (dialog, erasing->page, NULL, rg_customer_privacy_answered_cb, erasing);
}

static void
rg_customer_privacy_looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) page = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *mentions = rg_store_mentions_finish (RG_STORE (source), result, &error);
  RgErasing *erasing;

  if (mentions == NULL)
    {
      rg_customer_privacy_say (page, error, NULL);
      return;
    }
  erasing = g_new0 (RgErasing, 1);
  erasing->page = g_steal_pointer (&page);
  erasing->mentions = mentions;
  rg_customer_privacy_ask (erasing);
}

static void
rg_customer_privacy_erase_action (GtkWidget *page, const char *action, GVariant *parameter)
{
  g_autoptr (RgStore) store = NULL;
  gint64 id;

  store = rg_customer_privacy_ref_store (page, &id);
  rg_store_mentions_async (store, id, rg_customer_privacy_looked_cb, g_object_ref (page));
}

void
rg_customer_privacy_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.own-copy", NULL,
                                   rg_customer_privacy_copy_action);
  gtk_widget_class_install_action (widget_class, "page.erase", NULL,
                                   rg_customer_privacy_erase_action);
}
