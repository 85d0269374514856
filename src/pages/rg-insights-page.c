/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The cards of Insights. */
#include "pages/rg-insights-page.h"

#include "pages/rg-report.h"
#include "store/rg-store.h"
#include "widgets/rg-chart-plot.h"

struct _RgInsightsPage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  GtkWidget *cards;
  GtkWidget *sales_card;
  GtkLabel *sales_title;
  RgChartPlot *sales_plot;
  GtkLabel *sales_sentence;
  GtkWidget *loyalty_card;
  GtkLabel *loyalty_title;
  RgChartPlot *loyalty_plot;
  GtkLabel *loyalty_sentence;
  GtkWidget *people_card;
  GtkLabel *people_title;
  RgChartPlot *people_plot;
  GtkLabel *people_sentence;

  RgStore *store;
};

enum
{
  PROP_STORE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RgInsightsPage, rg_insights_page, ADW_TYPE_NAVIGATION_PAGE)

/* A card is one button, so its words are spoken as one. */
static void
rg_insights_page_name_card (GtkWidget *card, GtkLabel *title, const char *sentence)
{
  g_autofree char *name = g_strdup_printf ("%s %s", gtk_label_get_label (title), sentence);

  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
rg_insights_page_sales_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgInsightsPage) self = data;
  g_autoptr (RgReportMade) made = rg_report_make_finish (result, NULL);

  if (made == NULL || self->store == NULL)
    return;
  gtk_label_set_label (self->sales_sentence, made->sentence);
  rg_insights_page_name_card (self->sales_card, self->sales_title, made->sentence);
  gtk_stack_set_visible_child_name (self->stack, made->chart != NULL ? "cards" : "empty");
  rg_chart_plot_take_chart (self->sales_plot, g_steal_pointer (&made->chart));
}

static void
rg_insights_page_loyalty_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgInsightsPage) self = data;
  g_autoptr (RgReportMade) made = rg_report_make_finish (result, NULL);

  if (made == NULL || self->store == NULL)
    return;
  gtk_label_set_label (self->loyalty_sentence, made->sentence);
  rg_insights_page_name_card (self->loyalty_card, self->loyalty_title, made->sentence);
  rg_chart_plot_take_chart (self->loyalty_plot, g_steal_pointer (&made->chart));
}

static void
rg_insights_page_people_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgInsightsPage) self = data;
  g_autoptr (RgReportMade) made = rg_report_make_finish (result, NULL);

  if (made == NULL || self->store == NULL)
    return;
  gtk_label_set_label (self->people_sentence, made->sentence);
  rg_insights_page_name_card (self->people_card, self->people_title, made->sentence);
  rg_chart_plot_take_chart (self->people_plot, g_steal_pointer (&made->chart));
}

static void
rg_insights_page_fill (RgInsightsPage *self)
{
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (self->store);
  const RgReportChoice sales = { .kind = RG_REPORT_SALES, .period = RG_PERIOD_WEEK,
                                 .compare = TRUE };
  const RgReportChoice loyalty = { .kind = RG_REPORT_LOYALTY };
  const RgReportChoice people = { .kind = RG_REPORT_MAKE_UP };

  if (dataset == NULL)
    return;
  rg_report_make_async (self->store, &people, NULL, NULL, rg_insights_page_people_cb,
                        g_object_ref (self));
  rg_report_make_async (self->store, &loyalty, NULL, NULL, rg_insights_page_loyalty_cb,
                        g_object_ref (self));
  rg_report_make_async (self->store, &sales, NULL, NULL, rg_insights_page_sales_cb,
                        g_object_ref (self));
}

static void
rg_insights_page_constructed (GObject *object)
{
  RgInsightsPage *self = RG_INSIGHTS_PAGE (object);

  G_OBJECT_CLASS (rg_insights_page_parent_class)->constructed (object);
  g_signal_connect_object (self->store, "dataset-changed", G_CALLBACK (rg_insights_page_fill),
                           self, G_CONNECT_SWAPPED);
  rg_insights_page_fill (self);
}

static void
rg_insights_page_dispose (GObject *object)
{
  RgInsightsPage *self = RG_INSIGHTS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_INSIGHTS_PAGE);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_insights_page_parent_class)->dispose (object);
}

static void
rg_insights_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STORE)
    g_value_set_object (value, RG_INSIGHTS_PAGE (object)->store);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_insights_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STORE)
    RG_INSIGHTS_PAGE (object)->store = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_insights_page_class_init (RgInsightsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rg_insights_page_constructed;
  object_class->dispose = rg_insights_page_dispose;
  object_class->get_property = rg_insights_page_get_property;
  object_class->set_property = rg_insights_page_set_property;
  properties[PROP_STORE]
    = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (RG_TYPE_CHART_PLOT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-insights-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgInsightsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgInsightsPage, cards);
  gtk_widget_class_bind_template_child (widget_class, RgInsightsPage, sales_card);
  gtk_widget_class_bind_template_child (widget_class, RgInsightsPage, sales_title);
  gtk_widget_class_bind_template_child (widget_class, RgInsightsPage, sales_plot);
  gtk_widget_class_bind_template_child (widget_class, RgInsightsPage, sales_sentence);
  gtk_widget_class_bind_template_child (widget_class, RgInsightsPage, loyalty_card);
  gtk_widget_class_bind_template_child (widget_class, RgInsightsPage, loyalty_title);
  gtk_widget_class_bind_template_child (widget_class, RgInsightsPage, loyalty_plot);
  gtk_widget_class_bind_template_child (widget_class, RgInsightsPage, loyalty_sentence);
  gtk_widget_class_bind_template_child (widget_class, RgInsightsPage, people_card);
  gtk_widget_class_bind_template_child (widget_class, RgInsightsPage, people_title);
  gtk_widget_class_bind_template_child (widget_class, RgInsightsPage, people_plot);
  gtk_widget_class_bind_template_child (widget_class, RgInsightsPage, people_sentence);
}

static void
rg_insights_page_init (RgInsightsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
