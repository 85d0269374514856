/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "pages/rg-response-group.h"

#include "base/rg-i18n.h"
#include "pages/rg-figure-page.h"

struct _RgResponseGroup
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* borrowed; made anew each time */
};

G_DEFINE_FINAL_TYPE (RgResponseGroup, rg_response_group, ADW_TYPE_PREFERENCES_GROUP)

static GtkWidget *
rg_response_group_add (RgResponseGroup *self, const char *title, const char *subtitle)
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
rg_response_group_add_kind (RgResponseGroup *self, const RgCampaignReport *report, RgResponse kind)
{
  const RgCampaignResponses *responses = report->responses;

  for (guint g = 0; responses->known[kind] && g < responses->n_groups; g++)
    {
      g_autofree char *title = rg_campaign_responses_dup_title (responses, kind, g);
      g_autofree char *words = rg_campaign_responses_dup_group (responses, kind, g);
      g_autofree char *figure = g_strdup_printf ("%s-%u", rg_response_get_id (kind), g + 1);

      rg_figure_page_open_from (rg_response_group_add (self, title, words), report->campaign->id,
                                figure, title);
    }
}

static void
rg_response_group_add_pairs (RgResponseGroup *self, const RgCampaignReport *report)
{
  const RgCampaignResponses *responses = report->responses;

  for (guint i = 0; i < responses->n_pairs; i++)
    {
      const RgResponsePair *pair = &responses->pairs[i];
      /* Translators: two groups of people who are compared. */
      g_autofree char *title = g_strdup_printf (_("“%s” beside “%s”"),
                                                report->proof->names[pair->first],
                                                report->proof->names[pair->second]);
      g_autofree char *words = rg_campaign_responses_dup_pair (responses, i);

      rg_figure_page_open_from (rg_response_group_add (self, title, words), report->campaign->id,
                                rg_response_get_id (pair->kind), title);
    }
}

void
rg_response_group_show (RgResponseGroup *self, const RgCampaignReport *report)
{
  const RgCampaignProof *proof = report->proof;

  g_return_if_fail (RG_IS_RESPONSE_GROUP (self));
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), report->responses != NULL);
  if (report->responses == NULL)
    return;
  rg_response_group_add_kind (self, report, RG_RESPONSE_OPENED);
  rg_response_group_add_kind (self, report, RG_RESPONSE_CLICKED);
  /* Nobody can open what they did not get. */
  if (proof->compared)
    rg_response_group_add (self, proof->names[proof->n_groups - 1], "–");
  rg_response_group_add_pairs (self, report);
}

static void
rg_response_group_finalize (GObject *object)
{
  g_ptr_array_unref (RG_RESPONSE_GROUP (object)->rows);
  G_OBJECT_CLASS (rg_response_group_parent_class)->finalize (object);
}

static void
rg_response_group_class_init (RgResponseGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_response_group_finalize;
}

static void
rg_response_group_init (RgResponseGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (group, _("Opened and Clicked"));
  adw_preferences_group_set_description (group, rg_campaign_responses_get_caution ());
}
