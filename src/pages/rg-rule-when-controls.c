/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The controls that say when something was, and which receipts count: where, on which days of the
 * week, at which hours, in which months. */
#include "pages/rg-rule-row-private.h"

#include "base/rg-i18n.h"
#include "pages/rg-rule-chooser.h"
#include "widgets/rg-field.h"

/* A number of the rule that a control holds, by its offset. */
#define NUMBER "rg-number"

static GtkWidget *
rg_when_combo_new (const char *title, const char *const *labels, guint selected)
{
  GtkWidget *combo = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; labels[i] != NULL; i++)
    gtk_string_list_append (list, _(labels[i]));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (combo), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (combo), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo), selected);
  return combo;
}

/* --- when --------------------------------------------------------------------------------- */

/* In the order of a menu. */
static const struct {
  RgWindowMode mode;
  RgCalendarUnit unit;
  int offset;
  const char *label;
} periods[] = {
  { RG_WINDOW_EVER, 0, 0, N_("Ever") },
  { RG_WINDOW_LAST, 0, 0, N_("In the Last … Days") },
  { RG_WINDOW_AGO, 0, 0, N_("Before the Last … Days") },
  { RG_WINDOW_NEXT, 0, 0, N_("In the Next … Days") },
  { RG_WINDOW_BETWEEN, 0, 0, N_("Between Two Days") },
  { RG_WINDOW_FROM, 0, 0, N_("On a Day or Later") },
  { RG_WINDOW_UNTIL, 0, 0, N_("On a Day or Earlier") },
  { RG_WINDOW_CALENDAR, RG_UNIT_WEEK, 0, N_("This Week") },
  { RG_WINDOW_CALENDAR, RG_UNIT_MONTH, 0, N_("This Month") },
  { RG_WINDOW_CALENDAR, RG_UNIT_QUARTER, 0, N_("This Quarter") },
  { RG_WINDOW_CALENDAR, RG_UNIT_YEAR, 0, N_("This Year") },
  { RG_WINDOW_CALENDAR, RG_UNIT_WEEK, -1, N_("Last Week") },
  { RG_WINDOW_CALENDAR, RG_UNIT_MONTH, -1, N_("Last Month") },
  { RG_WINDOW_CALENDAR, RG_UNIT_QUARTER, -1, N_("Last Quarter") },
  { RG_WINDOW_CALENDAR, RG_UNIT_YEAR, -1, N_("Last Year") },
  { RG_WINDOW_CALENDAR, RG_UNIT_WEEK, 1, N_("Next Week") },
  { RG_WINDOW_CALENDAR, RG_UNIT_MONTH, 1, N_("Next Month") },
  { RG_WINDOW_CALENDAR, RG_UNIT_QUARTER, 1, N_("Next Quarter") },
  { RG_WINDOW_CALENDAR, RG_UNIT_YEAR, 1, N_("Next Year") },
};

/* Which of the periods a rule can have: of a day in a field the conditions have some already, and
 * what comes round each year has only those that begin and end near today. */
static gboolean
rg_period_fits (const RgRule *rule, guint period)
{
  const RgWindowMode mode = periods[period].mode;
  RgOp op;

  if (!(rule->kind->fields & (RG_FIELD_OWN | RG_FIELD_YEARLY)))
    return TRUE;
  rg_op_is_not (rule->op, &op);
  if (op == RG_OP_WHEN)
    return mode == RG_WINDOW_AGO || mode == RG_WINDOW_CALENDAR;
  return mode == RG_WINDOW_LAST || mode == RG_WINDOW_NEXT ||
         mode == RG_WINDOW_CALENDAR;
}

/* That at a place of the menu. */
static guint
rg_period_at (const RgRule *rule, guint place)
{
  guint period = 0;

  while (period < G_N_ELEMENTS (periods) && (!rg_period_fits (rule, period) || place-- > 0))
    period++;
  return period;
}

static void
rg_window_cb (GtkWidget *combo, GParamSpec *pspec, RgRuleRow *row)
{
  RgRule *rule = rg_rule_row_edit (row);
  const guint place = adw_combo_row_get_selected (ADW_COMBO_ROW (combo));
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  RgWindow *window;
  guint at;

  if (rule == NULL || (at = rg_period_at (rule, place)) >= G_N_ELEMENTS (periods))
    return;
  window = &rule->window;
  *window = (RgWindow) { .mode = periods[at].mode, .unit = periods[at].unit,
                         .offset = periods[at].offset };
  if (window->mode == RG_WINDOW_LAST || window->mode == RG_WINDOW_AGO)
    window->days = 365;
  if (window->mode == RG_WINDOW_NEXT)
    window->days = 30;
  if (window->mode == RG_WINDOW_BETWEEN || window->mode == RG_WINDOW_FROM)
    window->from = rg_day_year_start (rg_day_today (zone));
  if (window->mode == RG_WINDOW_BETWEEN || window->mode == RG_WINDOW_UNTIL)
    window->to = rg_day_today (zone);
  rg_rule_row_edited (row, TRUE);
}

static void
rg_number_cb (GtkWidget *spin, GParamSpec *pspec, RgRuleRow *row)
{
  RgRule *rule = rg_rule_row_edit (row);

  if (rule == NULL)
    return;
  G_STRUCT_MEMBER (int, rule, GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (spin), NUMBER))) =
    (int) adw_spin_row_get_value (ADW_SPIN_ROW (spin));
  rg_rule_row_edited (row, FALSE);
}

static void
rg_number_add (RgRuleRow *row, const RgRule *rule, const char *title, gsize number, int least,
               int most)
{
  GtkWidget *spin = adw_spin_row_new_with_range (least, most, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (spin), title);
  adw_spin_row_set_value (ADW_SPIN_ROW (spin), G_STRUCT_MEMBER (int, rule, number));
  g_object_set_data (G_OBJECT (spin), NUMBER, GSIZE_TO_POINTER (number));
  g_signal_connect_object (spin, "notify::value", G_CALLBACK (rg_number_cb), row, 0);
  rg_rule_row_take_control (row, spin);
}

/* What is no day marks the field and leaves the rule as it was. */
static void
rg_day_cb (GtkWidget *entry, GParamSpec *pspec, RgRuleRow *row)
{
  RgRule *rule = rg_rule_row_edit (row);
  const RgDay typed = rg_day_parse_iso (gtk_editable_get_text (GTK_EDITABLE (entry)));

  if (rule == NULL)
    return;
  if (typed == RG_DAY_NONE)
    {
      rg_field_refuse (entry, NULL);
      return;
    }
  rg_field_accept (entry);
  G_STRUCT_MEMBER (RgDay, rule, GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (entry), NUMBER))) =
    typed;
  rg_rule_row_edited (row, FALSE);
}

static void
rg_day_add (RgRuleRow *row, const RgRule *rule, const char *title, gsize day)
{
  GtkWidget *entry = adw_entry_row_new ();
  g_autofree char *text = rg_day_format_iso (G_STRUCT_MEMBER (RgDay, rule, day));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_object_set_data (G_OBJECT (entry), NUMBER, GSIZE_TO_POINTER (day));
  g_signal_connect_object (entry, "notify::text", G_CALLBACK (rg_day_cb), row, 0);
  rg_rule_row_take_control (row, entry);
}

void
rg_rule_row_add_window (RgRuleRow *row, const RgRule *rule)
{
  const RgWindow *window = &rule->window;
  const char *labels[G_N_ELEMENTS (periods) + 1] = { NULL };
  guint selected = 0, n = 0;
  GtkWidget *combo;

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      if (!rg_period_fits (rule, i))
        continue;
      if (periods[i].mode == window->mode && periods[i].unit == window->unit &&
          periods[i].offset == window->offset)
        selected = n;
      labels[n++] = periods[i].label;
    }
  combo = rg_when_combo_new (_("When"), labels, selected);
  g_signal_connect_object (combo, "notify::selected", G_CALLBACK (rg_window_cb), row, 0);
  rg_rule_row_take_control (row, combo);
  if (window->mode == RG_WINDOW_LAST || window->mode == RG_WINDOW_AGO ||
      window->mode == RG_WINDOW_NEXT)
    rg_number_add (row, rule, _("Days"), G_STRUCT_OFFSET (RgRule, window.days), 1,
                   rule->kind->fields & RG_FIELD_YEARLY ? (int) rule->kind->most : RG_DAYS_MAX);
  if (window->mode == RG_WINDOW_BETWEEN || window->mode == RG_WINDOW_FROM)
    /* Translators: the title of a field for a day written as year-month-day. */
    rg_day_add (row, rule, _("First Day (2026-01-31)"), G_STRUCT_OFFSET (RgRule, window.from));
  if (window->mode == RG_WINDOW_BETWEEN || window->mode == RG_WINDOW_UNTIL)
    /* Translators: the title of a field for a day written as year-month-day. */
    rg_day_add (row, rule, _("Last Day (2026-01-31)"), G_STRUCT_OFFSET (RgRule, window.to));
}

/* --- which receipts ----------------------------------------------------------------------- */

/* In the order of a menu; the last one is whatever else the text says. */
static const struct {
  guint weekdays;
  const char *label;
} weeks[] = {
  { 0, N_("Any Day of the Week") }, { 0x1f, N_("Monday to Friday") },
  { 0x60, N_("Saturday or Sunday") }, { 0x01, N_("Monday") }, { 0x02, N_("Tuesday") },
  { 0x04, N_("Wednesday") }, { 0x08, N_("Thursday") }, { 0x10, N_("Friday") },
  { 0x20, N_("Saturday") }, { 0x40, N_("Sunday") },
};

static const struct {
  int from, to;
  const char *label;
} seasons[] = {
  { 0, 0, N_("Any Month") },
  { 3, 5, N_("March to May") },
  { 6, 8, N_("June to August") },
  { 9, 11, N_("September to November") },
  { 12, 2, N_("December to February") },
};

static void
rg_weekdays_cb (GtkWidget *combo, GParamSpec *pspec, RgRuleRow *row)
{
  RgRule *rule = rg_rule_row_edit (row);
  const guint at = adw_combo_row_get_selected (ADW_COMBO_ROW (combo));

  if (rule == NULL || at >= G_N_ELEMENTS (weeks))
    return;
  rule->where.weekdays = weeks[at].weekdays;
  rg_rule_row_edited (row, FALSE);
}

static void
rg_season_cb (GtkWidget *combo, GParamSpec *pspec, RgRuleRow *row)
{
  RgRule *rule = rg_rule_row_edit (row);
  const guint at = adw_combo_row_get_selected (ADW_COMBO_ROW (combo));

  if (rule == NULL || at >= G_N_ELEMENTS (seasons))
    return;
  rule->where.month_from = seasons[at].from;
  rule->where.month_to = seasons[at].to;
  rg_rule_row_edited (row, FALSE);
}

static void
rg_selling_cb (GtkWidget *combo, GParamSpec *pspec, RgRuleRow *row)
{
  RgRule *rule = rg_rule_row_edit (row);
  const guint at = adw_combo_row_get_selected (ADW_COMBO_ROW (combo));

  if (rule == NULL || at >= RG_SELLINGS)
    return;
  rule->where.selling = (RgSelling) at;
  rg_rule_row_edited (row, FALSE);
}

/* Where no location is a web shop, there is nothing to choose. */
static void
rg_where_add_selling (RgRuleRow *row, const RgRule *rule, const RgDataset *dataset)
{
  static const char *const labels[] = { N_("In the Shop or Online"), N_("In the Shop Itself"),
                                        N_("In the Web Shop"), NULL };
  GtkWidget *combo;

  if (rule->where.selling == RG_SELLING_ANY &&
      (dataset == NULL || !rg_dataset_has_web_shop (dataset)))
    return;
  combo = rg_when_combo_new (C_("selling", "Channel"), labels, rule->where.selling);
  g_signal_connect_object (combo, "notify::selected", G_CALLBACK (rg_selling_cb), row, 0);
  rg_rule_row_take_control (row, combo);
}

static void
rg_hours_cb (GtkWidget *combo, GParamSpec *pspec, RgRuleRow *row)
{
  RgRule *rule = rg_rule_row_edit (row);

  if (rule == NULL)
    return;
  rule->where.hour_from = 9;
  rule->where.hour_to = adw_combo_row_get_selected (ADW_COMBO_ROW (combo)) == 0 ? 9 : 12;
  if (rule->where.hour_to == 9)
    rule->where.hour_from = rule->where.hour_to = 0;
  rg_rule_row_edited (row, TRUE);
}

static void
rg_where_add_hours (RgRuleRow *row, const RgRule *rule)
{
  static const char *const labels[] = { N_("Any Hour"), N_("From … to … O'Clock"), NULL };
  const gboolean some = rule->where.hour_from != rule->where.hour_to;
  GtkWidget *combo = rg_when_combo_new (_("Hours"), labels, some);

  g_signal_connect_object (combo, "notify::selected", G_CALLBACK (rg_hours_cb), row, 0);
  rg_rule_row_take_control (row, combo);
  if (!some)
    return;
  rg_number_add (row, rule, _("From Hour"), G_STRUCT_OFFSET (RgRule, where.hour_from), 0, 24);
  rg_number_add (row, rule, _("To Hour"), G_STRUCT_OFFSET (RgRule, where.hour_to), 0, 24);
}

/* A choice that the menu does not have stands at its end. */
static GtkWidget *
rg_where_combo_new (const char *title, const char **labels, guint n, guint selected)
{
  if (selected == n)
    labels[n] = N_("As in the Text");
  return rg_when_combo_new (title, labels, selected);
}

void
rg_rule_row_add_where (RgRuleRow *row, const RgRule *rule, const RgDataset *dataset)
{
  const RgWhere *where = &rule->where;
  const char *days[G_N_ELEMENTS (weeks) + 2] = { NULL };
  const char *months[G_N_ELEMENTS (seasons) + 2] = { NULL };
  guint day = G_N_ELEMENTS (weeks), season = G_N_ELEMENTS (seasons);
  GtkWidget *combo;

  rg_rule_row_add_list (row, rule, G_STRUCT_OFFSET (RgRule, where.locations),
                        rg_rule_chooser_new_for (dataset != NULL ? &dataset->locations : NULL,
                                                 _("Add Location")));
  rg_where_add_selling (row, rule, dataset);
  for (guint i = 0; i < G_N_ELEMENTS (weeks); i++)
    {
      days[i] = weeks[i].label;
      day = weeks[i].weekdays == where->weekdays ? i : day;
    }
  combo = rg_where_combo_new (_("Days of the Week"), days, G_N_ELEMENTS (weeks), day);
  g_signal_connect_object (combo, "notify::selected", G_CALLBACK (rg_weekdays_cb), row, 0);
  rg_rule_row_take_control (row, combo);
  rg_where_add_hours (row, rule);
  for (guint i = 0; i < G_N_ELEMENTS (seasons); i++)
    {
      months[i] = seasons[i].label;
      season = seasons[i].from == where->month_from && seasons[i].to == where->month_to ? i
                                                                                        : season;
    }
  combo = rg_where_combo_new (_("Season"), months, G_N_ELEMENTS (seasons), season);
  g_signal_connect_object (combo, "notify::selected", G_CALLBACK (rg_season_cb), row, 0);
  rg_rule_row_take_control (row, combo);
}
