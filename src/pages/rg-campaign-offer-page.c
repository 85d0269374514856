/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a campaign offers. */
#include "pages/rg-campaign-offer-page.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-entry.h"
#include "pages/rg-products-group.h"
#include "store/rg-campaign-request.h"
#include "widgets/rg-field.h"

/* How many days an offer lasts at first. */
#define RG_OFFER_DAYS_USUAL 14

/* The rows of last_row. */
enum { RG_LAST_NONE, RG_LAST_DAY, RG_LAST_DAYS };

struct _RgCampaignOfferPage
{
  RgCampaignStep parent_instance;

  GtkWidget *choices;
  AdwPreferencesGroup *offer_group;
  AdwComboRow *kind_row;
  AdwEntryRow *value_row;
  AdwEntryRow *what_row;
  AdwEntryRow *with_row;
  RgProductsGroup *products_group;
  RgProductsGroup *with_group;
  GtkWidget *last_group;
  AdwComboRow *last_row;
  AdwSpinRow *days_row;
  GtkWidget *calendar_row;
  GtkCalendar *calendar;
  AdwPreferencesGroup *cost_group;
  AdwEntryRow *cost_row;

  RgOffer offer;    /* as it stands here; saved once nothing is wrong with it */
  gboolean filling; /* the page itself sets the controls */
};

G_DEFINE_FINAL_TYPE (RgCampaignOfferPage, rg_campaign_offer_page, RG_TYPE_CAMPAIGN_STEP)

/* --- showing --- */

static const char *
rg_campaign_offer_page_get_value_title (RgOfferKind kind)
{
  switch (kind)
    {
    case RG_OFFER_PERCENT:
      return _("Per cent off");
    case RG_OFFER_BUNDLE:
      return _("Price of both together");
    case RG_OFFER_AGAIN:
      return _("Price");
    case RG_OFFER_NONE:
    case RG_OFFER_MONEY:
    case RG_OFFER_GIFT:
    case RG_N_OFFERS:
    default:
      return _("Amount off");
    }
}

static const char *
rg_campaign_offer_page_get_what_title (RgOfferKind kind)
{
  switch (kind)
    {
    case RG_OFFER_GIFT:
      return _("Gift");
    case RG_OFFER_BUNDLE:
      return _("A product that sells slowly");
    case RG_OFFER_AGAIN:
      return _("Product that is bought again");
    case RG_OFFER_NONE:
    case RG_OFFER_MONEY:
    case RG_OFFER_PERCENT:
    case RG_N_OFFERS:
    default:
      return _("Product or category; all if empty");
    }
}

/* The sentence, or what is still wanted. */
static void
rg_campaign_offer_page_tell (RgCampaignOfferPage *self, const RgCampaignSight *sight)
{
  const char *problem = rg_offer_get_problem (&self->offer);
  g_autofree char *sentence = rg_offer_dup_sentence (&self->offer, sight->shop->currency);
  g_autofree char *safe = g_markup_escape_text (problem != NULL ? problem : sentence, -1);

  adw_preferences_group_set_description (self->offer_group, safe);
}

static void
rg_campaign_offer_page_fill_value (RgCampaignOfferPage *self, int digits)
{
  const RgOffer *offer = &self->offer;
  g_autofree char *value = offer->value == 0 ? g_strdup ("")
                           : offer->kind == RG_OFFER_PERCENT && offer->value % 10 == 0
                             ? rg_number_format (offer->value / 10)
                           : offer->kind == RG_OFFER_PERCENT
                             ? rg_entry_dup_amount (offer->value, 1)
                             : rg_entry_dup_amount (offer->value, digits);
  g_autofree char *cost = offer->cost_minor < 0 ? g_strdup ("")
                                                : rg_entry_dup_amount (offer->cost_minor, digits);

  rg_entry_show (self->value_row, value);
  rg_entry_show (self->what_row, offer->what);
  rg_entry_show (self->with_row, offer->with);
  rg_entry_show (self->cost_row, cost);
}

/* Words are for what no product says. */
static void
rg_campaign_offer_page_fill_products (RgCampaignOfferPage *self, RgDataset *dataset)
{
  const RgOffer *offer = &self->offer;
  const guint n = offer->products != NULL ? offer->products->len : 0;
  const guint n_with = offer->with_products != NULL ? offer->with_products->len : 0;

  rg_products_group_show (self->products_group, offer->products,
                          rg_offer_kind_products_most (offer->kind, FALSE), dataset);
  rg_products_group_show (self->with_group, offer->with_products,
                          rg_offer_kind_products_most (offer->kind, TRUE), dataset);
  gtk_widget_set_visible (GTK_WIDGET (self->what_row), offer->kind != RG_OFFER_NONE && n == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->with_row),
                          offer->kind == RG_OFFER_BUNDLE && n_with == 0);
}

static void
rg_campaign_offer_page_fill_kind (RgCampaignOfferPage *self)
{
  const RgOfferKind kind = self->offer.kind;

  adw_combo_row_set_selected (self->kind_row, kind);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->value_row),
                                 rg_campaign_offer_page_get_value_title (kind));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->what_row),
                                 rg_campaign_offer_page_get_what_title (kind));
  gtk_widget_set_visible (GTK_WIDGET (self->value_row),
                          kind != RG_OFFER_NONE && kind != RG_OFFER_GIFT);
  gtk_widget_set_visible (self->last_group, kind != RG_OFFER_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->cost_group), kind != RG_OFFER_NONE);
}

static void
rg_campaign_offer_page_fill_last (RgCampaignOfferPage *self, RgDay today)
{
  const RgDay day = self->offer.until != RG_DAY_NONE ? self->offer.until : today;
  const guint last = self->offer.days > 0                ? RG_LAST_DAYS
                     : self->offer.until != RG_DAY_NONE ? RG_LAST_DAY
                                                         : RG_LAST_NONE;
  int year, month, mday;
  g_autoptr (GDateTime) date = NULL;

  rg_day_to_ymd (day, &year, &month, &mday);
  date = g_date_time_new_utc (year, month, mday, 12, 0, 0);
  gtk_calendar_select_day (self->calendar, date);
  adw_combo_row_set_selected (self->last_row, last);
  adw_spin_row_set_value (self->days_row, MAX (self->offer.days, 1));
  gtk_widget_set_visible (self->calendar_row, last == RG_LAST_DAY);
  gtk_widget_set_visible (GTK_WIDGET (self->days_row), last == RG_LAST_DAYS);
}

/* What it will cost, by what usually happens. */
static void
rg_campaign_offer_page_fill_cost (RgCampaignOfferPage *self, const RgCampaignSight *sight)
{
  g_autofree char *cost = NULL, *text = NULL, *safe = NULL;

  if (sight->people != NULL && sight->check.n_included > 0)
    cost = rg_usual_response_dup_cost (&sight->usual, &self->offer, sight->check.n_included,
                                       sight->shop->currency);
  text = cost == NULL ? g_strdup (_("What the shop is left without when one person takes it."))
                      : g_strdup_printf ("%s %s", _("What the shop is left without when one person "
                                                    "takes it."), cost);
  safe = g_markup_escape_text (text, -1);
  adw_preferences_group_set_description (self->cost_group, safe);
}

static void
rg_campaign_offer_page_fill (RgCampaignOfferPage *self, const RgCampaignSight *sight)
{
  self->filling = TRUE;
  rg_campaign_offer_page_fill_kind (self);
  rg_campaign_offer_page_fill_value (self, sight->shop->digits);
  rg_campaign_offer_page_fill_products (self, sight->dataset);
  rg_campaign_offer_page_fill_last (self, sight->today);
  rg_campaign_offer_page_fill_cost (self, sight);
  rg_campaign_offer_page_tell (self, sight);
  gtk_widget_set_sensitive (self->choices, sight->campaign->fixed_at == 0);
  self->filling = FALSE;
}

/* What is begun here and cannot be saved yet stays. */
static void
rg_campaign_offer_page_show (RgCampaignStep *step, const RgCampaignSight *sight)
{
  RgCampaignOfferPage *self = RG_CAMPAIGN_OFFER_PAGE (step);

  if (rg_offer_get_problem (&self->offer) == NULL)
    {
      rg_offer_clear (&self->offer);
      rg_offer_copy (&self->offer, &sight->campaign->offer);
    }
  rg_campaign_offer_page_fill (self, sight);
}

/* --- edits --- */

static void
rg_campaign_offer_page_save (RgCampaignOfferPage *self)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));
  g_autoptr (RgCampaign) campaign = NULL;

  rg_campaign_offer_page_fill (self, sight);
  if (rg_offer_get_problem (&self->offer) != NULL)
    return;
  campaign = rg_campaign_copy (sight->campaign);
  rg_offer_clear (&campaign->offer);
  rg_offer_copy (&campaign->offer, &self->offer);
  rg_campaign_step_run (RG_CAMPAIGN_STEP (self), rg_campaign_request_save (campaign));
}

static gboolean
rg_campaign_offer_page_is_edit (RgCampaignOfferPage *self)
{
  return !self->filling && rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self)) != NULL;
}

static void
rg_campaign_offer_page_kind_cb (RgCampaignOfferPage *self)
{
  const guint kind = adw_combo_row_get_selected (self->kind_row);

  if (!rg_campaign_offer_page_is_edit (self) || kind >= RG_N_OFFERS
      || kind == (guint) self->offer.kind)
    return;
  rg_offer_set_kind (&self->offer, (RgOfferKind) kind);
  rg_campaign_offer_page_save (self);
}

static void
rg_campaign_offer_page_last_cb (RgCampaignOfferPage *self)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));
  const guint last = adw_combo_row_get_selected (self->last_row);

  if (!rg_campaign_offer_page_is_edit (self))
    return;
  self->offer.until = last == RG_LAST_DAY ? sight->today + RG_OFFER_DAYS_USUAL : RG_DAY_NONE;
  self->offer.days = last == RG_LAST_DAYS ? RG_OFFER_DAYS_USUAL : 0;
  rg_campaign_offer_page_save (self);
}

static void
rg_campaign_offer_page_days_cb (RgCampaignOfferPage *self)
{
  const guint days = (guint) (adw_spin_row_get_value (self->days_row) + 0.5);

  if (!rg_campaign_offer_page_is_edit (self) || days == self->offer.days)
    return;
  self->offer.days = days;
  rg_campaign_offer_page_save (self);
}

static void
rg_campaign_offer_page_day_cb (RgCampaignOfferPage *self)
{
  const RgDay day = rg_day_from_ymd (gtk_calendar_get_year (self->calendar),
                                     gtk_calendar_get_month (self->calendar) + 1,
                                     gtk_calendar_get_day (self->calendar));

  if (!rg_campaign_offer_page_is_edit (self) || day == self->offer.until)
    return;
  self->offer.until = day;
  rg_campaign_offer_page_save (self);
}

/* An empty cost is one that nobody said. */
static gboolean
rg_campaign_offer_page_parse (RgCampaignOfferPage *self, AdwEntryRow *row, gint64 *number,
                              gint64 empty)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  const gboolean share = row == self->value_row && self->offer.kind == RG_OFFER_PERCENT;
  g_autoptr (GError) error = NULL;

  if (*text == '\0')
    *number = empty;
  else if (!(share ? rg_decimal_parse (text, 1, number)
                   : rg_money_parse (text, sight->shop->currency, number, &error)))
    {
      rg_field_refuse (GTK_WIDGET (row), NULL);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                  error != NULL ? error->message
                                                : _("A share is a number such as 10 or 12.5."));
      return FALSE;
    }
  rg_field_accept (GTK_WIDGET (row));
  return TRUE;
}

static void
rg_campaign_offer_page_apply_cb (RgCampaignOfferPage *self)
{
  if (!rg_campaign_offer_page_is_edit (self)
      || !rg_campaign_offer_page_parse (self, self->value_row, &self->offer.value, 0)
      || !rg_campaign_offer_page_parse (self, self->cost_row, &self->offer.cost_minor, -1))
    return;
  if (gtk_widget_get_visible (GTK_WIDGET (self->what_row)))
    g_set_str (&self->offer.what, gtk_editable_get_text (GTK_EDITABLE (self->what_row)));
  if (gtk_widget_get_visible (GTK_WIDGET (self->with_row)))
    g_set_str (&self->offer.with, gtk_editable_get_text (GTK_EDITABLE (self->with_row)));
  rg_campaign_offer_page_save (self);
}

static gboolean
rg_campaign_offer_page_is_with (RgCampaignOfferPage *self, RgProductsGroup *group)
{
  return group == self->with_group;
}

static void
rg_campaign_offer_page_added_cb (RgCampaignOfferPage *self, gint64 id, RgProductsGroup *group)
{
  RgOfferProduct *product = rg_products_group_find (group, id);

  if (product == NULL || !rg_campaign_offer_page_is_edit (self))
    g_clear_pointer (&product, rg_offer_product_free);
  else if (rg_offer_add_product (&self->offer, rg_campaign_offer_page_is_with (self, group),
                                 product))
    rg_campaign_offer_page_save (self);
}

static void
rg_campaign_offer_page_removed_cb (RgCampaignOfferPage *self, gint64 id, RgProductsGroup *group)
{
  if (!rg_campaign_offer_page_is_edit (self))
    return;
  rg_offer_remove_product (&self->offer, rg_campaign_offer_page_is_with (self, group), id);
  rg_campaign_offer_page_save (self);
}

/* --- the class --- */

static void
rg_campaign_offer_page_dispose (GObject *object)
{
  RgCampaignOfferPage *self = RG_CAMPAIGN_OFFER_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_CAMPAIGN_OFFER_PAGE);
  G_OBJECT_CLASS (rg_campaign_offer_page_parent_class)->dispose (object);
}

static void
rg_campaign_offer_page_finalize (GObject *object)
{
  rg_offer_clear (&RG_CAMPAIGN_OFFER_PAGE (object)->offer);
  G_OBJECT_CLASS (rg_campaign_offer_page_parent_class)->finalize (object);
}

static void
rg_campaign_offer_page_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOfferPage, choices);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOfferPage, offer_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOfferPage, kind_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOfferPage, value_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOfferPage, what_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOfferPage, with_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOfferPage, products_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOfferPage, with_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOfferPage, last_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOfferPage, last_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOfferPage, days_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOfferPage, calendar_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOfferPage, calendar);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOfferPage, cost_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOfferPage, cost_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_offer_page_kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_offer_page_added_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_offer_page_removed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_offer_page_last_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_offer_page_days_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_offer_page_day_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_offer_page_apply_cb);
}

static void
rg_campaign_offer_page_class_init (RgCampaignOfferPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_campaign_offer_page_dispose;
  object_class->finalize = rg_campaign_offer_page_finalize;
  RG_CAMPAIGN_STEP_CLASS (klass)->show = rg_campaign_offer_page_show;
  g_type_ensure (RG_TYPE_PRODUCTS_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-campaign-offer-page.ui");
  rg_campaign_offer_page_bind (widget_class);
}

static void
rg_campaign_offer_page_init (RgCampaignOfferPage *self)
{
  rg_offer_init (&self->offer);
  gtk_widget_init_template (GTK_WIDGET (self));
}
