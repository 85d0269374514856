/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is behind a figure of a campaign's results. */
#include "pages/rg-figure-page.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-campaign-sight.h"
#include "pages/rg-figure-side-group.h"
#include "pages/rg-proof-group.h"
#include "store/rg-campaign-figures.h"

struct _RgFigurePage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  GtkLabel *total_label;
  GtkLabel *each_label;
  AdwPreferencesGroup *sum_group;
  GtkBox *sides_box;
  AdwStatusPage *failed_page;

  RgStore *store;
  GVariant *query;
  GCancellable *cancellable;
  GPtrArray *rows; /* borrowed, of sum_group */
};

enum
{
  PROP_STORE = 1,
  PROP_QUERY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RgFigurePage, rg_figure_page, ADW_TYPE_NAVIGATION_PAGE)

GtkWidget *
rg_figure_page_open_from (GtkWidget *row, gint64 campaign, const char *figure, const char *title)
{
  /* Translators: %s is the name of a figure, such as "Extra sales", or of a group of people. */
  g_autofree char *words = g_strdup_printf (_("Show What Is Behind “%s”"), title);
  GVariantDict query;

  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "title", "s", title);
  g_variant_dict_insert (&query, "campaign", "x", campaign);
  g_variant_dict_insert (&query, "figure", "s", figure);
  return rg_proof_row_open (row, words, "win.show-figure", g_variant_dict_end (&query));
}

/* --- how it adds up --- */

static void
rg_figure_page_add (RgFigurePage *self, const char *title, const char *subtitle, gint64 minor,
                    const char *currency)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *amount = rg_money_format (minor, currency);
  GtkWidget *label = gtk_label_new (amount);

  gtk_widget_add_css_class (label, "numeric");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (self->sum_group, row);
  g_ptr_array_add (self->rows, row);
}

/* How what a group made became its part of the figure. */
static char *
rg_figure_page_dup_side (const RgFigureSide *side, const char *currency)
{
  g_autofree char *sum = rg_money_format (side->sum, currency);
  g_autofree char *people = rg_number_format (side->n), *as_many = rg_number_format (side->as_many);

  if (side->as_many == 0 || side->as_many == side->n)
    return g_strdup ("");
  if (side->as_many == 1)
    /* Translators: an amount of money, and how many people made it together. */
    return g_strdup_printf (P_ ("%s of %s person, for one of them",
                                "%s of %s people, for one of them", side->n), sum, people);
  /* Translators: an amount of money, how many people made it together, and of how many the other
   * group is: "NOK 350.00 of 20 people, as if they were 212". */
  return g_strdup_printf (P_ ("%s of %s person, as if they were %s",
                              "%s of %s people, as if they were %s", side->n), sum, people,
                          as_many);
}

static void
rg_figure_page_show_sum (RgFigurePage *self, const RgFigure *figure)
{
  const gboolean alone = figure->sides->len == 1 && figure->lines->len == 0
                         && figure->rounding == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->sum_group), figure->adds_up && !alone);
  if (!figure->adds_up || alone)
    return;
  for (guint i = 0; i < figure->sides->len; i++)
    {
      const RgFigureSide *side = figure->sides->pdata[i];
      g_autofree char *words = rg_figure_page_dup_side (side, figure->currency);

      rg_figure_page_add (self, side->name, words, side->counts, figure->currency);
    }
  for (guint i = 0; i < figure->lines->len; i++)
    {
      const RgFigureLine *line = &g_array_index (figure->lines, RgFigureLine, i);

      rg_figure_page_add (self, line->label, "", line->minor, figure->currency);
    }
  if (figure->rounding != 0)
    rg_figure_page_add (self, _("Rounding"), "", figure->rounding, figure->currency);
}

/* What of it is one letter's. */
static void
rg_figure_page_show_each (RgFigurePage *self, const RgFigure *figure)
{
  g_autofree char *each =
    rg_money_format (rg_figure_get_each (figure->minor, figure->pieces), figure->currency);
  g_autofree char *pieces = rg_number_format (figure->pieces);
  /* Translators: an amount of money, and a number of people: "NOK 42.45 for each of 212 people
   * written to". */
  g_autofree char *words = g_strdup_printf (P_ ("%s for %s person written to",
                                                "%s for each of %s people written to",
                                                figure->pieces), each, pieces);

  gtk_label_set_text (self->each_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->each_label), figure->pieces > 0);
}

static void
rg_figure_page_clear (RgFigurePage *self)
{
  GtkWidget *child;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->sum_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sides_box))) != NULL)
    gtk_box_remove (self->sides_box, child);
}

static void
rg_figure_page_show (RgFigurePage *self, const RgFigure *figure)
{
  g_autofree char *total = rg_money_format (figure->minor, figure->currency);

  rg_figure_page_clear (self);
  gtk_label_set_text (self->total_label, total);
  gtk_widget_set_visible (GTK_WIDGET (self->total_label), figure->adds_up);
  rg_figure_page_show_each (self, figure);
  rg_figure_page_show_sum (self, figure);
  for (guint i = 0; i < figure->sides->len; i++)
    {
      const RgFigureSide *side = figure->sides->pdata[i];

      /* Of nothing it is said above that it is nothing. */
      if (side->parts->len > 0 || !figure->adds_up || i == 0)
        gtk_box_append (self->sides_box, rg_figure_side_group_new (self->store, figure, side));
    }
  gtk_stack_set_visible_child_name (self->stack, "figure");
}

/* --- reading --- */

typedef struct {
  RgShop *shop;
  RgDataset *dataset;
  gint64 campaign;
  char *id;
  RgFigure *figure;
} RgFigureReading;

static void
rg_figure_reading_free (gpointer data)
{
  RgFigureReading *reading = data;

  rg_figure_free (reading->figure);
  rg_dataset_unref (reading->dataset);
  rg_shop_free (reading->shop);
  g_free (reading->id);
  g_free (reading);
}

static gboolean
rg_figure_page_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgFigureReading *reading = data;

  reading->figure = rg_campaign_figure_read (db, reading->dataset, reading->shop,
                                             reading->campaign, reading->id,
                                             rg_shop_get_day (reading->shop), error);
  return reading->figure != NULL;
}

static void
rg_figure_page_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgFigurePage) self = data;
  g_autoptr (GError) error = NULL;
  RgFigureReading *reading = rg_store_read_get_data (result);
  const gboolean read = rg_store_read_finish (RG_STORE (source), result, &error);

  if (self->store == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (read)
    rg_figure_page_show (self, reading->figure);
  else
    {
      g_autofree char *text = rg_error_text (error);

      adw_status_page_set_description (self->failed_page, text);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
}

/* While sales are still being read, the page waits for them. */
static void
rg_figure_page_load (RgFigurePage *self)
{
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (self->store);
  RgFigureReading *reading;

  if (dataset == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  reading = g_new0 (RgFigureReading, 1);
  reading->dataset = g_steal_pointer (&dataset);
  reading->shop = rg_shop_copy (rg_store_get_shop (self->store));
  g_variant_lookup (self->query, "campaign", "x", &reading->campaign);
  if (!g_variant_lookup (self->query, "figure", "s", &reading->id))
    reading->id = g_strdup ("");
  rg_store_read_async (self->store, RG_READER_REPORT, rg_figure_page_read_in_thread, reading,
                       rg_figure_reading_free, self->cancellable, rg_figure_page_read_cb,
                       g_object_ref (self));
}

static void
rg_figure_page_changed_cb (RgFigurePage *self, RgChanges *changes)
{
  if (rg_campaign_sight_is_touched (changes))
    rg_figure_page_load (self);
}

/* --- GObject --- */

static void
rg_figure_page_constructed (GObject *object)
{
  RgFigurePage *self = RG_FIGURE_PAGE (object);
  const char *title;

  G_OBJECT_CLASS (rg_figure_page_parent_class)->constructed (object);
  if (g_variant_lookup (self->query, "title", "&s", &title) && *title != '\0')
    adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  g_signal_connect_object (self->store, "dataset-changed", G_CALLBACK (rg_figure_page_load), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (rg_figure_page_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_figure_page_load (self);
}

static void
rg_figure_page_dispose (GObject *object)
{
  RgFigurePage *self = RG_FIGURE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_FIGURE_PAGE);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_figure_page_parent_class)->dispose (object);
}

static void
rg_figure_page_finalize (GObject *object)
{
  RgFigurePage *self = RG_FIGURE_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->query, g_variant_unref);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (rg_figure_page_parent_class)->finalize (object);
}

static void
rg_figure_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgFigurePage *self = RG_FIGURE_PAGE (object);

  if (id == PROP_STORE)
    self->store = g_value_dup_object (value);
  else if (id == PROP_QUERY)
    self->query = g_value_dup_variant (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_figure_page_class_init (RgFigurePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rg_figure_page_constructed;
  object_class->dispose = rg_figure_page_dispose;
  object_class->finalize = rg_figure_page_finalize;
  object_class->set_property = rg_figure_page_set_property;
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  properties[PROP_QUERY] = g_param_spec_variant ("query", NULL, NULL, G_VARIANT_TYPE_VARDICT,
                                                 NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-figure-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgFigurePage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgFigurePage, total_label);
  gtk_widget_class_bind_template_child (widget_class, RgFigurePage, each_label);
  gtk_widget_class_bind_template_child (widget_class, RgFigurePage, sum_group);
  gtk_widget_class_bind_template_child (widget_class, RgFigurePage, sides_box);
  gtk_widget_class_bind_template_child (widget_class, RgFigurePage, failed_page);
}

static void
rg_figure_page_init (RgFigurePage *self)
{
  self->rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
