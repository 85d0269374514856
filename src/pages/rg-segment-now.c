/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The panel "Now". */
#include "pages/rg-segment-now.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-segment-aside.h"

struct _RgSegmentNow
{
  GtkBox parent_instance;

  GtkLabel *count;
  GtkLabel *customers;
  GtkLabel *sales;
  GtkLabel *names;
  GtkLabel *sentence;
  RgSegmentAside *aside;
};

G_DEFINE_FINAL_TYPE (RgSegmentNow, rg_segment_now, GTK_TYPE_BOX)

static void
rg_segment_now_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_SEGMENT_NOW);
  G_OBJECT_CLASS (rg_segment_now_parent_class)->dispose (object);
}

static void
rg_segment_now_class_init (RgSegmentNowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_segment_now_dispose;
  g_type_ensure (RG_TYPE_SEGMENT_ASIDE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-segment-now.ui");
  gtk_widget_class_bind_template_child (widget_class, RgSegmentNow, aside);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentNow, count);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentNow, customers);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentNow, names);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentNow, sales);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentNow, sentence);
}

static void
rg_segment_now_init (RgSegmentNow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static double
rg_share (double part, double whole)
{
  return whole > 0 ? part / whole : 0;
}

/* Nobody, since nothing is known. */
static gboolean
rg_segment_figures_lack (const RgSegmentFigures *figures)
{
  return figures->count == 0 && figures->no_data != NULL;
}

void
rg_segment_now_show (RgSegmentNow *self, const RgSegmentFigures *figures, const char *sentence)
{
  g_autofree char *count = rg_number_format (figures->count);
  g_autofree char *customers = rg_percent_format (rg_share (figures->count, figures->customers), 1);
  g_autofree char *sales =
    rg_percent_format (rg_share ((double) figures->spend, (double) figures->net_sales), 1);
  /* Translators: %s is a share in per cent. */
  g_autofree char *of_customers = g_strdup_printf (_("%s of customers"), customers);
  /* Translators: %s is a share in per cent, of all sales on record. */
  g_autofree char *of_sales = g_strdup_printf (_("%s of sales"), sales);

  const gboolean unknown = rg_segment_figures_lack (figures);
  g_autofree char *words =
    figures->no_data != NULL ? g_strdup_printf ("%s\n%s", sentence, figures->no_data) : NULL;

  /* Translators: in place of a number that nothing is known for. */
  gtk_label_set_text (self->count, unknown ? _("No data") : count);
  gtk_label_set_text (self->customers, unknown ? "" : of_customers);
  gtk_label_set_text (self->sales, unknown ? "" : of_sales);
  gtk_label_set_text (self->sentence, words != NULL ? words : sentence);
}

void
rg_segment_now_follow (RgSegmentNow *self, RgStore *store, const RgNode *root)
{
  rg_segment_aside_follow (self->aside, store, root);
}

void
rg_segment_now_show_names (RgSegmentNow *self, const char *names)
{
  gtk_label_set_text (self->names, names != NULL ? names : "");
  gtk_widget_set_visible (GTK_WIDGET (self->names), names != NULL && *names != '\0');
}

void
rg_segment_now_set_stale (RgSegmentNow *self, gboolean stale)
{
  GtkWidget *labels[] = { GTK_WIDGET (self->count), GTK_WIDGET (self->customers),
                          GTK_WIDGET (self->sales) };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (stale)
        gtk_widget_add_css_class (labels[i], "dimmed");
      else
        gtk_widget_remove_css_class (labels[i], "dimmed");
    }
}

char *
rg_segment_figures_dup_line (const RgSegmentFigures *figures)
{
  g_autofree char *count = rg_number_format (figures->count);
  g_autofree char *share = rg_percent_format (rg_share (figures->count, figures->customers), 1);

  if (rg_segment_figures_lack (figures))
    return g_strdup (_("No data"));
  /* Translators: how many customers, and what share of all in per cent. */
  return g_strdup_printf (P_("%s customer · %s", "%s customers · %s", figures->count), count,
                          share);
}
