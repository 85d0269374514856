/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where the money of a campaign went. */
#include "pages/rg-money-group.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-proof-group.h"

struct _RgMoneyGroup
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* borrowed; made anew each time */
  GtkSizeGroup *amounts;
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

/* Last in its row, so that all amounts end below each other. */
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

/* Those who were written to; the other group's stand with the group. */
static void
rg_money_group_open (GtkWidget *row, const RgCampaignReport *report, const char *step,
                     const char *label)
{
  g_autoptr (GArray) ids = rg_campaign_report_find_people (report, step, TRUE);
  const gint64 *people = (const gint64 *) (gpointer) ids->data;
  g_autofree char *number = rg_number_format (ids->len);
  g_autofree char *words = g_strdup_printf (P_ ("Show the %s Person Behind It",
                                                "Show the %s People Behind It", ids->len), number);

  if (ids->len == 0 || g_str_equal (step, "staff"))
    return;
  rg_proof_row_add_button (row, "system-users-symbolic", words, "win.show-people",
                           rg_proof_query (report->proof, label, people, ids->len));
  if (!g_str_equal (step, "print"))
    rg_proof_row_add_button (row, "view-list-bullet-symbolic", _("Show Their Receipts"),
                             "win.show-receipts",
                             rg_proof_query (report->proof, label, people, ids->len));
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
  rg_money_group_open (row, report, "offer", summary->offer);
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

      rg_money_group_open (row, report, step->id, step->label);
      rg_money_group_add_amount (self, row, sign * step->minor, summary->currency, FALSE);
    }
  if (judged || summary->money->len > 1)
    rg_money_group_add_amount (self,
                               rg_money_group_add (self, judged ? _("Left as Extra Profit")
                                                                : _("Altogether")),
                               sign * summary->kept_minor, summary->currency, TRUE);
}

static void
rg_money_group_finalize (GObject *object)
{
  g_ptr_array_unref (RG_MONEY_GROUP (object)->rows);
  g_object_unref (RG_MONEY_GROUP (object)->amounts);
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
}
