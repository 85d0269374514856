/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Groups by chosen facts. Every choice asks anew, and what was asked before is stopped. */
#include "pages/rg-groups-page.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-group-row.h"
#include "pages/rg-long-read.h"
#include "pages/rg-people-page.h"
#include "pages/rg-segment-maker.h"
#include "pages/rg-writes.h"
#include "rules/rg-groups.h"
#include "store/rg-segment-standings.h"
#include "widgets/rg-speak.h"

#define RG_GROUPS_LOOK_MS 100

struct _RgGroupsPage
{
  AdwNavigationPage parent_instance;

  GtkWidget *progress;
  GtkProgressBar *bar;
  AdwExpanderRow *facts_row;
  AdwComboRow *number_row;
  AdwPreferencesGroup *list;

  RgStore *store;
  RgLongRead *read;   /* that goes on; NULL: none */
  guint looking;      /* at how far it is */
  RgGroups *groups;   /* that are shown */
  GPtrArray *switches; /* of the facts that the shop knows; borrowed */
  GPtrArray *rows;    /* of the list; borrowed */
};

enum { PROP_0, PROP_STORE, PROP_QUERY, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgGroupsPage, rg_groups_page, ADW_TYPE_NAVIGATION_PAGE)

static void rg_groups_page_ask (RgGroupsPage *self);

/* --- the list ----------------------------------------------------------------------------- */

static const RgGroup *
rg_groups_page_group_of (RgGroupsPage *self, GtkWidget *widget)
{
  return &self->groups->groups[GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget),
                                                                    "rg-group"))];
}

static void
rg_groups_page_row_cb (RgGroupsPage *self, GtkWidget *row)
{
  const RgGroup *group = rg_groups_page_group_of (self, row);

  rg_people_page_open_ids (GTK_WIDGET (self), group->name, group->ids);
}

static void
rg_groups_page_make_cb (RgGroupsPage *self, GtkWidget *button)
{
  const RgGroup *group = rg_groups_page_group_of (self, button);

  rg_segment_maker_make (GTK_WIDGET (self), self->store, group->name, group->rules);
}

/* What the rules say, and how well. */
static char *
rg_groups_page_dup_subtitle (RgGroupsPage *self, const RgGroup *group)
{
  g_autoptr (RgNode) root = group->rules != NULL ? rg_segment_parse (group->rules, NULL, NULL)
                                                 : NULL;
  g_autofree char *words = rg_group_dup_rules_words (group);
  g_autofree char *sentence = NULL;

  if (root == NULL)
    return g_steal_pointer (&words);
  sentence = rg_segment_sentence (root, rg_store_get_shop (self->store)->currency);
  return g_strdup_printf ("%s\n%s", words, sentence);
}

static void
rg_groups_page_add_row (RgGroupsPage *self, guint j)
{
  const RgGroup *group = &self->groups->groups[j];
  g_autofree char *subtitle = rg_groups_page_dup_subtitle (self, group);
  g_autofree char *share =
    self->groups->spend > 0
      ? rg_percent_format ((double) group->spend / (double) self->groups->spend, 0)
      : g_strdup ("–");
  /* Translators: %s is a share, "34 %". */
  g_autofree char *sales = g_strdup_printf (_("%s of sales"), share);
  GtkWidget *make, *row;

  row = rg_group_row_new (group->words, subtitle, group->ids->len, sales, NULL, &make);
  gtk_widget_set_sensitive (make, group->rules != NULL);
  if (group->rules != NULL)
    rg_writes_guard (make, self->store);
  g_object_set_data (G_OBJECT (row), "rg-group", GUINT_TO_POINTER (j));
  g_object_set_data (G_OBJECT (make), "rg-group", GUINT_TO_POINTER (j));
  g_signal_connect_object (row, "activated", G_CALLBACK (rg_groups_page_row_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (make, "clicked", G_CALLBACK (rg_groups_page_make_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->list, row);
  g_ptr_array_add (self->rows, row);
}

static void
rg_groups_page_clear (RgGroupsPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->list, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->groups, rg_groups_free);
}

static char *
rg_groups_page_dup_lead (const RgGroups *groups)
{
  g_autofree char *people = rg_number_format (groups->n_people);
  g_autofree char *left_out = rg_number_format (groups->n_left_out);

  if (groups->n_left_out == 0)
    /* Translators: a number of customers, and a sentence. */
    return g_strdup_printf (P_("%s customer is grouped. %s", "%s customers are grouped. %s",
                               groups->n_people), people, rg_groups_trust_words (groups->trust));
  /* Translators: two numbers of customers, and a sentence. */
  return g_strdup_printf (P_("%s customer is grouped; of %s not all of this is known. %s",
                             "%s customers are grouped; of %s not all of this is known. %s",
                             groups->n_people), people, left_out,
                          rg_groups_trust_words (groups->trust));
}

/* Takes the groups. */
static void
rg_groups_page_show (RgGroupsPage *self, RgGroups *groups)
{
  g_autofree char *lead = rg_groups_page_dup_lead (groups);
  g_autofree char *proposed = NULL;

  rg_groups_page_clear (self);
  self->groups = groups;
  adw_preferences_group_set_description (self->list, lead);
  /* Translators: a number of groups. */
  proposed = g_strdup_printf (_("Proposed: %u"), groups->suggested);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->number_row), proposed);
  for (guint j = 0; j < groups->n_groups; j++)
    rg_groups_page_add_row (self, j);
  rg_speak (GTK_WIDGET (self), lead);
}

/* --- asking ------------------------------------------------------------------------------- */

typedef struct {
  RgStandingsContext shop;
  RgLongRead *read;
  char **words;
  guint k;
  RgGroups *groups;
} RgGroupsAsked;

static void
rg_groups_asked_free (gpointer data)
{
  RgGroupsAsked *asked = data;

  rg_standings_context_clear (&asked->shop);
  rg_long_read_unref (asked->read);
  g_strfreev (asked->words);
  g_clear_pointer (&asked->groups, rg_groups_free);
  g_free (asked);
}

static gboolean
rg_groups_page_ask_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgGroupsAsked *asked = data;
  const RgSegmentContext context = { .dataset = asked->shop.dataset, .today = asked->shop.today,
                                     .digits = asked->shop.digits,
                                     .first_weekday = asked->shop.first_weekday };

  asked->groups = rg_groups_new (&context, (const char *const *) asked->words, asked->k,
                                 asked->shop.currency, rg_long_read_go_on, asked->read, error);
  return asked->groups != NULL;
}

static void
rg_groups_page_end (RgGroupsPage *self)
{
  g_clear_handle_id (&self->looking, g_source_remove);
  g_clear_pointer (&self->read, rg_long_read_unref);
  gtk_widget_set_visible (self->progress, FALSE);
}

static void
rg_groups_page_asked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgGroupsPage) self = data;
  RgGroupsAsked *asked = rg_store_read_get_data (result);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const gboolean done = rg_store_read_finish (RG_STORE (object), result, &error);

  if (self->store == NULL || self->read != asked->read)
    return;
  rg_groups_page_end (self);
  if (done)
    {
      rg_groups_page_show (self, g_steal_pointer (&asked->groups));
      return;
    }
  text = rg_error_text (error);
  rg_groups_page_clear (self);
  adw_preferences_group_set_description (self->list, text);
  rg_speak (GTK_WIDGET (self), text);
}

static gboolean
rg_groups_page_look_cb (gpointer data)
{
  RgGroupsPage *self = data;

  gtk_widget_set_visible (self->progress, TRUE);
  gtk_progress_bar_set_fraction (self->bar, rg_long_read_get_share (self->read));
  return G_SOURCE_CONTINUE;
}

static char **
rg_groups_page_dup_words (RgGroupsPage *self)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < self->switches->len; i++)
    {
      const RgGroupFact *fact = g_object_get_data (self->switches->pdata[i], "rg-fact");

      if (!adw_switch_row_get_active (self->switches->pdata[i]))
        continue;
      g_strv_builder_add (words, fact->word);
      g_string_append_printf (titles, "%s%s", titles->len > 0 ? " · " : "", _(fact->title));
    }
  adw_expander_row_set_subtitle (self->facts_row, titles->str);
  return g_strv_builder_end (words);
}

static void
rg_groups_page_ask (RgGroupsPage *self)
{
  RgGroupsAsked *asked;
  guint chosen;

  if (self->read != NULL)
    rg_long_read_stop (self->read);
  rg_groups_page_end (self);
  if (self->switches->len == 0)
    return;
  chosen = adw_combo_row_get_selected (self->number_row);
  asked = g_new0 (RgGroupsAsked, 1);
  rg_standings_context_init (&asked->shop, self->store);
  asked->words = rg_groups_page_dup_words (self);
  asked->k = chosen == 0 || chosen == GTK_INVALID_LIST_POSITION ? 0 : chosen + 1;
  self->read = rg_long_read_new ();
  asked->read = rg_long_read_ref (self->read);
  self->looking = g_timeout_add (RG_GROUPS_LOOK_MS, rg_groups_page_look_cb, self);
  rg_store_read_async (self->store, RG_READER_REPORT, rg_groups_page_ask_in_thread, asked,
                       rg_groups_asked_free, NULL, rg_groups_page_asked_cb, g_object_ref (self));
}

static void
rg_groups_page_choice_cb (RgGroupsPage *self)
{
  if (self->store != NULL)
    rg_groups_page_ask (self);
}

static void
rg_groups_page_stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgGroupsPage *self = RG_GROUPS_PAGE (widget);

  if (self->read != NULL)
    rg_long_read_stop (self->read);
}

/* --- choices ------------------------------------------------------------------------------ */

static void
rg_groups_page_add_fact (RgGroupsPage *self, const RgGroupFact *fact)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(fact->title));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), fact->usual);
  g_object_set_data (G_OBJECT (row), "rg-fact", (gpointer) fact);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (rg_groups_page_ask), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (self->facts_row, row);
  g_ptr_array_add (self->switches, row);
}

static void
rg_groups_page_fill_numbers (RgGroupsPage *self)
{
  g_autoptr (GtkStringList) numbers = gtk_string_list_new (NULL);

  /* Translators: the number of groups that parts the customers best. */
  gtk_string_list_append (numbers, _("Best"));
  for (guint k = 2; k <= RG_GROUPS_MOST; k++)
    {
      g_autofree char *number = rg_number_format (k);

      gtk_string_list_append (numbers, number);
    }
  adw_combo_row_set_model (self->number_row, G_LIST_MODEL (numbers));
}

/* Once the shop has been read; what is chosen stays. */
static void
rg_groups_page_fill (RgGroupsPage *self)
{
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (self->store);

  if (dataset == NULL)
    return;
  for (guint i = self->switches->len == 0 ? 0 : rg_n_group_facts (); i < rg_n_group_facts (); i++)
    if (rg_group_fact_has_data (rg_group_fact_at (i), dataset))
      rg_groups_page_add_fact (self, rg_group_fact_at (i));
  gtk_widget_set_sensitive (GTK_WIDGET (self->facts_row), self->switches->len > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->number_row), self->switches->len > 0);
  if (self->switches->len == 0)
    adw_preferences_group_set_description (self->list,
                                           _("There are no purchases to group customers by."));
  rg_groups_page_ask (self);
}

/* --- GObject ------------------------------------------------------------------------------ */

static void
rg_groups_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STORE)
    RG_GROUPS_PAGE (object)->store = g_value_dup_object (value);
  else if (id != PROP_QUERY)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_groups_page_constructed (GObject *object)
{
  RgGroupsPage *self = RG_GROUPS_PAGE (object);

  G_OBJECT_CLASS (rg_groups_page_parent_class)->constructed (object);
  g_signal_connect_object (self->store, "dataset-changed", G_CALLBACK (rg_groups_page_fill), self,
                           G_CONNECT_SWAPPED);
  rg_groups_page_fill (self);
}

static void
rg_groups_page_dispose (GObject *object)
{
  RgGroupsPage *self = RG_GROUPS_PAGE (object);

  if (self->read != NULL)
    rg_long_read_stop (self->read);
  g_clear_handle_id (&self->looking, g_source_remove);
  g_clear_pointer (&self->read, rg_long_read_unref);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_GROUPS_PAGE);
  g_clear_pointer (&self->groups, rg_groups_free);
  g_clear_pointer (&self->switches, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rg_groups_page_parent_class)->dispose (object);
}

static void
rg_groups_page_class_init (RgGroupsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rg_groups_page_constructed;
  object_class->dispose = rg_groups_page_dispose;
  object_class->set_property = rg_groups_page_set_property;
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  props[PROP_QUERY] = g_param_spec_variant ("query", NULL, NULL, G_VARIANT_TYPE_VARDICT, NULL,
                                            flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-groups-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgGroupsPage, bar);
  gtk_widget_class_bind_template_child (widget_class, RgGroupsPage, facts_row);
  gtk_widget_class_bind_template_child (widget_class, RgGroupsPage, list);
  gtk_widget_class_bind_template_child (widget_class, RgGroupsPage, number_row);
  gtk_widget_class_bind_template_child (widget_class, RgGroupsPage, progress);
  gtk_widget_class_bind_template_callback (widget_class, rg_groups_page_choice_cb);
  gtk_widget_class_install_action (widget_class, "page.stop", NULL, rg_groups_page_stop_action);
}

static void
rg_groups_page_init (RgGroupsPage *self)
{
  self->switches = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  rg_groups_page_fill_numbers (self);
}
