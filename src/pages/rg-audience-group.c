/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "pages/rg-audience-group.h"

#include "base/rg-i18n.h"
#include "rules/rg-audience-segments.h"

struct _RgAudienceGroup
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *segment_row;
  AdwExpanderRow *in_row;
  AdwExpanderRow *out_row;

  GPtrArray *segments; /* RgCampaignSegment, owned by the sight that is shown */
  GPtrArray *in_checks;  /* GtkCheckButton of each segment */
  GPtrArray *out_checks;
  gboolean own_rules;  /* the first choice is what the campaign has and no segment says */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (RgAudienceGroup, rg_audience_group, ADW_TYPE_PREFERENCES_GROUP)

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
rg_audience_group_changed_cb (RgAudienceGroup *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
rg_audience_group_names_have (GPtrArray *names, const char *name)
{
  return g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL);
}

/* The segment that is chosen in the first row; NULL for the campaign's own rules. */
static const RgCampaignSegment *
rg_audience_group_get_first (RgAudienceGroup *self)
{
  const guint chosen = adw_combo_row_get_selected (self->segment_row);
  const guint at = chosen - (self->own_rules ? 1 : 0);

  return self->segments == NULL || (self->own_rules && chosen == 0) || at >= self->segments->len
           ? NULL : g_ptr_array_index (self->segments, at);
}

/* --- showing --- */

static void
rg_audience_group_add_check (RgAudienceGroup *self, AdwExpanderRow *expander, GPtrArray *checks,
                             const char *name, gboolean on)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_CHECKBOX, NULL);
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), on);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (rg_audience_group_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (expander, row);
  g_object_set_data (G_OBJECT (check), "rg-row", row);
  g_ptr_array_add (checks, check);
}

static void
rg_audience_group_name_chosen (AdwExpanderRow *expander, GPtrArray *names, guint first)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  g_autofree char *text = NULL;

  for (guint i = first; i < names->len; i++)
    g_strv_builder_add (builder, names->pdata[i]);
  all = g_strv_builder_end (builder);
  text = g_strjoinv (", ", all);
  adw_expander_row_set_subtitle (expander, *text != '\0' ? text : _("None"));
}

/* The rows stay while the same segments are there: whoever is in them with the keyboard stays. */
static void
rg_audience_group_make_checks (RgAudienceGroup *self, const RgCampaignSight *sight)
{
  GPtrArray *const checks[] = { self->in_checks, self->out_checks };
  AdwExpanderRow *const rows[] = { self->in_row, self->out_row };

  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    {
      gboolean same = checks[r]->len == sight->segments->len;

      for (guint i = 0; same && i < checks[r]->len; i++)
        same = g_str_equal (adw_preferences_row_get_title (g_object_get_data (
                                checks[r]->pdata[i], "rg-row")),
                            ((RgCampaignSegment *) sight->segments->pdata[i])->name);
      if (same)
        continue;
      for (guint i = 0; i < checks[r]->len; i++)
        adw_expander_row_remove (rows[r], g_object_get_data (checks[r]->pdata[i], "rg-row"));
      g_ptr_array_set_size (checks[r], 0);
      for (guint i = 0; i < sight->segments->len; i++)
        rg_audience_group_add_check (self, rows[r], checks[r],
                                     ((RgCampaignSegment *) sight->segments->pdata[i])->name,
                                     FALSE);
    }
}

static void
rg_audience_group_set_checks (RgAudienceGroup *self, GPtrArray *in, GPtrArray *out)
{
  for (guint i = 0; i < self->segments->len; i++)
    {
      const char *name = ((RgCampaignSegment *) self->segments->pdata[i])->name;
      const gboolean first = in->len > 0 && g_str_equal (in->pdata[0], name);

      gtk_check_button_set_active (self->in_checks->pdata[i],
                                   !first && rg_audience_group_names_have (in, name));
      gtk_check_button_set_active (self->out_checks->pdata[i],
                                   rg_audience_group_names_have (out, name));
      /* It is asked for above. */
      gtk_widget_set_visible (g_object_get_data (self->in_checks->pdata[i], "rg-row"), !first);
      gtk_widget_set_visible (g_object_get_data (self->out_checks->pdata[i], "rg-row"), !first);
    }
  rg_audience_group_name_chosen (self->in_row, in, 1);
  rg_audience_group_name_chosen (self->out_row, out, 0);
}

/* The choices stay while they are the same: whoever is in them with the keyboard stays. */
static void
rg_audience_group_set_names (RgAudienceGroup *self, const char *const *names)
{
  GtkStringList *shown = GTK_STRING_LIST (adw_combo_row_get_model (self->segment_row));
  g_autoptr (GtkStringList) list = NULL;
  const guint n_shown = shown != NULL ? g_list_model_get_n_items (G_LIST_MODEL (shown)) : 0;
  gboolean same = n_shown == g_strv_length ((GStrv) names);

  for (guint i = 0; same && names[i] != NULL; i++)
    same = g_str_equal (gtk_string_list_get_string (shown, i), names[i]);
  if (same)
    return;
  list = gtk_string_list_new (names);
  adw_combo_row_set_model (self->segment_row, G_LIST_MODEL (list));
}

static void
rg_audience_group_fill_names (RgAudienceGroup *self, const RgCampaignSight *sight,
                              const char *first)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint chosen = 0;

  if (self->own_rules)
    g_ptr_array_add (names, *sight->campaign->segment_text == '\0' ? (char *) _("All customers")
                                                                   : (char *) _("Own rules"));
  for (guint i = 0; i < sight->segments->len; i++)
    {
      const RgCampaignSegment *segment = g_ptr_array_index (sight->segments, i);

      if (g_strcmp0 (segment->name, first) == 0)
        chosen = names->len;
      g_ptr_array_add (names, segment->name);
    }
  g_ptr_array_add (names, NULL);
  rg_audience_group_set_names (self, (const char *const *) names->pdata);
  adw_combo_row_set_selected (self->segment_row, chosen);
}

void
rg_audience_group_show (RgAudienceGroup *self, const RgCampaignSight *sight)
{
  const RgCampaign *campaign = sight->campaign;
  g_autoptr (GPtrArray) in = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func (g_free);
  const gboolean several = sight->segments->len > 1;

  g_return_if_fail (RG_IS_AUDIENCE_GROUP (self));
  self->filling = TRUE;
  self->segments = sight->segments;
  if (campaign->segment != 0)
    g_ptr_array_add (in, g_strdup (campaign->segment_name));
  else
    rg_audience_segments_read (campaign->segment_text, in, out);
  self->own_rules = in->len == 0;
  rg_audience_group_fill_names (self, sight, in->len > 0 ? in->pdata[0] : NULL);
  rg_audience_group_make_checks (self, sight);
  rg_audience_group_set_checks (self, in, out);
  gtk_widget_set_visible (GTK_WIDGET (self->in_row), several && !self->own_rules);
  gtk_widget_set_visible (GTK_WIDGET (self->out_row), several && !self->own_rules);
  self->filling = FALSE;
}

/* --- what is chosen --- */

static void
rg_audience_group_collect (RgAudienceGroup *self, GPtrArray *checks, GPtrArray *names)
{
  const RgCampaignSegment *first = rg_audience_group_get_first (self);

  for (guint i = 0; i < checks->len; i++)
    {
      const RgCampaignSegment *segment = self->segments->pdata[i];

      if (segment != first && gtk_check_button_get_active (checks->pdata[i]))
        g_ptr_array_add (names, g_strdup (segment->name));
    }
}

gboolean
rg_audience_group_fill_campaign (RgAudienceGroup *self, RgCampaign *campaign)
{
  const RgCampaignSegment *first = rg_audience_group_get_first (self);
  g_autoptr (GPtrArray) in = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  gint64 segment;

  if (first == NULL)
    return FALSE;
  g_ptr_array_add (in, g_strdup (first->name));
  rg_audience_group_collect (self, self->in_checks, in);
  rg_audience_group_collect (self, self->out_checks, out);
  /* A single segment is followed as its rules change. */
  segment = in->len == 1 && out->len == 0 ? first->id : 0;
  text = segment != 0 ? g_strdup (first->text) : rg_audience_segments_print (in, out);
  if (campaign->segment == segment && g_str_equal (campaign->segment_text, text))
    return FALSE;
  campaign->segment = segment;
  g_set_str (&campaign->segment_text, text);
  return TRUE;
}

/* --- the class --- */

static void
rg_audience_group_dispose (GObject *object)
{
  RgAudienceGroup *self = RG_AUDIENCE_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_AUDIENCE_GROUP);
  g_clear_pointer (&self->in_checks, g_ptr_array_unref);
  g_clear_pointer (&self->out_checks, g_ptr_array_unref);
  self->segments = NULL;
  G_OBJECT_CLASS (rg_audience_group_parent_class)->dispose (object);
}

static void
rg_audience_group_class_init (RgAudienceGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_audience_group_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-audience-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RgAudienceGroup, segment_row);
  gtk_widget_class_bind_template_child (widget_class, RgAudienceGroup, in_row);
  gtk_widget_class_bind_template_child (widget_class, RgAudienceGroup, out_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_audience_group_changed_cb);
}

static void
rg_audience_group_init (RgAudienceGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->in_checks = g_ptr_array_new ();
  self->out_checks = g_ptr_array_new ();
}
