/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* People like the members of a segment, with the reasons, and a list made of so many of them. */
#include "pages/rg-alike-page.h"

#include "base/rg-date.h"
#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-long-read.h"
#include "pages/rg-segment-maker.h"
#include "pages/rg-writes.h"
#include "rules/rg-alike.h"
#include "store/rg-store-segments.h"
#include "widgets/rg-speak.h"

#define RG_ALIKE_LOOK_MS 100
#define RG_ALIKE_SHOWN 100 /* people with a row, at most */
#define RG_ALIKE_TAKEN 50  /* to begin with */

struct _RgAlikePage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  GtkProgressBar *bar;
  AdwStatusPage *nobody_page;
  AdwPreferencesGroup *lead;
  AdwActionRow *common_row;
  AdwSpinRow *number_row;
  GtkWidget *make_row;
  AdwPreferencesGroup *list;
  GtkLabel *more_label;

  RgStore *store;
  gint64 id;
  char *name;       /* of the segment */
  RgLongRead *read; /* that goes on; NULL: none */
  guint looking;    /* at how far it is */
  RgAlike *alike;   /* that is shown */
  GPtrArray *rows;  /* of the list; borrowed */
};

enum { PROP_0, PROP_STORE, PROP_ID, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgAlikePage, rg_alike_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- the list ----------------------------------------------------------------------------- */

static guint
rg_alike_page_get_taken (RgAlikePage *self)
{
  return (guint) adw_spin_row_get_value (self->number_row);
}

static void
rg_alike_page_number_cb (RgAlikePage *self)
{
  const guint taken = rg_alike_page_get_taken (self);
  g_autofree char *number = rg_number_format (taken > self->rows->len ? taken - self->rows->len
                                                                       : 0);
  g_autofree char *words = g_strdup_printf (P_("%s more is taken.", "%s more are taken.",
                                               taken - self->rows->len), number);

  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_set_visible (self->rows->pdata[i], i < taken);
  gtk_label_set_label (self->more_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->more_label), taken > self->rows->len);
}

static void
rg_alike_page_make_cb (RgAlikePage *self)
{
  const RgShop *shop = rg_store_get_shop (self->store);
  g_autofree char *day = rg_day_format (rg_shop_get_day (shop));
  g_autofree char *taken = rg_number_format (rg_alike_page_get_taken (self));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  /* Translators: the name of a segment of people like those of another. */
  g_autofree char *name = g_strdup_printf (_("Like %s"), self->name);
  /* Translators: why people are in a list: a number, the name of a segment, and a day. */
  g_autofree char *reason = g_strdup_printf (_("One of the %s most alike to “%s” on %s"), taken,
                                             self->name, day);

  for (guint i = 0; i < MIN (rg_alike_page_get_taken (self), self->alike->people->len); i++)
    g_array_append_val (ids, g_array_index (self->alike->people, RgAlikePerson, i).id);
  rg_segment_maker_choose (GTK_WIDGET (self), self->store, name, reason, ids);
}

static void
rg_alike_page_add_row (RgAlikePage *self, const RgAlikePerson *person,
                       const RgSegmentMember *member)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *why = rg_alike_dup_words (self->alike, person->reasons, person->n_reasons);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), member->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), why);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", member->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-customer");
  adw_preferences_group_add (self->list, row);
  g_ptr_array_add (self->rows, row);
}

static void
rg_alike_page_fill (RgAlikePage *self, const GPtrArray *members)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->list, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0, at = 0; i < members->len; i++, at++)
    {
      const RgSegmentMember *member = members->pdata[i];

      /* Who was deleted meanwhile is passed over. */
      while (g_array_index (self->alike->people, RgAlikePerson, at).id != member->id)
        at++;
      rg_alike_page_add_row (self, &g_array_index (self->alike->people, RgAlikePerson, at),
                             member);
    }
}

/* Takes what was found. */
static void
rg_alike_page_show (RgAlikePage *self, RgAlike *alike, const GPtrArray *members)
{
  g_autofree char *trial = rg_alike_dup_trial (alike);
  g_autofree char *common = rg_alike_dup_words (alike, alike->common, alike->n_common);
  GtkAdjustment *adjustment = adw_spin_row_get_adjustment (self->number_row);
  const double before = adw_spin_row_get_value (self->number_row);

  g_clear_pointer (&self->alike, rg_alike_free);
  self->alike = alike;
  adw_preferences_group_set_description (self->lead, trial);
  adw_action_row_set_subtitle (self->common_row, common);
  rg_alike_page_fill (self, members);
  gtk_adjustment_configure (adjustment, before > 0 ? before : RG_ALIKE_TAKEN, 1, alike->n_others,
                            1, 10, 0);
  rg_alike_page_number_cb (self);
  gtk_stack_set_visible_child_name (self->stack, "people");
  rg_speak (GTK_WIDGET (self), trial);
}

/* --- asking ------------------------------------------------------------------------------- */

typedef struct {
  RgDataset *dataset;
  RgShop *shop;
  RgLongRead *read;
  gint64 id;
  RgSavedSegment *segment;
  RgAlike *alike;
  GPtrArray *members; /* RgSegmentMember, of the first */
} RgAlikeAsked;

static void
rg_alike_asked_free (gpointer data)
{
  RgAlikeAsked *asked = data;

  rg_dataset_unref (asked->dataset);
  rg_shop_free (asked->shop);
  rg_long_read_unref (asked->read);
  g_clear_pointer (&asked->segment, rg_saved_segment_free);
  g_clear_pointer (&asked->alike, rg_alike_free);
  g_clear_pointer (&asked->members, g_ptr_array_unref);
  g_free (asked);
}

static gboolean
rg_alike_page_name_people (RgDb *db, RgAlikeAsked *asked, GError **error)
{
  const GArray *people = asked->alike->people;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < MIN (people->len, RG_ALIKE_SHOWN); i++)
    g_array_append_val (ids, g_array_index (people, RgAlikePerson, i).id);
  asked->members = rg_segment_read_members (db, (const gint64 *) (gpointer) ids->data, ids->len,
                                            error);
  return asked->members != NULL;
}

static gboolean
rg_alike_page_ask_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgAlikeAsked *asked = data;
  const RgShop *shop = asked->shop;
  const RgSegmentContext context = { .dataset = asked->dataset,
                                     .today = rg_shop_get_counting_day (shop, asked->dataset),
                                     .digits = shop->digits,
                                     .first_weekday = shop->first_weekday };
  const RgMakeUpBasis basis = { context.today, shop->country, shop->address };
  g_autoptr (RgBitset) members = NULL;

  asked->segment = rg_segment_read (db, asked->id, error);
  if (asked->segment == NULL)
    return FALSE;
  members = rg_segment_evaluate_text (asked->dataset, shop, asked->segment->text);
  asked->alike = rg_alike_new (&context, &basis, shop->currency, members, rg_long_read_go_on,
                               asked->read, error);
  return asked->alike != NULL && rg_alike_page_name_people (db, asked, error);
}

static void
rg_alike_page_end (RgAlikePage *self)
{
  g_clear_handle_id (&self->looking, g_source_remove);
  g_clear_pointer (&self->read, rg_long_read_unref);
}

static void
rg_alike_page_take_name (RgAlikePage *self, const char *name)
{
  /* Translators: the title of a page: people like those of a segment. */
  g_autofree char *title = g_strdup_printf (_("People Like “%s”"), name);

  g_set_str (&self->name, name);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
}

static void
rg_alike_page_asked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgAlikePage) self = data;
  RgAlikeAsked *asked = rg_store_read_get_data (result);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const gboolean done = rg_store_read_finish (RG_STORE (object), result, &error);

  if (self->store == NULL || self->read != asked->read)
    return;
  rg_alike_page_end (self);
  if (asked->segment != NULL)
    rg_alike_page_take_name (self, asked->segment->name);
  if (done)
    {
      rg_alike_page_show (self, g_steal_pointer (&asked->alike), asked->members);
      return;
    }
  text = rg_error_text (error);
  adw_status_page_set_description (self->nobody_page, text);
  gtk_stack_set_visible_child_name (self->stack, "nobody");
  rg_speak (GTK_WIDGET (self), text);
}

static gboolean
rg_alike_page_look_cb (gpointer data)
{
  RgAlikePage *self = data;

  gtk_progress_bar_set_fraction (self->bar, rg_long_read_get_share (self->read));
  return G_SOURCE_CONTINUE;
}

static void
rg_alike_page_ask (RgAlikePage *self)
{
  RgDataset *dataset = rg_store_get_dataset (self->store);
  RgAlikeAsked *asked;

  if (dataset == NULL)
    return;
  if (self->read != NULL)
    rg_long_read_stop (self->read);
  rg_alike_page_end (self);
  asked = g_new0 (RgAlikeAsked, 1);
  asked->dataset = dataset;
  asked->shop = rg_shop_copy (rg_store_get_shop (self->store));
  asked->id = self->id;
  self->read = rg_long_read_new ();
  asked->read = rg_long_read_ref (self->read);
  self->looking = g_timeout_add (RG_ALIKE_LOOK_MS, rg_alike_page_look_cb, self);
  rg_store_read_async (self->store, RG_READER_REPORT, rg_alike_page_ask_in_thread, asked,
                       rg_alike_asked_free, NULL, rg_alike_page_asked_cb, g_object_ref (self));
}

static void
rg_alike_page_stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgAlikePage *self = RG_ALIKE_PAGE (widget);

  if (self->read != NULL)
    rg_long_read_stop (self->read);
}

/* --- GObject ------------------------------------------------------------------------------ */

static void
rg_alike_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgAlikePage *self = RG_ALIKE_PAGE (object);

  if (id == PROP_STORE)
    self->store = g_value_dup_object (value);
  else if (id == PROP_ID)
    self->id = g_value_get_int64 (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_alike_page_constructed (GObject *object)
{
  RgAlikePage *self = RG_ALIKE_PAGE (object);

  G_OBJECT_CLASS (rg_alike_page_parent_class)->constructed (object);
  rg_writes_guard (self->make_row, self->store);
  g_signal_connect_object (self->store, "dataset-changed", G_CALLBACK (rg_alike_page_ask), self,
                           G_CONNECT_SWAPPED);
  rg_alike_page_ask (self);
}

static void
rg_alike_page_dispose (GObject *object)
{
  RgAlikePage *self = RG_ALIKE_PAGE (object);

  if (self->read != NULL)
    rg_long_read_stop (self->read);
  rg_alike_page_end (self);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_ALIKE_PAGE);
  g_clear_pointer (&self->alike, rg_alike_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (rg_alike_page_parent_class)->dispose (object);
}

static void
rg_alike_page_class_init (RgAlikePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rg_alike_page_constructed;
  object_class->dispose = rg_alike_page_dispose;
  object_class->set_property = rg_alike_page_set_property;
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  props[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-alike-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgAlikePage, bar);
  gtk_widget_class_bind_template_child (widget_class, RgAlikePage, common_row);
  gtk_widget_class_bind_template_child (widget_class, RgAlikePage, lead);
  gtk_widget_class_bind_template_child (widget_class, RgAlikePage, list);
  gtk_widget_class_bind_template_child (widget_class, RgAlikePage, make_row);
  gtk_widget_class_bind_template_child (widget_class, RgAlikePage, more_label);
  gtk_widget_class_bind_template_child (widget_class, RgAlikePage, nobody_page);
  gtk_widget_class_bind_template_child (widget_class, RgAlikePage, number_row);
  gtk_widget_class_bind_template_child (widget_class, RgAlikePage, stack);
  gtk_widget_class_bind_template_callback (widget_class, rg_alike_page_make_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_alike_page_number_cb);
  gtk_widget_class_install_action (widget_class, "page.stop", NULL, rg_alike_page_stop_action);
}

static void
rg_alike_page_init (RgAlikePage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
