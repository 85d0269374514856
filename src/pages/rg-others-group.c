/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What people did who are like those who got a letter. */
#include "pages/rg-others-group.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-figure-page.h"

struct _RgOthersGroup
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* borrowed; made anew each time */
};

G_DEFINE_FINAL_TYPE (RgOthersGroup, rg_others_group, ADW_TYPE_PREFERENCES_GROUP)

static GtkWidget *
rg_others_group_add (RgOthersGroup *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
rg_others_group_add_side (RgOthersGroup *self, const RgCampaignReport *report, guint side,
                          const char *title)
{
  const RgOutcome *after = &report->others->after[side];
  const RgOutcome *before = &report->others->before[side];
  const char *currency = report->summary->currency;
  const double n = MAX (after->n, 1);
  g_autofree char *came = rg_number_format (after->came), *all = rg_number_format (after->n);
  g_autofree char *share = rg_percent_format (after->came / n, 1);
  g_autofree char *then = rg_money_format_whole ((gint64) ((double) before->net_minor / n),
                                                 currency);
  g_autofree char *now = rg_money_format_whole ((gint64) ((double) after->net_minor / n), currency);
  /* Translators: how many of how many people came back, their share; money a person before the
   * letter, and after it. */
  g_autofree char *words = g_strdup_printf (_("%s of %s came back (%s) · %s a person before, %s "
                                              "after"), came, all, share, then, now);
  GtkWidget *row = rg_others_group_add (self, title, words);

  rg_figure_page_open_from (row, report->campaign->id, side == 0 ? "alike-1" : "alike-2", title);
}

void
rg_others_group_show (RgOthersGroup *self, const RgCampaignReport *report)
{
  const RgCampaignOthers *others = report->others;
  g_autofree char *balance = NULL;

  g_return_if_fail (RG_IS_OTHERS_GROUP (self));
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), others != NULL && others->match.n > 0);
  if (others == NULL || others->match.n == 0)
    return;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Beside People Like Them"));
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (self),
    _("What the letter did cannot be known, since nobody was left without it by lot. This shows "
      "what people did who had bought alike, as it is; it is no extra profit."));
  rg_others_group_add_side (self, report, 0, _("With the Letter"));
  rg_others_group_add_side (self, report, 1, _("Like Them, without a Letter"));
  balance = rg_campaign_others_dup_balance (others);
  rg_others_group_add (self, _("How Alike They Are"), balance);
}

static void
rg_others_group_finalize (GObject *object)
{
  g_ptr_array_unref (RG_OTHERS_GROUP (object)->rows);
  G_OBJECT_CLASS (rg_others_group_parent_class)->finalize (object);
}

static void
rg_others_group_class_init (RgOthersGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_others_group_finalize;
}

static void
rg_others_group_init (RgOthersGroup *self)
{
  self->rows = g_ptr_array_new ();
}
