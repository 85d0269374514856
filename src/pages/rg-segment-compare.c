/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows made anew with each answer; of two questions only the newer one's answer is shown. */
#include "pages/rg-segment-compare.h"

#include <adwaita.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-compare-run.h"
#include "pages/rg-people-page.h"

/* At first, so many lines of what differs, and of one sort of trait; then so many more at once. */
#define RG_LINES_FIRST 12
#define RG_LINES_OF_SORT 4
#define RG_LINES_MORE 30

struct _RgSegmentCompare
{
  GtkBox parent_instance;

  GtkStack *stack;
  AdwComboRow *with_row;
  GtkBox *figures;
  AdwPreferencesGroup *who_group;
  AdwPreferencesGroup *more_group;
  AdwPreferencesGroup *less_group;
  AdwPreferencesGroup *few_group;

  RgStore *store;
  gint64 id;
  char *name;
  char *text;
  guint64 generation;
  GArray *with;         /* ids of the row's entries after "Everybody Else" */
  gboolean filling;
  RgGroupCompare *compare;
  GPtrArray *rows;      /* in the groups, borrowed */
  GCancellable *running;
};

G_DEFINE_FINAL_TYPE (RgSegmentCompare, rg_segment_compare, GTK_TYPE_BOX)

static const char *
rg_segment_compare_name (RgSegmentCompare *self, guint side)
{
  GtkStringObject *with = adw_combo_row_get_selected_item (self->with_row);

  if (side == 0)
    return *self->name != '\0' ? self->name : _("This Segment");
  return with != NULL ? gtk_string_object_get_string (with) : _("Everybody Else");
}

/* --- opening people ----------------------------------------------------------------------- */

static void
rg_segment_compare_open_cb (RgSegmentCompare *self, GObject *source)
{
  const RgBitset *people = g_object_get_data (source, "rg-people");

  rg_people_page_open (GTK_WIDGET (self), g_object_get_data (source, "rg-title"),
                       rg_traits_get_dataset (self->compare->traits), people);
}

/* The people of a button or a row; the set is borrowed from the comparison, which lives as long. */
static void
rg_segment_compare_set_people (gpointer widget, const char *title, const RgBitset *people)
{
  g_object_set_data (widget, "rg-people", (gpointer) people);
  g_object_set_data_full (widget, "rg-title", g_strdup (title), g_free);
}

/* Those of the first group who have the trait. Where nobody of it has, those of the second. */
static void
rg_segment_compare_trait_cb (RgSegmentCompare *self, GObject *source)
{
  const guint at = GPOINTER_TO_UINT (g_object_get_data (source, "rg-trait"));
  g_autoptr (RgBitset) people = rg_traits_members (self->compare->traits, at);
  const RgGroupFigures *groups = self->compare->groups;
  const gboolean first = rg_bitset_count_and (people, groups[0].members) > 0;

  rg_bitset_and (people, groups[!first].members);
  rg_people_page_open (GTK_WIDGET (self), rg_traits_get (self->compare->traits, at)->name,
                       rg_traits_get_dataset (self->compare->traits), people);
}

/* --- figures ------------------------------------------------------------------------------ */

static GtkWidget *
rg_segment_compare_new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* What it is in small letters, and the two sides below. Takes the two. */
static void
rg_segment_compare_add_figure (RgSegmentCompare *self, const char *title, GtkWidget *first,
                               GtkWidget *second)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_set_homogeneous (GTK_BOX (sides), TRUE);
  gtk_box_append (GTK_BOX (sides), first);
  gtk_box_append (GTK_BOX (sides), second);
  if (title != NULL)
    gtk_box_append (GTK_BOX (column), rg_segment_compare_new_label (title, "caption"));
  gtk_box_append (GTK_BOX (column), sides);
  gtk_widget_add_css_class (column, "rg-figures");
  if (gtk_widget_get_first_child (GTK_WIDGET (self->figures)) != NULL)
    gtk_box_append (self->figures, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (self->figures, column);
}

static GtkWidget *
rg_segment_compare_new_button (RgSegmentCompare *self, guint side, const char *what,
                               const char *text, gboolean any)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = rg_segment_compare_new_label (text, "numeric");
  /* Translators: of a group of customers: its name, what is told (“Visits”), and that number. */
  g_autofree char *spoken = g_strdup_printf (_("%s: %s: %s"),
                                             rg_segment_compare_name (self, side), what, text);

  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "rg-fact");
  gtk_widget_set_sensitive (button, any);
  gtk_widget_set_size_request (button, 24, 24);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  return button;
}

static GtkWidget *
rg_segment_compare_new_figure (RgSegmentCompare *self, guint side, RgFigure figure)
{
  const RgGroupFigures *group = &self->compare->groups[side];
  g_autofree char *text = rg_figure_format (figure, group->figures[figure],
                                            rg_store_get_shop (self->store)->currency);
  GtkWidget *button
    = rg_segment_compare_new_button (self, side, rg_figure_title (figure), text,
                                     rg_bitset_count (group->people[figure]) > 0);

  rg_segment_compare_set_people (button, rg_segment_compare_name (self, side),
                                 group->people[figure]);
  g_signal_connect_object (button, "clicked", G_CALLBACK (rg_segment_compare_open_cb), self,
                           G_CONNECT_SWAPPED);
  return button;
}

static void
rg_segment_compare_top_cb (RgSegmentCompare *self, GObject *source)
{
  const guint side = GPOINTER_TO_UINT (g_object_get_data (source, "rg-side"));
  const guint at = GPOINTER_TO_UINT (g_object_get_data (source, "rg-trait"));
  g_autoptr (RgBitset) people = rg_traits_members (self->compare->traits, at);

  rg_bitset_and (people, self->compare->groups[side].members);
  rg_people_page_open (GTK_WIDGET (self), rg_traits_get (self->compare->traits, at)->name,
                       rg_traits_get_dataset (self->compare->traits), people);
}

static GtkWidget *
rg_segment_compare_new_tops (RgSegmentCompare *self, guint side, const char *what,
                             const RgTop *tops, guint n)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *share = rg_percent_format (tops[i].share, 0);
      g_autofree char *text = g_strdup_printf (
        "%s %s", rg_traits_get (self->compare->traits, tops[i].trait)->name, share);
      GtkWidget *button = rg_segment_compare_new_button (self, side, what, text, TRUE);

      g_object_set_data (G_OBJECT (button), "rg-side", GUINT_TO_POINTER (side));
      g_object_set_data (G_OBJECT (button), "rg-trait", GUINT_TO_POINTER (tops[i].trait));
      g_signal_connect_object (button, "clicked", G_CALLBACK (rg_segment_compare_top_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (column), button);
    }
  if (n == 0)
    gtk_box_append (GTK_BOX (column), rg_segment_compare_new_label ("–", "dimmed"));
  return column;
}

static void
rg_segment_compare_show_figures (RgSegmentCompare *self)
{
  const RgGroupFigures *groups = self->compare->groups;

  rg_segment_compare_add_figure (
    self, NULL, rg_segment_compare_new_label (rg_segment_compare_name (self, 0), "heading"),
    rg_segment_compare_new_label (rg_segment_compare_name (self, 1), "heading"));
  for (guint i = 0; i < RG_N_FIGURES; i++)
    rg_segment_compare_add_figure (self, rg_figure_title ((RgFigure) i),
                                   rg_segment_compare_new_figure (self, 0, (RgFigure) i),
                                   rg_segment_compare_new_figure (self, 1, (RgFigure) i));
  rg_segment_compare_add_figure (
    self, _("Top Cities"),
    rg_segment_compare_new_tops (self, 0, _("Top Cities"), groups[0].cities, groups[0].n_cities),
    rg_segment_compare_new_tops (self, 1, _("Top Cities"), groups[1].cities, groups[1].n_cities));
  rg_segment_compare_add_figure (
    self, _("Top Categories"),
    rg_segment_compare_new_tops (self, 0, _("Top Categories"), groups[0].categories,
                                 groups[0].n_categories),
    rg_segment_compare_new_tops (self, 1, _("Top Categories"), groups[1].categories,
                                 groups[1].n_categories));
}

/* --- lines -------------------------------------------------------------------------------- */

static GtkWidget *
rg_segment_compare_new_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static void
rg_segment_compare_add_row (RgSegmentCompare *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
rg_segment_compare_add_who (RgSegmentCompare *self, const char *title, const RgBitset *people)
{
  GtkWidget *row = rg_segment_compare_new_row (title, NULL);
  const guint n = rg_bitset_count (people);
  g_autofree char *number = rg_number_format (n);
  GtkWidget *label = gtk_label_new (number);

  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), n > 0);
  gtk_widget_set_sensitive (row, n > 0);
  rg_segment_compare_set_people (row, title, people);
  g_signal_connect_object (row, "activated", G_CALLBACK (rg_segment_compare_open_cb), self,
                           G_CONNECT_SWAPPED);
  rg_segment_compare_add_row (self, self->who_group, row);
}

static void
rg_segment_compare_show_who (RgSegmentCompare *self)
{
  /* Translators: customers who are in one segment and not in another. */
  g_autofree char *first = g_strdup_printf (_("Only in %s"), rg_segment_compare_name (self, 0));
  g_autofree char *second = g_strdup_printf (_("Only in %s"), rg_segment_compare_name (self, 1));
  const gboolean rest = adw_combo_row_get_selected (self->with_row) == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->who_group), !rest);
  if (rest)
    return;
  rg_segment_compare_add_who (self, first, self->compare->only[0]);
  rg_segment_compare_add_who (self, _("In Both"), self->compare->both);
  rg_segment_compare_add_who (self, second, self->compare->only[1]);
}

static GtkWidget *
rg_segment_compare_new_line (RgSegmentCompare *self, const RgDifference *difference)
{
  const RgTrait *trait = rg_traits_get (self->compare->traits, difference->trait);
  g_autofree char *words = rg_difference_dup_words (difference);
  /* Translators: what is told of customers, such as “City”, and which of it: “Oslo”. */
  g_autofree char *title = g_strdup_printf (_("%s: %s"), trait->about, trait->name);
  GtkWidget *row = rg_segment_compare_new_row (title, words);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "rg-trait", GUINT_TO_POINTER (difference->trait));
  g_signal_connect_object (row, "activated", G_CALLBACK (rg_segment_compare_trait_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

/* One direction of what differs: the lines that are shown, and how many more there are. */
typedef struct {
  AdwPreferencesGroup *group;
  gboolean more;
  gboolean each;   /* whatever its sort */
  GtkWidget *button;
  guint8 *done;    /* a byte a difference: it has a row */
} RgLines;

static void
rg_lines_free (gpointer data)
{
  RgLines *lines = data;

  g_free (lines->done);
  g_free (lines);
}

static gboolean
rg_lines_has (const RgLines *lines, const RgDifference *difference)
{
  return difference->told && (difference->ratio > 1) == lines->more;
}

/* Adds `most` lines; returns how many are left. */
static guint
rg_segment_compare_add_lines (RgSegmentCompare *self, RgLines *lines, guint most)
{
  const GArray *differences = self->compare->differences;
  guint of_sort[RG_N_TRAIT_SORTS] = { 0 }, left = 0;

  for (guint i = 0; i < differences->len; i++)
    {
      const RgDifference *difference = &g_array_index (differences, RgDifference, i);
      const RgTraitSort sort
        = rg_traits_get (self->compare->traits, difference->trait)->sort;

      if (!rg_lines_has (lines, difference) || lines->done[i])
        continue;
      left++;
      if (most == 0 || (!lines->each && of_sort[sort] >= RG_LINES_OF_SORT))
        continue;
      rg_segment_compare_add_row (self, lines->group,
                                  rg_segment_compare_new_line (self, difference));
      lines->done[i] = TRUE;
      of_sort[sort]++;
      most--;
      left--;
    }
  return left;
}

/* The row of more lines stands behind the last one. */
static void
rg_segment_compare_show_left (RgSegmentCompare *self, RgLines *lines, guint left)
{
  g_autofree char *number = rg_number_format (left);
  g_autofree char *title = NULL;

  if (left == 0)
    return;
  /* Translators: %s is a number of lines. */
  title = g_strdup_printf (P_("Show %s More", "Show %s More", left), number);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (lines->button), title);
  adw_preferences_group_add (lines->group, lines->button);
  g_ptr_array_add (self->rows, lines->button);
}

static void
rg_segment_compare_more_cb (RgSegmentCompare *self, GtkWidget *button)
{
  RgLines *lines = g_object_get_data (G_OBJECT (button), "rg-lines");
  guint left;

  g_object_ref (button);
  g_ptr_array_remove (self->rows, button);
  adw_preferences_group_remove (lines->group, button);
  lines->each = TRUE;
  left = rg_segment_compare_add_lines (self, lines, RG_LINES_MORE);
  rg_segment_compare_show_left (self, lines, left);
  g_object_unref (button);
}

static void
rg_segment_compare_show_lines (RgSegmentCompare *self, AdwPreferencesGroup *group, gboolean more)
{
  RgLines *lines = g_new0 (RgLines, 1);
  guint left;

  lines->group = group;
  lines->more = more;
  lines->done = g_new0 (guint8, self->compare->differences->len + 1);
  lines->button = g_object_ref_sink (adw_button_row_new ());
  g_object_set_data_full (G_OBJECT (lines->button), "rg-lines", lines, rg_lines_free);
  g_signal_connect_object (lines->button, "activated", G_CALLBACK (rg_segment_compare_more_cb),
                           self, G_CONNECT_SWAPPED);
  left = rg_segment_compare_add_lines (self, lines, RG_LINES_FIRST);
  rg_segment_compare_show_left (self, lines, left);
  g_object_unref (lines->button);
}

/* What cannot be told, by name; a hundred tell enough. */
static void
rg_segment_compare_show_few (RgSegmentCompare *self)
{
  const GArray *differences = self->compare->differences;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *number = NULL, *title = NULL;
  guint n = 0;

  for (guint i = 0; i < differences->len; i++)
    {
      const RgDifference *difference = &g_array_index (differences, RgDifference, i);
      const RgTrait *trait = rg_traits_get (self->compare->traits, difference->trait);

      if (difference->judged || difference->by_rules)
        continue;
      if (n++ < 100)
        g_string_append_printf (names, "%s%s: %s", n > 1 ? " · " : "", trait->about, trait->name);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->few_group), n > 0);
  if (n == 0)
    return;
  number = rg_number_format (n);
  title = g_strdup_printf (P_("%s thing is known of too few", "%s things are known of too few", n),
                           number);
  rg_segment_compare_add_row (self, self->few_group,
                              rg_segment_compare_new_row (title, names->str));
}

static void
rg_segment_compare_tell (RgSegmentCompare *self)
{
  const GArray *differences = self->compare->differences;
  guint more = 0, less = 0;

  for (guint i = 0; i < differences->len; i++)
    {
      const RgDifference *difference = &g_array_index (differences, RgDifference, i);

      more += difference->told && difference->ratio > 1;
      less += difference->told && difference->ratio < 1;
    }
  adw_preferences_group_set_description (
    self->more_group,
    more > 0 ? NULL : _("Nothing stands out: chance alone may explain what differs."));
  gtk_widget_set_visible (GTK_WIDGET (self->less_group), less > 0);
}

/* --- showing ------------------------------------------------------------------------------ */

static void
rg_segment_compare_clear_rows (RgSegmentCompare *self)
{
  GtkWidget *child;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];

      adw_preferences_group_remove (
        ADW_PREFERENCES_GROUP (gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP)), row);
    }
  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->figures))) != NULL)
    gtk_box_remove (self->figures, child);
}

static void
rg_segment_compare_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSegmentCompare) self = data;
  RgGroupCompare *compare = rg_compare_finish (result);

  if (compare == NULL)
    return;
  if (self->store == NULL)
    {
      rg_group_compare_free (compare);
      return;
    }
  rg_segment_compare_clear_rows (self);
  g_clear_pointer (&self->compare, rg_group_compare_free);
  self->compare = compare;
  rg_segment_compare_show_figures (self);
  rg_segment_compare_show_who (self);
  rg_segment_compare_show_lines (self, self->more_group, TRUE);
  rg_segment_compare_show_lines (self, self->less_group, FALSE);
  rg_segment_compare_show_few (self);
  rg_segment_compare_tell (self);
  gtk_stack_set_visible_child_name (self->stack, "compared");
}

static void
rg_segment_compare_run (RgSegmentCompare *self)
{
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (self->store);
  const guint selected = adw_combo_row_get_selected (self->with_row);
  const guint at = selected > 0 && selected <= self->with->len && dataset != NULL
                     ? rg_names_find_id (&dataset->segments,
                                         g_array_index (self->with, gint64, selected - 1))
                     : RG_NOTHING;

  if (self->filling || dataset == NULL)
    return;
  self->generation = dataset->generation;
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  self->running = g_cancellable_new ();
  rg_compare_async (self->store, self->text,
                    at != RG_NOTHING ? dataset->segment_text[at] : NULL, self->running,
                    rg_segment_compare_cb, g_object_ref (self));
}

static void
rg_segment_compare_with_cb (RgSegmentCompare *self)
{
  if (self->store != NULL)
    rg_segment_compare_run (self);
}

static int
rg_segment_compare_name_order (gconstpointer a, gconstpointer b, gpointer data)
{
  const RgNames *names = data;

  return g_strcmp0 (names->folded[*(const guint *) a], names->folded[*(const guint *) b]);
}

/* Keeps what was chosen, as far as it is there. */
static void
rg_segment_compare_fill_with (RgSegmentCompare *self, const RgDataset *dataset)
{
  const RgNames *names = &dataset->segments;
  const guint before = adw_combo_row_get_selected (self->with_row);
  const gint64 chosen = before > 0 && before <= self->with->len
                          ? g_array_index (self->with, gint64, before - 1) : 0;
  g_autoptr (GtkStringList) rows = gtk_string_list_new (NULL);
  g_autofree guint *order = g_new (guint, names->n + 1);
  guint row = 0;

  for (guint i = 0; i < names->n; i++)
    order[i] = i;
  g_sort_array (order, names->n, sizeof *order, rg_segment_compare_name_order, (gpointer) names);
  gtk_string_list_append (rows, _("Everybody Else"));
  g_array_set_size (self->with, 0);
  for (guint i = 0; i < names->n; i++)
    {
      const gint64 id = names->id[order[i]];

      if (id == self->id)
        continue;
      gtk_string_list_append (rows, names->name[order[i]]);
      g_array_append_val (self->with, id);
      row = id == chosen ? self->with->len : row;
    }
  self->filling = TRUE;
  adw_combo_row_set_model (self->with_row, G_LIST_MODEL (rows));
  adw_combo_row_set_selected (self->with_row, row);
  self->filling = FALSE;
}

void
rg_segment_compare_show (RgSegmentCompare *self, RgStore *store, gint64 id, const char *name,
                         const RgNode *root)
{
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (store);
  g_autoptr (RgNode) finished = rg_node_copy (root);
  g_autofree char *text = NULL;

  if (dataset == NULL)
    return;
  rg_node_prune (finished);
  text = rg_segment_print (finished);
  if (g_strcmp0 (text, self->text) == 0 && g_strcmp0 (name, self->name) == 0 &&
      self->generation == dataset->generation && self->id == id)
    return;
  g_set_object (&self->store, store);
  g_set_str (&self->text, text);
  g_set_str (&self->name, name);
  self->id = id;
  rg_segment_compare_fill_with (self, dataset);
  rg_segment_compare_run (self);
}

/* --- GObject ------------------------------------------------------------------------------ */

static void
rg_segment_compare_dispose (GObject *object)
{
  RgSegmentCompare *self = RG_SEGMENT_COMPARE (object);

  g_cancellable_cancel (self->running);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_SEGMENT_COMPARE);
  G_OBJECT_CLASS (rg_segment_compare_parent_class)->dispose (object);
}

static void
rg_segment_compare_finalize (GObject *object)
{
  RgSegmentCompare *self = RG_SEGMENT_COMPARE (object);

  g_clear_pointer (&self->compare, rg_group_compare_free);
  g_clear_object (&self->running);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->with);
  g_free (self->name);
  g_free (self->text);
  G_OBJECT_CLASS (rg_segment_compare_parent_class)->finalize (object);
}

static void
rg_segment_compare_class_init (RgSegmentCompareClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_segment_compare_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_segment_compare_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-segment-compare.ui");
  gtk_widget_class_bind_template_child (widget_class, RgSegmentCompare, few_group);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentCompare, figures);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentCompare, less_group);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentCompare, more_group);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentCompare, stack);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentCompare, who_group);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentCompare, with_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_segment_compare_with_cb);
}

static void
rg_segment_compare_init (RgSegmentCompare *self)
{
  self->with = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = g_ptr_array_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
}
