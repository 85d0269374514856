/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Campaigns side by side. */
#include "pages/rg-campaign-compare-page.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-figure-page.h"
#include "pages/rg-proof-group.h"
#include "store/rg-campaign-compare.h"

struct _RgCampaignComparePage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  AdwPreferencesGroup *pair_group;
  AdwComboRow *first_row;
  AdwComboRow *second_row;
  GtkBox *measures_box;
  AdwPreferencesGroup *year_group;
  AdwActionRow *year_row;
  AdwPreferencesRow *bar_row;
  GtkLevelBar *year_bar;
  RgProofGroup *rest_group;
  AdwPreferencesGroup *channels_group;
  AdwPreferencesGroup *all_group;
  AdwStatusPage *failed_page;

  RgStore *store;
  GCancellable *cancellable;
  RgCampaignComparison *comparison; /* NULL until it is read */
  GPtrArray *rows;                  /* of channels and campaigns; borrowed */
  gboolean filling;
};

enum { PROP_0, PROP_STORE, PROP_QUERY, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgCampaignComparePage, rg_campaign_compare_page, ADW_TYPE_NAVIGATION_PAGE)

static GtkWidget *
rg_campaign_compare_page_add (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (group, row);
  return row;
}

static void
rg_campaign_compare_page_clear (RgCampaignComparePage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static const char *
rg_campaign_compare_page_currency (RgCampaignComparePage *self)
{
  return rg_store_get_shop (self->store)->currency;
}

/* --- two of them --- */

static const RgCampaignLine *
rg_campaign_compare_page_chosen (RgCampaignComparePage *self, AdwComboRow *row)
{
  const guint chosen = adw_combo_row_get_selected (row);

  return chosen < self->comparison->lines->len
           ? g_ptr_array_index (self->comparison->lines, chosen) : NULL;
}

/* Its title is that of a campaign, which stands in other rows as well. */
static void
rg_campaign_compare_page_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/* What a campaign did, and who stands behind it. */
static void
rg_campaign_compare_page_add_value (RgCampaignComparePage *self, AdwPreferencesGroup *group,
                                    const RgCampaignLine *line, guint measure)
{
  g_autofree char *value =
    rg_campaign_line_dup_measure (line, measure, rg_campaign_compare_page_currency (self));
  /* Translators: what is told of a campaign, such as "Came Back", and its name. */
  g_autofree char *title = g_strdup_printf (_("%s: %s"), rg_campaign_compared_word (measure),
                                            line->name);
  const char *figure = rg_campaign_line_get_figure (line, measure);
  GtkWidget *row = rg_campaign_compare_page_add (group, line->name, value);

  gtk_widget_add_css_class (row, "property");
  rg_campaign_compare_page_name (row, title);
  if (figure != NULL)
    rg_campaign_compare_page_name (rg_figure_page_open_from (row, line->id, figure, title),
                                   title);
}

/* Both values below each other, each with its campaign, so that it can be read at any width. */
static void
rg_campaign_compare_page_show_pair (RgCampaignComparePage *self)
{
  const RgCampaignLine *first = rg_campaign_compare_page_chosen (self, self->first_row);
  const RgCampaignLine *second = rg_campaign_compare_page_chosen (self, self->second_row);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->measures_box))) != NULL)
    gtk_box_remove (self->measures_box, child);
  for (guint measure = 0; first != NULL && second != NULL && measure < RG_COMPARED; measure++)
    {
      AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

      adw_preferences_group_set_title (group, rg_campaign_compared_word (measure));
      rg_campaign_compare_page_add_value (self, group, first, measure);
      if (second != first)
        rg_campaign_compare_page_add_value (self, group, second, measure);
      gtk_box_append (self->measures_box, GTK_WIDGET (group));
    }
}

static void
rg_campaign_compare_page_chosen_cb (RgCampaignComparePage *self)
{
  if (!self->filling && self->comparison != NULL)
    rg_campaign_compare_page_show_pair (self);
}

static void
rg_campaign_compare_page_fill_pair (RgCampaignComparePage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const GPtrArray *lines = self->comparison->lines;

  for (guint i = 0; i < lines->len; i++)
    gtk_string_list_append (names, ((RgCampaignLine *) lines->pdata[i])->name);
  self->filling = TRUE;
  adw_combo_row_set_model (self->first_row, G_LIST_MODEL (names));
  adw_combo_row_set_model (self->second_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->first_row, 0);
  adw_combo_row_set_selected (self->second_row, lines->len > 1 ? 1 : 0);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->pair_group), lines->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->measures_box), lines->len > 1);
  rg_campaign_compare_page_show_pair (self);
}

/* --- all of them --- */

static void
rg_campaign_compare_page_show_year (RgCampaignComparePage *self)
{
  const RgCampaignComparison *of = self->comparison;
  const char *currency = rg_campaign_compare_page_currency (self);
  const gboolean has_budget = of->costs.budget_minor > 0;
  g_autofree char *spent = rg_money_format (of->year_spent_minor, currency);
  g_autofree char *budget = rg_money_format (MAX (of->costs.budget_minor, 0), currency);
  g_autofree char *over = rg_money_format (of->year_spent_minor - of->costs.budget_minor,
                                           currency);
  /* Translators: %d is a year. */
  g_autofree char *title = g_strdup_printf (_("Campaigns of %d"), of->costs.year);
  g_autofree char *words = NULL;

  if (!has_budget)
    /* Translators: %s is money. */
    words = g_strdup_printf (_("%s spent; Preferences has a place for the year’s budget"), spent);
  else if (of->year_spent_minor > of->costs.budget_minor)
    /* Translators: what was spent, what was meant to be spent, and how much more it was. */
    words = g_strdup_printf (_("%s of %s spent, %s too much"), spent, budget, over);
  else
    /* Translators: what was spent, of what was meant to be spent. */
    words = g_strdup_printf (_("%s of %s spent"), spent, budget);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->year_row), title);
  adw_action_row_set_subtitle (self->year_row, words);
  gtk_widget_set_visible (GTK_WIDGET (self->bar_row), has_budget);
  if (has_budget)
    gtk_level_bar_set_value (self->year_bar, CLAMP ((double) of->year_spent_minor
                                                      / (double) of->costs.budget_minor, 0, 1));
}

static void
rg_campaign_compare_page_show_rest (RgCampaignComparePage *self)
{
  const RgCampaignProof *year = self->comparison->year;

  gtk_widget_set_visible (GTK_WIDGET (self->rest_group), year != NULL);
  if (year != NULL)
    rg_proof_group_show (self->rest_group, year, NULL, rg_campaign_compare_page_currency (self),
                         0);
}

static GVariant *
rg_campaign_compare_page_query (const RgChannelAnswers *answers, const char *title)
{
  GVariantDict query;

  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "title", "s", title);
  g_variant_dict_insert (&query, "from", "i", answers->from);
  g_variant_dict_insert (&query, "to", "i", answers->to);
  g_variant_dict_insert_value (&query, "customers",
                               g_variant_new_fixed_array (G_VARIANT_TYPE_INT64,
                                                          answers->people->data,
                                                          answers->people->len, sizeof (gint64)));
  return g_variant_dict_end (&query);
}

static void
rg_campaign_compare_page_show_channels (RgCampaignComparePage *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < RG_CHANNELS; i++)
    {
      const RgChannelAnswers *answers = &self->comparison->channels[i];
      const char *title = rg_channel_get_label ((RgChannel) i);
      g_autofree char *words = NULL, *spoken = NULL;
      GtkWidget *row;

      if (answers->campaigns == 0)
        continue;
      any = TRUE;
      words = rg_channel_answers_dup_words (answers);
      row = rg_campaign_compare_page_add (self->channels_group, title, words);
      g_ptr_array_add (self->rows, row);
      /* Translators: %s is a way to be contacted, such as "Post". */
      spoken = g_strdup_printf (_("Show Who Answered to %s"), title);
      if (answers->people->len > 0)
        rg_proof_row_add_button (row, "system-users-symbolic", spoken, "win.show-people",
                                 rg_campaign_compare_page_query (answers, spoken));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->channels_group), any);
}

static void
rg_campaign_compare_page_show_all (RgCampaignComparePage *self)
{
  for (guint i = 0; i < self->comparison->lines->len; i++)
    {
      const RgCampaignLine *line = g_ptr_array_index (self->comparison->lines, i);
      g_autofree char *words =
        rg_campaign_line_dup_words (line, rg_campaign_compare_page_currency (self));
      GtkWidget *row = rg_campaign_compare_page_add (self->all_group, line->name, words);

      g_ptr_array_add (self->rows, row);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", line->id);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-campaign");
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    }
}

/* --- reading --- */

typedef struct {
  RgShop *shop;
  RgDataset *dataset;
  RgCampaignComparison *comparison;
} Question;

static void
rg_campaign_compare_question_free (gpointer data)
{
  Question *question = data;

  g_clear_pointer (&question->comparison, rg_campaign_comparison_free);
  rg_dataset_unref (question->dataset);
  rg_shop_free (question->shop);
  g_free (question);
}

static gboolean
rg_campaign_compare_page_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  Question *question = data;

  question->comparison = rg_campaign_comparison_new (db, question->dataset, question->shop,
                                                     rg_shop_get_day (question->shop), error);
  return question->comparison != NULL;
}

static void
rg_campaign_compare_page_show (RgCampaignComparePage *self)
{
  rg_campaign_compare_page_clear (self);
  rg_campaign_compare_page_fill_pair (self);
  rg_campaign_compare_page_show_year (self);
  rg_campaign_compare_page_show_rest (self);
  rg_campaign_compare_page_show_channels (self);
  rg_campaign_compare_page_show_all (self);
  gtk_stack_set_visible_child_name (self->stack, self->comparison->lines->len > 0 ? "comparison"
                                                                                  : "empty");
}

static void
rg_campaign_compare_page_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCampaignComparePage) self = data;
  g_autoptr (GError) error = NULL;
  Question *question = rg_store_read_get_data (result);

  if (rg_store_read_finish (RG_STORE (source), result, &error))
    {
      if (self->store == NULL)
        return;
      g_clear_pointer (&self->comparison, rg_campaign_comparison_free);
      self->comparison = g_steal_pointer (&question->comparison);
      rg_campaign_compare_page_show (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *text = rg_error_text (error);

      adw_status_page_set_description (self->failed_page, text);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
}

/* While sales are still being read, the page waits for them. */
static void
rg_campaign_compare_page_load (RgCampaignComparePage *self)
{
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (self->store);
  Question *question;

  if (dataset == NULL)
    return;
  question = g_new0 (Question, 1);
  question->shop = rg_shop_copy (rg_store_get_shop (self->store));
  question->dataset = g_steal_pointer (&dataset);
  rg_store_read_async (self->store, RG_READER_REPORT, rg_campaign_compare_page_read_in_thread,
                       question, rg_campaign_compare_question_free, self->cancellable,
                       rg_campaign_compare_page_read_cb, g_object_ref (self));
}

static void
rg_campaign_compare_page_changed_cb (RgCampaignComparePage *self, RgChanges *changes)
{
  if (rg_changes_touches (changes, "campaign") || rg_changes_touches (changes, "campaign_output")
      || rg_changes_touches (changes, "coupon_use") || rg_changes_touches (changes, "setting")
      || rg_changes_touches (changes, "shop"))
    rg_campaign_compare_page_load (self);
}

/* --- GObject --- */

static void
rg_campaign_compare_page_set_property (GObject *object, guint id, const GValue *value,
                                       GParamSpec *pspec)
{
  if (id == PROP_STORE)
    RG_CAMPAIGN_COMPARE_PAGE (object)->store = g_value_dup_object (value);
  else if (id != PROP_QUERY)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_campaign_compare_page_constructed (GObject *object)
{
  RgCampaignComparePage *self = RG_CAMPAIGN_COMPARE_PAGE (object);

  G_OBJECT_CLASS (rg_campaign_compare_page_parent_class)->constructed (object);
  g_signal_connect_object (self->store, "changed",
                           G_CALLBACK (rg_campaign_compare_page_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "dataset-changed",
                           G_CALLBACK (rg_campaign_compare_page_load), self, G_CONNECT_SWAPPED);
  rg_campaign_compare_page_load (self);
}

static void
rg_campaign_compare_page_dispose (GObject *object)
{
  RgCampaignComparePage *self = RG_CAMPAIGN_COMPARE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_CAMPAIGN_COMPARE_PAGE);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_campaign_compare_page_parent_class)->dispose (object);
}

static void
rg_campaign_compare_page_finalize (GObject *object)
{
  RgCampaignComparePage *self = RG_CAMPAIGN_COMPARE_PAGE (object);

  g_clear_pointer (&self->comparison, rg_campaign_comparison_free);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (rg_campaign_compare_page_parent_class)->finalize (object);
}

static void
rg_campaign_compare_page_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RgCampaignComparePage, all_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignComparePage, bar_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignComparePage, channels_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignComparePage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignComparePage, first_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignComparePage, measures_box);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignComparePage, pair_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignComparePage, rest_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignComparePage, second_row);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignComparePage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignComparePage, year_bar);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignComparePage, year_group);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignComparePage, year_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_campaign_compare_page_chosen_cb);
}

static void
rg_campaign_compare_page_class_init (RgCampaignComparePageClass *klass)
{
  const GParamFlags flags =
    G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rg_campaign_compare_page_constructed;
  object_class->set_property = rg_campaign_compare_page_set_property;
  object_class->dispose = rg_campaign_compare_page_dispose;
  object_class->finalize = rg_campaign_compare_page_finalize;
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  /* Nothing can be asked for; a window opens every page alike. */
  props[PROP_QUERY] = g_param_spec_variant ("query", NULL, NULL, G_VARIANT_TYPE_VARDICT, NULL,
                                            flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_type_ensure (RG_TYPE_PROOF_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-campaign-compare-page.ui");
  rg_campaign_compare_page_bind (widget_class);
}

static void
rg_campaign_compare_page_init (RgCampaignComparePage *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Green for a budget that is used up would be praise. */
  gtk_level_bar_remove_offset_value (self->year_bar, GTK_LEVEL_BAR_OFFSET_FULL);
  rg_figure_page_open_from (GTK_WIDGET (self->year_row), 0, "spent",
                            _("Spent on Campaigns This Year"));
}
