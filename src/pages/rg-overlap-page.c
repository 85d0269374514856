/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A grid where there is room for one, else a list of pairs. */
#include "pages/rg-overlap-page.h"

#include "analysis/rg-overlap.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-compare-run.h"
#include "pages/rg-people-page.h"
#include "widgets/rg-overlap-grid.h"

#define RG_PAIRS_AT_ONCE 50

struct _RgOverlapPage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  RgOverlapGrid *grid;
  GtkScrolledWindow *grid_scrolled;
  GtkLabel *reading;
  AdwPreferencesGroup *pairs;
  GtkWidget *more_button;

  RgStore *store;
  GHashTable *left_out;  /* ids of segments that are not compared */
  RgOverlap *overlap;
  GArray *order;         /* guint, row * n + column: pairs, the most people first */
  guint n_pairs_shown;
  GPtrArray *rows;
  GCancellable *running;
};

enum { PROP_0, PROP_STORE, PROP_QUERY, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgOverlapPage, rg_overlap_page, ADW_TYPE_NAVIGATION_PAGE)

static void rg_overlap_page_count (RgOverlapPage *self);

/* --- opening ------------------------------------------------------------------------------ */

static void
rg_overlap_page_open (RgOverlapPage *self, guint row, guint column)
{
  const RgOverlap *overlap = self->overlap;
  g_autoptr (RgBitset) both = rg_bitset_copy (overlap->members[row]);
  /* Translators: two segments, whose people are shown who are in both. */
  g_autofree char *title = row == column ? g_strdup (overlap->names[row])
                                         : g_strdup_printf (_("%s and %s"), overlap->names[row],
                                                            overlap->names[column]);

  rg_bitset_and (both, overlap->members[column]);
  rg_people_page_open (GTK_WIDGET (self), title, overlap->dataset, both);
}

static void
rg_overlap_page_opened_cb (RgOverlapPage *self, guint row, guint column)
{
  if (self->overlap != NULL && row < self->overlap->n && column < self->overlap->n)
    rg_overlap_page_open (self, row, column);
}

static void
rg_overlap_page_selected_cb (RgOverlapPage *self, guint row, guint column)
{
  g_autofree char *text = rg_overlap_grid_dup_cell (self->grid, row, column);

  gtk_label_set_label (self->reading, text);
}

/* --- pairs -------------------------------------------------------------------------------- */

static int
rg_overlap_page_pair_order (gconstpointer a, gconstpointer b, gpointer data)
{
  const guint *counts = data;
  const guint one = *(const guint *) a, other = *(const guint *) b;

  if (counts[one] != counts[other])
    return counts[one] > counts[other] ? -1 : 1;
  return (one > other) - (one < other);
}

static void
rg_overlap_page_pair_cb (RgOverlapPage *self, GtkWidget *row)
{
  const guint pair = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "rg-pair"));

  rg_overlap_page_open (self, pair / self->overlap->n, pair % self->overlap->n);
}

static char *
rg_overlap_page_dup_share (const RgOverlap *overlap, guint of, guint both)
{
  const guint all = overlap->counts[of * overlap->n + of];

  return rg_percent_format (all > 0 ? (double) both / all : 0, 0);
}

static GtkWidget *
rg_overlap_page_new_pair (RgOverlapPage *self, guint pair)
{
  const RgOverlap *overlap = self->overlap;
  const guint row = pair / overlap->n, column = pair % overlap->n;
  const guint both = overlap->counts[pair];
  GtkWidget *widget = adw_action_row_new ();
  g_autofree char *number = rg_number_format (both);
  g_autofree char *one = rg_overlap_page_dup_share (overlap, row, both);
  g_autofree char *other = rg_overlap_page_dup_share (overlap, column, both);
  g_autofree char *title
    = g_strdup_printf (_("%s and %s"), overlap->names[row], overlap->names[column]);
  /* Translators: how many are in both of two segments; then a share and the name, twice. */
  g_autofree char *subtitle = g_strdup_printf (_("%s in both: %s of %s, %s of %s"), number, one,
                                               overlap->names[row], other,
                                               overlap->names[column]);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), both > 0);
  gtk_widget_set_sensitive (widget, both > 0);
  g_object_set_data (G_OBJECT (widget), "rg-pair", GUINT_TO_POINTER (pair));
  g_signal_connect_object (widget, "activated", G_CALLBACK (rg_overlap_page_pair_cb), self,
                           G_CONNECT_SWAPPED);
  return widget;
}

static void
rg_overlap_page_more_cb (RgOverlapPage *self)
{
  const guint end = MIN (self->order->len, self->n_pairs_shown + RG_PAIRS_AT_ONCE);

  for (; self->n_pairs_shown < end; self->n_pairs_shown++)
    {
      GtkWidget *row
        = rg_overlap_page_new_pair (self, g_array_index (self->order, guint,
                                                         self->n_pairs_shown));

      adw_preferences_group_add (self->pairs, row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (self->more_button, end < self->order->len);
}

static void
rg_overlap_page_fill_pairs (RgOverlapPage *self)
{
  const RgOverlap *overlap = self->overlap;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->pairs, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_array_set_size (self->order, 0);
  self->n_pairs_shown = 0;
  for (guint row = 0; row < overlap->n; row++)
    for (guint column = row + 1; column < overlap->n; column++)
      {
        const guint pair = row * overlap->n + column;

        g_array_append_val (self->order, pair);
      }
  g_array_sort_with_data (self->order, rg_overlap_page_pair_order, overlap->counts);
  rg_overlap_page_more_cb (self);
}

/* --- counting ----------------------------------------------------------------------------- */

static void
rg_overlap_page_counted_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgOverlapPage) self = data;
  RgOverlap *overlap = rg_overlap_finish (result);

  if (overlap == NULL)
    return;
  g_clear_pointer (&self->overlap, rg_overlap_free);
  self->overlap = overlap;
  if (self->store == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, overlap->n >= 2 ? "segments" : "empty");
  rg_overlap_grid_show (self->grid, (const char *const *) overlap->names, overlap->counts,
                        overlap->n);
  gtk_label_set_label (self->reading, _("Point at a cell, or use the arrow keys, to read it"));
  rg_overlap_page_fill_pairs (self);
}

static int
rg_overlap_page_name_order (gconstpointer a, gconstpointer b, gpointer data)
{
  const RgNames *names = data;

  return g_strcmp0 (names->folded[*(const guint *) a], names->folded[*(const guint *) b]);
}

/* Indices of the dataset's segments by name. */
static GArray *
rg_overlap_page_list_segments (const RgDataset *dataset)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < dataset->segments.n; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, rg_overlap_page_name_order, (gpointer) &dataset->segments);
  return order;
}

/* ids of those that are compared: all that nobody left out, as many as there is room for. */
static GArray *
rg_overlap_page_list_chosen (RgOverlapPage *self, const RgDataset *dataset)
{
  g_autoptr (GArray) order = rg_overlap_page_list_segments (dataset);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < order->len && ids->len < RG_OVERLAP_MOST; i++)
    {
      const gint64 id = dataset->segments.id[g_array_index (order, guint, i)];

      if (!g_hash_table_contains (self->left_out, &id))
        g_array_append_val (ids, id);
    }
  return ids;
}

static void
rg_overlap_page_count (RgOverlapPage *self)
{
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (self->store);
  g_autoptr (GArray) ids = NULL;

  if (dataset == NULL)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.choose", dataset->segments.n >= 2);
  ids = rg_overlap_page_list_chosen (self, dataset);
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  self->running = g_cancellable_new ();
  rg_overlap_async (self->store, (const gint64 *) (gpointer) ids->data, ids->len, self->running,
                    rg_overlap_page_counted_cb, g_object_ref (self));
}

/* --- choosing ----------------------------------------------------------------------------- */

/* As many as there is room for: further ones can only be taken when others are left out. */
static void
rg_overlap_page_limit (GPtrArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += adw_switch_row_get_active (rows->pdata[i]);
  for (guint i = 0; i < rows->len; i++)
    gtk_widget_set_sensitive (rows->pdata[i], n < RG_OVERLAP_MOST ||
                                                adw_switch_row_get_active (rows->pdata[i]));
}

static void
rg_overlap_page_switched_cb (AdwSwitchRow *row, GParamSpec *pspec, gpointer data)
{
  RgOverlapPage *self = RG_OVERLAP_PAGE (data);
  const gint64 *id = g_object_get_data (G_OBJECT (row), "rg-id");

  if (adw_switch_row_get_active (row))
    g_hash_table_remove (self->left_out, id);
  else
    g_hash_table_add (self->left_out, g_memdup2 (id, sizeof *id));
  rg_overlap_page_limit (g_object_get_data (G_OBJECT (row), "rg-rows"));
  rg_overlap_page_count (self);
}

static GtkWidget *
rg_overlap_page_new_switch (RgOverlapPage *self, const char *name, gint64 id, GPtrArray *rows)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), !g_hash_table_contains (self->left_out, &id));
  g_object_set_data_full (G_OBJECT (row), "rg-id", g_memdup2 (&id, sizeof id), g_free);
  g_object_set_data_full (G_OBJECT (row), "rg-rows", g_ptr_array_ref (rows),
                          (GDestroyNotify) g_ptr_array_unref);
  g_ptr_array_add (rows, row);
  return row;
}

/* From the fifty-first on they are left out, which the switches say. */
static void
rg_overlap_page_leave_out_rest (RgOverlapPage *self, const RgDataset *dataset, const GArray *order)
{
  guint n = 0;

  for (guint i = 0; i < order->len; i++)
    {
      const gint64 id = dataset->segments.id[g_array_index (order, guint, i)];

      if (!g_hash_table_contains (self->left_out, &id) && n++ >= RG_OVERLAP_MOST)
        g_hash_table_add (self->left_out, g_memdup2 (&id, sizeof id));
    }
}

static void
rg_overlap_page_choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgOverlapPage *self = RG_OVERLAP_PAGE (widget);
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (self->store);
  g_autoptr (GArray) order = rg_overlap_page_list_segments (dataset);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *page = adw_preferences_page_new (), *group = adw_preferences_group_new ();
  GtkWidget *view = adw_toolbar_view_new ();

  rg_overlap_page_leave_out_rest (self, dataset, order);
  for (guint i = 0; i < order->len; i++)
    {
      const guint at = g_array_index (order, guint, i);
      GtkWidget *row = rg_overlap_page_new_switch (self, dataset->segments.name[at],
                                                   dataset->segments.id[at], rows);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  rg_overlap_page_limit (rows);
  for (guint i = 0; i < rows->len; i++)
    g_signal_connect_object (rows->pdata[i], "notify::active",
                             G_CALLBACK (rg_overlap_page_switched_cb), self, 0);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("Up to 50 segments are compared at once."));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_child (dialog, view);
  adw_dialog_set_content_width (dialog, 420);
  adw_dialog_set_content_height (dialog, 520);
  adw_dialog_set_title (dialog, _("Choose Segments"));
  adw_dialog_present (dialog, widget);
}

/* --- GObject ------------------------------------------------------------------------------ */

static void
rg_overlap_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STORE)
    RG_OVERLAP_PAGE (object)->store = g_value_dup_object (value);
  else if (id != PROP_QUERY)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_overlap_page_constructed (GObject *object)
{
  RgOverlapPage *self = RG_OVERLAP_PAGE (object);

  G_OBJECT_CLASS (rg_overlap_page_parent_class)->constructed (object);
  rg_overlap_grid_set_scrolled (self->grid, self->grid_scrolled);
  g_signal_connect_object (self->store, "dataset-changed", G_CALLBACK (rg_overlap_page_count),
                           self, G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.choose", FALSE);
  rg_overlap_page_count (self);
}

static void
rg_overlap_page_dispose (GObject *object)
{
  RgOverlapPage *self = RG_OVERLAP_PAGE (object);

  g_cancellable_cancel (self->running);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_OVERLAP_PAGE);
  G_OBJECT_CLASS (rg_overlap_page_parent_class)->dispose (object);
}

static void
rg_overlap_page_finalize (GObject *object)
{
  RgOverlapPage *self = RG_OVERLAP_PAGE (object);

  g_clear_object (&self->running);
  g_clear_pointer (&self->overlap, rg_overlap_free);
  g_hash_table_unref (self->left_out);
  g_array_unref (self->order);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (rg_overlap_page_parent_class)->finalize (object);
}

static void
rg_overlap_page_class_init (RgOverlapPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rg_overlap_page_constructed;
  object_class->dispose = rg_overlap_page_dispose;
  object_class->finalize = rg_overlap_page_finalize;
  object_class->set_property = rg_overlap_page_set_property;
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  props[PROP_QUERY] = g_param_spec_variant ("query", NULL, NULL, G_VARIANT_TYPE_VARDICT, NULL,
                                            flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_type_ensure (RG_TYPE_OVERLAP_GRID);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-overlap-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgOverlapPage, grid);
  gtk_widget_class_bind_template_child (widget_class, RgOverlapPage, grid_scrolled);
  gtk_widget_class_bind_template_child (widget_class, RgOverlapPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, RgOverlapPage, pairs);
  gtk_widget_class_bind_template_child (widget_class, RgOverlapPage, reading);
  gtk_widget_class_bind_template_child (widget_class, RgOverlapPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, rg_overlap_page_more_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_overlap_page_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_overlap_page_selected_cb);
  gtk_widget_class_install_action (widget_class, "page.choose", NULL,
                                   rg_overlap_page_choose_action);
}

static void
rg_overlap_page_init (RgOverlapPage *self)
{
  self->left_out = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
