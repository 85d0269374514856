/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where the money of a campaign went. */
#include "pages/rg-money-group.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-figure-page.h"
#include "store/rg-campaign-figures.h"

struct _RgMoneyGroup
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* borrowed; made anew each time */
  GtkSizeGroup *amounts;
  GtkSizeGroup *ends;
};

G_DEFINE_FINAL_TYPE (RgMoneyGroup, rg_money_group, ADW_TYPE_PREFERENCES_GROUP)

static GtkWidget *
rg_money_group_add (RgMoneyGroup *self, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  return row;
}

/* Before what opens it, so that all amounts end below each other. */
static void
rg_money_group_add_amount (RgMoneyGroup *self, GtkWidget *row, gint64 minor, const char *currency,
                           gboolean total)
{
  g_autofree char *amount = rg_money_format (minor, currency);
  GtkWidget *label = gtk_label_new (amount);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_size_group_add_widget (self->amounts, label);
  gtk_widget_add_css_class (label, "numeric");
  if (total)
    gtk_widget_add_css_class (label, "heading");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

/* Whoever stands behind it opens; where nobody does, its amount still ends below the others. */
static void
rg_money_group_open (RgMoneyGroup *self, GtkWidget *row, const RgCampaignReport *report,
                     const char *figure, const char *label)
{
  g_auto (GStrv) figures = rg_campaign_figures_list (report);
  GtkWidget *end;

  if (g_strv_contains ((const char *const *) figures, figure))
    end = rg_figure_page_open_from (row, report->campaign->id, figure, label);
  else
    {
      end = adw_bin_new ();
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), end);
    }
  gtk_size_group_add_widget (self->ends, end);
}

/* Time has no people behind it: it says itself how it adds up. */
static void
rg_money_group_explain (GtkWidget *row, const RgCampaignReport *report, const char *step)
{
  g_autofree char *time = NULL;

  if (!g_str_equal (step, "staff"))
    return;
  time = rg_campaign_report_dup_time (report);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), time);
}

/* What is known of the costs, below the title. */
static void
rg_money_group_describe (RgMoneyGroup *self, const RgSummary *summary, gboolean judged)
{
  GString *text = g_string_new (judged ? summary->goods : NULL);

  if (summary->not_counted != NULL && *summary->not_counted != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", summary->not_counted);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self),
                                   judged ? _("Where the Money Went") : _("What Was Spent"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), text->str);
  g_string_free (text, TRUE);
}

/* Who took what was offered: what it cost stands in the rows below. */
static void
rg_money_group_add_offer (RgMoneyGroup *self, const RgCampaignReport *report)
{
  const RgSummary *summary = report->summary;
  GtkWidget *row;

  if (summary->taken == NULL)
    return;
  row = rg_money_group_add (self, summary->offer);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), summary->taken);
  rg_money_group_open (self, row, report, "offer", summary->offer);
}

static void
rg_money_group_add_total (RgMoneyGroup *self, const RgCampaignReport *report, gboolean judged)
{
  const char *title = judged ? _("Left as Extra Profit") : _("Altogether");
  const gint64 minor = report->summary->kept_minor;
  GtkWidget *row = rg_money_group_add (self, title);

  rg_money_group_add_amount (self, row, judged ? minor : -minor, report->summary->currency, TRUE);
  rg_money_group_open (self, row, report, judged ? "kept" : "spent", title);
}

static void
rg_money_group_clear (RgMoneyGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

void
rg_money_group_show (RgMoneyGroup *self, const RgCampaignReport *report)
{
  const RgSummary *summary = report->summary;
  const gboolean judged = summary->verdict == RG_VERDICT_GAIN
                          || summary->verdict == RG_VERDICT_LOSS;
  const int sign = judged ? 1 : -1;

  g_return_if_fail (RG_IS_MONEY_GROUP (self));
  rg_money_group_clear (self);
  rg_money_group_describe (self, summary, judged);
  rg_money_group_add_offer (self, report);
  for (guint i = 0; i < summary->money->len; i++)
    {
      const RgSummaryMoney *step = &g_array_index (summary->money, RgSummaryMoney, i);

      GtkWidget *row = rg_money_group_add (self, step->label);

      rg_money_group_explain (row, report, step->id);
      rg_money_group_add_amount (self, row, sign * step->minor, summary->currency, FALSE);
      rg_money_group_open (self, row, report, step->id, step->label);
    }
  if (judged || summary->money->len > 1)
    rg_money_group_add_total (self, report, judged);
}

static void
rg_money_group_finalize (GObject *object)
{
  g_ptr_array_unref (RG_MONEY_GROUP (object)->rows);
  g_object_unref (RG_MONEY_GROUP (object)->amounts);
  g_object_unref (RG_MONEY_GROUP (object)->ends);
  G_OBJECT_CLASS (rg_money_group_parent_class)->finalize (object);
}

static void
rg_money_group_class_init (RgMoneyGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_money_group_finalize;
}

static void
rg_money_group_init (RgMoneyGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->amounts = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->ends = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
}
