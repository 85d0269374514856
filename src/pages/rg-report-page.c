/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Turns what is chosen into the report's chart and sentence, and again after each change. */
#include "pages/rg-report-page.h"

#include "base/rg-i18n.h"
#include "pages/rg-people-page.h"
#include "pages/rg-report-print.h"
#include "pages/rg-report.h"
#include "pages/rg-targets-dialog.h"
#include "store/rg-store-segments.h"
#include "store/rg-store-targets.h"
#include "widgets/rg-chart-view.h"
#include "widgets/rg-drop-down.h"

struct _RgReportPage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  GtkDropDown *period_drop;
  GtkDropDown *measure_drop;
  GtkDropDown *trait_drop;
  GtkDropDown *across_drop;
  GtkDropDown *location_drop;
  GtkDropDown *category_drop;
  GtkDropDown *segment_drop;
  GtkToggleButton *compare_toggle;
  GtkWidget *target_button;
  GtkLabel *sentence;
  RgChartView *chart_view;
  GtkLabel *meaning;

  RgStore *store;
  GVariant *variant;
  GArray *targets;     /* RgTarget, or NULL */
  GPtrArray *segments; /* RgSavedSegment: the drop-down's rows after "All Customers" */
  /* What the rows of the drop-downs mean: "All", "Each", then these. */
  GArray *locations;
  GArray *categories;
  RgReportChoice choice;
  char *opening; /* the title of the people that are being looked for */
  gboolean filling;
  GCancellable *making;
  RgDay last_day;
};

enum
{
  PROP_STORE = 1,
  PROP_QUERY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The first two rows of a drop-down of names. */
enum
{
  RG_PLACES_ALL,
  RG_PLACES_EACH,
  RG_PLACES_NAMED
};

G_DEFINE_FINAL_TYPE (RgReportPage, rg_report_page, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
rg_report_page_is_loyalty (RgReportPage *self)
{
  return self->choice.kind == RG_REPORT_LOYALTY;
}

static gboolean
rg_report_page_is_make_up (RgReportPage *self)
{
  return self->choice.kind == RG_REPORT_MAKE_UP;
}

/* --- what is chosen --- */

/* NULL: all customers, and receipts without one. */
static const RgSavedSegment *
rg_report_page_get_segment (RgReportPage *self)
{
  const guint row = gtk_drop_down_get_selected (self->segment_drop);

  if (!gtk_widget_is_sensitive (GTK_WIDGET (self->segment_drop)) || self->segments == NULL
      || row == 0 || row - 1 >= self->segments->len)
    return NULL;
  return self->segments->pdata[row - 1];
}

static gint64
rg_report_page_named (GtkDropDown *drop, const GArray *ids)
{
  guint selected = gtk_drop_down_get_selected (drop);

  if (selected == GTK_INVALID_LIST_POSITION || selected < RG_PLACES_NAMED
      || selected - RG_PLACES_NAMED >= ids->len)
    return 0;
  return g_array_index (ids, gint64, selected - RG_PLACES_NAMED);
}

static void
rg_report_page_read_choice (RgReportPage *self)
{
  guint location = gtk_drop_down_get_selected (self->location_drop);
  guint category = gtk_drop_down_get_selected (self->category_drop);

  self->choice.period = (RgPeriod) gtk_drop_down_get_selected (self->period_drop);
  self->choice.measure = (RgLoyaltyMeasure) gtk_drop_down_get_selected (self->measure_drop);
  self->choice.of = (RgMakeUpOf) gtk_drop_down_get_selected (self->trait_drop);
  self->choice.across = (RgMakeUpAcross) gtk_drop_down_get_selected (self->across_drop);
  self->choice.location = rg_report_page_named (self->location_drop, self->locations);
  self->choice.category = rg_report_page_named (self->category_drop, self->categories);
  self->choice.split = category == RG_PLACES_EACH   ? RG_SPLIT_CATEGORY
                       : location == RG_PLACES_EACH ? RG_SPLIT_LOCATION
                                                    : RG_SPLIT_NONE;
  self->choice.compare = gtk_toggle_button_get_active (self->compare_toggle);
}

static int
rg_report_page_name_order (gconstpointer a, gconstpointer b, gpointer data)
{
  const RgNames *names = data;

  return g_strcmp0 (names->folded[*(const guint *) a], names->folded[*(const guint *) b]);
}

/* Fills a drop-down with names by alphabet and keeps what was selected, as far as it is there. */
static void
rg_report_page_fill_drop (GtkDropDown *drop, const RgNames *names, GArray *ids, const char *all,
                          const char *each)
{
  gint64 selected = rg_report_page_named (drop, ids);
  guint row = gtk_drop_down_get_selected (drop);
  g_autofree guint *order = g_new (guint, names->n + 1);
  g_autoptr (GtkStringList) rows = gtk_string_list_new (NULL);

  for (guint i = 0; i < names->n; i++)
    order[i] = i;
  g_sort_array (order, names->n, sizeof *order, rg_report_page_name_order, (gpointer) names);
  g_array_set_size (ids, 0);
  gtk_string_list_append (rows, all);
  gtk_string_list_append (rows, each);
  row = row == RG_PLACES_EACH ? RG_PLACES_EACH : RG_PLACES_ALL;
  for (guint i = 0; i < names->n; i++)
    {
      gint64 id = names->id[order[i]];

      gtk_string_list_append (rows, names->name[order[i]]);
      g_array_append_val (ids, id);
      if (selected != 0 && id == selected)
        row = RG_PLACES_NAMED + i;
    }
  gtk_drop_down_set_model (drop, G_LIST_MODEL (rows));
  gtk_drop_down_set_selected (drop, row);
}

/* --- showing --- */

/* Paper and files are of what is shown, so that there is nothing to put out before. */
static void
rg_report_page_enable_output (RgReportPage *self, gboolean enabled)
{
  static const char *const actions[] = { "page.print", "page.save-pdf", "page.save-table" };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], enabled);
}

static void
rg_report_page_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgReportPage) self = data;
  g_autoptr (RgReportMade) made = rg_report_make_finish (result, NULL);
  gboolean has_chart;

  if (made == NULL || self->store == NULL)
    return;
  gtk_label_set_label (self->sentence, made->sentence);
  gtk_label_set_label (self->meaning, made->meaning);
  self->last_day = made->last_day;
  has_chart = made->chart != NULL;
  gtk_stack_set_visible_child_name (self->stack, has_chart ? "report" : "empty");
  rg_chart_view_take_chart (self->chart_view, g_steal_pointer (&made->chart));
  rg_report_page_enable_output (self, has_chart);
}

/* Only the answer to the newest question is shown. */
static void
rg_report_page_draw_again (RgReportPage *self)
{
  g_autoptr (RgDataset) dataset = NULL;
  const RgSavedSegment *segment;

  if (self->filling || self->store == NULL)
    return;
  dataset = rg_store_get_dataset (self->store);
  if (dataset == NULL)
    return;
  rg_report_page_read_choice (self);
  /* Several places, each a year before, would be too many lines. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->compare_toggle),
                            self->choice.split == RG_SPLIT_NONE);
  /* Of a segment's receipts, all have a customer. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->segment_drop),
                            !rg_report_page_is_loyalty (self)
                              || self->choice.measure != RG_LOYALTY_NAMED_SHARE);
  segment = rg_report_page_get_segment (self);
  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  self->making = g_cancellable_new ();
  rg_report_make_async (self->store, &self->choice, segment != NULL ? segment->text : NULL,
                        self->making, rg_report_page_made_cb, g_object_ref (self));
}

static void
rg_report_page_chosen_cb (RgReportPage *self)
{
  rg_report_page_draw_again (self);
}

static void
rg_report_page_dataset_changed_cb (RgReportPage *self)
{
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (self->store);

  if (dataset == NULL)
    return;
  self->filling = TRUE;
  rg_report_page_fill_drop (self->location_drop, &dataset->locations, self->locations,
                            _("All Locations"), _("Each Location"));
  rg_report_page_fill_drop (self->category_drop, &dataset->categories, self->categories,
                            _("All Categories"), _("Each Category"));
  gtk_widget_set_visible (GTK_WIDGET (self->location_drop),
                          self->choice.kind == RG_REPORT_SALES && dataset->locations.n > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->category_drop),
                          self->choice.kind == RG_REPORT_SALES && dataset->categories.n > 1);
  self->filling = FALSE;
  rg_report_page_draw_again (self);
}

/* --- segments --- */

static gboolean
rg_report_page_segments_in_thread (RgDb *db, gpointer data, GError **error)
{
  GPtrArray **segments = data;

  *segments = rg_segments_read (db, error);
  return *segments != NULL;
}

static void
rg_report_page_segments_free (gpointer data)
{
  GPtrArray **segments = data;

  g_clear_pointer (segments, g_ptr_array_unref);
  g_free (segments);
}

/* Keeps what was selected, as far as it is there. */
static void
rg_report_page_fill_segments (RgReportPage *self, GPtrArray *segments)
{
  const RgSavedSegment *before = rg_report_page_get_segment (self);
  const gint64 selected = before != NULL ? before->id : 0;
  g_autoptr (GtkStringList) rows = gtk_string_list_new (NULL);
  guint row = 0;

  gtk_string_list_append (rows, _("All Customers"));
  for (guint i = 0; i < segments->len; i++)
    {
      const RgSavedSegment *segment = segments->pdata[i];

      gtk_string_list_append (rows, segment->name);
      row = segment->id == selected ? i + 1 : row;
    }
  self->filling = TRUE;
  g_clear_pointer (&self->segments, g_ptr_array_unref);
  self->segments = g_ptr_array_ref (segments);
  gtk_drop_down_set_model (self->segment_drop, G_LIST_MODEL (rows));
  gtk_drop_down_set_selected (self->segment_drop, row);
  gtk_widget_set_visible (GTK_WIDGET (self->segment_drop), segments->len > 0);
  self->filling = FALSE;
  if (selected != 0)
    rg_report_page_draw_again (self);
}

static void
rg_report_page_segments_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgReportPage) self = data;
  GPtrArray **segments = rg_store_read_get_data (result);

  if (rg_store_read_finish (RG_STORE (source), result, NULL) && self->store != NULL)
    rg_report_page_fill_segments (self, *segments);
}

static void
rg_report_page_read_segments (RgReportPage *self)
{
  rg_store_read_async (self->store, RG_READER_ROWS, rg_report_page_segments_in_thread,
                       g_new0 (GPtrArray *, 1), rg_report_page_segments_free, NULL,
                       rg_report_page_segments_read_cb, g_object_ref (self));
}

/* --- targets --- */

static void
rg_report_page_targets_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgReportPage) self = data;
  GArray *targets = rg_store_read_targets_finish (RG_STORE (source), result, NULL);

  if (targets == NULL)
    return;
  g_clear_pointer (&self->targets, g_array_unref);
  self->targets = targets;
  self->choice.targets = targets;
  rg_report_page_draw_again (self);
}

static void
rg_report_page_read_targets (RgReportPage *self)
{
  rg_store_read_targets_async (self->store, NULL, rg_report_page_targets_read_cb,
                               g_object_ref (self));
}

static void
rg_report_page_changed_cb (RgReportPage *self, RgChanges *changes)
{
  if (rg_changes_touches (changes, "target"))
    rg_report_page_read_targets (self);
  if (rg_changes_touches (changes, "segment"))
    rg_report_page_read_segments (self);
}

/* Targets are months', so that is what the chart shows next. */
static void
rg_report_page_targets_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgReportPage *self = RG_REPORT_PAGE (widget);

  gtk_drop_down_set_selected (self->period_drop, RG_PERIOD_MONTH);
  adw_dialog_present (rg_targets_dialog_new (self->store, self->choice.location), widget);
}

/* --- opening and printing --- */

static void
rg_report_page_people_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgReportPage) self = data;
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgBitset) people = rg_report_people_finish (result, &dataset);

  if (self->store != NULL && self->opening != NULL)
    rg_people_page_open (GTK_WIDGET (self), self->opening, dataset, people);
  g_clear_pointer (&self->opening, g_free);
}

static void
rg_report_page_open_people (RgReportPage *self, const RgChart *chart, guint point, int bar)
{
  const RgSavedSegment *segment = rg_report_page_get_segment (self);

  if (self->opening != NULL)
    return;
  self->opening
    = bar >= 0 ? g_strdup_printf (
                   /* Translators: who is shown: a part of the customers (“Main Street”), and of it
                    * another one (“25 to 34”). */
                   _("%s: %s"), chart->labels[point],
                   ((RgChartSeries *) chart->series->pdata[bar])->name)
               : g_strdup (chart->labels[point]);
  rg_report_people_async (self->store, &self->choice, segment != NULL ? segment->text : NULL,
                          point, bar, rg_report_page_people_cb, g_object_ref (self));
}

static void
rg_report_page_point_activated_cb (RgReportPage *self, guint point, int bar)
{
  const RgChart *chart = rg_chart_view_get_chart (self->chart_view);
  const RgSavedSegment *segment = rg_report_page_get_segment (self);
  GVariantDict query;

  if (chart == NULL || point >= chart->n_points)
    return;
  if (rg_report_page_is_make_up (self))
    {
      rg_report_page_open_people (self, chart, point, bar);
      return;
    }
  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "title", "s", chart->labels[point]);
  g_variant_dict_insert (&query, "from", "i", chart->days[point]);
  g_variant_dict_insert (&query, "to", "i", rg_period_end (chart->period, chart->days[point]));
  if (!rg_report_page_is_loyalty (self))
    {
      g_variant_dict_insert (&query, "location", "x", self->choice.location);
      g_variant_dict_insert (&query, "category", "x", self->choice.category);
    }
  if (segment != NULL)
    g_variant_dict_insert (&query, "segment", "s", segment->text);
  gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.show-receipts",
                                      g_variant_dict_end (&query));
}

static void
rg_report_page_add_chosen (GString *scope, GtkDropDown *drop)
{
  GtkStringObject *row = gtk_drop_down_get_selected_item (drop);

  if (row != NULL && gtk_widget_get_visible (GTK_WIDGET (drop))
      && gtk_widget_is_sensitive (GTK_WIDGET (drop)))
    g_string_append_printf (scope, "%s%s", scope->len > 0 ? " · " : "",
                            gtk_string_object_get_string (row));
}

/* "By Week · Torggata · All Categories": the row of controls in words. */
static char *
rg_report_page_dup_scope (RgReportPage *self)
{
  GString *scope = g_string_new (NULL);

  rg_report_page_add_chosen (scope, self->period_drop);
  rg_report_page_add_chosen (scope, self->measure_drop);
  rg_report_page_add_chosen (scope, self->trait_drop);
  rg_report_page_add_chosen (scope, self->across_drop);
  rg_report_page_add_chosen (scope, self->location_drop);
  rg_report_page_add_chosen (scope, self->category_drop);
  rg_report_page_add_chosen (scope, self->segment_drop);
  return g_string_free (scope, FALSE);
}

/* What the screen shows, as it shows it. */
static RgReportPrint *
rg_report_page_to_print (RgReportPage *self)
{
  const RgChart *chart = rg_chart_view_get_chart (self->chart_view);
  g_autofree char *scope = rg_report_page_dup_scope (self);

  if (chart == NULL)
    return NULL;
  return rg_report_print_new (rg_store_get_shop (self->store)->name,
                              adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self)), scope,
                              gtk_label_get_label (self->sentence),
                              gtk_label_get_label (self->meaning), self->last_day,
                              rg_chart_copy (chart));
}

static void
rg_report_page_help_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const places[] = {
    [RG_REPORT_SALES] = "numbers#net-sales",
    [RG_REPORT_LOYALTY] = "numbers#returning",
    [RG_REPORT_MAKE_UP] = "numbers#make-up",
  };

  gtk_widget_activate_action (widget, "app.help", "s",
                              places[RG_REPORT_PAGE (widget)->choice.kind]);
}

static void
rg_report_page_print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgReportPrint *print = rg_report_page_to_print (RG_REPORT_PAGE (widget));

  if (print != NULL)
    rg_report_print_run (print, widget);
}

static void
rg_report_page_save_pdf_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgReportPrint *print = rg_report_page_to_print (RG_REPORT_PAGE (widget));

  if (print != NULL)
    rg_report_print_save (print, widget);
}

static void
rg_report_page_save_table_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgReportPrint *print = rg_report_page_to_print (RG_REPORT_PAGE (widget));

  if (print != NULL)
    rg_report_print_save_table (print, widget);
}

/* --- GObject --- */

/* Those that the report has. */
static void
rg_report_page_show_controls (RgReportPage *self)
{
  const gboolean sales = self->choice.kind == RG_REPORT_SALES;
  g_autoptr (GtkStringList) traits = gtk_string_list_new (NULL);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self),
                                 rg_report_title (self->choice.kind));
  for (guint i = 0; i < RG_N_MAKE_UPS; i++)
    gtk_string_list_append (traits, rg_make_up_title ((RgMakeUpOf) i));
  gtk_drop_down_set_model (self->trait_drop, G_LIST_MODEL (traits));
  gtk_widget_set_visible (GTK_WIDGET (self->period_drop), sales);
  gtk_widget_set_visible (GTK_WIDGET (self->compare_toggle), sales);
  gtk_widget_set_visible (self->target_button, sales);
  gtk_widget_set_visible (GTK_WIDGET (self->measure_drop), rg_report_page_is_loyalty (self));
  gtk_widget_set_visible (GTK_WIDGET (self->trait_drop), rg_report_page_is_make_up (self));
  gtk_widget_set_visible (GTK_WIDGET (self->across_drop), rg_report_page_is_make_up (self));
}

static void
rg_report_page_constructed (GObject *object)
{
  RgReportPage *self = RG_REPORT_PAGE (object);
  const char *report = NULL;

  G_OBJECT_CLASS (rg_report_page_parent_class)->constructed (object);
  if (self->variant != NULL)
    g_variant_lookup (self->variant, "report", "&s", &report);
  self->choice.kind = g_strcmp0 (report, "loyalty") == 0   ? RG_REPORT_LOYALTY
                      : g_strcmp0 (report, "make-up") == 0 ? RG_REPORT_MAKE_UP
                                                           : RG_REPORT_SALES;
  rg_report_page_show_controls (self);
  gtk_drop_down_set_selected (self->period_drop, RG_PERIOD_WEEK);
  rg_report_page_enable_output (self, FALSE);
  self->filling = FALSE;

  g_signal_connect_object (self->store, "dataset-changed",
                           G_CALLBACK (rg_report_page_dataset_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (rg_report_page_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_report_page_dataset_changed_cb (self);
  rg_report_page_read_segments (self);
  rg_report_page_read_targets (self);
}

static void
rg_report_page_dispose (GObject *object)
{
  RgReportPage *self = RG_REPORT_PAGE (object);

  self->filling = TRUE;
  g_cancellable_cancel (self->making);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_REPORT_PAGE);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_report_page_parent_class)->dispose (object);
}

static void
rg_report_page_finalize (GObject *object)
{
  RgReportPage *self = RG_REPORT_PAGE (object);

  g_clear_object (&self->making);
  g_clear_pointer (&self->opening, g_free);
  g_clear_pointer (&self->targets, g_array_unref);
  g_clear_pointer (&self->segments, g_ptr_array_unref);
  g_clear_pointer (&self->locations, g_array_unref);
  g_clear_pointer (&self->categories, g_array_unref);
  g_clear_pointer (&self->variant, g_variant_unref);
  G_OBJECT_CLASS (rg_report_page_parent_class)->finalize (object);
}

static void
rg_report_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RgReportPage *self = RG_REPORT_PAGE (object);

  if (id == PROP_STORE)
    g_value_set_object (value, self->store);
  else if (id == PROP_QUERY)
    g_value_set_variant (value, self->variant);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_report_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgReportPage *self = RG_REPORT_PAGE (object);

  if (id == PROP_STORE)
    self->store = g_value_dup_object (value);
  else if (id == PROP_QUERY)
    self->variant = g_value_dup_variant (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_report_page_bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RgReportPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgReportPage, period_drop);
  gtk_widget_class_bind_template_child (widget_class, RgReportPage, measure_drop);
  gtk_widget_class_bind_template_child (widget_class, RgReportPage, trait_drop);
  gtk_widget_class_bind_template_child (widget_class, RgReportPage, across_drop);
  gtk_widget_class_bind_template_child (widget_class, RgReportPage, location_drop);
  gtk_widget_class_bind_template_child (widget_class, RgReportPage, category_drop);
  gtk_widget_class_bind_template_child (widget_class, RgReportPage, segment_drop);
  gtk_widget_class_bind_template_child (widget_class, RgReportPage, compare_toggle);
  gtk_widget_class_bind_template_child (widget_class, RgReportPage, target_button);
  gtk_widget_class_bind_template_child (widget_class, RgReportPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, RgReportPage, chart_view);
  gtk_widget_class_bind_template_child (widget_class, RgReportPage, meaning);
  gtk_widget_class_bind_template_callback (widget_class, rg_report_page_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_report_page_point_activated_cb);
}

static void
rg_report_page_class_init (RgReportPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rg_report_page_constructed;
  object_class->dispose = rg_report_page_dispose;
  object_class->finalize = rg_report_page_finalize;
  object_class->get_property = rg_report_page_get_property;
  object_class->set_property = rg_report_page_set_property;
  properties[PROP_STORE]
    = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_QUERY]
    = g_param_spec_variant ("query", NULL, NULL, G_VARIANT_TYPE_VARDICT, NULL,
                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (RG_TYPE_CHART_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-report-page.ui");
  rg_report_page_bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "page.help", NULL, rg_report_page_help_action);
  gtk_widget_class_install_action (widget_class, "page.print", NULL,
                                   rg_report_page_print_action);
  gtk_widget_class_install_action (widget_class, "page.save-pdf", NULL,
                                   rg_report_page_save_pdf_action);
  gtk_widget_class_install_action (widget_class, "page.save-table", NULL,
                                   rg_report_page_save_table_action);
  gtk_widget_class_install_action (widget_class, "page.targets", NULL,
                                   rg_report_page_targets_action);
}

static void
rg_report_page_init (RgReportPage *self)
{
  self->filling = TRUE;
  self->locations = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->categories = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  rg_drop_down_shorten (self->period_drop);
  rg_drop_down_shorten (self->measure_drop);
  rg_drop_down_shorten (self->trait_drop);
  rg_drop_down_shorten (self->across_drop);
  rg_drop_down_shorten (self->location_drop);
  rg_drop_down_shorten (self->category_drop);
  rg_drop_down_shorten (self->segment_drop);
}
