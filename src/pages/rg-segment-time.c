/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A segment over time. Everything is read in a thread of its own; what was asked for before is
 * given up. */
#include "pages/rg-segment-time.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "store/rg-segment-past.h"
#include "widgets/rg-chart-view.h"
#include "widgets/rg-facts-group.h"

#define RG_TIME_MONTHS 24

struct _RgSegmentTime
{
  GtkBox parent_instance;

  GtkStack *stack;
  RgChartView *chart_view;
  GtkMenuButton *from_button;
  GtkMenuButton *to_button;
  GtkCalendar *from_calendar;
  GtkCalendar *to_calendar;
  RgFactsGroup *moved_group;
  RgFactsGroup *went_group;
  GtkLabel *problem;

  RgStore *store;
  RgNode *root;
  gint64 id;
  char *text;        /* that is shown */
  RgDay from, to;    /* RG_DAY_NONE: not chosen yet */
  gboolean setting;  /* the calendars, not somebody */
  GArray *months;    /* RgSegmentOn */
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (RgSegmentTime, rg_segment_time, GTK_TYPE_BOX)

/* --- months ------------------------------------------------------------------------------- */

RgChart *
rg_segment_time_new_chart (const GArray *months)
{
  const RgUnit unit = { RG_UNIT_COUNT, "" };
  /* Translators: what a chart shows. */
  RgChart *chart = rg_chart_new (_("Customers in the segment at the end of the month"), unit,
                                 months->len);
  g_autofree RgDay *days = g_new (RgDay, months->len + 1);
  g_autofree double *counts = g_new (double, months->len + 1);

  for (guint i = 0; i < months->len; i++)
    {
      const RgSegmentOn *on = &g_array_index (months, RgSegmentOn, i);

      days[i] = rg_day_month_start (on->day);
      counts[i] = on->count;
    }
  rg_chart_set_days (chart, RG_PERIOD_MONTH, days);
  rg_chart_add_series (chart, _("Customers"), RG_SERIES_LINE, RG_SERIES_MAIN, counts);
  chart->last_is_partial = TRUE;
  return chart;
}

/* --- people ------------------------------------------------------------------------------- */

static GVariant *
rg_segment_time_new_query (const char *title, const GArray *ids)
{
  GVariantDict query;

  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "title", "s", title);
  g_variant_dict_insert_value (&query, "customers",
                               g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data,
                                                          ids->len, sizeof (gint64)));
  return g_variant_dict_end (&query);
}

static void
rg_segment_time_add (RgFactsGroup *group, const char *title, const GArray *ids)
{
  g_autofree char *number = rg_number_format (ids->len);
  AdwActionRow *row = rg_facts_group_add (group, title, NULL);
  GtkWidget *label = gtk_label_new (number);

  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (row, label);
  adw_action_row_set_subtitle_selectable (row, FALSE);
  if (ids->len == 0)
    return;
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row),
                                          rg_segment_time_new_query (title, ids));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-people");
}

static void
rg_segment_time_show_moved (RgSegmentTime *self, const RgSegmentMoved *moved)
{
  rg_facts_group_clear (self->moved_group);
  rg_facts_group_clear (self->went_group);
  rg_segment_time_add (self->moved_group, _("Joined"), moved->joined);
  rg_segment_time_add (self->moved_group, _("Stayed"), moved->stayed);
  rg_segment_time_add (self->moved_group, _("Left"), moved->left);
  for (guint i = 0; i < moved->went->len; i++)
    {
      const RgSegmentWent *went = moved->went->pdata[i];
      /* Translators: those who left a segment and are in another, by its name. */
      g_autofree char *title = went->kind == RG_WENT_SEGMENT
                                 ? g_strdup_printf (_("In “%s”"), went->name)
                                 : g_strdup (went->name);

      rg_segment_time_add (self->went_group, title, went->ids);
    }
}

/* --- days --------------------------------------------------------------------------------- */

static RgDay
rg_segment_time_get_today (RgSegmentTime *self)
{
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (self->store);

  return rg_shop_get_counting_day (rg_store_get_shop (self->store), dataset);
}

static void
rg_segment_time_set_calendar (GtkCalendar *calendar, GtkMenuButton *button, RgDay day)
{
  g_autofree char *words = rg_day_format (day);
  int year, month, mday;
  g_autoptr (GDateTime) date = NULL;

  rg_day_to_ymd (day, &year, &month, &mday);
  date = g_date_time_new_utc (year, month, mday, 12, 0, 0);
  gtk_calendar_select_day (calendar, date);
  gtk_menu_button_set_label (button, words);
}

static void
rg_segment_time_tell_days (RgSegmentTime *self)
{
  self->setting = TRUE;
  rg_segment_time_set_calendar (self->from_calendar, self->from_button, self->from);
  rg_segment_time_set_calendar (self->to_calendar, self->to_button, self->to);
  self->setting = FALSE;
}

static RgDay
rg_segment_time_get_calendar (GtkCalendar *calendar)
{
  return rg_day_from_ymd (gtk_calendar_get_year (calendar), gtk_calendar_get_month (calendar) + 1,
                          gtk_calendar_get_day (calendar));
}

/* --- reading ------------------------------------------------------------------------------ */

static void
rg_segment_time_say (RgSegmentTime *self, const char *problem)
{
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
}

static void
rg_segment_time_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSegmentTime) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgSegmentPast) past = rg_segment_past_finish (result, &error);

  if (self->store == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PENDING))
    return;
  if (past == NULL)
    {
      g_autofree char *words = rg_error_text (error);

      rg_segment_time_say (self, words);
      return;
    }
  if (past->months != NULL)
    {
      g_clear_pointer (&self->months, g_array_unref);
      self->months = g_steal_pointer (&past->months);
      rg_chart_view_take_chart (self->chart_view, rg_segment_time_new_chart (self->months));
    }
  rg_segment_time_show_moved (self, past->moved);
  gtk_stack_set_visible_child_name (self->stack, "list");
}

static void
rg_segment_time_read (RgSegmentTime *self, guint months)
{
  const RgSegmentPastQuery query = { .months = months, .on = RG_DAY_NONE, .from = self->from,
                                     .to = self->to, .id = self->id };

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  rg_segment_past_async (self->store, self->root, &query, self->reading, rg_segment_time_read_cb,
                         g_object_ref (self));
}

/* A day that cannot be is told, and nothing else changes. */
static void
rg_segment_time_day_cb (RgSegmentTime *self)
{
  const RgDay from = rg_segment_time_get_calendar (self->from_calendar);
  const RgDay to = rg_segment_time_get_calendar (self->to_calendar);
  g_autoptr (GError) error = NULL;

  if (self->setting || (from == self->from && to == self->to))
    return;
  gtk_menu_button_popdown (self->from_button);
  gtk_menu_button_popdown (self->to_button);
  if (!rg_segment_past_check_day (rg_store_get_shop (self->store), MAX (from, to), &error))
    rg_segment_time_say (self, error->message);
  else if (from > to)
    rg_segment_time_say (self, _("The first day has to come before the second."));
  else
    {
      rg_segment_time_say (self, NULL);
      self->from = from;
      self->to = to;
      rg_segment_time_read (self, 0);
    }
  rg_segment_time_tell_days (self);
}

/* --- a month of the chart ----------------------------------------------------------------- */

typedef struct {
  RgSegmentTime *self;
  RgDay day;
} RgTimePoint;

static void
rg_segment_time_members_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RgTimePoint *point = data;
  g_autoptr (RgSegmentTime) self = point->self;
  g_autoptr (RgSegmentPast) past = rg_segment_past_finish (result, NULL);
  g_autofree char *day = rg_day_format (point->day);
  /* Translators: the title of a list of people; %s is a day. */
  g_autofree char *title = g_strdup_printf (_("In the Segment on %s"), day);

  g_free (point);
  if (past != NULL && self->store != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.show-people",
                                        rg_segment_time_new_query (title, past->members));
}

static void
rg_segment_time_point_cb (RgSegmentTime *self, guint at)
{
  RgSegmentPastQuery query = { .on = RG_DAY_NONE, .from = RG_DAY_NONE, .to = RG_DAY_NONE };
  RgTimePoint *point;

  if (self->months == NULL || at >= self->months->len)
    return;
  point = g_new0 (RgTimePoint, 1);
  point->self = g_object_ref (self);
  point->day = query.on = g_array_index (self->months, RgSegmentOn, at).day;
  rg_segment_past_async (self->store, self->root, &query, NULL, rg_segment_time_members_cb, point);
}

/* --- what is shown ------------------------------------------------------------------------ */

void
rg_segment_time_show (RgSegmentTime *self, RgStore *store, const RgNode *root, gint64 id)
{
  g_autoptr (RgNode) finished = rg_node_copy (root);
  g_autofree char *text = NULL;

  rg_node_prune (finished);
  text = rg_segment_print (finished);
  if (self->store == NULL)
    self->store = g_object_ref (store);
  if (!g_set_str (&self->text, text) && id == self->id)
    return;
  g_clear_pointer (&self->root, rg_node_free);
  self->root = g_steal_pointer (&finished);
  self->id = id;
  rg_segment_time_refresh (self);
}

void
rg_segment_time_set_from (RgSegmentTime *self, RgDay from)
{
  g_return_if_fail (RG_IS_SEGMENT_TIME (self) && self->root == NULL);

  self->from = from;
}

void
rg_segment_time_refresh (RgSegmentTime *self)
{
  const RgDay today = self->root != NULL ? rg_segment_time_get_today (self) : RG_DAY_NONE;

  if (self->root == NULL)
    return;
  if (self->to == RG_DAY_NONE)
    {
      self->to = today;
      if (self->from == RG_DAY_NONE || self->from >= today)
        self->from = rg_day_add_months (today, -3);
      rg_segment_time_tell_days (self);
    }
  rg_segment_time_read (self, RG_TIME_MONTHS);
}

static void
rg_segment_time_dispose (GObject *object)
{
  RgSegmentTime *self = RG_SEGMENT_TIME (object);

  g_cancellable_cancel (self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_SEGMENT_TIME);
  g_clear_object (&self->reading);
  g_clear_object (&self->store);
  g_clear_pointer (&self->root, rg_node_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->months, g_array_unref);
  G_OBJECT_CLASS (rg_segment_time_parent_class)->dispose (object);
}

static void
rg_segment_time_class_init (RgSegmentTimeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_segment_time_dispose;
  g_type_ensure (RG_TYPE_CHART_VIEW);
  g_type_ensure (RG_TYPE_FACTS_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-segment-time.ui");
  gtk_widget_class_bind_template_child (widget_class, RgSegmentTime, chart_view);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentTime, from_button);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentTime, from_calendar);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentTime, moved_group);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentTime, problem);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentTime, stack);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentTime, to_button);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentTime, to_calendar);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentTime, went_group);
  gtk_widget_class_bind_template_callback (widget_class, rg_segment_time_day_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_segment_time_point_cb);
}

static void
rg_segment_time_init (RgSegmentTime *self)
{
  self->from = self->to = RG_DAY_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
}
