/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the shop reckons with. */
#include "pages/rg-costs-group.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-toast.h"
#include "pages/rg-writes.h"
#include "store/rg-store-costs.h"
#include "widgets/rg-field.h"

struct _RgCostsGroup
{
  AdwPreferencesGroup parent_instance;

  AdwEntryRow *margin_row;
  AdwEntryRow *hour_row;
  AdwEntryRow *budget_row;

  RgStore *store;
  int year;
};

G_DEFINE_FINAL_TYPE (RgCostsGroup, rg_costs_group, ADW_TYPE_PREFERENCES_GROUP)

/* --- saving --- */

static void
rg_costs_group_saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) self = data;

  rg_toast_finish_write (self, RG_STORE (object), result, _("Saved"));
}

/* An empty field is not set. */
static gboolean
rg_costs_group_parse (AdwEntryRow *row, int digits, gint64 most, gint64 *number)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));

  *number = RG_COST_NOT_SET;
  if (*text == '\0'
      || (rg_decimal_parse (text, digits, number) && *number >= 0 && *number <= most))
    {
      rg_field_accept (GTK_WIDGET (row));
      return TRUE;
    }
  rg_field_refuse (GTK_WIDGET (row), NULL);
  gtk_widget_activate_action (GTK_WIDGET (row), "win.toast", "s",
                              _("A margin is from 0 to 100 %, and costs cannot be below zero."));
  return FALSE;
}

static void
rg_costs_group_apply_cb (RgCostsGroup *self)
{
  const int digits = rg_currency_digits (rg_store_get_shop (self->store)->currency);
  RgShopCosts costs = { .year = self->year };
  gint64 margin;

  if (!rg_costs_group_parse (self->margin_row, 1, 1000, &margin)
      || !rg_costs_group_parse (self->hour_row, digits, G_MAXINT64, &costs.hour_minor)
      || !rg_costs_group_parse (self->budget_row, digits, G_MAXINT64, &costs.budget_minor))
    return;
  costs.margin_permille = (int) margin;
  rg_store_save_costs_async (self->store, &costs, rg_costs_group_saved_cb, g_object_ref (self));
}

/* --- reading --- */

static void
rg_costs_group_fill_row (AdwEntryRow *row, gint64 number, int digits)
{
  g_autofree char *text = NULL;
  double amount = (double) number;

  for (int i = 0; i < digits; i++)
    amount /= 10;
  text = number >= 0 ? rg_number_format_decimal (amount, digits) : g_strdup ("");
  adw_entry_row_set_show_apply_button (row, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_entry_row_set_show_apply_button (row, TRUE);
}

static void
rg_costs_group_fill (RgCostsGroup *self, const RgShopCosts *costs)
{
  const int digits = rg_currency_digits (rg_store_get_shop (self->store)->currency);

  rg_costs_group_fill_row (self->margin_row, costs->margin_permille, 1);
  rg_costs_group_fill_row (self->hour_row, costs->hour_minor, digits);
  rg_costs_group_fill_row (self->budget_row, costs->budget_minor, digits);
}

static gboolean
rg_costs_group_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgShopCosts *costs = data;

  return rg_shop_costs_read (db, costs->year, costs, error);
}

static void
rg_costs_group_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCostsGroup) self = RG_COSTS_GROUP (data);
  const RgShopCosts *costs = rg_store_read_get_data (result);

  if (rg_store_read_finish (RG_STORE (object), result, NULL) && self->store)
    rg_costs_group_fill (self, costs);
}

static void
rg_costs_group_read (RgCostsGroup *self)
{
  RgShopCosts *costs = g_new0 (RgShopCosts, 1);

  costs->year = self->year;
  rg_store_read_async (self->store, RG_READER_ROWS, rg_costs_group_read_in_thread, costs, g_free,
                       NULL, rg_costs_group_read_cb, g_object_ref (self));
}

static void
rg_costs_group_changed_cb (RgCostsGroup *self, RgChanges *changes)
{
  if (rg_changes_touches (changes, "setting") || rg_changes_touches (changes, "shop"))
    rg_costs_group_read (self);
}

void
rg_costs_group_set_store (RgCostsGroup *self, RgStore *store)
{
  g_autofree char *title = NULL;
  int month, day;

  g_return_if_fail (RG_IS_COSTS_GROUP (self));
  gtk_widget_set_visible (GTK_WIDGET (self), store != NULL);
  if (!store)
    return;
  self->store = g_object_ref (store);
  rg_day_to_ymd (rg_shop_get_day (rg_store_get_shop (store)), &self->year, &month, &day);
  /* Translators: %d is a year. */
  title = g_strdup_printf (_("Campaigns of %d, at Most"), self->year);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->budget_row), title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->budget_row), title);
  rg_writes_guard (GTK_WIDGET (self), store);
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_costs_group_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_costs_group_read (self);
}

/* --- GObject --- */

static void
rg_costs_group_dispose (GObject *object)
{
  RgCostsGroup *self = RG_COSTS_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_COSTS_GROUP);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_costs_group_parent_class)->dispose (object);
}

static void
rg_costs_group_class_init (RgCostsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_costs_group_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-costs-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RgCostsGroup, budget_row);
  gtk_widget_class_bind_template_child (widget_class, RgCostsGroup, hour_row);
  gtk_widget_class_bind_template_child (widget_class, RgCostsGroup, margin_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_costs_group_apply_cb);
}

static void
rg_costs_group_init (RgCostsGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
