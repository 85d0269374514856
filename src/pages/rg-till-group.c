/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The tills that are known by name. What is said of a file's columns is tested with such a file
 * (tests/transfer/test-mapping.c). */
#include "pages/rg-till-group.h"

#include "base/rg-i18n.h"

struct _RgTillGroup
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *till_row;
  AdwActionRow *how_row;
  AdwActionRow *note_row;
};

G_DEFINE_FINAL_TYPE (RgTillGroup, rg_till_group, ADW_TYPE_PREFERENCES_GROUP)

static const struct
{
  const char *id;
  const char *name;
  const char *how;
  const char *note;
} tills[] = {
  { "other", N_("Another till"),
    N_("Look for “Export” or “CSV” among its sales reports. The file needs one row for each "
       "product sold: receipt number, date, product, quantity and price."),
    N_("With the customer’s number in each row, Regulars knows who comes back. Columns that it "
       "does not recognise you name yourself when the file is read.") },
  { "loyverse", "Loyverse",
    N_("In the Back Office open Reports, then Receipts. Choose Export, then “Receipts by item”."),
    N_("Its columns are recognised, cost included. Customers are found by the e-mail or the phone "
       "in it.") },
  { "square", "Square",
    N_("In the Dashboard open Transactions, choose the days, then Export and “Items Detail CSV”. "
       "Customers come from the Customer Directory."),
    N_("Its columns are recognised, refunds and customers too. What it says about payment cards "
       "is never stored.") },
  { "odoo", N_("Odoo Point of Sale"),
    N_("Open the orders of Point of Sale as a list, mark all rows, and choose Export from the "
       "actions. Add the reference, the date, the customer’s e-mail, and of the order lines "
       "product, quantity and subtotal."),
    N_("Its columns are recognised by their English and their technical names; others you name "
       "yourself, once, when the file is read.") },
  { "shopify", "Shopify",
    N_("Open Orders and choose Export, as a plain CSV file. Customers have an Export of their "
       "own."),
    N_("Its columns are recognised, delivery and discounts too. It says per order, not per "
       "product, what came back.") },
  { "woocommerce", "WooCommerce",
    N_("In Analytics open Orders, and choose Download. For products, use an extension that exports "
       "order items, one row for each product."),
    N_("What Analytics downloads is recognised, but has no price for each product, and no e-mail "
       "of customers: it counts orders and amounts.") },
  { "prestashop", "PrestaShop",
    N_("Under Advanced Parameters, Database, save the query that stands in the help under Sales "
       "Files, and export its result."),
    N_("Its columns are recognised. The export of Orders itself is read too, but has no products "
       "and no e-mails in it.") },
  { "lightspeed", "Lightspeed",
    N_("Open the sales history and export it with its products, as CSV."),
    N_("No such file has been tried with Regulars yet. You name its columns yourself when the "
       "file is read.") },
};

static void
rg_till_group_chosen_cb (RgTillGroup *self)
{
  const guint selected = adw_combo_row_get_selected (self->till_row);

  if (selected >= G_N_ELEMENTS (tills))
    return;
  adw_action_row_set_subtitle (self->how_row, _(tills[selected].how));
  adw_action_row_set_subtitle (self->note_row, _(tills[selected].note));
}

const char *
rg_till_group_get_till (RgTillGroup *self)
{
  g_return_val_if_fail (RG_IS_TILL_GROUP (self), NULL);
  return tills[MIN (adw_combo_row_get_selected (self->till_row), G_N_ELEMENTS (tills) - 1)].id;
}

void
rg_till_group_set_till (RgTillGroup *self, const char *till)
{
  g_return_if_fail (RG_IS_TILL_GROUP (self));

  for (guint i = 0; i < G_N_ELEMENTS (tills); i++)
    if (g_str_equal (tills[i].id, till))
      adw_combo_row_set_selected (self->till_row, i);
}

static void
rg_till_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_TILL_GROUP);
  G_OBJECT_CLASS (rg_till_group_parent_class)->dispose (object);
}

static void
rg_till_group_class_init (RgTillGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_till_group_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-till-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RgTillGroup, how_row);
  gtk_widget_class_bind_template_child (widget_class, RgTillGroup, note_row);
  gtk_widget_class_bind_template_child (widget_class, RgTillGroup, till_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_till_group_chosen_cb);
}

static void
rg_till_group_init (RgTillGroup *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (tills); i++)
    gtk_string_list_append (names, _(tills[i].name));
  adw_combo_row_set_model (self->till_row, G_LIST_MODEL (names));
  rg_till_group_chosen_cb (self);
}
