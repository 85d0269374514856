/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One group of people behind a figure. */
#include "pages/rg-figure-side-group.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-proof-group.h"
#include "store/rg-store-customers.h"

#define RG_FIGURE_AT_ONCE 50

struct _RgFigureSideGroup
{
  AdwPreferencesGroup parent_instance;

  RgStore *store;
  GCancellable *cancellable;
  GArray *parts; /* RgFigurePart */
  guint n_asked; /* of them, those that are shown or being read */
  gboolean reading;
  RgDay from;
  RgDay to;
  gboolean coupons;
  GtkWidget *more_row;
};

G_DEFINE_FINAL_TYPE (RgFigureSideGroup, rg_figure_side_group, ADW_TYPE_PREFERENCES_GROUP)

/* --- what they make together --- */

/* "30 of 212 came · 41 visits · NOK 4,000.00 together", as far as the figure says it. */
static char *
rg_figure_side_dup_words (const RgFigure *figure, const RgFigureSide *side)
{
  g_autofree char *people = rg_number_format (side->n), *came = rg_number_format (side->came);
  g_autofree char *parts = rg_number_format (side->parts->len);
  g_autofree char *count = rg_number_format (side->count);
  g_autofree char *sum = rg_money_format (side->sum, figure->currency);

  if (figure->coupons)
    /* Translators: a number of coupons that were used, and what they took off together. */
    return g_strdup_printf (P_ ("%s coupon · %s together", "%s coupons · %s together",
                                side->count), count, sum);
  if (figure->visits)
    /* Translators: how many of how many people came, how often, and what they spent together. */
    return g_strdup_printf (P_ ("%s of %s came · %s visit · %s together",
                                "%s of %s came · %s visits · %s together", side->count),
                            came, people, count, sum);
  /* Translators: how many of how many people have a part in an amount, and the amount. */
  return g_strdup_printf (P_ ("%s of %s person · %s together", "%s of %s people · %s together",
                              side->n), parts, people, sum);
}

/* --- one of them --- */

static GVariant *
rg_figure_side_group_query (RgFigureSideGroup *self, const char *title, const RgFigurePart *part)
{
  GVariantDict query;

  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "title", "s", title);
  g_variant_dict_insert (&query, "customer", "x", part->customer);
  g_variant_dict_insert (&query, "from", "i", part->on != RG_DAY_NONE ? part->on : self->from);
  g_variant_dict_insert (&query, "to", "i", part->on != RG_DAY_NONE ? part->on : self->to);
  return g_variant_dict_end (&query);
}

/* Where no days are meant, as with the letter itself, the profile is what there is. */
static void
rg_figure_side_group_open (RgFigureSideGroup *self, GtkWidget *row, const char *name,
                           const RgFigurePart *part)
{
  const gboolean profile = part->on == RG_DAY_NONE && self->from == RG_DAY_NONE;
  g_autofree char *words =
    /* Translators: %s is a customer. */
    g_strdup_printf (profile ? _("Show %s") : _("Show the Receipts of %s"), name);

  rg_proof_row_open (row, words, profile ? "win.show-customer" : "win.show-receipts",
                     profile ? g_variant_new_int64 (part->customer)
                             : rg_figure_side_group_query (self, name, part));
}

static char *
rg_figure_side_group_dup_subtitle (RgFigureSideGroup *self, const RgFigurePart *part)
{
  g_autofree char *count = rg_number_format (part->count);

  if (part->on != RG_DAY_NONE)
    return rg_day_format (part->on);
  if (part->count == 0 || self->coupons)
    return g_strdup ("");
  /* Translators: %s is how often somebody came. */
  return g_strdup_printf (P_ ("%s visit", "%s visits", part->count), count);
}

static GtkWidget *
rg_figure_side_group_create_row (RgFigureSideGroup *self, const RgCustomerSummary *summary,
                                 const RgFigurePart *part)
{
  GtkWidget *row = adw_action_row_new (), *label;
  g_autofree char *name = rg_customer_dup_shown_name (summary->name, summary->number);
  g_autofree char *subtitle = rg_figure_side_group_dup_subtitle (self, part);
  g_autofree char *amount =
    rg_money_format (part->minor, rg_store_get_shop (self->store)->currency);

  label = gtk_label_new (amount);
  gtk_widget_add_css_class (label, "numeric");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  rg_figure_side_group_open (self, row, name, part);
  return row;
}

/* --- some of them at a time --- */

typedef struct {
  GArray *parts;     /* RgFigurePart */
  GPtrArray *people; /* RgCustomerSummary, or NULL, of each */
} RgFigureNames;

static void
rg_figure_names_free (gpointer data)
{
  RgFigureNames *names = data;

  g_array_unref (names->parts);
  g_ptr_array_unref (names->people);
  g_free (names);
}

static void
rg_figure_summary_free (gpointer data)
{
  if (data != NULL)
    rg_customer_summary_free (data);
}

static gboolean
rg_figure_side_group_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgFigureNames *names = data;

  for (guint i = 0; i < names->parts->len; i++)
    {
      GError *failed = NULL;
      const gint64 id = g_array_index (names->parts, RgFigurePart, i).customer;

      g_ptr_array_add (names->people, rg_customer_summary_read (db, id, &failed));
      if (failed != NULL)
        {
          g_propagate_error (error, failed);
          return FALSE;
        }
    }
  return TRUE;
}

static void rg_figure_side_group_show_more (RgFigureSideGroup *self);

static void
rg_figure_side_group_add_more (RgFigureSideGroup *self)
{
  AdwButtonRow *row = ADW_BUTTON_ROW (adw_button_row_new ());

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Show More"));
  g_signal_connect_object (row, "activated", G_CALLBACK (rg_figure_side_group_show_more), self,
                           G_CONNECT_SWAPPED);
  self->more_row = GTK_WIDGET (row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->more_row);
}

/* It stays until there are more, and whoever pressed it goes on with the first of them. */
static void
rg_figure_side_group_end_more (RgFigureSideGroup *self, GtkWidget *first)
{
  gboolean focused;

  if (self->more_row == NULL)
    return;
  focused = (gtk_widget_get_state_flags (self->more_row) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
  if (focused && first != NULL)
    gtk_widget_grab_focus (first);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->more_row);
  self->more_row = NULL;
}

static void
rg_figure_side_group_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgFigureSideGroup) self = data;
  RgFigureNames *names = rg_store_read_get_data (result);

  GtkWidget *first = NULL;

  self->reading = FALSE;
  if (!rg_store_read_finish (RG_STORE (source), result, NULL) || self->store == NULL)
    return;
  for (guint i = 0; i < names->people->len; i++)
    {
      GtkWidget *row;

      if (names->people->pdata[i] == NULL)
        continue;
      row = rg_figure_side_group_create_row (self, names->people->pdata[i],
                                             &g_array_index (names->parts, RgFigurePart, i));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      first = first != NULL ? first : row;
    }
  rg_figure_side_group_end_more (self, first);
  if (self->n_asked < self->parts->len)
    rg_figure_side_group_add_more (self);
}

static void
rg_figure_side_group_show_more (RgFigureSideGroup *self)
{
  const guint n = MIN (self->parts->len - self->n_asked, RG_FIGURE_AT_ONCE);
  RgFigureNames *names;

  if (n == 0 || self->reading)
    return;
  self->reading = TRUE;
  names = g_new0 (RgFigureNames, 1);
  names->parts = g_array_new (FALSE, FALSE, sizeof (RgFigurePart));
  names->people = g_ptr_array_new_with_free_func (rg_figure_summary_free);
  g_array_append_vals (names->parts, &g_array_index (self->parts, RgFigurePart, self->n_asked), n);
  self->n_asked += n;
  rg_store_read_async (self->store, RG_READER_ROWS, rg_figure_side_group_read_in_thread, names,
                       rg_figure_names_free, self->cancellable, rg_figure_side_group_read_cb,
                       g_object_ref (self));
}

/* --- all of them --- */

static GVariant *
rg_figure_side_group_query_all (RgFigureSideGroup *self, const char *title)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GVariantDict query;

  for (guint i = 0; i < self->parts->len; i++)
    g_array_append_val (ids, g_array_index (self->parts, RgFigurePart, i).customer);
  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "title", "s", title);
  g_variant_dict_insert (&query, "from", "i", self->from);
  g_variant_dict_insert (&query, "to", "i", self->to);
  g_variant_dict_insert_value (&query, "customers",
                               g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data,
                                                          ids->len, sizeof (gint64)));
  return g_variant_dict_end (&query);
}

static void
rg_figure_side_group_add_button (RgFigureSideGroup *self, GtkWidget *box, const char *icon,
                                 const char *words, const char *action, const char *title)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, words);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button),
                                          rg_figure_side_group_query_all (self, title));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
}

static void
rg_figure_side_group_add_buttons (RgFigureSideGroup *self, const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *number = rg_number_format (self->parts->len);
  g_autofree char *people = g_strdup_printf (P_ ("Show the %s Person", "Show the %s People",
                                                 self->parts->len), number);
  /* Translators: %s is the name of a group of people. */
  g_autofree char *receipts = g_strdup_printf (_("Show the Receipts: %s"), name);

  if (self->parts->len > 0 && !self->coupons)
    rg_figure_side_group_add_button (self, box, "system-users-symbolic", people,
                                     "win.show-people", name);
  if (self->parts->len > 0 && self->from != RG_DAY_NONE)
    rg_figure_side_group_add_button (self, box, "view-list-bullet-symbolic", receipts,
                                     "win.show-receipts", name);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), box);
}

GtkWidget *
rg_figure_side_group_new (RgStore *store, const RgFigure *figure, const RgFigureSide *side)
{
  RgFigureSideGroup *self = g_object_new (RG_TYPE_FIGURE_SIDE_GROUP, NULL);
  g_autofree char *words = rg_figure_side_dup_words (figure, side);
  g_autofree char *title = g_markup_escape_text (side->name, -1);

  self->store = g_object_ref (store);
  self->coupons = figure->coupons;
  self->from = side->from;
  self->to = side->to;
  g_array_append_vals (self->parts, side->parts->data, side->parts->len);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), words);
  rg_figure_side_group_add_buttons (self, side->name);
  rg_figure_side_group_show_more (self);
  return GTK_WIDGET (self);
}

static void
rg_figure_side_group_dispose (GObject *object)
{
  RgFigureSideGroup *self = RG_FIGURE_SIDE_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_figure_side_group_parent_class)->dispose (object);
}

static void
rg_figure_side_group_finalize (GObject *object)
{
  RgFigureSideGroup *self = RG_FIGURE_SIDE_GROUP (object);

  g_array_unref (self->parts);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (rg_figure_side_group_parent_class)->finalize (object);
}

static void
rg_figure_side_group_class_init (RgFigureSideGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_figure_side_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_figure_side_group_finalize;
}

static void
rg_figure_side_group_init (RgFigureSideGroup *self)
{
  self->parts = g_array_new (FALSE, FALSE, sizeof (RgFigurePart));
  self->cancellable = g_cancellable_new ();
}
