/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Puts the plot, the line that reads a point out, and the table together. */
#include "widgets/rg-chart-view.h"

#include "base/rg-i18n.h"
#include "widgets/rg-chart-plot.h"

struct _RgChartView
{
  GtkWidget parent_instance;

  GtkStack *stack;
  RgChartPlot *plot;
  GtkColumnView *table;
  GtkWidget *footer;
  GtkLabel *readout;
  GtkToggleButton *table_button;

  gboolean show_table;
};

enum
{
  PROP_SHOW_TABLE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  POINT_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgChartView, rg_chart_view, GTK_TYPE_WIDGET)

static void
rg_chart_view_read_out (RgChartView *self)
{
  g_autofree char *text = self->show_table ? g_strdup (_("Open a row to see its receipts"))
                                           : rg_chart_plot_dup_text (self->plot);

  gtk_label_set_label (self->readout,
                       text != NULL ? text
                                    : _("Point at the chart, or use the arrow keys, to read it"));
}

static void
rg_chart_view_selected_cb (RgChartView *self)
{
  rg_chart_view_read_out (self);
}

static void
rg_chart_view_plot_activated_cb (RgChartView *self, guint point, int bar)
{
  g_signal_emit (self, signals[POINT_ACTIVATED], 0, point, bar);
}

static void
rg_chart_view_row_activated_cb (RgChartView *self, guint row)
{
  g_signal_emit (self, signals[POINT_ACTIVATED], 0, row, -1);
}

/* The table is the chart's points in order, so a row's position is its point. */
static void
rg_chart_view_setup_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item,
                             RgChartView *self)
{
  GtkWidget *label = gtk_inscription_new (NULL);
  gboolean is_value = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "series")) >= 0;

  gtk_inscription_set_xalign (GTK_INSCRIPTION (label), is_value ? 1 : 0);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (label), is_value ? 10 : 16);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
rg_chart_view_bind_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item,
                            RgChartView *self)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const RgChart *chart = rg_chart_plot_get_chart (self->plot);
  guint point = gtk_list_item_get_position (item);
  int series = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "series"));
  g_autofree char *text = NULL;

  if (chart == NULL || point >= chart->n_points || series >= (int) chart->series->len)
    return;
  if (series < 0)
    text = g_strdup (chart->labels != NULL ? chart->labels[point] : "");
  else
    text = rg_chart_format (
      chart,
      ((RgChartSeries *) g_ptr_array_index (chart->series, (guint) series))->values[point]);
  gtk_inscription_set_text (GTK_INSCRIPTION (label), text);
}

/* series -1 is the column of the points' names. */
static void
rg_chart_view_add_column (RgChartView *self, const char *title, int series)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_object_set_data (G_OBJECT (factory), "series", GINT_TO_POINTER (series));
  g_signal_connect_object (factory, "setup", G_CALLBACK (rg_chart_view_setup_cell_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (rg_chart_view_bind_cell_cb), self, 0);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (self->table, column);
}

/* GTK has no alignment for the title of a column; numbers and their title both end on the right. */
static void
rg_chart_view_align_titles (RgChartView *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->table));
  GtkWidget *title = gtk_widget_get_first_child (header);

  while (title != NULL && (title = gtk_widget_get_next_sibling (title)) != NULL)
    if (gtk_widget_get_first_child (title) != NULL)
      gtk_widget_set_halign (gtk_widget_get_first_child (title), GTK_ALIGN_END);
}

static void
rg_chart_view_fill_table (RgChartView *self)
{
  const RgChart *chart = rg_chart_plot_get_chart (self->plot);
  GListModel *columns = gtk_column_view_get_columns (self->table);
  g_autoptr (GtkStringList) points = gtk_string_list_new (NULL);
  g_autoptr (GtkNoSelection) model = NULL;

  gtk_column_view_set_model (self->table, NULL);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->table, column);
    }
  if (chart == NULL)
    return;
  rg_chart_view_add_column (self, _("When"), -1);
  for (guint i = 0; i < chart->series->len; i++)
    rg_chart_view_add_column (
      self, ((RgChartSeries *) g_ptr_array_index (chart->series, i))->name, (int) i);
  rg_chart_view_align_titles (self);
  for (guint i = 0; i < chart->n_points; i++)
    gtk_string_list_append (points, "");
  model = gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&points)));
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (model));
}

static void
rg_chart_view_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_CHART_VIEW);
  /* The template takes down only what is bound by name. */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rg_chart_view_parent_class)->dispose (object);
}

static void
rg_chart_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SHOW_TABLE)
    g_value_set_boolean (value, RG_CHART_VIEW (object)->show_table);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_chart_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SHOW_TABLE)
    rg_chart_view_set_show_table (RG_CHART_VIEW (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_chart_view_class_init (RgChartViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_chart_view_dispose;
  object_class->get_property = rg_chart_view_get_property;
  object_class->set_property = rg_chart_view_set_property;
  properties[PROP_SHOW_TABLE]
    = g_param_spec_boolean ("show-table", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[POINT_ACTIVATED]
    = g_signal_new ("point-activated", RG_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_INT);

  g_type_ensure (RG_TYPE_CHART_PLOT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/widgets/rg-chart-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RgChartView, stack);
  gtk_widget_class_bind_template_child (widget_class, RgChartView, plot);
  gtk_widget_class_bind_template_child (widget_class, RgChartView, table);
  gtk_widget_class_bind_template_child (widget_class, RgChartView, footer);
  gtk_widget_class_bind_template_child (widget_class, RgChartView, readout);
  gtk_widget_class_bind_template_child (widget_class, RgChartView, table_button);
}

static void
rg_chart_view_init (RgChartView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->plot, "notify::selected",
                           G_CALLBACK (rg_chart_view_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plot, "point-activated",
                           G_CALLBACK (rg_chart_view_plot_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "activate", G_CALLBACK (rg_chart_view_row_activated_cb),
                           self, G_CONNECT_SWAPPED);
  rg_chart_view_read_out (self);
}

void
rg_chart_view_take_chart (RgChartView *self, RgChart *chart)
{
  g_return_if_fail (RG_IS_CHART_VIEW (self));

  /* Rows that are still bound must not meet a chart of another length. */
  gtk_column_view_set_model (self->table, NULL);
  rg_chart_plot_take_chart (self->plot, chart);
  rg_chart_view_fill_table (self);
}

const RgChart *
rg_chart_view_get_chart (RgChartView *self)
{
  g_return_val_if_fail (RG_IS_CHART_VIEW (self), NULL);
  return rg_chart_plot_get_chart (self->plot);
}

gboolean
rg_chart_view_get_show_table (RgChartView *self)
{
  g_return_val_if_fail (RG_IS_CHART_VIEW (self), FALSE);
  return self->show_table;
}

void
rg_chart_view_set_show_table (RgChartView *self, gboolean show_table)
{
  g_return_if_fail (RG_IS_CHART_VIEW (self));

  if (self->show_table == show_table)
    return;
  self->show_table = show_table;
  gtk_stack_set_visible_child_name (self->stack, show_table ? "table" : "chart");
  rg_chart_view_read_out (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_TABLE]);
}
