/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who used the coupons of a campaign. */
#include "pages/rg-used-group.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-figure-page.h"
#include "pages/rg-proof-group.h"

/* More would hide what stands below; all of them open as people. */
#define RG_USED_MOST 20

struct _RgUsedGroup
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* borrowed; made anew each time */
};

G_DEFINE_FINAL_TYPE (RgUsedGroup, rg_used_group, ADW_TYPE_PREFERENCES_GROUP)

static GVariant *
rg_used_group_query (const RgCoupon *coupon)
{
  GVariantDict query;

  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "title", "s", coupon->customer_name);
  g_variant_dict_insert (&query, "from", "i", coupon->used_on);
  g_variant_dict_insert (&query, "to", "i", coupon->used_on);
  g_variant_dict_insert_value (&query, "customers",
                               g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, &coupon->customer,
                                                          1, sizeof (gint64)));
  return g_variant_dict_end (&query);
}

static void
rg_used_group_add (RgUsedGroup *self, const RgCoupon *coupon, const char *currency)
{
  g_autofree char *use = rg_coupon_dup_use (coupon, currency);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), coupon->customer_name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), use);
  if (coupon->receipt != 0 || coupon->n_same_day > 0)
    {
      /* Translators: %s is a customer. */
      g_autofree char *words = g_strdup_printf (_("Show the Receipts of %s on That Day"),
                                                coupon->customer_name);

      rg_proof_row_add_button (row, "view-list-bullet-symbolic", words, "win.show-receipts",
                               rg_used_group_query (coupon));
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

/* All of them, and what they took off together. */
static void
rg_used_group_add_all (RgUsedGroup *self, gint64 campaign, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("All Coupons That Were Used"));
  rg_figure_page_open_from (row, campaign, "used", title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
rg_used_group_clear (RgUsedGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

void
rg_used_group_show (RgUsedGroup *self, const RgCampaignReport *report)
{
  const GPtrArray *coupons = report->coupons;
  g_autofree char *number = rg_number_format (coupons->len);
  g_autofree char *title = g_strdup_printf (P_ ("%s Coupon Used", "%s Coupons Used", coupons->len),
                                            number);

  g_return_if_fail (RG_IS_USED_GROUP (self));
  rg_used_group_clear (self);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (self),
    coupons->len > RG_USED_MOST ? _("The first of them by name.") : NULL);
  for (guint i = 0; i < MIN (coupons->len, RG_USED_MOST); i++)
    rg_used_group_add (self, g_ptr_array_index (coupons, i), report->summary->currency);
  if (coupons->len > 0)
    rg_used_group_add_all (self, report->campaign->id, title);
  gtk_widget_set_visible (GTK_WIDGET (self), coupons->len > 0);
}

static void
rg_used_group_finalize (GObject *object)
{
  g_ptr_array_unref (RG_USED_GROUP (object)->rows);
  G_OBJECT_CLASS (rg_used_group_parent_class)->finalize (object);
}

static void
rg_used_group_class_init (RgUsedGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_used_group_finalize;
}

static void
rg_used_group_init (RgUsedGroup *self)
{
  self->rows = g_ptr_array_new ();
}
