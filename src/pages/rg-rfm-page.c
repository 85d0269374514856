/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The grid of last visits and visits. The cells are buttons, so that arrow keys walk over them. */
#include "pages/rg-rfm-page.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-group-row.h"
#include "pages/rg-people-page.h"
#include "pages/rg-segment-maker.h"
#include "pages/rg-writes.h"
#include "rules/rg-rfm.h"

struct _RgRfmPage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  GtkGrid *grid;
  AdwPreferencesGroup *list;

  RgStore *store;
  RgDataset *dataset; /* that is shown */
  RgRfm *rfm;
  RgDay today;
  GPtrArray *rows;    /* of the list; borrowed */
};

enum { PROP_0, PROP_STORE, PROP_QUERY, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgRfmPage, rg_rfm_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- words -------------------------------------------------------------------------------- */

static char *
rg_rfm_page_dup_people (guint people)
{
  g_autofree char *number = rg_number_format (people);

  /* Translators: %s is a number. */
  return g_strdup_printf (P_("%s customer", "%s customers", people), number);
}

static char *
rg_rfm_page_dup_share (RgRfmPage *self, const RgRfmSum *sum)
{
  return self->rfm->all.spend > 0
           ? rg_percent_format ((double) sum->spend / (double) self->rfm->all.spend, 0)
           : g_strdup ("–");
}

/* "34 % of sales". */
static char *
rg_rfm_page_dup_sales (RgRfmPage *self, const RgRfmSum *sum)
{
  g_autofree char *share = rg_rfm_page_dup_share (self, sum);

  /* Translators: %s is a share, "34 %". */
  return g_strdup_printf (_("%s of sales"), share);
}

static char *
rg_rfm_page_dup_amount (RgRfmPage *self, const RgRfmSum *sum)
{
  return rg_money_format_whole (sum->spend, rg_store_get_shop (self->store)->currency);
}

/* Of a column: "3 to 12 days ago". */
static char *
rg_rfm_page_dup_away (RgRfmPage *self, const RgRfmRange *range)
{
  const int least = self->today - (RgDay) range->most, most = self->today - (RgDay) range->least;

  if (range->people == 0)
    return g_strdup ("–");
  if (least == most)
    return g_strdup_printf (P_("%d day ago", "%d days ago", most), most);
  /* Translators: of last visits: days. */
  return g_strdup_printf (_("%d to %d days ago"), least, most);
}

/* Of a row: "3 to 4 visits". */
static char *
rg_rfm_page_dup_visits (const RgRfmRange *range)
{
  const int least = (int) range->least, most = (int) range->most;

  if (range->people == 0)
    return g_strdup ("–");
  if (least == most)
    return g_strdup_printf (P_("%d visit", "%d visits", most), most);
  /* Translators: of customers: numbers of visits. */
  return g_strdup_printf (_("%d to %d visits"), least, most);
}

/* --- the grid ----------------------------------------------------------------------------- */

/* Scores from 1, across and down. */
static void
rg_rfm_page_cell_cb (RgRfmPage *self, GtkWidget *cell)
{
  const guint place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cell), "rg-place"));
  const guint recency = place / 10, frequency = place % 10;
  g_autoptr (GArray) ids = rg_rfm_cell_ids (self->rfm, self->dataset, recency, frequency);

  rg_people_page_open_ids (GTK_WIDGET (self),
                           rg_rfm_region_title (rg_rfm_region_of (recency, frequency)), ids);
}

static GtkWidget *
rg_rfm_page_new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
rg_rfm_page_new_cell (RgRfmPage *self, guint recency, guint frequency)
{
  const RgRfmSum *sum = &self->rfm->cell[recency - 1][frequency - 1];
  const char *title = rg_rfm_region_title (rg_rfm_region_of (recency, frequency));
  g_autofree char *number = rg_number_format (sum->people);
  g_autofree char *people = rg_rfm_page_dup_people (sum->people);
  g_autofree char *sales = rg_rfm_page_dup_sales (self, sum);
  g_autofree char *amount = rg_rfm_page_dup_amount (self, sum);
  g_autofree char *away = rg_rfm_page_dup_away (self, &self->rfm->recency[recency - 1]);
  g_autofree char *visits = rg_rfm_page_dup_visits (&self->rfm->frequency[frequency - 1]);
  g_autofree char *spoken = NULL;
  GtkWidget *cell = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), rg_rfm_page_new_label (title, "caption"));
  gtk_box_append (GTK_BOX (box), rg_rfm_page_new_label (number, "title-3"));
  gtk_box_append (GTK_BOX (box), rg_rfm_page_new_label (sales, "caption"));
  gtk_button_set_child (GTK_BUTTON (cell), box);
  gtk_widget_set_hexpand (cell, TRUE);
  gtk_widget_add_css_class (cell, "rg-cell");
  if (sum->spend * 10 >= self->rfm->all.spend && sum->spend > 0)
    gtk_widget_add_css_class (cell, "rg-much");
  /* Translators: one cell of a grid, spoken: a name, "120 customers", "£12,000", "34 % of sales",
   * "3 to 12 days ago", "3 to 4 visits". */
  spoken = g_strdup_printf (_("%s: %s, %s, %s, last visit %s, %s"), title, people, amount, sales,
                            away, visits);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_widget_set_tooltip_text (cell, spoken);
  gtk_widget_set_sensitive (cell, sum->people > 0);
  g_object_set_data (G_OBJECT (cell), "rg-place", GUINT_TO_POINTER (recency * 10 + frequency));
  g_signal_connect_object (cell, "clicked", G_CALLBACK (rg_rfm_page_cell_cb), self,
                           G_CONNECT_SWAPPED);
  return cell;
}

static void
rg_rfm_page_fill_grid (RgRfmPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  for (int score = 1; score <= RG_SCORE_PARTS; score++)
    {
      g_autofree char *away = rg_rfm_page_dup_away (self, &self->rfm->recency[score - 1]);
      g_autofree char *visits = rg_rfm_page_dup_visits (&self->rfm->frequency[score - 1]);

      gtk_grid_attach (self->grid, rg_rfm_page_new_label (visits, "caption-heading"), 0,
                       RG_SCORE_PARTS - score, 1, 1);
      gtk_grid_attach (self->grid, rg_rfm_page_new_label (away, "caption-heading"), score,
                       RG_SCORE_PARTS, 1, 1);
    }
  for (int frequency = RG_SCORE_PARTS; frequency >= 1; frequency--)
    for (int recency = 1; recency <= RG_SCORE_PARTS; recency++)
      gtk_grid_attach (self->grid,
                       rg_rfm_page_new_cell (self, (guint) recency, (guint) frequency), recency,
                       RG_SCORE_PARTS - frequency, 1, 1);
}

/* --- the list ----------------------------------------------------------------------------- */

static RgRfmRegion
rg_rfm_page_region_of (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "rg-region"));
}

static void
rg_rfm_page_row_cb (RgRfmPage *self, GtkWidget *row)
{
  const RgRfmRegion region = rg_rfm_page_region_of (row);
  g_autoptr (GArray) ids = rg_rfm_region_ids (self->rfm, self->dataset, region);

  rg_people_page_open_ids (GTK_WIDGET (self), rg_rfm_region_title (region), ids);
}

static void
rg_rfm_page_make_cb (RgRfmPage *self, GtkWidget *button)
{
  const RgRfmRegion region = rg_rfm_page_region_of (button);
  g_autofree char *rules = rg_rfm_region_dup_rules (region);

  rg_segment_maker_make (GTK_WIDGET (self), self->store, rg_rfm_region_title (region), rules);
}

static GtkWidget *
rg_rfm_page_new_row (RgRfmPage *self, RgRfmRegion region)
{
  const RgRfmSum *sum = &self->rfm->region[region];
  /* Translators: who some customers are, without a full stop, and what to do, a sentence. */
  g_autofree char *words = g_strdup_printf (_("%s. %s"), rg_rfm_region_about (region),
                                            rg_rfm_region_advice (region));
  g_autofree char *amount = rg_rfm_page_dup_amount (self, sum);
  g_autofree char *sales = rg_rfm_page_dup_sales (self, sum);
  GtkWidget *make, *row;

  row = rg_group_row_new (rg_rfm_region_title (region), words, sum->people, amount, sales, &make);
  rg_writes_guard (make, self->store);
  g_object_set_data (G_OBJECT (row), "rg-region", GUINT_TO_POINTER (region));
  g_object_set_data (G_OBJECT (make), "rg-region", GUINT_TO_POINTER (region));
  g_signal_connect_object (row, "activated", G_CALLBACK (rg_rfm_page_row_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (make, "clicked", G_CALLBACK (rg_rfm_page_make_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
rg_rfm_page_fill_list (RgRfmPage *self)
{
  g_autofree char *all = rg_rfm_page_dup_people (self->rfm->all.people);
  g_autofree char *never = rg_number_format (self->rfm->never);
  /* Translators: "1,204 customers", and a number of others. */
  g_autofree char *words = g_strdup_printf (_("%s came at least once; %s never did."), all, never);

  adw_preferences_group_set_description (self->list, words);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->list, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint region = 0; region < RG_N_RFM_REGIONS; region++)
    {
      GtkWidget *row = rg_rfm_page_new_row (self, region);

      adw_preferences_group_add (self->list, row);
      g_ptr_array_add (self->rows, row);
    }
}

/* --- reading ------------------------------------------------------------------------------ */

typedef struct {
  RgDataset *dataset;
  RgDay today;
  RgRfm *rfm;
} RgRfmRead;

static void
rg_rfm_read_free (gpointer data)
{
  RgRfmRead *read = data;

  rg_dataset_unref (read->dataset);
  g_clear_pointer (&read->rfm, rg_rfm_free);
  g_free (read);
}

static gboolean
rg_rfm_page_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgRfmRead *read = data;

  read->rfm = rg_rfm_new (read->dataset, read->today);
  return TRUE;
}

static void
rg_rfm_page_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgRfmPage) self = data;
  RgRfmRead *read = rg_store_read_get_data (result);

  if (!rg_store_read_finish (RG_STORE (object), result, NULL) || self->store == NULL)
    return;
  g_clear_pointer (&self->rfm, rg_rfm_free);
  g_clear_pointer (&self->dataset, rg_dataset_unref);
  self->rfm = g_steal_pointer (&read->rfm);
  self->dataset = rg_dataset_ref (read->dataset);
  self->today = read->today;
  rg_rfm_page_fill_grid (self);
  rg_rfm_page_fill_list (self);
  gtk_stack_set_visible_child_name (self->stack, self->rfm->all.people > 0 ? "groups" : "empty");
}

static void
rg_rfm_page_read (RgRfmPage *self)
{
  RgDataset *dataset = rg_store_get_dataset (self->store);
  RgRfmRead *read;

  if (dataset == NULL)
    return;
  read = g_new0 (RgRfmRead, 1);
  read->dataset = dataset;
  read->today = rg_shop_get_counting_day (rg_store_get_shop (self->store), dataset);
  rg_store_read_async (self->store, RG_READER_REPORT, rg_rfm_page_read_in_thread, read,
                       rg_rfm_read_free, NULL, rg_rfm_page_read_cb, g_object_ref (self));
}

/* --- GObject ------------------------------------------------------------------------------ */

static void
rg_rfm_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STORE)
    RG_RFM_PAGE (object)->store = g_value_dup_object (value);
  else if (id != PROP_QUERY)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_rfm_page_constructed (GObject *object)
{
  RgRfmPage *self = RG_RFM_PAGE (object);

  G_OBJECT_CLASS (rg_rfm_page_parent_class)->constructed (object);
  g_signal_connect_object (self->store, "dataset-changed", G_CALLBACK (rg_rfm_page_read), self,
                           G_CONNECT_SWAPPED);
  rg_rfm_page_read (self);
}

static void
rg_rfm_page_dispose (GObject *object)
{
  RgRfmPage *self = RG_RFM_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_RFM_PAGE);
  g_clear_object (&self->store);
  g_clear_pointer (&self->rfm, rg_rfm_free);
  g_clear_pointer (&self->dataset, rg_dataset_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rg_rfm_page_parent_class)->dispose (object);
}

static void
rg_rfm_page_class_init (RgRfmPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rg_rfm_page_constructed;
  object_class->dispose = rg_rfm_page_dispose;
  object_class->set_property = rg_rfm_page_set_property;
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  props[PROP_QUERY] = g_param_spec_variant ("query", NULL, NULL, G_VARIANT_TYPE_VARDICT, NULL,
                                            flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-rfm-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgRfmPage, grid);
  gtk_widget_class_bind_template_child (widget_class, RgRfmPage, list);
  gtk_widget_class_bind_template_child (widget_class, RgRfmPage, stack);
}

static void
rg_rfm_page_init (RgRfmPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
