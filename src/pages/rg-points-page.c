/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The page of one customer's points. */
#include "pages/rg-points-page.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "store/rg-points-settings.h"
#include "widgets/rg-facts-group.h"

/* So many entries are shown at a time. */
#define RG_ENTRIES_SHOWN 100
/* So many days on which something lapses. */
#define RG_LAPSES_SHOWN 12

struct _RgPointsPage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  RgFactsGroup *now_group;
  RgFactsGroup *lapse_group;
  RgFactsGroup *ledger_group;
  GtkWidget *more_button;

  RgStore *store;
  gint64 id;
  guint n_shown;
};

enum { PROP_0, PROP_STORE, PROP_ID, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgPointsPage, rg_points_page, ADW_TYPE_NAVIGATION_PAGE)

typedef struct
{
  gint64 customer;
  GArray *lots;      /* RgLot */
  GPtrArray *ledger; /* RgPointsRow */
  RgPointsSettings settings;
} RgPointsRead;

static void
rg_points_read_free (gpointer data)
{
  RgPointsRead *read = data;

  g_clear_pointer (&read->lots, g_array_unref);
  g_clear_pointer (&read->ledger, g_ptr_array_unref);
  g_free (read);
}

char *
rg_points_dup_next_lapse (const GArray *lots, RgDay today)
{
  gint64 points;
  const RgDay next = rg_lots_get_next_lapse (lots, today, &points);
  g_autofree char *some = rg_lots_dup_points (points);
  g_autofree char *day = NULL;

  if (next == RG_DAY_NONE)
    return NULL;
  day = rg_day_format (next);
  /* Translators: a number of points, "120 points", and their last day. */
  return g_strdup_printf (P_("%s lapses after %s", "%s lapse after %s", points), some, day);
}

/* --- what is there --- */

static void
rg_points_page_show_now (RgPointsPage *self, const RgPointsRead *read, RgDay today)
{
  const char *currency = rg_store_get_shop (self->store)->currency;
  const gint64 balance = rg_lots_get_balance (read->lots, today);
  const gint64 worth = rg_points_settings_get_worth (&read->settings, balance);
  g_autofree char *points = rg_lots_dup_points (balance);
  g_autofree char *money = rg_money_format (worth, currency);

  rg_facts_group_clear (self->now_group);
  rg_facts_group_add_fact (self->now_group, _("Points to Spend"), points);
  if (worth > 0)
    rg_facts_group_add_fact (self->now_group, _("Worth"), money);
}

static void
rg_points_page_show_lapses (RgPointsPage *self, const RgPointsRead *read, RgDay today)
{
  gint64 points;
  RgDay day = rg_lots_get_next_lapse (read->lots, today, &points);

  rg_facts_group_clear (self->lapse_group);
  for (guint n = 0; day != RG_DAY_NONE && n < RG_LAPSES_SHOWN; n++)
    {
      g_autofree char *last = rg_day_format (day);
      /* Translators: %s is the last day of some points. */
      g_autofree char *what = g_strdup_printf (_("After %s"), last);
      g_autofree char *some = rg_lots_dup_points (points);

      rg_facts_group_add_fact (self->lapse_group, what, some);
      day = rg_lots_get_next_lapse (read->lots, day + 1, &points);
    }
}

/* --- the entries --- */

static void
rg_points_page_append (GString *text, const char *words)
{
  if (*words != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
}

static char *
rg_points_page_dup_words (const RgPointsRow *entry)
{
  GString *text = g_string_new (rg_lot_kind_get_label (entry->kind));
  g_autofree char *last = entry->lapses_on != RG_DAY_NONE ? rg_day_format (entry->lapses_on)
                                                          : NULL;

  rg_points_page_append (text, entry->campaign);
  rg_points_page_append (text, entry->note);
  rg_points_page_append (text, entry->staff);
  if (*entry->note == '\0')
    rg_points_page_append (text, entry->file_name);
  if (last != NULL)
    {
      /* Translators: of points; %s is their last day. */
      g_autofree char *lapses = g_strdup_printf (_("lapse after %s"), last);

      rg_points_page_append (text, lapses);
    }
  if (!entry->counts)
    /* Translators: of points that came or went, which was taken back. */
    rg_points_page_append (text, _("does not count"));
  return g_string_free_and_steal (text);
}

static void
rg_points_page_add_entry (RgPointsPage *self, const RgPointsRow *entry)
{
  g_autofree char *day = rg_day_format (entry->effective_on);
  g_autofree char *words = rg_points_page_dup_words (entry);
  g_autofree char *number = rg_number_format (entry->points);
  g_autofree char *change = g_strdup_printf ("%s%s", entry->points > 0 ? "+" : "", number);
  AdwActionRow *row = rg_facts_group_add (self->ledger_group, day, words);
  GtkWidget *label = gtk_label_new (change);

  gtk_widget_add_css_class (label, "numeric");
  if (!entry->counts)
    gtk_widget_add_css_class (label, "dimmed");
  adw_action_row_add_suffix (row, label);
}

static void
rg_points_page_show (RgPointsPage *self, const RgPointsRead *read)
{
  const RgDay today = rg_shop_get_day (rg_store_get_shop (self->store));

  rg_points_page_show_now (self, read, today);
  rg_points_page_show_lapses (self, read, today);
  rg_facts_group_clear (self->ledger_group);
  for (guint i = 0; i < MIN (read->ledger->len, self->n_shown); i++)
    rg_points_page_add_entry (self, read->ledger->pdata[i]);
  gtk_widget_set_visible (self->more_button, read->ledger->len > self->n_shown);
  gtk_stack_set_visible_child_name (self->stack, "points");
}

/* --- reading --- */

static gboolean
rg_points_page_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgPointsRead *read = data;

  read->lots = rg_loyalty_read_lots (db, read->customer, error);
  if (read->lots == NULL)
    return FALSE;
  read->ledger = rg_loyalty_read_ledger (db, read->customer, error);
  return read->ledger != NULL && rg_points_settings_read (db, &read->settings, error);
}

static void
rg_points_page_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgPointsPage) self = RG_POINTS_PAGE (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (rg_store_read_finish (RG_STORE (object), result, &error))
    {
      if (self->store != NULL)
        rg_points_page_show (self, rg_store_read_get_data (result));
      return;
    }
  text = rg_error_text (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
rg_points_page_read (RgPointsPage *self)
{
  RgPointsRead *read = g_new0 (RgPointsRead, 1);

  read->customer = self->id;
  rg_store_read_async (self->store, RG_READER_ROWS, rg_points_page_read_in_thread, read,
                       rg_points_read_free, NULL, rg_points_page_read_cb, g_object_ref (self));
}

static void
rg_points_page_changed_cb (RgPointsPage *self, RgChanges *changes)
{
  static const char *const tables[] = { "points_entry", "customer", "setting", "campaign" };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (rg_changes_touches (changes, tables[i]))
      {
        rg_points_page_read (self);
        return;
      }
}

static void
rg_points_page_more_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgPointsPage *self = RG_POINTS_PAGE (widget);

  self->n_shown += RG_ENTRIES_SHOWN;
  rg_points_page_read (self);
}

/* --- GObject --- */

static void
rg_points_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgPointsPage *self = RG_POINTS_PAGE (object);

  if (id == PROP_STORE)
    self->store = g_value_dup_object (value);
  else if (id == PROP_ID)
    self->id = g_value_get_int64 (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_points_page_constructed (GObject *object)
{
  RgPointsPage *self = RG_POINTS_PAGE (object);

  G_OBJECT_CLASS (rg_points_page_parent_class)->constructed (object);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (rg_points_page_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_points_page_read (self);
}

static void
rg_points_page_dispose (GObject *object)
{
  RgPointsPage *self = RG_POINTS_PAGE (object);

  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_POINTS_PAGE);
  G_OBJECT_CLASS (rg_points_page_parent_class)->dispose (object);
}

static void
rg_points_page_class_init (RgPointsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rg_points_page_constructed;
  object_class->dispose = rg_points_page_dispose;
  object_class->set_property = rg_points_page_set_property;
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  props[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_type_ensure (RG_TYPE_FACTS_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-points-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgPointsPage, lapse_group);
  gtk_widget_class_bind_template_child (widget_class, RgPointsPage, ledger_group);
  gtk_widget_class_bind_template_child (widget_class, RgPointsPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, RgPointsPage, now_group);
  gtk_widget_class_bind_template_child (widget_class, RgPointsPage, stack);
  gtk_widget_class_install_action (widget_class, "page.more", NULL, rg_points_page_more_action);
}

static void
rg_points_page_init (RgPointsPage *self)
{
  self->n_shown = RG_ENTRIES_SHOWN;
  gtk_widget_init_template (GTK_WIDGET (self));
}
