/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The window's actions. */
#include "app/rg-window.h"

#include "base/rg-i18n.h"

static void
rg_window_show_place_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const RgPlace *place = rg_places_find (g_variant_get_string (parameter, NULL));

  if (place)
    rg_window_show_place (RG_WINDOW (data), place);
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

/* (xs): the action to take back, and what it did. */
static void
rg_window_toast_undo_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gint64 id;
  const char *text;
  AdwToast *toast = NULL;

  g_variant_get (parameter, "(x&s)", &id, &text);
  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_action_name (toast, "win.take-back");
  adw_toast_set_action_target_value (toast, g_variant_new_int64 (id));
  rg_window_add_toast (RG_WINDOW (data), toast);
}

static const GActionEntry rg_window_action_entries[] = {
  { .name = "main-menu", .activate = rg_window_main_menu_action },
  { .name = "search", .activate = rg_window_search_action },
  { .name = "show-place", .activate = rg_window_show_place_action, .parameter_type = "s" },
  { .name = "toast", .activate = rg_window_toast_action, .parameter_type = "s" },
  { .name = "toast-undo", .activate = rg_window_toast_undo_action, .parameter_type = "(xs)" },
};

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
