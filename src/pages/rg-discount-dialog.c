/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The dialog of a discount. */
#include "pages/rg-discount-dialog.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-toast.h"
#include "widgets/rg-field.h"

enum { OF_PERCENT, OF_AMOUNT };

struct _RgDiscountDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  AdwComboRow *kind_row;
  AdwEntryRow *value_row;
  AdwEntryRow *reason_row;

  RgStore *store;
  gint64 customer;
};

G_DEFINE_FINAL_TYPE (RgDiscountDialog, rg_discount_dialog, ADW_TYPE_DIALOG)

static void
rg_discount_dialog_changed_cb (RgDiscountDialog *self)
{
  const char *value = gtk_editable_get_text (GTK_EDITABLE (self->value_row));

  adw_banner_set_revealed (self->banner, FALSE);
  rg_field_accept (GTK_WIDGET (self->value_row));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "discount.save", *value != '\0');
}

static void
rg_discount_dialog_saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgDiscountDialog) self = RG_DISCOUNT_DIALOG (data);

  if (!rg_toast_finish_dialog (ADW_DIALOG (self), self->banner, self->store, result,
                               _("Discount noted")))
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "discount.save", TRUE);
}

/* A share is read as an amount with three digits, as people write numbers in this locale. */
static gboolean
rg_discount_dialog_read (RgDiscountDialog *self, RgDiscount *discount, GError **error)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->value_row));
  const char *currency = rg_store_get_shop (self->store)->currency;

  if (adw_combo_row_get_selected (self->kind_row) == OF_AMOUNT)
    return rg_money_parse (text, currency, &discount->amount_minor, error);
  /* The Kuwaiti dinar has three digits. */
  return rg_money_parse (text, "KWD", &discount->percent_milli, error);
}

static void
rg_discount_dialog_save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgDiscountDialog *self = RG_DISCOUNT_DIALOG (widget);
  RgDiscount discount = { .customer = self->customer };
  g_autoptr (GError) error = NULL;

  discount.reason = (char *) gtk_editable_get_text (GTK_EDITABLE (self->reason_row));
  if (!rg_discount_dialog_read (self, &discount, &error))
    {
      rg_field_refuse (GTK_WIDGET (self->value_row), NULL);
      adw_banner_set_title (self->banner, error->message);
      adw_banner_set_revealed (self->banner, TRUE);
      return;
    }
  gtk_widget_action_set_enabled (widget, "discount.save", FALSE);
  rg_discount_give_async (self->store, &discount, rg_discount_dialog_saved_cb,
                          g_object_ref (self));
}

static void
rg_discount_dialog_cancel_cb (RgDiscountDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
rg_discount_dialog_dispose (GObject *object)
{
  RgDiscountDialog *self = RG_DISCOUNT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_DISCOUNT_DIALOG);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_discount_dialog_parent_class)->dispose (object);
}

static void
rg_discount_dialog_class_init (RgDiscountDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_discount_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-discount-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgDiscountDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgDiscountDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, RgDiscountDialog, value_row);
  gtk_widget_class_bind_template_child (widget_class, RgDiscountDialog, reason_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_discount_dialog_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_discount_dialog_changed_cb);
  gtk_widget_class_install_action (widget_class, "discount.save", NULL,
                                   rg_discount_dialog_save_action);
}

static void
rg_discount_dialog_init (RgDiscountDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "discount.save", FALSE);
}

AdwDialog *
rg_discount_dialog_new (RgStore *store, gint64 customer)
{
  RgDiscountDialog *self = g_object_new (RG_TYPE_DISCOUNT_DIALOG, NULL);

  self->store = g_object_ref (store);
  self->customer = customer;
  return ADW_DIALOG (self);
}
