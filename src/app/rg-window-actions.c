/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The window's actions. */
#include "app/rg-window.h"

#include "app/rg-search-dialog.h"
#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "pages/rg-export-dialog.h"
#include "store/rg-store-undo.h"

#define RG_UNDO_TOAST_SECONDS 10

static void
rg_window_show_place_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const RgPlace *place = rg_places_find (g_variant_get_string (parameter, NULL));

  if (place)
    rg_window_show_place (RG_WINDOW (data), place);
}

/* One action of History, by its id. */
static void
rg_window_show_in_history_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RgWindow *self = RG_WINDOW (data);
  AdwNavigationPage *page;

  rg_window_show_place (self, rg_places_find ("history"));
  page = rg_window_get_visible_page (self);
  if (page)
    gtk_widget_activate_action_variant (GTK_WIDGET (page), "page.show-action", parameter);
}

static void
rg_window_show_detail_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gsize n_details;
  const RgDetail *details = rg_details_get (&n_details);

  for (gsize i = 0; i < n_details; i++)
    if (g_str_equal (details[i].action, g_action_get_name (G_ACTION (action))))
      rg_window_show_detail (RG_WINDOW (data), &details[i], parameter);
}

/* The page at hand searches, where it has the action. */
static void
rg_window_search_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AdwNavigationPage *page = rg_window_get_visible_page (RG_WINDOW (data));

  if (page)
    gtk_widget_activate_action (GTK_WIDGET (page), "page.search", NULL);
}

/* With a text, it is looked for at once. */
static void
rg_window_search_everything_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RgWindow *self = RG_WINDOW (data);
  AdwDialog *dialog = rg_search_dialog_new (rg_window_get_store (self),
                                            GTK_APPLICATION_WINDOW (self));

  if (parameter)
    {
      rg_search_dialog_search (RG_SEARCH_DIALOG (dialog), g_variant_get_string (parameter, NULL));
      adw_dialog_present (dialog, GTK_WIDGET (self));
    }
  else
    rg_window_present_dialog (self, dialog);
}

/* A new one of what the page at hand lists. */
static void
rg_window_new_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AdwNavigationPage *page = rg_window_get_visible_page (RG_WINDOW (data));

  if (page)
    gtk_widget_activate_action (GTK_WIDGET (page), "page.new", NULL);
}

static void
rg_window_new_at_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rg_window_show_place_action (action, parameter, data);
  rg_window_new_action (action, NULL, data);
}

static void
rg_window_main_menu_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_menu_button_popup (rg_window_get_menu_button (RG_WINDOW (data)));
}

static void
rg_window_toast_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AdwToast *toast = adw_toast_new (g_variant_get_string (parameter, NULL));

  adw_toast_set_use_markup (toast, FALSE);
  rg_window_add_toast (RG_WINDOW (data), toast);
}

static void
rg_window_export_everything_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RgStore *store = rg_window_get_store (RG_WINDOW (data));

  if (store)
    rg_export_everything (GTK_WIDGET (data), store);
}

/* --- taking back --- */

/* What the store is asked to take back, until it answers. */
typedef struct
{
  RgWindow *window;
  char *text;
} RgTakeBack;

static void
rg_take_back_free (RgTakeBack *take_back)
{
  g_object_unref (take_back->window);
  g_free (take_back->text);
  g_free (take_back);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTakeBack, rg_take_back_free)

static void
rg_window_take_back_failed (RgWindow *self, const GError *error)
{
  g_autofree char *text = rg_error_text (error);
  AdwDialog *dialog = adw_alert_dialog_new (_("Cannot Be Undone Now"), text);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
rg_window_taken_back_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgTakeBack) take_back = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  AdwToast *toast = NULL;

  if (!rg_store_take_back_finish (RG_STORE (object), result, NULL, &error))
    {
      rg_window_take_back_failed (take_back->window, error);
      return;
    }
  /* Translators: %s is what was undone, such as "Åse Dahl saved". */
  text = take_back->text ? g_strdup_printf (_("Undone: %s"), take_back->text)
                         : g_strdup (_("Undone"));
  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  rg_window_add_toast (take_back->window, toast);
}

static void
rg_window_take_back (RgWindow *self, gint64 action_id, const char *text)
{
  RgStore *store = rg_window_get_store (self);
  RgTakeBack *take_back;

  if (!store)
    return;
  take_back = g_new0 (RgTakeBack, 1);
  take_back->window = g_object_ref (self);
  take_back->text = g_strdup (text);
  rg_undo_stack_remove (rg_window_get_undo_stack (self), action_id);
  rg_window_update_undo (self);
  rg_store_take_back_async (store, action_id, rg_window_taken_back_cb, take_back);
}

static void
rg_window_take_back_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  rg_window_take_back (RG_WINDOW (data), g_variant_get_int64 (parameter), NULL);
}

static void
rg_window_undo_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RgUndoStack *stack = rg_window_get_undo_stack (RG_WINDOW (data));
  g_autofree char *text = g_strdup (rg_undo_stack_get_text (stack));

  if (text)
    rg_window_take_back (RG_WINDOW (data), rg_undo_stack_get_action (stack), text);
}

/* (xs): an action by hand that can be undone, and what it did. */
static void
rg_window_toast_undo_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  RgWindow *self = RG_WINDOW (data);
  gint64 id;
  const char *text;
  AdwToast *toast = NULL;

  g_variant_get (parameter, "(x&s)", &id, &text);
  rg_undo_stack_push (rg_window_get_undo_stack (self), id, text);
  rg_window_update_undo (self);
  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("Undo"));
  /* Reading what was done, and then deciding, takes longer than reading alone. */
  adw_toast_set_timeout (toast, RG_UNDO_TOAST_SECONDS);
  adw_toast_set_action_name (toast, "win.take-back");
  adw_toast_set_action_target_value (toast, g_variant_new_int64 (id));
  rg_window_add_toast (self, toast);
}

static const GActionEntry rg_window_action_entries[] = {
  { .name = "export-everything", .activate = rg_window_export_everything_action },
  { .name = "main-menu", .activate = rg_window_main_menu_action },
  { .name = "new", .activate = rg_window_new_action },
  { .name = "new-at", .activate = rg_window_new_at_action, .parameter_type = "s" },
  { .name = "search", .activate = rg_window_search_action },
  { .name = "search-for",
    .activate = rg_window_search_everything_action,
    .parameter_type = "s" },
  { .name = "search-everything", .activate = rg_window_search_everything_action },
  { .name = "show-in-history", .activate = rg_window_show_in_history_action,
    .parameter_type = "x" },
  { .name = "show-place", .activate = rg_window_show_place_action, .parameter_type = "s" },
  { .name = "take-back", .activate = rg_window_take_back_action, .parameter_type = "x" },
  { .name = "toast", .activate = rg_window_toast_action, .parameter_type = "s" },
  { .name = "toast-undo", .activate = rg_window_toast_undo_action, .parameter_type = "(xs)" },
  { .name = "undo", .activate = rg_window_undo_action },
};

/* Without a shop they say so themselves. */
void
rg_window_update_actions (RgWindow *self)
{
  static const char *const writes[] = {
    "edit-task", "edit-ticket", "import", "new", "new-at", "new-campaign", "take-back",
    "use-coupon",
  };
  RgStore *store = rg_window_get_store (self);

  for (gsize i = 0; i < G_N_ELEMENTS (writes); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), writes[i]);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                                   !store || !rg_store_is_read_only (store));
    }
}

void
rg_window_add_actions (RgWindow *self)
{
  gsize n_details;
  const RgDetail *details = rg_details_get (&n_details);

  g_action_map_add_action_entries (G_ACTION_MAP (self), rg_window_action_entries,
                                   G_N_ELEMENTS (rg_window_action_entries), self);
  for (gsize i = 0; i < n_details; i++)
    {
      const GActionEntry entry = { .name = details[i].action,
                                   .activate = rg_window_show_detail_action,
                                   .parameter_type = details[i].parameter_type };

      g_action_map_add_action_entries (G_ACTION_MAP (self), &entry, 1, self);
    }
}
