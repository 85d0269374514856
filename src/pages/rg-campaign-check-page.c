/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What to look at before a campaign goes out. */
#include "pages/rg-campaign-check-page.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-message-parts.h"
#include "pages/rg-fixed-people.h"
#include "pages/rg-proof-group.h"
#include "pages/rg-writes.h"
#include "rules/rg-before.h"
#include "store/rg-campaign-request.h"

/* Rows below a finding; there may be thousands of people. */
#define RG_CHECK_PEOPLE 50

/* In place of the merge field that people lack: those who get the letter, those who do not, for
 * comparison, the shop's own people, and those who get a version: RG_FIELD_VERSION less its
 * number. */
enum {
  RG_FIELD_INCLUDED = -1,
  RG_FIELD_HELD_OUT = -2,
  RG_FIELD_SEEDS = -3,
  RG_FIELD_VERSION = -4,
};

struct _RgCampaignCheckPage
{
  RgCampaignStep parent_instance;

  GtkStack *stack;
  AdwPreferencesGroup *answer_group;
  AdwPreferencesGroup *message_group;
  AdwPreferencesGroup *left_out_group;
  AdwPreferencesGroup *firsts_group;
  AdwPreferencesGroup *test_group;
  GtkLabel *foot_label;
  GtkWidget *fix_button;
  GtkWidget *output_button;

  GPtrArray *rows;   /* borrowed; made anew at each reading */
  GPtrArray *groups; /* the group of each row */
  gboolean open;     /* a finding is open, and stays so when the rows are made anew: */
  int open_reason;
  int open_field;
};

G_DEFINE_FINAL_TYPE (RgCampaignCheckPage, rg_campaign_check_page, RG_TYPE_CAMPAIGN_STEP)

static void
rg_campaign_check_page_clear (RgCampaignCheckPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (g_ptr_array_index (self->groups, i),
                                  g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->groups, 0);
}

static void
rg_campaign_check_page_add (RgCampaignCheckPage *self, AdwPreferencesGroup *group, GtkWidget *row,
                            const char *title, const char *subtitle)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (ADW_IS_ACTION_ROW (row))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  else
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->groups, group);
}

/* --- people below a finding --- */

static void
rg_campaign_check_page_person_cb (RgCampaignCheckPage *self, AdwActionRow *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "rg-customer");

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-customer", "x", *id);
}

static void
rg_campaign_check_page_excluded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCampaignCheckPage) self = data;
  g_autoptr (GError) error = NULL;
  RgCampaignRequest *request = rg_campaign_request_finish (RG_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (request != NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast-undo", "(xs)",
                                  rg_campaign_request_get_action (request),
                                  rg_campaign_request_get_label (request));
      return;
    }
  text = rg_error_text (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

/* Leaves the person of the row out, or lets them in again. */
static void
rg_campaign_check_page_exclude_cb (RgCampaignCheckPage *self, GtkButton *button)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "rg-customer");
  gboolean exclude = g_object_get_data (G_OBJECT (button), "rg-exclude") != NULL;
  RgCampaignStep *step = RG_CAMPAIGN_STEP (self);

  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  rg_campaign_step_run_async (
      step, rg_campaign_request_exclude (rg_campaign_step_get_id (step), *id, exclude),
      rg_campaign_check_page_excluded_cb, g_object_ref (self));
}

static GtkWidget *
rg_campaign_check_page_create_button (RgCampaignCheckPage *self, const RgCampaignPerson *person,
                                      gboolean exclude)
{
  GtkWidget *button = gtk_button_new_from_icon_name (exclude ? "list-remove-symbolic"
                                                             : "list-add-symbolic");

  gtk_widget_set_tooltip_text (button, exclude ? _("Leave Out") : _("Let In Again"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "rg-customer",
                          g_memdup2 (&person->customer, sizeof person->customer), g_free);
  g_object_set_data (G_OBJECT (button), "rg-exclude", exclude ? button : NULL);
  g_signal_connect_object (button, "clicked", G_CALLBACK (rg_campaign_check_page_exclude_cb), self,
                           G_CONNECT_SWAPPED);
  rg_writes_guard (button, rg_campaign_step_get_store (RG_CAMPAIGN_STEP (self)));
  return button;
}

static GtkWidget *
rg_campaign_check_page_create_person (RgCampaignCheckPage *self, const RgCampaignPerson *person)
{
  GtkWidget *row = adw_action_row_new ();
  g_auto (GStrv) lines = g_strsplit (person->contact, "\n", -1);
  g_autofree char *contact = g_strjoinv (", ", lines);
  g_autofree char *back = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *person->name != '\0' ? person->name : _("No name"));
  if (person->seat.reason == RG_LEFT_OUT_BOUNCED && person->bounced_on != RG_DAY_NONE)
    {
      g_autofree char *day = rg_day_format (person->bounced_on);

      /* Translators: an e-mail address, and a day. */
      back = g_strdup_printf (_("%s · mail came back on %s"), contact, day);
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), back != NULL ? back : contact);
  if (person->seat.place == RG_PLACE_INCLUDED || person->seat.reason == RG_LEFT_OUT_BY_HAND)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               rg_campaign_check_page_create_button (
                                   self, person, person->seat.place == RG_PLACE_INCLUDED));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "rg-customer",
                          g_memdup2 (&person->customer, sizeof person->customer), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (rg_campaign_check_page_person_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

typedef gboolean (*RgPersonTest) (const RgCampaignPerson *person, int what);

static gboolean
rg_campaign_check_page_is_left_out (const RgCampaignPerson *person, int reason)
{
  return person->seat.place == RG_PLACE_LEFT_OUT && person->seat.reason == (RgLeftOut) reason;
}

static gboolean
rg_campaign_check_page_is_included (const RgCampaignPerson *person, int unused)
{
  return person->seat.place == RG_PLACE_INCLUDED && !person->seed;
}

static gboolean
rg_campaign_check_page_is_seed (const RgCampaignPerson *person, int unused)
{
  return person->seat.place == RG_PLACE_INCLUDED && person->seed;
}

static gboolean
rg_campaign_check_page_lacks (const RgCampaignPerson *person, int field)
{
  return person->seat.place == RG_PLACE_INCLUDED && (person->missing & 1u << field) != 0;
}

static gboolean
rg_campaign_check_page_is_held_out (const RgCampaignPerson *person, int unused)
{
  return person->seat.place == RG_PLACE_HELD_OUT;
}

static gboolean
rg_campaign_check_page_has_version (const RgCampaignPerson *person, int version)
{
  return person->version == (guint) version;
}

/* Fills the expander when it is first opened. */
static void
rg_campaign_check_page_fill (RgCampaignCheckPage *self, AdwExpanderRow *expander,
                             RgPersonTest test, int what)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));
  guint n = 0;

  for (guint i = 0; sight != NULL && sight->people != NULL && i < sight->people->len; i++)
    {
      const RgCampaignPerson *person = g_ptr_array_index (sight->people, i);

      if (!test (person, what))
        continue;
      if (n++ < RG_CHECK_PEOPLE)
        adw_expander_row_add_row (expander, rg_campaign_check_page_create_person (self, person));
    }
  if (n > RG_CHECK_PEOPLE)
    {
      GtkWidget *more = adw_action_row_new ();
      g_autofree char *text = g_strdup_printf (P_ ("and %u more", "and %u more",
                                                   n - RG_CHECK_PEOPLE),
                                               n - RG_CHECK_PEOPLE);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more), text);
      adw_expander_row_add_row (expander, more);
    }
}

static void
rg_campaign_check_page_expanded_cb (RgCampaignCheckPage *self, GParamSpec *pspec,
                                    AdwExpanderRow *expander)
{
  int reason = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (expander), "rg-reason"));
  int field = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (expander), "rg-field"));

  self->open = adw_expander_row_get_expanded (expander);
  self->open_reason = reason;
  self->open_field = field;
  if (g_object_get_data (G_OBJECT (expander), "rg-filled") != NULL)
    return;
  g_object_set_data (G_OBJECT (expander), "rg-filled", expander);
  if (field < RG_FIELD_VERSION)
    rg_campaign_check_page_fill (self, expander, rg_campaign_check_page_has_version,
                                 RG_FIELD_VERSION - field);
  else if (field == RG_FIELD_SEEDS)
    rg_campaign_check_page_fill (self, expander, rg_campaign_check_page_is_seed, 0);
  else if (field == RG_FIELD_HELD_OUT)
    rg_campaign_check_page_fill (self, expander, rg_campaign_check_page_is_held_out, 0);
  else if (field == RG_FIELD_INCLUDED)
    rg_campaign_check_page_fill (self, expander, rg_campaign_check_page_is_included, 0);
  else if (reason != RG_LEFT_OUT_NOT)
    rg_campaign_check_page_fill (self, expander, rg_campaign_check_page_is_left_out, reason);
  else
    rg_campaign_check_page_fill (self, expander, rg_campaign_check_page_lacks, field);
}

/* --- of a fixed list ---------------------------------------------------------------------- */

static void
rg_campaign_check_page_fixed_row_cb (RgCampaignCheckPage *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  const int reason = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "rg-reason"));
  const int field = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "rg-field"));
  const RgFixedPeople people = {
    .campaign = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self))->campaign->id,
    .state = field == RG_FIELD_HELD_OUT ? "held-out" : "included",
    .version = field < RG_FIELD_VERSION ? (guint) (RG_FIELD_VERSION - field) : 0,
    .reason = (RgLeftOut) reason,
    .seeds = field == RG_FIELD_SEEDS,
  };

  rg_fixed_people_open (row, rg_campaign_step_get_store (RG_CAMPAIGN_STEP (self)), &people,
                        adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
}

static void
rg_campaign_check_page_open_fixed (RgCampaignCheckPage *self, GtkWidget *row)
{
  g_signal_connect_object (rg_proof_row_open (row, _("Show These People"), NULL, NULL), "clicked",
                           G_CALLBACK (rg_campaign_check_page_fixed_row_cb), self,
                           G_CONNECT_SWAPPED);
}

/* A finding that opens its people: below it before the list is fixed, then as a page. */
static void
rg_campaign_check_page_add_finding (RgCampaignCheckPage *self, AdwPreferencesGroup *group,
                                    gint64 n, const char *title, RgLeftOut reason, int field)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));
  GtkWidget *row = sight->people != NULL ? adw_expander_row_new () : adw_action_row_new ();
  g_autofree char *number = rg_number_format (n);
  /* Translators: %s is a number. */
  g_autofree char *subtitle = g_strdup_printf (P_ ("%s person", "%s people", n), number);

  rg_campaign_check_page_add (self, group, row, title, subtitle);
  g_object_set_data (G_OBJECT (row), "rg-reason", GINT_TO_POINTER (reason));
  g_object_set_data (G_OBJECT (row), "rg-field", GINT_TO_POINTER (field));
  if (!ADW_IS_EXPANDER_ROW (row))
    {
      if (sight->campaign->fixed_at != 0 && n > 0)
        rg_campaign_check_page_open_fixed (self, row);
      return;
    }
  g_signal_connect_object (row, "notify::expanded",
                           G_CALLBACK (rg_campaign_check_page_expanded_cb), self,
                           G_CONNECT_SWAPPED);
  if (self->open && self->open_reason == (int) reason && self->open_field == field)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
}

/* --- the findings --- */

static void
rg_campaign_check_page_show_versions (RgCampaignCheckPage *self, const RgCampaignSight *sight)
{
  for (guint i = 0; i < sight->campaign->versions->len; i++)
    {
      const RgCampaignVersion *version = g_ptr_array_index (sight->campaign->versions, i);
      /* Translators: %s is the name of a version of a letter. */
      g_autofree char *title = g_strdup_printf (_("Get “%s”"), version->name);

      rg_campaign_check_page_add_finding (self, self->answer_group, sight->check.versions[i],
                                          title, RG_LEFT_OUT_NOT, RG_FIELD_VERSION - (int) i - 1);
    }
}

/* What it will cost by what usually happens, and a last day that cannot be kept. */
static void
rg_campaign_check_page_show_offer (RgCampaignCheckPage *self, const RgCampaignSight *sight)
{
  const RgOffer *offer = &sight->campaign->offer;
  g_autofree char *cost = rg_usual_response_dup_cost (&sight->usual, offer,
                                                      sight->check.n_included,
                                                      sight->shop->currency);
  g_autofree char *day = rg_offer_dup_day_problem (offer, sight->today,
                                                   MAX (sight->today, sight->campaign->planned_on));

  if (sight->people == NULL || cost == NULL)
    return;
  if (day != NULL)
    rg_campaign_check_page_add (self, self->message_group, adw_action_row_new (), _("The Offer"),
                                day);
  if (sight->check.n_included > 0)
    rg_campaign_check_page_add (self, self->answer_group, adw_action_row_new (),
                                _("Cost of the Offer"), cost);
}

/* What the test can show, before it is too late to make it larger. */
static void
rg_campaign_check_page_show_power (RgCampaignCheckPage *self, const RgCampaignSight *sight)
{
  const RgCampaignCheck *check = &sight->check;
  GPtrArray *versions = sight->campaign->versions;
  const guint n = versions->len;
  const guint comparisons = rg_before_count_comparisons (n, check->n_held_out > 0);

  g_autofree char *ground = rg_before_base_dup_words (&sight->base);

  adw_preferences_group_set_description (self->test_group, ground);
  if (check->n_held_out > 0)
    {
      g_autofree char *words = rg_before_dup_words (sight->campaign->channel, sight->base.share,
                                                     check->n_included, check->n_held_out, 1);

      rg_campaign_check_page_add (self, self->test_group, adw_action_row_new (),
                                  _("The Campaign Itself"), words);
    }
  for (guint i = 0; i < n; i++)
    for (guint k = i + 1; k < n; k++)
      {
        const RgCampaignVersion *one = versions->pdata[i], *other = versions->pdata[k];
        g_autofree char *title = g_strdup_printf (_("“%s” or “%s”"), one->name, other->name);
        g_autofree char *words = rg_before_dup_version_words (
          sight->base.share, one->name, check->versions[i], other->name, check->versions[k],
          comparisons);

        rg_campaign_check_page_add (self, self->test_group, adw_action_row_new (), title, words);
      }
}

/* Told before somebody wants to send in the evening. */
static void
rg_campaign_check_page_show_quiet (RgCampaignCheckPage *self, const RgCampaignSight *sight)
{
  g_autofree char *words = rg_campaign_dup_quiet (sight->campaign, &sight->budget, sight->shop);

  if (words != NULL)
    rg_campaign_check_page_add (self, self->answer_group, adw_action_row_new (), _("Quiet Hours"),
                                words);
}

static const char *
rg_campaign_check_page_get_answer (RgChannel channel)
{
  switch (channel)
    {
    case RG_CHANNEL_EMAIL:
      return _("Get the e-mail");
    case RG_CHANNEL_SMS:
      return _("Get the text message");
    case RG_CHANNEL_PHONE:
      return _("Are called");
    case RG_CHANNEL_POST:
    default:
      return _("Get the letter");
    }
}

static void
rg_campaign_check_page_show_answer (RgCampaignCheckPage *self, const RgCampaignSight *sight)
{
  rg_campaign_check_page_add_finding (self, self->answer_group, sight->check.n_included,
                                      rg_campaign_check_page_get_answer (sight->campaign->channel),
                                      RG_LEFT_OUT_NOT, RG_FIELD_INCLUDED);
  rg_campaign_check_page_show_versions (self, sight);
  if (sight->check.n_held_out > 0)
    rg_campaign_check_page_add_finding (self, self->answer_group, sight->check.n_held_out,
                                        _("Not written to, for comparison"), RG_LEFT_OUT_NOT,
                                        RG_FIELD_HELD_OUT);
  if (sight->check.n_seeds > 0)
    rg_campaign_check_page_add_finding (self, self->answer_group, sight->check.n_seeds,
                                        _("Your own people, not counted"), RG_LEFT_OUT_NOT,
                                        RG_FIELD_SEEDS);
  rg_campaign_check_page_show_quiet (self, sight);
}

static void
rg_campaign_check_page_show_problems (RgCampaignCheckPage *self, const char *text)
{
  RgStore *store = rg_campaign_step_get_store (RG_CAMPAIGN_STEP (self));
  g_autoptr (RgTemplate) template =
      rg_template_new_for (text, rg_store_get_shop (store)->own_fields);

  for (guint i = 0; i < rg_template_n_problems (template); i++)
    {
      const RgTemplateProblem *problem = rg_template_get_problem (template, i);
      g_autofree char *where = g_strndup (text + problem->offset, problem->length);

      rg_campaign_check_page_add (self, self->message_group, adw_action_row_new (), where,
                                  problem->sentence);
    }
}

/* What nobody of the list sees. */
static void
rg_campaign_check_page_show_parts (RgCampaignCheckPage *self, const RgCampaignSight *sight)
{
  for (guint i = 0; sight->parts != NULL && i < sight->parts->len; i++)
    {
      const RgMessagePart *part = sight->parts->pdata[i];
      g_autofree char *title = rg_message_part_dup_title (part);
      g_autofree char *unknown = NULL;

      if (part->n_people > 0)
        continue;
      if (part->unknown != NULL)
        /* Translators: %s is a name, of a city, a product or a segment. */
        unknown = g_strdup_printf (_("The shop knows no “%s”, so nobody sees this part."),
                                   part->unknown);
      rg_campaign_check_page_add (self, self->message_group, adw_action_row_new (), title,
                                  unknown != NULL ? unknown
                                                  : _("Nobody on the list sees this part."));
    }
}

static void
rg_campaign_check_page_show_message (RgCampaignCheckPage *self, const RgCampaignSight *sight)
{
  if (*sight->campaign->message == '\0')
    rg_campaign_check_page_add (self, self->message_group, adw_action_row_new (),
                                _("The message is empty"), _("Write it first."));
  rg_campaign_check_page_show_problems (self, sight->campaign->subject);
  rg_campaign_check_page_show_problems (self, sight->campaign->message);
  for (guint i = 1; i < sight->campaign->versions->len; i++)
    {
      const RgCampaignVersion *version = g_ptr_array_index (sight->campaign->versions, i);
      g_autofree char *title = g_strdup_printf (_("“%s” is empty"), version->name);

      if (*version->message == '\0')
        rg_campaign_check_page_add (self, self->message_group, adw_action_row_new (), title,
                                    _("Write it first."));
      rg_campaign_check_page_show_problems (self, version->subject);
      rg_campaign_check_page_show_problems (self, version->message);
    }
  rg_campaign_check_page_show_parts (self, sight);
  for (int field = 0; field < RG_N_FIELDS; field++)
    {
      g_autofree char *title = NULL;

      if (sight->check.missing[field] == 0)
        continue;
      /* Translators: %s is the name of a merge field, such as "first name"; it stands twice. */
      title = g_strdup_printf (_("No %s: write {{%s|…}} to put something else there"),
                               rg_field_get_label (field), rg_field_get_label (field));
      rg_campaign_check_page_add_finding (self, self->message_group, sight->check.missing[field],
                                          title, RG_LEFT_OUT_NOT, field);
    }
}

static char *
rg_campaign_check_page_dup_reason (RgLeftOut reason, const RgContactBudget *budget)
{
  g_autofree char *label = rg_left_out_dup_words (reason, budget);
  g_autofree char *first = g_utf8_substring (label, 0, 1);
  g_autofree char *capital = g_utf8_strup (first, -1);

  return g_strconcat (capital, g_utf8_next_char (label), NULL);
}

/* "47 left out: 30 had 2 contacts this month, 9 share an address with somebody on the list" */
static char *
rg_campaign_check_page_dup_left_out (const RgCampaignCheck *check, const RgContactBudget *budget)
{
  GString *text = g_string_new (NULL);
  g_autofree char *all = rg_number_format (check->n_left_out);

  /* Translators: %s is a number of people; reasons follow, each with its number. */
  g_string_append_printf (text, P_ ("%s left out", "%s left out", (gulong) check->n_left_out),
                          all);
  for (int reason = RG_LEFT_OUT_NOT + 1, n = 0; reason < RG_N_LEFT_OUT; reason++)
    {
      g_autofree char *number = rg_number_format (check->left_out[reason]);
      g_autofree char *words = rg_left_out_dup_words ((RgLeftOut) reason, budget);

      if (check->left_out[reason] > 0)
        g_string_append_printf (text, "%s%s %s", n++ == 0 ? ": " : ", ", number, words);
    }
  return g_string_free_and_steal (text);
}

static void
rg_campaign_check_page_show_left_out (RgCampaignCheckPage *self, const RgCampaignSight *sight)
{
  g_autofree char *all = rg_campaign_check_page_dup_left_out (&sight->check, &sight->budget);

  adw_preferences_group_set_description (self->left_out_group, all);
  for (int reason = RG_LEFT_OUT_NOT + 1; reason < RG_N_LEFT_OUT; reason++)
    {
      g_autofree char *title = NULL;

      if (sight->check.left_out[reason] == 0)
        continue;
      title = rg_campaign_check_page_dup_reason (reason, &sight->budget);
      rg_campaign_check_page_add_finding (self, self->left_out_group,
                                          sight->check.left_out[reason], title, reason, 0);
    }
}

/* Whom campaigns that are as important would take, and as yet do not. */
static void
rg_campaign_check_page_show_firsts (RgCampaignCheckPage *self, const RgCampaignSight *sight)
{
  for (guint i = 0; sight->firsts != NULL && i < sight->firsts->len; i++)
    {
      const RgCampaignFirst *first = sight->firsts->pdata[i];
      g_autofree char *words = rg_campaign_first_dup_words (first);
      GtkWidget *row = adw_action_row_new ();
      GVariantDict query;

      g_variant_dict_init (&query, NULL);
      g_variant_dict_insert (&query, "title", "s", first->name);
      g_variant_dict_insert_value (
        &query, "customers",
        g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, first->people->data, first->people->len,
                                   sizeof (gint64)));
      rg_campaign_check_page_add (self, self->firsts_group, row, first->name, words);
      rg_proof_row_open (row, _("Show These People"), "win.show-people",
                         g_variant_dict_end (&query));
    }
}

/* A group without rows says nothing. */
static void
rg_campaign_check_page_show_group (RgCampaignCheckPage *self, AdwPreferencesGroup *group)
{
  gtk_widget_set_visible (GTK_WIDGET (group), g_ptr_array_find (self->groups, group, NULL));
}

static void
rg_campaign_check_page_show (RgCampaignStep *step, const RgCampaignSight *sight)
{
  RgCampaignCheckPage *self = RG_CAMPAIGN_CHECK_PAGE (step);
  gboolean fixed = sight->campaign->fixed_at != 0;
  gboolean written = rg_campaign_is_written (sight->campaign, sight->shop->own_fields);
  gboolean can_write = !rg_store_is_read_only (rg_campaign_step_get_store (step));
  g_autofree char *state = rg_campaign_dup_state (sight->campaign, sight->today);

  rg_campaign_check_page_clear (self);
  rg_campaign_check_page_show_answer (self, sight);
  rg_campaign_check_page_show_offer (self, sight);
  rg_campaign_check_page_show_message (self, sight);
  rg_campaign_check_page_show_left_out (self, sight);
  rg_campaign_check_page_show_firsts (self, sight);
  rg_campaign_check_page_show_power (self, sight);
  rg_campaign_check_page_show_group (self, self->test_group);
  rg_campaign_check_page_show_group (self, self->message_group);
  rg_campaign_check_page_show_group (self, self->left_out_group);
  rg_campaign_check_page_show_group (self, self->firsts_group);
  gtk_label_set_text (self->foot_label,
                      fixed      ? state
                      : !written ? _("The message has to be right before the list can be fixed.")
                                 : _("Only the fixed list goes out. Nobody is added to it, and it "
                                   "is checked once more then."));
  gtk_widget_set_visible (self->fix_button, !fixed);
  gtk_widget_set_visible (self->output_button, fixed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.fix",
                                 !fixed && can_write && written && sight->ids != NULL
                                   && sight->check.n_included > 0);
  gtk_stack_set_visible_child_name (self->stack, sight->counted ? "check" : "loading");
}

static void
rg_campaign_check_page_fixed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCampaignCheckPage) self = data;
  g_autoptr (GError) error = NULL;
  RgCampaignRequest *request = rg_campaign_request_finish (RG_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (request != NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast-undo", "(xs)",
                                  rg_campaign_request_get_action (request), _("List fixed"));
      return;
    }
  text = rg_error_text (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
rg_campaign_check_page_fix_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCampaignStep *step = RG_CAMPAIGN_STEP (widget);
  const RgCampaignSight *sight = rg_campaign_step_get_sight (step);
  RgCampaignRequest *fix;

  if (sight == NULL || sight->ids == NULL)
    return;
  gtk_widget_action_set_enabled (widget, "page.fix", FALSE);
  fix = rg_campaign_request_fix (rg_campaign_step_get_id (step), sight->campaign->segment_text,
                                 (const gint64 *) sight->ids->data, sight->ids->len);
  rg_campaign_request_set_wanted (fix, sight->campaign->wanted);
  rg_campaign_request_set_dataset (fix, sight->dataset);
  rg_campaign_step_run_async (step, fix, rg_campaign_check_page_fixed_cb, g_object_ref (step));
}

static void
rg_campaign_check_page_output_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-campaign-output", "x",
                              rg_campaign_step_get_id (RG_CAMPAIGN_STEP (widget)));
}

/* --- the class --- */

static void
rg_campaign_check_page_dispose (GObject *object)
{
  RgCampaignCheckPage *self = RG_CAMPAIGN_CHECK_PAGE (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_CAMPAIGN_CHECK_PAGE);
  G_OBJECT_CLASS (rg_campaign_check_page_parent_class)->dispose (object);
}

static void
rg_campaign_check_page_class_init (RgCampaignCheckPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_campaign_check_page_dispose;
  RG_CAMPAIGN_STEP_CLASS (klass)->show = rg_campaign_check_page_show;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-campaign-check-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgCampaignCheckPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignCheckPage, answer_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignCheckPage, message_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignCheckPage, left_out_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignCheckPage, firsts_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignCheckPage, test_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignCheckPage, foot_label);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignCheckPage, fix_button);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignCheckPage, output_button);

  gtk_widget_class_install_action (widget_class, "page.output", NULL,
                                   rg_campaign_check_page_output_action);
  gtk_widget_class_install_action (widget_class, "page.fix", NULL,
                                   rg_campaign_check_page_fix_action);
}

static void
rg_campaign_check_page_init (RgCampaignCheckPage *self)
{
  self->rows = g_ptr_array_new ();
  self->groups = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.fix", FALSE);
}
