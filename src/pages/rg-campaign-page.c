/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One campaign. */
#include "pages/rg-campaign-page.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-campaign-results.h"
#include "pages/rg-entry.h"
#include "pages/rg-response-import.h"
#include "pages/rg-sender-dialog.h"
#include "store/rg-campaign-request.h"
#include "widgets/rg-field.h"

struct _RgCampaignPage
{
  RgCampaignStep parent_instance;

  GtkStack *stack;
  AdwStatusPage *failed_page;
  AdwViewStack *views;
  AdwViewStackPage *results_page;
  GtkStack *title_stack;
  GtkWidget *title_widget;
  GtkWidget *switcher;
  AdwViewSwitcherBar *switcher_bar;
  RgCampaignResults *results;
  AdwActionRow *people_row;
  AdwActionRow *offer_row;
  AdwActionRow *message_row;
  AdwActionRow *check_row;
  AdwActionRow *sender_row;
  GtkButton *sender_button;
  AdwActionRow *output_row;
  AdwEntryRow *name_row;
  AdwEntryRow *piece_row;
  AdwEntryRow *cost_row;
  AdwEntryRow *minutes_row;
  AdwEntryRow *budget_row;
  GtkLabel *foot_label;
  GtkButton *next_button;

  const char *next_action; /* static */
  gboolean shown_once;
  gboolean sent; /* as it was shown last */
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (RgCampaignPage, rg_campaign_page, RG_TYPE_CAMPAIGN_STEP)

/* --- the parts, each in one line --- */

static void
rg_campaign_page_show_people (RgCampaignPage *self, const RgCampaignSight *sight)
{
  gint64 all = sight->check.n_included + sight->check.n_held_out + sight->check.n_left_out;
  g_autofree char *number = rg_number_format (all);
  g_autofree char *left_out = rg_number_format (sight->check.n_left_out);
  g_autofree char *first = NULL, *text = NULL;

  if (!sight->counted)
    {
      adw_action_row_set_subtitle (self->people_row, sight->dataset == NULL
                                                         ? _("Sales are still being read")
                                                         : sight->sentence);
      return;
    }
  if (*sight->campaign->segment_name != '\0')
    /* Translators: a number of people, then the name of a segment. */
    first = g_strdup_printf (P_ ("%s in “%s”", "%s in “%s”", all), number,
                             sight->campaign->segment_name);
  else
    /* Translators: %s is a number of people. */
    first = g_strdup_printf (P_ ("%s person", "%s people", all), number);
  if (sight->check.n_left_out == 0)
    text = g_strdup (first);
  else
    /* Translators: a part of a sentence about people, then how many of them are left out. */
    text = g_strdup_printf (_("%s, %s left out"), first, left_out);
  adw_action_row_set_subtitle (self->people_row, text);
}

static const char *
rg_campaign_page_get_kind (RgChannel channel)
{
  switch (channel)
    {
    case RG_CHANNEL_EMAIL:
      return _("E-mail");
    case RG_CHANNEL_SMS:
      return _("Text message");
    case RG_CHANNEL_PHONE:
      return _("Phone call");
    case RG_CHANNEL_POST:
    default:
      return _("Letter");
    }
}

static void
rg_campaign_page_show_message (RgCampaignPage *self, const RgCampaign *campaign)
{
  const char *kind = rg_campaign_page_get_kind (campaign->channel);
  g_autofree char *text = NULL;

  if (*campaign->message == '\0')
    text = g_strdup (_("Not written yet"));
  else if (campaign->versions->len > 1)
    /* Translators: “Letter” or “E-mail”, and how many versions of it there are. */
    text = g_strdup_printf (P_ ("%s, %u version", "%s, %u versions", campaign->versions->len), kind,
                            campaign->versions->len);
  else if (*campaign->subject != '\0')
    /* Translators: “Letter” or “E-mail”, and its subject. */
    text = g_strdup_printf (_("%s “%s”"), kind, campaign->subject);
  else
    text = g_strdup (kind);
  adw_action_row_set_subtitle (self->message_row, text);
}

static void
rg_campaign_page_show_offer (RgCampaignPage *self, const RgCampaignSight *sight)
{
  const RgOffer *offer = &sight->campaign->offer;
  g_autofree char *sentence = rg_offer_dup_sentence (offer, sight->shop->currency);

  adw_action_row_set_subtitle (self->offer_row, offer->kind != RG_OFFER_NONE ? sentence
                                                                             : C_("offer", "None"));
}

/* Asked for once, with the first letter; later it is changed beside the message. */
static void
rg_campaign_page_show_sender (RgCampaignPage *self, const RgCampaignSight *sight)
{
  rg_sender_show (self->sender_row, self->sender_button, sight->shop);
  gtk_widget_set_visible (GTK_WIDGET (self->sender_row),
                          *sight->shop->address == '\0'
                            && sight->campaign->channel == RG_CHANNEL_POST);
}

/* People for whom a field stays empty, what is wrong with the message, an offer that is over. */
static guint
rg_campaign_page_count_findings (const RgCampaignSight *sight)
{
  guint findings = rg_campaign_count_problems (sight->campaign, sight->shop->own_fields);
  g_autofree char *day = rg_offer_dup_day_problem (&sight->campaign->offer, sight->today,
                                                   MAX (sight->today, sight->campaign->planned_on));

  findings += day != NULL;
  for (int field = 0; field < RG_N_FIELDS; field++)
    findings += sight->check.missing[field] > 0;
  for (guint i = 0; sight->parts != NULL && i < sight->parts->len; i++)
    findings += ((const RgMessagePart *) sight->parts->pdata[i])->n_people == 0;
  for (int reason = 0; reason < RG_N_LEFT_OUT; reason++)
    findings += sight->check.left_out[reason] > 0;
  return findings;
}

static void
rg_campaign_page_show_check (RgCampaignPage *self, const RgCampaignSight *sight)
{
  guint findings = rg_campaign_page_count_findings (sight);
  g_autofree char *text = NULL;

  if (sight->campaign->fixed_at != 0)
    text = rg_campaign_dup_state (sight->campaign, sight->today);
  else if (findings == 0)
    text = g_strdup (_("Nothing to look at"));
  else
    text = g_strdup_printf (P_ ("%u thing to look at", "%u things to look at", findings), findings);
  adw_action_row_set_subtitle (self->check_row, text);
}

static void
rg_campaign_page_show_output (RgCampaignPage *self, const RgCampaignSight *sight)
{
  const RgCampaign *campaign = sight->campaign;
  g_autofree char *day = NULL, *text = NULL;

  if (campaign->sent_on == RG_DAY_NONE)
    text = g_strdup (campaign->fixed_at != 0 ? _("Ready") : _("Fix the list first"));
  else
    {
      day = rg_day_format_in_sentence (campaign->sent_on, sight->today);
      /* Translators: %s is a day. */
      text = g_strdup_printf (_("First went out: %s"), day);
    }
  adw_action_row_set_subtitle (self->output_row, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->output_row), campaign->fixed_at != 0);
}

/* "1,055 letters · NOK 18.00", and what the offer costs if all take it. */
static char *
rg_campaign_page_dup_foot (const RgCampaignSight *sight)
{
  const RgCampaign *campaign = sight->campaign;
  const gint64 n = sight->check.n_included, each = rg_offer_get_cost (&campaign->offer);
  g_autofree char *pieces = rg_channel_dup_pieces (campaign->channel, n);
  g_autofree char *cost = rg_money_format (rg_campaign_get_cost (campaign, n),
                                           sight->shop->currency);
  g_autofree char *offer = NULL;

  if (each <= 0 || n == 0 || each > G_MAXINT64 / n)
    /* Translators: “845 letters”, then what they cost. */
    return g_strdup_printf (_("%s · %s"), pieces, cost);
  offer = rg_money_format (each * n, sight->shop->currency);
  /* Translators: “845 letters”, then what they cost, and an amount of money. */
  return g_strdup_printf (_("%s · %s · at most %s for the offer"), pieces, cost, offer);
}

static void
rg_campaign_page_show_foot (RgCampaignPage *self, const RgCampaignSight *sight)
{
  const RgCampaign *campaign = sight->campaign;
  g_autofree char *text = rg_campaign_page_dup_foot (sight);
  const char *label = _("Print and Send");

  self->next_action = "win.show-campaign-output";
  if (!rg_campaign_is_written (campaign, sight->shop->own_fields))
    {
      self->next_action = "win.show-campaign-message";
      label = *campaign->message == '\0' ? _("Write the Message") : _("Mend the Message");
    }
  else if (campaign->fixed_at == 0)
    {
      self->next_action = "win.show-campaign-check";
      label = _("Check");
    }
  gtk_label_set_text (self->foot_label, sight->counted ? text : "");
  gtk_button_set_label (self->next_button, label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.next", TRUE);
}

static void
rg_campaign_page_show_details (RgCampaignPage *self, const RgCampaignSight *sight)
{
  g_autofree char *piece = rg_entry_dup_amount (sight->campaign->piece_cost_minor,
                                                sight->shop->digits);
  g_autofree char *cost = rg_entry_dup_amount (sight->campaign->cost_minor, sight->shop->digits);
  g_autofree char *minutes = rg_number_format (sight->campaign->staff_minutes);
  g_autofree char *budget = sight->campaign->budget_minor < 0 ? NULL
    : rg_entry_dup_amount (sight->campaign->budget_minor, sight->shop->digits);

  rg_entry_show (self->name_row, sight->campaign->name);
  rg_entry_show (self->piece_row, piece);
  rg_entry_show (self->cost_row, cost);
  rg_entry_show (self->minutes_row, minutes);
  rg_entry_show (self->budget_row, budget != NULL ? budget : "");
}

/* The switcher stands in the header, or below where that is too narrow; before there are results
 * there is nothing to switch to. */
static void
rg_campaign_page_place_switcher (RgCampaignPage *self)
{
  gboolean sent = adw_view_stack_page_get_visible (self->results_page);

  gtk_stack_set_visible_child (self->title_stack,
                               sent && !self->narrow ? self->switcher : self->title_widget);
  adw_view_switcher_bar_set_reveal (self->switcher_bar, sent && self->narrow);
}

static void
rg_campaign_page_narrow_cb (RgCampaignPage *self)
{
  self->narrow = TRUE;
  rg_campaign_page_place_switcher (self);
}

static void
rg_campaign_page_wide_cb (RgCampaignPage *self)
{
  self->narrow = FALSE;
  rg_campaign_page_place_switcher (self);
}

static void
rg_campaign_page_show_results (RgCampaignPage *self, const RgCampaignSight *sight)
{
  gboolean sent = sight->report != NULL;

  adw_view_stack_page_set_visible (self->results_page, sent);
  rg_campaign_page_place_switcher (self);
  if (sent)
    rg_campaign_results_show (self->results, sight);
  /* Whoever comes back from the first printing finds the results, too. */
  if (!self->shown_once || sent != self->sent)
    adw_view_stack_set_visible_child_name (self->views, sent ? "results" : "setup");
  self->shown_once = TRUE;
  self->sent = sent;
}

/* Letters and calls are opened by nobody who could report it. */
static void
rg_campaign_page_allow_responses (RgCampaignPage *self, const RgCampaign *campaign)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.bring-responses",
                                 campaign->sent_on != RG_DAY_NONE &&
                                   (campaign->channel == RG_CHANNEL_EMAIL ||
                                    campaign->channel == RG_CHANNEL_SMS));
}

static void
rg_campaign_page_show (RgCampaignStep *step, const RgCampaignSight *sight)
{
  RgCampaignPage *self = RG_CAMPAIGN_PAGE (step);

  rg_campaign_page_allow_responses (self, sight->campaign);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), sight->campaign->name);
  rg_campaign_page_show_people (self, sight);
  rg_campaign_page_show_offer (self, sight);
  rg_campaign_page_show_message (self, sight->campaign);
  rg_campaign_page_show_sender (self, sight);
  rg_campaign_page_show_check (self, sight);
  rg_campaign_page_show_output (self, sight);
  rg_campaign_page_show_foot (self, sight);
  rg_campaign_page_show_details (self, sight);
  rg_campaign_page_show_results (self, sight);
  gtk_stack_set_visible_child_name (self->stack, "campaign");
}

static void
rg_campaign_page_failed (RgCampaignStep *step, const GError *error)
{
  RgCampaignPage *self = RG_CAMPAIGN_PAGE (step);
  g_autofree char *text = rg_error_text (error);

  adw_status_page_set_description (self->failed_page, text);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

/* --- edits --- */

static gboolean
rg_campaign_page_parse_money (RgCampaignPage *self, AdwEntryRow *row, const char *currency,
                              gint64 *minor)
{
  g_autoptr (GError) error = NULL;

  if (rg_money_parse (gtk_editable_get_text (GTK_EDITABLE (row)), currency, minor, &error))
    {
      rg_field_accept (GTK_WIDGET (row));
      return TRUE;
    }
  rg_field_refuse (GTK_WIDGET (row), NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
  return FALSE;
}

static gboolean
rg_campaign_page_parse_minutes (RgCampaignPage *self, gint64 *minutes)
{
  if (rg_decimal_parse (gtk_editable_get_text (GTK_EDITABLE (self->minutes_row)), 0, minutes)
      && *minutes >= 0)
    {
      rg_field_accept (GTK_WIDGET (self->minutes_row));
      return TRUE;
    }
  rg_field_refuse (GTK_WIDGET (self->minutes_row), NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                              _("Minutes of work are a whole number."));
  return FALSE;
}

/* An empty field is no budget. */
static gboolean
rg_campaign_page_parse_budget (RgCampaignPage *self, const char *currency, gint64 *minor)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->budget_row)) != '\0')
    return rg_campaign_page_parse_money (self, self->budget_row, currency, minor);
  *minor = -1;
  return TRUE;
}

static void
rg_campaign_page_apply_cb (RgCampaignPage *self)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));
  g_autoptr (RgCampaign) campaign = NULL;

  if (sight == NULL)
    return;
  campaign = rg_campaign_copy (sight->campaign);
  g_set_str (&campaign->name, gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
  if (rg_campaign_page_parse_money (self, self->piece_row, sight->shop->currency,
                                    &campaign->piece_cost_minor)
      && rg_campaign_page_parse_money (self, self->cost_row, sight->shop->currency,
                                       &campaign->cost_minor)
      && rg_campaign_page_parse_minutes (self, &campaign->staff_minutes)
      && rg_campaign_page_parse_budget (self, sight->shop->currency, &campaign->budget_minor))
    rg_campaign_step_run (RG_CAMPAIGN_STEP (self), rg_campaign_request_save (campaign));
}

static void
rg_campaign_page_deleted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCampaignPage) self = data;
  g_autoptr (GError) error = NULL;
  RgCampaignRequest *request = rg_campaign_request_finish (RG_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (request != NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast-undo", "(xs)",
                                  rg_campaign_request_get_action (request),
                                  _("Campaign deleted"));
      gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
      return;
    }
  text = rg_error_text (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
rg_campaign_page_delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCampaignStep *step = RG_CAMPAIGN_STEP (widget);

  rg_campaign_step_run_async (step, rg_campaign_request_delete (rg_campaign_step_get_id (step)),
                              rg_campaign_page_deleted_cb, g_object_ref (step));
}

static void
rg_campaign_page_begun_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCampaignPage) self = data;
  g_autoptr (GError) error = NULL;
  RgCampaignRequest *request = rg_campaign_request_finish (RG_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (request != NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-campaign", "x",
                                  rg_campaign_request_get_id (request));
      return;
    }
  text = rg_error_text (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
rg_campaign_page_begin_another_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (widget));
  g_autofree char *called = NULL;

  if (sight == NULL)
    return;
  /* Translators: %s is the name of a campaign. */
  called = g_strdup_printf (_("%s, once more"), sight->campaign->name);
  rg_campaign_step_run_async (RG_CAMPAIGN_STEP (widget),
                              rg_campaign_request_begin_with (sight->campaign, called),
                              rg_campaign_page_begun_cb, g_object_ref (widget));
}

/* "page.open" with the window action that shows a part. */
static void
rg_campaign_page_open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *action = g_strconcat ("win.show-campaign-",
                                         g_variant_get_string (parameter, NULL), NULL);

  gtk_widget_activate_action (widget, action, "x",
                              rg_campaign_step_get_id (RG_CAMPAIGN_STEP (widget)));
}

static void
rg_campaign_page_next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCampaignPage *self = RG_CAMPAIGN_PAGE (widget);

  if (self->next_action != NULL)
    gtk_widget_activate_action (widget, self->next_action, "x",
                                rg_campaign_step_get_id (RG_CAMPAIGN_STEP (self)));
}

static void
rg_campaign_page_add_task_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GVariantDict query;

  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "campaign", "x",
                         rg_campaign_step_get_id (RG_CAMPAIGN_STEP (widget)));
  gtk_widget_activate_action_variant (widget, "win.edit-task", g_variant_dict_end (&query));
}

static void
rg_campaign_page_sender_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (rg_sender_dialog_new (rg_campaign_step_get_store (RG_CAMPAIGN_STEP (widget))),
                      widget);
}

static void
rg_campaign_page_bring_responses_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCampaignStep *step = RG_CAMPAIGN_STEP (widget);

  rg_response_import_begin (widget, rg_campaign_step_get_store (step),
                            rg_campaign_step_get_id (step));
}

/* --- the class --- */

static void
rg_campaign_page_dispose (GObject *object)
{
  RgCampaignPage *self = RG_CAMPAIGN_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_CAMPAIGN_PAGE);
  G_OBJECT_CLASS (rg_campaign_page_parent_class)->dispose (object);
}

static void
rg_campaign_page_bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, views);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, results_page);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, title_stack);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, title_widget);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, results);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, people_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, offer_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, message_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, check_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, sender_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, sender_button);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, output_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, piece_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, budget_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, cost_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, minutes_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, foot_label);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignPage, next_button);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_page_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_page_narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_page_wide_cb);
}

static void
rg_campaign_page_class_init (RgCampaignPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_campaign_page_dispose;
  RG_CAMPAIGN_STEP_CLASS (klass)->show = rg_campaign_page_show;
  RG_CAMPAIGN_STEP_CLASS (klass)->failed = rg_campaign_page_failed;
  g_type_ensure (RG_TYPE_CAMPAIGN_RESULTS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-campaign-page.ui");
  rg_campaign_page_bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "page.delete", NULL,
                                   rg_campaign_page_delete_action);
  gtk_widget_class_install_action (widget_class, "page.open", "s", rg_campaign_page_open_action);
  gtk_widget_class_install_action (widget_class, "page.next", NULL, rg_campaign_page_next_action);
  gtk_widget_class_install_action (widget_class, "page.begin-another", NULL,
                                   rg_campaign_page_begin_another_action);
  gtk_widget_class_install_action (widget_class, "page.add-task", NULL,
                                   rg_campaign_page_add_task_action);
  gtk_widget_class_install_action (widget_class, "page.sender", NULL,
                                   rg_campaign_page_sender_action);
  gtk_widget_class_install_action (widget_class, "page.bring-responses", NULL,
                                   rg_campaign_page_bring_responses_action);
}

static void
rg_campaign_page_init (RgCampaignPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.next", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.bring-responses", FALSE);
}
