/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What each group of people did. */
#include "pages/rg-proof-group.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-figure-page.h"
#include "store/rg-campaign-figures.h"

struct _RgProofGroup
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* borrowed; made anew each time */
};

G_DEFINE_FINAL_TYPE (RgProofGroup, rg_proof_group, ADW_TYPE_PREFERENCES_GROUP)

static GtkWidget *
rg_proof_group_add (RgProofGroup *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  return row;
}

GtkWidget *
rg_proof_row_add_button (GtkWidget *row, const char *icon, const char *words,
                         const char *action, GVariant *query)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, words);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), query);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

GtkWidget *
rg_proof_row_open (GtkWidget *row, const char *words, const char *action, GVariant *query)
{
  GtkWidget *button = rg_proof_row_add_button (row, "go-next-symbolic", words, action, query);

  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return button;
}

/* What they spent, and what it left where that is known: of one person. */
static char *
rg_proof_group_dup_spent (const RgCampaignProof *proof, guint group, const char *currency)
{
  const RgOutcome *outcome = &proof->outcomes[group];
  const gint64 n = MAX ((gint64) outcome->n, 1);
  g_autofree char *net = rg_money_format_whole (outcome->net_minor / n, currency);
  g_autofree char *left = NULL;

  if (!proof->has_margin)
    /* Translators: money that one person spent, on average. */
    return g_strdup_printf (_("%s a person"), net);
  left = rg_money_format_whole (proof->margin_minor[group] / n, currency);
  /* Translators: money that one person spent, on average, and how much is left of it. */
  return g_strdup_printf (_("%s a person, %s of it left after goods and discounts"), net, left);
}

static char *
rg_proof_group_dup_words (const RgCampaignProof *proof, guint group, const char *currency)
{
  const RgOutcome *outcome = &proof->outcomes[group];
  g_autofree char *came = rg_number_format (outcome->came);
  g_autofree char *people = rg_number_format (outcome->n);
  g_autofree char *share =
    rg_percent_format (outcome->n > 0 ? (double) outcome->came / outcome->n : 0, 1);
  g_autofree char *visits = rg_number_format (outcome->visits);
  g_autofree char *spent = rg_proof_group_dup_spent (proof, group, currency);
  /* Translators: how many of how many people, their share, their visits, what they spent. */
  g_autofree char *text = g_strdup_printf (_("%s of %s came back (%s) · %s visits · %s"), came,
                                           people, share, visits, spent);
  g_autofree char *coupons = rg_number_format (proof->coupons[group]);

  if (proof->coupons[group] == 0)
    return g_steal_pointer (&text);
  /* Translators: what a group of people did, then how many coupons they used. */
  return g_strdup_printf (P_ ("%s · %s coupon used", "%s · %s coupons used",
                              proof->coupons[group]), text, coupons);
}

/* What a letter of each version kept, where that can be said. */
static void
rg_proof_group_add_letters (RgProofGroup *self, const RgSummary *summary, gint64 campaign)
{
  for (guint i = 0; i < summary->versions->len; i++)
    {
      const RgSummaryVersion *version = &g_array_index (summary->versions, RgSummaryVersion, i);
      g_autofree char *kept = rg_money_format (version->kept_minor, summary->currency);
      g_autofree char *low = rg_money_format (version->low_minor, summary->currency);
      g_autofree char *high = rg_money_format (version->high_minor, summary->currency);
      /* Translators: %s is the name of a version of a letter. */
      g_autofree char *title = g_strdup_printf (_("Extra Profit of a Letter: %s"), version->name);
      /* Translators: the extra profit of one letter, and its likely range. */
      g_autofree char *words = g_strdup_printf (_("%s, likely %s to %s"), kept, low, high);
      g_autofree char *figure = g_strdup_printf ("letter-%u", i + 1);

      if (version->has_kept)
        rg_figure_page_open_from (rg_proof_group_add (self, title, words), campaign, figure,
                                  title);
    }
}

static void
rg_proof_group_add_outcome (RgProofGroup *self, const RgCampaignProof *proof, guint group,
                            const char *currency, gint64 campaign)
{
  g_autofree char *words = rg_proof_group_dup_words (proof, group, currency);
  g_autofree char *figure = g_strdup_printf ("group-%u", group + 1);
  GtkWidget *row = rg_proof_group_add (self, proof->names[group], words);

  rg_figure_page_open_from (row, campaign, figure, proof->names[group]);
}

static void
rg_proof_group_add_pairs (RgProofGroup *self, const RgCampaignProof *proof, const char *currency,
                          gint64 campaign)
{
  for (guint i = 0; i < proof->proof.n_pairs; i++)
    {
      const RgProofPair *pair = &proof->proof.pairs[i];
      /* Translators: two groups of people who are compared. */
      g_autofree char *title = g_strdup_printf (_("“%s” beside “%s”"), proof->names[pair->first],
                                                proof->names[pair->second]);
      g_autofree char *words = rg_campaign_proof_dup_pair (proof, i, currency);
      g_autofree char *figure = g_strdup_printf ("pair-%u", i + 1);

      rg_figure_page_open_from (rg_proof_group_add (self, title, words), campaign, figure, title);
    }
}

void
rg_proof_group_show (RgProofGroup *self, const RgCampaignProof *proof, const RgSummary *summary,
                     const char *currency, gint64 campaign)
{
  g_autofree char *verdict = rg_campaign_proof_dup_verdict (proof);

  g_return_if_fail (RG_IS_PROOF_GROUP (self));
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < proof->n_groups; i++)
    rg_proof_group_add_outcome (self, proof, i, currency, campaign);
  if (summary != NULL)
    rg_proof_group_add_letters (self, summary, campaign);
  if (proof->n_groups < 2)
    return;
  rg_figure_page_open_from (rg_proof_group_add (self, _("What It Shows"), verdict), campaign,
                            "groups", _("What It Shows"));
  if (rg_campaign_proof_may_compare (proof))
    rg_proof_group_add_pairs (self, proof, currency, campaign);
}

GtkWidget *
rg_proof_group_new (void)
{
  return g_object_new (RG_TYPE_PROOF_GROUP, NULL);
}

static void
rg_proof_group_finalize (GObject *object)
{
  g_ptr_array_unref (RG_PROOF_GROUP (object)->rows);
  G_OBJECT_CLASS (rg_proof_group_parent_class)->finalize (object);
}

static void
rg_proof_group_class_init (RgProofGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_proof_group_finalize;
}

static void
rg_proof_group_init (RgProofGroup *self)
{
  self->rows = g_ptr_array_new ();
}
