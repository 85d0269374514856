/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a campaign did. */
#include "pages/rg-campaign-results.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-money-group.h"
#include "pages/rg-others-group.h"
#include "pages/rg-page-preview.h"
#include "pages/rg-print-job.h"
#include "pages/rg-proof-group.h"
#include "pages/rg-response-group.h"
#include "pages/rg-used-group.h"
#include "print/rg-summary.h"

struct _RgCampaignResults
{
  AdwBin parent_instance;

  GtkLabel *answer_label;
  GtkLabel *range_label;
  RgMoneyGroup *money_group;
  RgProofGroup *proof_group;
  RgResponseGroup *response_group;
  RgOthersGroup *others_group;
  RgUsedGroup *used_group;
  RgPagePreview *preview;
  GtkLabel *page_label;

  RgSummary *summary; /* NULL until there is one */
  guint page;
};

G_DEFINE_FINAL_TYPE (RgCampaignResults, rg_campaign_results, ADW_TYPE_BIN)

static void
rg_campaign_results_draw (cairo_t *cr, guint page, gpointer data)
{
  rg_summary_draw_page (data, rg_paper_default (), cr, page);
}

static gboolean
rg_campaign_results_count (guint *n_pages, gpointer data)
{
  *n_pages = rg_summary_n_pages (data, rg_paper_default ());
  return TRUE;
}

/* --- the answer --- */

/* Why there is no answer; NULL where there is one. Owned by the caller. */
static char *
rg_campaign_results_dup_reason (const RgSummary *summary)
{
  g_autofree char *people = rg_number_format (summary->written + summary->held_out);
  g_autofree char *day = NULL;

  switch (summary->verdict)
    {
    case RG_VERDICT_TOO_EARLY:
      day = rg_day_format (summary->to_on);
      /* Translators: %s is a day. */
      return g_strdup_printf (_("The sales up to %s are needed."), day);
    case RG_VERDICT_NO_COMPARISON:
      return g_strdup (_("Nobody was left without the letter, so there is nothing to compare "
                         "with."));
    case RG_VERDICT_UNCLEAR:
      /* Translators: %s is a number of people. */
      return g_strdup_printf (_("With %s people, chance alone explains the difference."), people);
    case RG_VERDICT_GAIN:
    case RG_VERDICT_LOSS:
    default:
      return NULL;
    }
}

static void
rg_campaign_results_show_answer (RgCampaignResults *self, const RgSummary *summary)
{
  g_autofree char *reason = rg_campaign_results_dup_reason (summary);
  g_autofree char *kept = rg_money_format_whole (ABS (summary->kept_minor), summary->currency);
  g_autofree char *low = rg_money_format_whole (summary->kept_low_minor, summary->currency);
  g_autofree char *high = rg_money_format_whole (summary->kept_high_minor, summary->currency);
  g_autofree char *answer = NULL, *range = NULL;

  if (reason == NULL)
    {
      answer = g_strdup_printf (summary->kept_minor < 0
                                  /* Translators: %s is money that a campaign lost. */
                                  ? _("About %s Less Profit")
                                  /* Translators: %s is money that a campaign earned. */
                                  : _("About %s Extra Profit"),
                                kept);
      /* Translators: two amounts of money. */
      range = g_strdup_printf (_("likely between %s and %s"), low, high);
    }
  else
    answer = g_strdup (summary->verdict == RG_VERDICT_TOO_EARLY ? _("Too Early to Judge")
                                                                : _("Cannot Be Judged"));
  gtk_label_set_text (self->answer_label, answer);
  gtk_label_set_text (self->range_label, reason != NULL ? reason : range);
}

/* --- the page --- */

static void
rg_campaign_results_set_page (RgCampaignResults *self, guint page)
{
  guint n_pages = rg_summary_n_pages (self->summary, rg_paper_default ());
  /* Translators: the number of a page, and how many there are. */
  g_autofree char *text = g_strdup_printf (_("Page %u of %u"), page + 1, n_pages);

  self->page = page;
  gtk_label_set_text (self->page_label, text);
  rg_page_preview_set_page (self->preview, page);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.previous", page > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.next", page + 1 < n_pages);
}

static void
rg_campaign_results_step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCampaignResults *self = RG_CAMPAIGN_RESULTS (widget);

  if (self->summary != NULL)
    rg_campaign_results_set_page (self, g_str_has_suffix (name, "next") ? self->page + 1
                                                                        : self->page - 1);
}

void
rg_campaign_results_show (RgCampaignResults *self, const RgCampaignSight *sight)
{
  const RgSummary *summary = sight->report->summary;

  g_return_if_fail (RG_IS_CAMPAIGN_RESULTS (self));
  g_clear_pointer (&self->summary, rg_summary_free);
  self->summary = rg_summary_copy (summary);
  rg_campaign_results_show_answer (self, summary);
  rg_money_group_show (self->money_group, sight->report);
  rg_proof_group_show (self->proof_group, sight->report->proof, summary, summary->currency,
                       sight->id);
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (self->proof_group),
    sight->campaign->channel == RG_CHANNEL_EMAIL && sight->report->responses == NULL
      ? _("Nobody knows who opened the e-mail or pressed a link in it: nothing in it reports back. "
          "What counts is what people did at the till.")
      : NULL);
  rg_response_group_show (self->response_group, sight->report);
  rg_others_group_show (self->others_group, sight->report);
  rg_used_group_show (self->used_group, sight->report);
  rg_page_preview_show (self->preview, rg_paper_default (), rg_campaign_results_draw,
                        rg_summary_copy (summary), (GDestroyNotify) rg_summary_free, 0);
  rg_campaign_results_set_page (self, 0);
}

/* --- paper and files --- */

static void
rg_campaign_results_say (RgCampaignResults *self, const GError *error, const char *done)
{
  g_autofree char *text = error != NULL ? rg_error_text (error) : g_strdup (done);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
rg_campaign_results_printed_cb (gboolean printed, const GError *error, gpointer data)
{
  g_autoptr (RgCampaignResults) self = data;

  if (printed || error != NULL)
    rg_campaign_results_say (self, error, _("Summary printed"));
}

static void
rg_campaign_results_print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCampaignResults *self = RG_CAMPAIGN_RESULTS (widget);

  if (self->summary != NULL)
    rg_print_job_run (GTK_WINDOW (gtk_widget_get_root (widget)), self->summary->title,
                      rg_paper_default (), rg_campaign_results_count, rg_campaign_results_draw,
                      rg_summary_copy (self->summary), (GDestroyNotify) rg_summary_free,
                      rg_campaign_results_printed_cb, g_object_ref (self));
}

static void
rg_campaign_results_write_in_thread (GTask *task, gpointer source, gpointer path,
                                     GCancellable *cancellable)
{
  GError *error = NULL;

  if (rg_summary_write_pdf (g_object_get_data (G_OBJECT (task), "rg-summary"), path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
rg_campaign_results_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  rg_campaign_results_say (RG_CAMPAIGN_RESULTS (source), error, _("Summary saved"));
}

static void
rg_campaign_results_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCampaignResults) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autoptr (GTask) task = NULL;

  if (file == NULL)
    {
      if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
        rg_campaign_results_say (self, error, NULL);
      return;
    }
  task = g_task_new (self, NULL, rg_campaign_results_written_cb, NULL);
  g_object_set_data_full (G_OBJECT (task), "rg-summary", rg_summary_copy (self->summary),
                          (GDestroyNotify) rg_summary_free);
  g_task_set_task_data (task, g_file_get_path (file), g_free);
  g_task_run_in_thread (task, rg_campaign_results_write_in_thread);
}

static void
rg_campaign_results_save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCampaignResults *self = RG_CAMPAIGN_RESULTS (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *file_name = NULL;

  if (self->summary == NULL)
    return;
  /* Translators: a file's name; %s is the campaign's. Not that of its letters. */
  file_name = g_strdup_printf (_("%s – Summary.pdf"), self->summary->title);
  g_strdelimit (file_name, "/", '-');
  gtk_file_dialog_set_title (dialog, _("Save Summary"));
  gtk_file_dialog_set_initial_name (dialog, file_name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL,
                        rg_campaign_results_saved_cb, g_object_ref (self));
}

static void
rg_campaign_results_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_CAMPAIGN_RESULTS);
  G_OBJECT_CLASS (rg_campaign_results_parent_class)->dispose (object);
}

static void
rg_campaign_results_finalize (GObject *object)
{
  g_clear_pointer (&RG_CAMPAIGN_RESULTS (object)->summary, rg_summary_free);
  G_OBJECT_CLASS (rg_campaign_results_parent_class)->finalize (object);
}

static void
rg_campaign_results_class_init (RgCampaignResultsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_campaign_results_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_campaign_results_finalize;
  g_type_ensure (RG_TYPE_MONEY_GROUP);
  g_type_ensure (RG_TYPE_PAGE_PREVIEW);
  g_type_ensure (RG_TYPE_OTHERS_GROUP);
  g_type_ensure (RG_TYPE_PROOF_GROUP);
  g_type_ensure (RG_TYPE_RESPONSE_GROUP);
  g_type_ensure (RG_TYPE_USED_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-campaign-results.ui");
  gtk_widget_class_bind_template_child (widget_class, RgCampaignResults, answer_label);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignResults, range_label);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignResults, money_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignResults, proof_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignResults, response_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignResults, preview);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignResults, page_label);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignResults, others_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignResults, used_group);
  gtk_widget_class_install_action (widget_class, "results.previous", NULL,
                                   rg_campaign_results_step_action);
  gtk_widget_class_install_action (widget_class, "results.next", NULL,
                                   rg_campaign_results_step_action);
  gtk_widget_class_install_action (widget_class, "results.print", NULL,
                                   rg_campaign_results_print_action);
  gtk_widget_class_install_action (widget_class, "results.save", NULL,
                                   rg_campaign_results_save_action);
}

static void
rg_campaign_results_init (RgCampaignResults *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
