/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "pages/rg-customer-points.h"

#include "base/rg-i18n.h"
#include "pages/rg-points-dialog.h"
#include "pages/rg-points-page.h"

static const struct
{
  const char *action;
  RgLotKind kind;
} rg_points_actions[] = {
  { "page.give-points", RG_LOT_GIVEN },
  { "page.spend-points", RG_LOT_SPENT },
  { "page.return-points", RG_LOT_RETURNED },
  { "page.correct-points", RG_LOT_CORRECTED },
};

static void
rg_customer_points_open_cb (GObject *group, AdwActionRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (group), "page.show-points", NULL);
}

void
rg_customer_points_show (RgFactsGroup *group, const RgProfile *profile, RgDay today)
{
  const gint64 balance = rg_lots_get_balance (profile->lots, today);
  g_autofree char *points = rg_lots_dup_points (balance);
  g_autofree char *lapse = rg_points_dup_next_lapse (profile->lots, today);
  AdwActionRow *row;

  rg_facts_group_clear (group);
  if (!profile->shop_has_points)
    return;
  row = rg_facts_group_add (group, points, lapse);
  rg_facts_group_open (row, G_CALLBACK (rg_customer_points_open_cb), G_OBJECT (group));
}

static void
rg_customer_points_show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (
      widget, "win.show-points", "x",
      rg_customer_page_get_profile (RG_CUSTOMER_PAGE (widget))->details->id);
}

static void
rg_customer_points_change_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgStore *store = rg_customer_page_get_store (RG_CUSTOMER_PAGE (widget));
  const RgProfile *profile = rg_customer_page_get_profile (RG_CUSTOMER_PAGE (widget));
  const gint64 balance =
      rg_lots_get_balance (profile->lots, rg_shop_get_day (rg_store_get_shop (store)));

  for (gsize i = 0; i < G_N_ELEMENTS (rg_points_actions); i++)
    if (g_str_equal (name, rg_points_actions[i].action))
      adw_dialog_present (rg_points_dialog_new (store, profile->details->id,
                                                rg_points_actions[i].kind, balance), widget);
}

void
rg_customer_points_install (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rg_points_actions); i++)
    gtk_widget_class_install_action (widget_class, rg_points_actions[i].action, NULL,
                                     rg_customer_points_change_action);
  gtk_widget_class_install_action (widget_class, "page.show-points", NULL,
                                   rg_customer_points_show_action);
}

void
rg_customer_points_allow (RgCustomerPage *page, gboolean writable)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rg_points_actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (page), rg_points_actions[i].action, writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (page), "page.show-points",
                                 rg_customer_page_get_profile (page) != NULL);
}
