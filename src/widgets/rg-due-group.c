/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows for a day to come. */
#include "widgets/rg-due-group.h"

#include "base/rg-i18n.h"

struct _RgDueGroup
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *due_row;
  GtkWidget *calendar_row;
  GtkCalendar *calendar;
  RgDay today;
};

enum { PROP_0, PROP_ROW_TITLE, PROP_CALENDAR_LABEL, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgDueGroup, rg_due_group, ADW_TYPE_PREFERENCES_GROUP)

/* The rows of due_row: some time, so many days from now, then a day of the calendar. */
static const int due_days[] = { 0, 0, 1, 7, 14 };
#define RG_DUE_SOME_TIME 0
#define RG_DUE_CALENDAR G_N_ELEMENTS (due_days)

RgDay
rg_due_group_get_day (RgDueGroup *self)
{
  guint selected;

  g_return_val_if_fail (RG_IS_DUE_GROUP (self), RG_DAY_NONE);
  selected = adw_combo_row_get_selected (self->due_row);
  if (selected == RG_DUE_SOME_TIME)
    return RG_DAY_NONE;
  if (selected < RG_DUE_CALENDAR)
    return self->today + due_days[selected];
  return rg_day_from_ymd (gtk_calendar_get_year (self->calendar),
                          gtk_calendar_get_month (self->calendar) + 1,
                          gtk_calendar_get_day (self->calendar));
}

void
rg_due_group_set_day (RgDueGroup *self, RgDay due, RgDay today)
{
  g_autoptr (GDateTime) day = NULL;
  guint selected = RG_DUE_CALENDAR;
  int year, month, mday;

  g_return_if_fail (RG_IS_DUE_GROUP (self));
  self->today = today;
  rg_day_to_ymd (due != RG_DAY_NONE ? due : today, &year, &month, &mday);
  day = g_date_time_new_utc (year, month, mday, 0, 0, 0);
  gtk_calendar_select_day (self->calendar, day);
  if (due == RG_DAY_NONE)
    selected = RG_DUE_SOME_TIME;
  for (guint i = RG_DUE_SOME_TIME + 1; due != RG_DAY_NONE && i < RG_DUE_CALENDAR; i++)
    if (due == today + due_days[i])
      selected = i;
  adw_combo_row_set_selected (self->due_row, selected);
}

static void
rg_due_group_due_cb (RgDueGroup *self)
{
  gtk_widget_set_visible (self->calendar_row,
                          adw_combo_row_get_selected (self->due_row) == RG_DUE_CALENDAR);
}

static void
rg_due_group_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgDueGroup *self = RG_DUE_GROUP (object);

  if (id == PROP_ROW_TITLE)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->due_row),
                                   g_value_get_string (value));
  else if (id == PROP_CALENDAR_LABEL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, g_value_get_string (value), -1);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_due_group_class_init (RgDueGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = rg_due_group_set_property;
  props[PROP_ROW_TITLE] = g_param_spec_string ("row-title", NULL, NULL, NULL, flags);
  props[PROP_CALENDAR_LABEL] = g_param_spec_string ("calendar-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
rg_due_group_init_calendar (RgDueGroup *self)
{
  GtkWidget *calendar = gtk_calendar_new ();

  self->calendar = GTK_CALENDAR (calendar);
  gtk_widget_set_margin_top (calendar, 6);
  gtk_widget_set_margin_bottom (calendar, 6);
  gtk_widget_set_margin_start (calendar, 6);
  gtk_widget_set_margin_end (calendar, 6);
  self->calendar_row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "focusable",
                                     FALSE, "visible", FALSE, "child", calendar, NULL);
}

static void
rg_due_group_init (RgDueGroup *self)
{
  const char *const days[] = { _("Some time"),    _("Today"),     _("Tomorrow"), _("In a week"),
                               _("In two weeks"), _("On a day…"), NULL };
  g_autoptr (GtkStringList) rows = gtk_string_list_new (days);

  self->due_row = g_object_new (ADW_TYPE_COMBO_ROW, "model", rows, "title", _("Due"), NULL);
  rg_due_group_init_calendar (self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->due_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->calendar_row);
  g_signal_connect_object (self->due_row, "notify::selected", G_CALLBACK (rg_due_group_due_cb),
                           self, G_CONNECT_SWAPPED);
}
