/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Whom a campaign is for. */
#include "pages/rg-campaign-people-page.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-audience-group.h"
#include "store/rg-campaign-request.h"
#include "widgets/rg-facts-group.h"

/* What the switch begins with, in thousandths. */
#define RG_HOLDOUT_USUAL 200
/* How many of the best there are at first. */
#define RG_BEST_USUAL 100
/* In so many days it goes out, at first. */
#define RG_PLANNED_USUAL 7

struct _RgCampaignPeoplePage
{
  RgCampaignStep parent_instance;

  GtkWidget *choices;
  RgAudienceGroup *audience_group;
  AdwComboRow *best_row;
  AdwSpinRow *best_n_row;
  AdwSwitchRow *preferred_row;
  AdwComboRow *priority_row;
  AdwSwitchRow *planned_row;
  GtkWidget *calendar_row;
  GtkCalendar *calendar;
  RgFactsGroup *own_group;
  AdwActionRow *sentence_row;
  AdwSwitchRow *holdout_row;
  AdwSpinRow *share_row;
  AdwPreferencesGroup *holdout_group;
  AdwComboRow *stratum_row;
  AdwPreferencesGroup *rest_group;
  AdwSpinRow *rest_row;
  GtkWidget *open_button;

  gboolean filling; /* the page itself sets the controls */
};

G_DEFINE_FINAL_TYPE (RgCampaignPeoplePage, rg_campaign_people_page, RG_TYPE_CAMPAIGN_STEP)

static void
rg_campaign_people_page_fill_holdout (RgCampaignPeoplePage *self, const RgCampaignSight *sight)
{
  guint holdout = sight->campaign->holdout;
  gint64 n = sight->check.n_included + sight->check.n_held_out;
  double smallest;
  gboolean useful = rg_audience_can_compare (sight->base.share, n,
                                             holdout > 0 ? holdout : RG_HOLDOUT_USUAL, &smallest);
  g_autofree char *points = rg_number_format_decimal (smallest * 100, 0);
  g_autofree char *people = rg_number_format (n);
  g_autofree char *ground = rg_before_base_dup_words (&sight->base);
  g_autofree char *text = NULL;

  if (!sight->counted)
    text = g_strdup (_("Whoever comes without it would have come anyway."));
  else if (useful)
    /* Translators: a number of percentage points, and a sentence on what that rests on. */
    text = g_strdup_printf (_("Whoever comes without it would have come anyway. With this "
                              "many people, a difference of %s points or more can be seen. %s"),
                            points, ground);
  else
    /* Translators: %s is a number of people. */
    text = g_strdup_printf (_("With %s people a comparison shows nothing but chance: better write "
                              "to all of them."),
                            people);
  adw_preferences_group_set_description (self->holdout_group, text);
  /* Off where it can show nothing; whoever has it on can turn it off. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->holdout_row),
                            !sight->counted || useful || holdout > 0);
  adw_switch_row_set_active (self->holdout_row, holdout > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->share_row), holdout > 0);
  if (holdout > 0)
    adw_spin_row_set_value (self->share_row, holdout / 10.0);
}

/* The same people rest from every campaign of the year: where no single list is large enough, all
 * of them together may be. */
static void
rg_campaign_people_page_fill_rest (RgCampaignPeoplePage *self, const RgCampaignSight *sight)
{
  const gint64 n = sight->check.left_out[RG_LEFT_OUT_REST];
  g_autofree char *people = rg_number_format (n);
  g_autofree char *text = NULL;

  if (sight->rest > 0 && sight->counted)
    /* Translators: %s is a number of people. */
    text = g_strdup_printf (P_ ("%s person of this list rests. The year is judged by who could get "
                                "campaigns and who rests.",
                                "%s people of this list rest. The year is judged by who could get "
                                "campaigns and who rests.", n), people);
  else
    text = g_strdup (_("Where a single list is too small to show anything, let a few customers "
                       "rest from all campaigns of the year. Chance chooses them, anew each "
                       "year."));
  adw_preferences_group_set_description (self->rest_group, text);
  adw_spin_row_set_value (self->rest_row, sight->rest / 10.0);
}

static void
rg_campaign_people_page_fill_best (RgCampaignPeoplePage *self, const RgCampaign *campaign)
{
  adw_combo_row_set_selected (self->best_row, campaign->best_by);
  gtk_widget_set_visible (GTK_WIDGET (self->best_n_row), campaign->best_by != RG_BEST_ALL);
  if (campaign->best_n > 0)
    adw_spin_row_set_value (self->best_n_row, campaign->best_n);
  adw_combo_row_set_selected (self->priority_row, (guint) (1 - campaign->priority));
}

static void
rg_campaign_people_page_fill_planned (RgCampaignPeoplePage *self, const RgCampaignSight *sight)
{
  const RgDay planned = sight->campaign->planned_on;
  g_autofree char *day = planned != RG_DAY_NONE ? rg_day_format (planned) : NULL;
  int year, month, mday;
  g_autoptr (GDateTime) date = NULL;

  rg_day_to_ymd (planned != RG_DAY_NONE ? planned : sight->today, &year, &month, &mday);
  date = g_date_time_new_utc (year, month, mday, 12, 0, 0);
  gtk_calendar_select_day (self->calendar, date);
  adw_switch_row_set_active (self->planned_row, planned != RG_DAY_NONE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->planned_row), day != NULL ? day : "");
  gtk_widget_set_visible (self->calendar_row, planned != RG_DAY_NONE);
}

static void
rg_campaign_people_page_own_cb (RgCampaignPeoplePage *self, GtkButton *button)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "rg-customer");

  rg_campaign_step_run (RG_CAMPAIGN_STEP (self), rg_campaign_request_seed (*id, FALSE));
}

/* They are the same for all campaigns; one more comes from the menu of their page. */
static void
rg_campaign_people_page_fill_own (RgCampaignPeoplePage *self, const RgCampaignSight *sight)
{
  rg_facts_group_clear (self->own_group);
  for (guint i = 0; i < sight->seeds->len; i++)
    {
      const RgCampaignPerson *person = sight->seeds->pdata[i];
      AdwActionRow *row = rg_facts_group_add (self->own_group, person->name, NULL);
      GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

      gtk_widget_set_tooltip_text (button, _("No Longer Send Every Campaign"));
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      g_object_set_data_full (G_OBJECT (button), "rg-customer",
                              g_memdup2 (&person->customer, sizeof person->customer), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (rg_campaign_people_page_own_cb),
                               self, G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (row, button);
    }
}

static void
rg_campaign_people_page_show (RgCampaignStep *step, const RgCampaignSight *sight)
{
  RgCampaignPeoplePage *self = RG_CAMPAIGN_PEOPLE_PAGE (step);

  self->filling = TRUE;
  rg_audience_group_show (self->audience_group, sight);
  rg_campaign_people_page_fill_best (self, sight->campaign);
  rg_campaign_people_page_fill_planned (self, sight);
  adw_switch_row_set_active (self->preferred_row, sight->campaign->as_preferred);
  rg_campaign_people_page_fill_own (self, sight);
  rg_campaign_people_page_fill_holdout (self, sight);
  rg_campaign_people_page_fill_rest (self, sight);
  adw_combo_row_set_selected (self->stratum_row, sight->campaign->stratum);
  gtk_widget_set_visible (GTK_WIDGET (self->stratum_row),
                          sight->campaign->holdout > 0 || sight->campaign->versions->len > 1);
  adw_action_row_set_subtitle (self->sentence_row, sight->sentence);
  gtk_widget_set_visible (self->open_button, sight->campaign->segment != 0);
  gtk_widget_set_sensitive (self->choices, sight->campaign->fixed_at == 0);
  self->filling = FALSE;
}

static void
rg_campaign_people_page_save (RgCampaignPeoplePage *self, const RgCampaign *campaign)
{
  rg_campaign_step_run (RG_CAMPAIGN_STEP (self), rg_campaign_request_save (campaign));
}

static void
rg_campaign_people_page_audience_cb (RgCampaignPeoplePage *self)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));
  g_autoptr (RgCampaign) campaign = NULL;

  if (self->filling || sight == NULL)
    return;
  campaign = rg_campaign_copy (sight->campaign);
  if (rg_audience_group_fill_campaign (self->audience_group, campaign))
    rg_campaign_people_page_save (self, campaign);
}

static void
rg_campaign_people_page_best_cb (RgCampaignPeoplePage *self)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));
  const guint chosen = adw_combo_row_get_selected (self->best_row);
  guint n = (guint) (adw_spin_row_get_value (self->best_n_row) + 0.5);
  g_autoptr (RgCampaign) campaign = NULL;

  if (self->filling || sight == NULL || chosen >= RG_N_BEST)
    return;
  if (sight->campaign->best_by == RG_BEST_ALL && chosen != RG_BEST_ALL
      && sight->campaign->best_n == 0)
    n = RG_BEST_USUAL;
  if (chosen == (guint) sight->campaign->best_by && n == sight->campaign->best_n)
    return;
  campaign = rg_campaign_copy (sight->campaign);
  campaign->best_by = (RgBest) chosen;
  campaign->best_n = n;
  rg_campaign_people_page_save (self, campaign);
}

static void
rg_campaign_people_page_preferred_cb (RgCampaignPeoplePage *self)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));
  const gboolean active = adw_switch_row_get_active (self->preferred_row);
  g_autoptr (RgCampaign) campaign = NULL;

  if (self->filling || sight == NULL || active == sight->campaign->as_preferred)
    return;
  campaign = rg_campaign_copy (sight->campaign);
  campaign->as_preferred = active;
  rg_campaign_people_page_save (self, campaign);
}

static void
rg_campaign_people_page_priority_cb (RgCampaignPeoplePage *self)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));
  const int priority = 1 - (int) adw_combo_row_get_selected (self->priority_row);
  g_autoptr (RgCampaign) campaign = NULL;

  if (self->filling || sight == NULL || priority < -1 || priority == sight->campaign->priority)
    return;
  campaign = rg_campaign_copy (sight->campaign);
  campaign->priority = priority;
  rg_campaign_people_page_save (self, campaign);
}

static void
rg_campaign_people_page_plan (RgCampaignPeoplePage *self, RgDay day)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));
  g_autoptr (RgCampaign) campaign = NULL;

  if (self->filling || sight == NULL || day == sight->campaign->planned_on)
    return;
  campaign = rg_campaign_copy (sight->campaign);
  campaign->planned_on = day;
  rg_campaign_people_page_save (self, campaign);
}

static void
rg_campaign_people_page_planned_cb (RgCampaignPeoplePage *self)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));
  const gboolean planned = adw_switch_row_get_active (self->planned_row);

  if (sight != NULL && planned != (sight->campaign->planned_on != RG_DAY_NONE))
    rg_campaign_people_page_plan (self, planned ? sight->today + RG_PLANNED_USUAL : RG_DAY_NONE);
}

static void
rg_campaign_people_page_day_cb (RgCampaignPeoplePage *self)
{
  const RgDay day = rg_day_from_ymd (gtk_calendar_get_year (self->calendar),
                                     gtk_calendar_get_month (self->calendar) + 1,
                                     gtk_calendar_get_day (self->calendar));

  if (adw_switch_row_get_active (self->planned_row))
    rg_campaign_people_page_plan (self, day);
}

static void
rg_campaign_people_page_holdout_cb (RgCampaignPeoplePage *self)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));
  g_autoptr (RgCampaign) campaign = NULL;
  guint holdout = 0;

  if (self->filling || sight == NULL)
    return;
  if (adw_switch_row_get_active (self->holdout_row))
    holdout = sight->campaign->holdout > 0
                ? (guint) (adw_spin_row_get_value (self->share_row) * 10 + 0.5) : RG_HOLDOUT_USUAL;
  if (holdout == sight->campaign->holdout)
    return;
  campaign = rg_campaign_copy (sight->campaign);
  campaign->holdout = holdout;
  rg_campaign_people_page_save (self, campaign);
}

static void
rg_campaign_people_page_stratum_cb (RgCampaignPeoplePage *self)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));
  const guint chosen = adw_combo_row_get_selected (self->stratum_row);
  g_autoptr (RgCampaign) campaign = NULL;

  if (self->filling || sight == NULL || chosen >= RG_N_STRATA
      || chosen == (guint) sight->campaign->stratum)
    return;
  campaign = rg_campaign_copy (sight->campaign);
  campaign->stratum = (RgStratum) chosen;
  rg_campaign_people_page_save (self, campaign);
}

static void
rg_campaign_people_page_rested_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCampaignPeoplePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (rg_store_write_finish (RG_STORE (source), result, NULL, &error))
    return;
  text = rg_error_text (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
rg_campaign_people_page_rest_cb (RgCampaignPeoplePage *self)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));
  const guint rest = (guint) (adw_spin_row_get_value (self->rest_row) * 10 + 0.5);

  if (!self->filling && sight != NULL && rest != sight->rest)
    rg_rest_group_save_async (rg_campaign_step_get_store (RG_CAMPAIGN_STEP (self)), rest,
                              rg_campaign_people_page_rested_cb, g_object_ref (self));
}

static void
rg_campaign_people_page_open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (widget));

  if (sight != NULL)
    gtk_widget_activate_action (widget, "win.show-segment", "x", sight->campaign->segment);
}

/* --- the class --- */

static void
rg_campaign_people_page_dispose (GObject *object)
{
  RgCampaignPeoplePage *self = RG_CAMPAIGN_PEOPLE_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_CAMPAIGN_PEOPLE_PAGE);
  G_OBJECT_CLASS (rg_campaign_people_page_parent_class)->dispose (object);
}

static void
rg_campaign_people_page_class_init (RgCampaignPeoplePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_campaign_people_page_dispose;
  g_type_ensure (RG_TYPE_AUDIENCE_GROUP);
  g_type_ensure (RG_TYPE_FACTS_GROUP);
  RG_CAMPAIGN_STEP_CLASS (klass)->show = rg_campaign_people_page_show;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-campaign-people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPeoplePage, choices);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPeoplePage, audience_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPeoplePage, best_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPeoplePage, preferred_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPeoplePage, best_n_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPeoplePage, priority_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPeoplePage, planned_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPeoplePage, calendar_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPeoplePage, calendar);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_people_page_planned_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_people_page_day_cb);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPeoplePage, own_group);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_people_page_best_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_people_page_preferred_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_people_page_priority_cb);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPeoplePage, sentence_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPeoplePage, holdout_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPeoplePage, share_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPeoplePage, holdout_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPeoplePage, stratum_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPeoplePage, rest_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPeoplePage, rest_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_people_page_stratum_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_people_page_rest_cb);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPeoplePage, open_button);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_people_page_audience_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_people_page_holdout_cb);
  gtk_widget_class_install_action (widget_class, "page.open-segment", NULL,
                                   rg_campaign_people_page_open_action);
}

static void
rg_campaign_people_page_init (RgCampaignPeoplePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
