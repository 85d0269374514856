/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Notes that a coupon was used. */
#include "pages/rg-coupon-dialog.h"

#include "base/rg-coupon-code.h"
#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "widgets/rg-field.h"

struct _RgCouponDialog
{
  AdwDialog parent_instance;

  AdwEntryRow *code_row;
  AdwPreferencesGroup *found_group;
  AdwActionRow *person_row;
  AdwComboRow *which_row;
  AdwEntryRow *receipt_row;
  AdwEntryRow *discount_row;
  GtkLabel *message;
  GtkButton *use_button;

  RgStore *store;
  GVariant *query;
  RgCoupon *coupon; /* the one that is shown, or NULL */
  GPtrArray *receipts; /* RgCouponReceipt of its person, of today; or NULL */
};

enum { PROP_0, PROP_STORE, PROP_QUERY, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgCouponDialog, rg_coupon_dialog, ADW_TYPE_DIALOG)

static void
rg_coupon_dialog_say (RgCouponDialog *self, const char *sentence)
{
  gtk_label_set_text (self->message, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *sentence != '\0');
  if (*sentence != '\0')
    gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
rg_coupon_dialog_forget (RgCouponDialog *self)
{
  g_clear_pointer (&self->coupon, rg_coupon_free);
  g_clear_pointer (&self->receipts, g_ptr_array_unref);
  gtk_widget_set_visible (GTK_WIDGET (self->found_group), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "coupon.use", FALSE);
}

/* Whoever came several times today is asked for: the only receipt of a day needs no asking. TRUE
 * where there is something to ask. */
static gboolean
rg_coupon_dialog_ask_receipt (RgCouponDialog *self, gboolean free_)
{
  const char *currency = rg_store_get_shop (self->store)->currency;
  const gboolean ask = free_ && self->receipts != NULL && self->receipts->len > 1;
  /* Translators: which of several receipts. */
  const char *const none[] = { _("Nobody Knows"), NULL };
  g_autoptr (GtkStringList) choices = gtk_string_list_new (none);

  for (guint i = 0; ask && i < self->receipts->len; i++)
    gtk_string_list_take (choices, rg_coupon_receipt_dup_words (self->receipts->pdata[i],
                                                                currency));
  adw_combo_row_set_model (self->which_row, G_LIST_MODEL (choices));
  gtk_widget_set_visible (GTK_WIDGET (self->which_row), ask);
  gtk_widget_set_visible (GTK_WIDGET (self->receipt_row), free_ && !ask);
  return ask;
}

/* 0 where nobody chose one. */
static gint64
rg_coupon_dialog_get_chosen (RgCouponDialog *self)
{
  const guint chosen = adw_combo_row_get_selected (self->which_row);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->which_row)) || chosen == 0
      || chosen > self->receipts->len)
    return 0;
  return ((RgCouponReceipt *) self->receipts->pdata[chosen - 1])->id;
}

/* Takes the coupon and the receipts. */
static void
rg_coupon_dialog_show (RgCouponDialog *self, RgCoupon *coupon, GPtrArray *receipts)
{
  const RgDay today = rg_shop_get_day (rg_store_get_shop (self->store));
  g_autofree char *what = rg_coupon_dup_what (coupon);
  g_autofree char *valid = rg_coupon_dup_validity (coupon, today);
  g_autofree char *about = valid != NULL ? g_strdup_printf ("%s · %s", what, valid) : NULL;
  const gboolean late = rg_coupon_is_late (coupon, today);
  const gboolean free_ = coupon->used_on == RG_DAY_NONE;
  gboolean ask;
  g_autofree char *day = free_ ? NULL : rg_day_format (coupon->used_on);
  /* Translators: %s is a day. */
  g_autofree char *used = free_ ? NULL
                                : g_strdup_printf (_("This coupon was used already, on %s."), day);

  g_clear_pointer (&self->coupon, rg_coupon_free);
  self->coupon = coupon;
  g_clear_pointer (&self->receipts, g_ptr_array_unref);
  self->receipts = receipts;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->person_row), coupon->customer_name);
  adw_action_row_set_subtitle (self->person_row, about != NULL ? about : what);
  gtk_button_set_label (self->use_button, late ? _("_Use It All the Same") : _("_Note as Used"));
  gtk_widget_set_visible (GTK_WIDGET (self->found_group), TRUE);
  ask = rg_coupon_dialog_ask_receipt (self, free_);
  gtk_widget_set_visible (GTK_WIDGET (self->discount_row), free_);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "coupon.use",
                                 free_ && !rg_store_is_read_only (self->store));
  rg_coupon_dialog_say (self, !free_ ? used : late ? valid
                                     : ask ? _("There are several receipts of today: choose the "
                                               "one with which it was used.")
                                           : "");
}

/* --- finding it --- */

typedef struct {
  char *text;
  RgDay today;
  RgCoupon *coupon;
  GPtrArray *receipts;
} RgCouponFinding;

static void
rg_coupon_finding_free (gpointer data)
{
  RgCouponFinding *finding = data;

  g_free (finding->text);
  g_clear_pointer (&finding->coupon, rg_coupon_free);
  g_clear_pointer (&finding->receipts, g_ptr_array_unref);
  g_free (finding);
}

static gboolean
rg_coupon_dialog_find_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCouponFinding *finding = data;

  finding->coupon = rg_coupon_find (db, finding->text, error);
  if (finding->coupon != NULL)
    finding->receipts = rg_coupon_read_receipts (db, finding->coupon->customer, finding->today,
                                                 error);
  return finding->receipts != NULL;
}

static void
rg_coupon_dialog_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCouponDialog) self = data;
  g_autoptr (GError) error = NULL;
  const gboolean found = rg_store_read_finish (RG_STORE (source), result, &error);
  RgCouponFinding *finding;

  if (self->store == NULL)
    return;
  finding = rg_store_read_get_data (result);
  /* Somebody typed on meanwhile. */
  if (g_strcmp0 (finding->text, gtk_editable_get_text (GTK_EDITABLE (self->code_row))) != 0)
    return;
  if (!found)
    {
      g_autofree char *text = rg_error_text (error);

      rg_coupon_dialog_forget (self);
      rg_coupon_dialog_say (self, text);
      return;
    }
  rg_coupon_dialog_show (self, g_steal_pointer (&finding->coupon),
                         g_steal_pointer (&finding->receipts));
}

static void
rg_coupon_dialog_find (RgCouponDialog *self)
{
  RgCouponFinding *finding = g_new0 (RgCouponFinding, 1);

  finding->today = rg_shop_get_day (rg_store_get_shop (self->store));
  finding->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->code_row)));
  rg_store_read_async (self->store, RG_READER_ROWS, rg_coupon_dialog_find_in_thread, finding,
                       rg_coupon_finding_free, NULL, rg_coupon_dialog_found_cb,
                       g_object_ref (self));
}

/* A whole code is looked up as soon as it stands there. */
static void
rg_coupon_dialog_changed_cb (RgCouponDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->code_row));
  g_autofree char *code = rg_coupon_code_read (text);

  rg_coupon_dialog_forget (self);
  rg_coupon_dialog_say (self, "");
  if (code != NULL)
    rg_coupon_dialog_find (self);
}

/* Enter, which a scanner presses too: what is wrong is said. What is right waits for a second one,
 * as a receipt and an amount may have to be noted with it. */
static void
rg_coupon_dialog_entered_cb (RgCouponDialog *self)
{
  if (self->coupon != NULL && self->coupon->used_on == RG_DAY_NONE)
    gtk_widget_activate_action (GTK_WIDGET (self), "coupon.use", NULL);
  else if (self->coupon == NULL && *gtk_editable_get_text (GTK_EDITABLE (self->code_row)) != '\0')
    rg_coupon_dialog_find (self);
}

/* --- using it --- */

static void
rg_coupon_dialog_used_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCouponDialog) self = data;
  g_autoptr (GError) error = NULL;
  gint64 action = 0;
  g_autofree char *text = NULL;

  if (!rg_store_write_finish (RG_STORE (source), result, &action, &error))
    {
      text = rg_error_text (error);
      if (self->store != NULL)
        rg_coupon_dialog_say (self, text);
      return;
    }
  if (self->store == NULL)
    return;
  /* Translators: %s is a customer. */
  text = g_strdup_printf (_("Coupon of %s used"),
                          adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->person_row)));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast-undo", "(xs)", action, text);
  gtk_editable_set_text (GTK_EDITABLE (self->receipt_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->discount_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->code_row), "");
  rg_coupon_dialog_say (self, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->code_row));
}

static void
rg_coupon_dialog_use_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCouponDialog *self = RG_COUPON_DIALOG (widget);
  const char *discount = gtk_editable_get_text (GTK_EDITABLE (self->discount_row));
  RgCouponUse use = { .day = RG_DAY_NONE, .discount_minor = -1 };
  g_autoptr (GError) error = NULL;

  if (self->coupon == NULL)
    return;
  rg_field_accept (GTK_WIDGET (self->discount_row));
  if (*discount != '\0' && !rg_money_parse (discount, rg_store_get_shop (self->store)->currency,
                                            &use.discount_minor, &error))
    {
      rg_field_refuse (GTK_WIDGET (self->discount_row), NULL);
      rg_coupon_dialog_say (self, error->message);
      return;
    }
  use.code = self->coupon->code;
  /* It said so, and somebody pressed it all the same. */
  use.late = TRUE;
  use.receipt_id = rg_coupon_dialog_get_chosen (self);
  if (gtk_widget_get_visible (GTK_WIDGET (self->receipt_row)))
    use.receipt = (char *) gtk_editable_get_text (GTK_EDITABLE (self->receipt_row));
  gtk_widget_action_set_enabled (widget, "coupon.use", FALSE);
  rg_coupon_use_async (self->store, &use, rg_coupon_dialog_used_cb, g_object_ref (self));
}

/* --- the class --- */

static void
rg_coupon_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgCouponDialog *self = RG_COUPON_DIALOG (object);

  if (id == PROP_STORE)
    self->store = g_value_dup_object (value);
  else if (id == PROP_QUERY)
    self->query = g_value_dup_variant (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* With the code, where somebody came from the coupon itself. */
static void
rg_coupon_dialog_constructed (GObject *object)
{
  RgCouponDialog *self = RG_COUPON_DIALOG (object);
  const char *code = NULL;

  G_OBJECT_CLASS (rg_coupon_dialog_parent_class)->constructed (object);
  if (self->query != NULL && g_variant_lookup (self->query, "code", "&s", &code))
    gtk_editable_set_text (GTK_EDITABLE (self->code_row), code);
}

static void
rg_coupon_dialog_dispose (GObject *object)
{
  RgCouponDialog *self = RG_COUPON_DIALOG (object);

  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_COUPON_DIALOG);
  G_OBJECT_CLASS (rg_coupon_dialog_parent_class)->dispose (object);
}

static void
rg_coupon_dialog_finalize (GObject *object)
{
  g_clear_pointer (&RG_COUPON_DIALOG (object)->coupon, rg_coupon_free);
  g_clear_pointer (&RG_COUPON_DIALOG (object)->receipts, g_ptr_array_unref);
  g_clear_pointer (&RG_COUPON_DIALOG (object)->query, g_variant_unref);
  G_OBJECT_CLASS (rg_coupon_dialog_parent_class)->finalize (object);
}

static void
rg_coupon_dialog_class_init (RgCouponDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rg_coupon_dialog_constructed;
  object_class->dispose = rg_coupon_dialog_dispose;
  object_class->finalize = rg_coupon_dialog_finalize;
  object_class->set_property = rg_coupon_dialog_set_property;
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  props[PROP_QUERY] = g_param_spec_variant ("query", NULL, NULL, G_VARIANT_TYPE_VARDICT, NULL,
                                            flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-coupon-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgCouponDialog, code_row);
  gtk_widget_class_bind_template_child (widget_class, RgCouponDialog, found_group);
  gtk_widget_class_bind_template_child (widget_class, RgCouponDialog, person_row);
  gtk_widget_class_bind_template_child (widget_class, RgCouponDialog, which_row);
  gtk_widget_class_bind_template_child (widget_class, RgCouponDialog, receipt_row);
  gtk_widget_class_bind_template_child (widget_class, RgCouponDialog, discount_row);
  gtk_widget_class_bind_template_child (widget_class, RgCouponDialog, message);
  gtk_widget_class_bind_template_child (widget_class, RgCouponDialog, use_button);
  gtk_widget_class_bind_template_callback (widget_class, rg_coupon_dialog_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_coupon_dialog_entered_cb);
  gtk_widget_class_install_action (widget_class, "coupon.use", NULL, rg_coupon_dialog_use_action);
}

static void
rg_coupon_dialog_init (RgCouponDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "coupon.use", FALSE);
}
