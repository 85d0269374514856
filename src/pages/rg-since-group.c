/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows of what changed, made anew with each generation. */
#include "pages/rg-since-group.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "store/rg-segment-unusual.h"
#include "store/rg-store-since.h"

/* More segments than this are for the page of segments. */
#define RG_SINCE_SEGMENTS 3

struct _RgSinceGroup
{
  AdwPreferencesGroup parent_instance;

  RgStore *store;
  GPtrArray *rows; /* borrowed */
  RgSinceReport *report;  /* NULL: nothing to compare */
  GPtrArray *segments;    /* RgUnusual; NULL: not read yet */
  RgDay counted_until;    /* the last day with sales of what the segments were counted on, */
  gint64 counted_sales;   /* and the net sales */
  GCancellable *reading;
  GCancellable *counting;
};

G_DEFINE_FINAL_TYPE (RgSinceGroup, rg_since_group, ADW_TYPE_PREFERENCES_GROUP)

static void
rg_since_group_add (RgSinceGroup *self, const char *title, const char *action, GVariant *target)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

/* Takes the title over. */
static void
rg_since_group_add_people (RgSinceGroup *self, const GArray *people, char *title)
{
  g_autofree char *words = title;
  GVariantDict query;

  if (people->len == 0)
    return;
  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "title", "s", words);
  g_variant_dict_insert_value (&query, "customers",
                               g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, people->data,
                                                          people->len, sizeof (gint64)));
  rg_since_group_add (self, words, "win.show-people", g_variant_dict_end (&query));
}

static void
rg_since_group_show_people (RgSinceGroup *self, const RgSince *people)
{
  g_autofree char *fresh = rg_number_format (people->fresh->len);
  g_autofree char *returned = rg_number_format (people->returned->len);
  g_autofree char *slipped = rg_number_format (people->slipped->len);

  rg_since_group_add_people (
    self, people->fresh,
    /* TRANSLATORS: number of people */
    g_strdup_printf (P_("%s new customer", "%s new customers", people->fresh->len), fresh));
  rg_since_group_add_people (
    self, people->returned,
    /* TRANSLATORS: number of people */
    g_strdup_printf (P_("%s customer came back after a year",
                        "%s customers came back after a year", people->returned->len), returned));
  rg_since_group_add_people (
    self, people->slipped,
    /* TRANSLATORS: number of people */
    g_strdup_printf (P_("%s good customer slipped away", "%s good customers slipped away",
                        people->slipped->len), slipped));
}

/* Opens the segment where its past is told, from a week ago on. */
static GVariant *
rg_since_group_new_time (RgSinceGroup *self, const RgUnusual *segment)
{
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (self->store);
  const RgDay today = rg_shop_get_counting_day (rg_store_get_shop (self->store), dataset);
  GVariantDict query;

  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "segment", "x", segment->id);
  g_variant_dict_insert (&query, "view", "s", "time");
  g_variant_dict_insert (&query, "from", "i", today - 7);
  return g_variant_dict_end (&query);
}

static void
rg_since_group_show_segment (RgSinceGroup *self, const RgUnusual *segment)
{
  g_autofree char *before = rg_number_format (segment->before);
  g_autofree char *after = rg_number_format (segment->after);
  /* TRANSLATORS: a segment's name, then two numbers of people; on one row of Today */
  const char *words = segment->after > segment->before
                        ? _("“%s” grew from %s to %s in a week, more than is usual for it")
                        : _("“%s” shrank from %s to %s in a week, more than is usual for it");

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_autofree char *title = g_strdup_printf (words, segment->name, before, after);
#pragma GCC diagnostic pop

  rg_since_group_add (self, title, "win.show-segment-view",
                      rg_since_group_new_time (self, segment));
}

static void
rg_since_group_show (RgSinceGroup *self)
{
  const RgSinceReport *report = self->report;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  if (report != NULL)
    {
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self),
                                       report->is_week ? _("In the Last 7 Days")
                                                       : _("Since the Last Import"));
      rg_since_group_show_people (self, report->people);
      for (guint i = 0; self->segments != NULL && i < MIN (self->segments->len, RG_SINCE_SEGMENTS);
           i++)
        rg_since_group_show_segment (self, self->segments->pdata[i]);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

static void
rg_since_group_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSinceGroup) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgSinceReport) report
    = rg_store_read_since_finish (RG_STORE (source), result, &error);

  if (error != NULL || self->store == NULL)
    return;
  g_clear_pointer (&self->report, rg_since_report_free);
  self->report = g_steal_pointer (&report);
  rg_since_group_show (self);
}

static void
rg_since_group_counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSinceGroup) self = data;
  g_autoptr (GPtrArray) segments = rg_segments_unusual_finish (result, NULL);

  if (segments == NULL || self->store == NULL)
    return;
  g_clear_pointer (&self->segments, g_ptr_array_unref);
  self->segments = g_steal_pointer (&segments);
  rg_since_group_show (self);
}

static void
rg_since_group_count (RgSinceGroup *self)
{
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->counting = g_cancellable_new ();
  rg_segments_unusual_async (self->store, self->counting, rg_since_group_counted_cb,
                             g_object_ref (self));
}

/* Half a year is counted again where there are other sales; what is edited meanwhile is told with
 * the next ones. */
static void
rg_since_group_count_new_sales (RgSinceGroup *self)
{
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (self->store);

  if (dataset == NULL || (dataset->last_day == self->counted_until &&
                          rg_dataset_facts (dataset)->all_net_sales == self->counted_sales))
    return;
  self->counted_until = dataset->last_day;
  self->counted_sales = rg_dataset_facts (dataset)->all_net_sales;
  rg_since_group_count (self);
}

static void
rg_since_group_read (RgSinceGroup *self)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_store_get_shop (self->store));

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  rg_store_read_since_async (self->store, rg_day_today (zone), self->reading,
                             rg_since_group_read_cb, g_object_ref (self));
  rg_since_group_count_new_sales (self);
}

static void
rg_since_group_changed_cb (RgSinceGroup *self, RgChanges *changes)
{
  if (rg_changes_touches (changes, "segment"))
    self->counted_until = RG_DAY_NONE;
}

void
rg_since_group_set_store (RgSinceGroup *self, RgStore *store)
{
  g_return_if_fail (RG_IS_SINCE_GROUP (self) && self->store == NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "dataset-changed", G_CALLBACK (rg_since_group_read), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_since_group_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_since_group_read (self);
}

static void
rg_since_group_dispose (GObject *object)
{
  RgSinceGroup *self = RG_SINCE_GROUP (object);

  g_cancellable_cancel (self->reading);
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->reading);
  g_clear_object (&self->counting);
  g_clear_pointer (&self->report, rg_since_report_free);
  g_clear_pointer (&self->segments, g_ptr_array_unref);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_since_group_parent_class)->dispose (object);
}

static void
rg_since_group_finalize (GObject *object)
{
  g_ptr_array_unref (RG_SINCE_GROUP (object)->rows);
  G_OBJECT_CLASS (rg_since_group_parent_class)->finalize (object);
}

static void
rg_since_group_class_init (RgSinceGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_since_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_since_group_finalize;
}

static void
rg_since_group_init (RgSinceGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->counted_until = RG_DAY_NONE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
