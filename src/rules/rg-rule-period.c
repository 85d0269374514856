/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The text form of periods, and of places, ways of selling, weekdays, hours and months. */
#include "config.h"

#include "rules/rg-segment-parser.h"

#include "base/rg-i18n.h"
#include "rules/rg-rule-scan.h"

#include <string.h>

/* --- reading ------------------------------------------------------------------------------ */

static gboolean
rg_parser_unit (RgParser *parser, RgCalendarUnit *unit)
{
  for (guint u = 0; u < RG_UNITS; u++)
    if (rg_parser_take (parser, rg_calendar_word ((RgCalendarUnit) u)))
      {
        *unit = (RgCalendarUnit) u;
        return TRUE;
      }
  return FALSE;
}

/* Behind "last", "this" or "next". */
static gboolean
rg_parser_window_span (RgParser *parser, RgWindow *window, int offset, int most)
{
  if (rg_parser_unit (parser, &window->unit))
    {
      window->mode = RG_WINDOW_CALENDAR;
      window->offset = offset;
      return TRUE;
    }
  if (offset == 0)
    return rg_parser_fail (parser, _("“week”, “month”, “quarter” or “year”"));
  window->mode = offset < 0 ? RG_WINDOW_LAST : RG_WINDOW_NEXT;
  return rg_parser_days (parser, most, &window->days);
}

static gboolean
rg_parser_window_in (RgParser *parser, RgWindow *window, int most, const char *expected)
{
  if (rg_parser_take (parser, "last"))
    return rg_parser_window_span (parser, window, -1, most);
  if (rg_parser_take (parser, "this"))
    return rg_parser_window_span (parser, window, 0, most);
  return rg_parser_take (parser, "next") ? rg_parser_window_span (parser, window, 1, most)
                                         : rg_parser_fail (parser, expected);
}

gboolean
rg_rule_parse_yearly (RgParser *parser, RgRule *rule)
{
  const RgRuleKind *longer = rg_rule_kind_longer (rule->kind);
  g_autofree char *expected = NULL;

  if (longer != NULL)
    /* Translators: what was expected in a text: %s is one more word of it. */
    expected = rg_fill (_("“last”, “this”, “next” or “%s”"),
                        longer->keyword + strlen (rule->kind->keyword) + 1);
  return rg_parser_window_in (parser, &rule->window, (int) rule->kind->most,
                              longer != NULL ? expected : _("“last”, “this” or “next”"));
}

gboolean
rg_rule_parse_window (RgParser *parser, RgRule *rule)
{
  RgWindow *window = &rule->window;

  if (rg_parser_take (parser, "in"))
    return rg_parser_window_in (parser, window, RG_DAYS_MAX, _("“last”, “this” or “next”"));
  if (rg_parser_take (parser, "between"))
    {
      window->mode = RG_WINDOW_BETWEEN;
      return rg_parser_day (parser, &window->from) && rg_parser_need (parser, "and") &&
             rg_parser_day (parser, &window->to);
    }
  if (rg_parser_take (parser, "before"))
    {
      window->mode = RG_WINDOW_AGO;
      return rg_parser_need (parser, "last") &&
             rg_parser_days (parser, RG_DAYS_MAX, &window->days);
    }
  if (rg_parser_take (parser, "from"))
    {
      window->mode = RG_WINDOW_FROM;
      return rg_parser_day (parser, &window->from);
    }
  if (rg_parser_take (parser, "until"))
    {
      window->mode = RG_WINDOW_UNTIL;
      return rg_parser_day (parser, &window->to);
    }
  window->mode = RG_WINDOW_EVER;
  rg_parser_take (parser, "ever");
  return TRUE;
}

static gboolean
rg_parser_selling (RgParser *parser, RgSelling *selling)
{
  for (RgSelling s = RG_SELLING_SHOP; s < RG_SELLINGS; s++)
    if (rg_parser_take (parser, rg_selling_word (s)))
      {
        *selling = s;
        return TRUE;
      }
  return rg_parser_fail (parser, _("“shop” or “web”"));
}

static gboolean
rg_parser_weekdays (RgParser *parser, RgWhere *where)
{
  do
    {
      guint day = 0;

      while (day < 7 && !rg_parser_take (parser, rg_weekday_word (day)))
        day++;
      if (day == 7)
        return rg_parser_fail (parser, _("a day such as monday"));
      where->weekdays |= 1u << day;
    }
  while (rg_parser_take (parser, "or"));
  return TRUE;
}

static gboolean
rg_parser_span (RgParser *parser, int least, int most, int *from, int *to)
{
  gint64 low, high;

  if (!rg_parser_number (parser, least, most, &low) || !rg_parser_need (parser, "to") ||
      !rg_parser_number (parser, least, most, &high))
    return FALSE;
  *from = (int) low;
  *to = (int) high;
  return TRUE;
}

gboolean
rg_rule_parse_where (RgParser *parser, RgRule *rule)
{
  RgWhere *where = &rule->where;

  for (;;)
    {
      if (rg_parser_take (parser, "location"))
        {
          g_clear_pointer (&where->locations, g_strfreev);
          rg_parser_want_names (parser, RG_WANTS_LOCATIONS);
          where->locations = rg_parser_list (parser, TRUE);
          if (where->locations == NULL)
            return FALSE;
        }
      else if (rg_parser_take (parser, "channel"))
        {
          if (!rg_parser_selling (parser, &where->selling))
            return FALSE;
        }
      else if (rg_parser_take (parser, "weekday"))
        {
          if (!rg_parser_weekdays (parser, where))
            return FALSE;
        }
      else if (rg_parser_take (parser, "hour"))
        {
          if (!rg_parser_span (parser, 0, 24, &where->hour_from, &where->hour_to))
            return FALSE;
          if (where->hour_from == where->hour_to)
            return rg_parser_fail (parser, _("two different hours"));
        }
      else if (!rg_parser_take (parser, "month"))
        return TRUE;
      else if (!rg_parser_span (parser, 1, 12, &where->month_from, &where->month_to))
        return FALSE;
    }
}

/* --- printing ----------------------------------------------------------------------------- */

static void
rg_print_calendar (GString *out, const RgWindow *window)
{
  g_string_append_printf (out, " in %s %s",
                          window->offset < 0   ? "last"
                          : window->offset > 0 ? "next" : "this",
                          rg_calendar_word (window->unit));
}

static void
rg_print_day (GString *out, const char *before, RgDay day)
{
  g_autofree char *iso = rg_day_format_iso (day);

  g_string_append (out, before);
  g_string_append (out, iso);
}

void
rg_rule_print_window (GString *out, const RgRule *rule)
{
  const RgWindow *window = &rule->window;

  switch (window->mode)
    {
    case RG_WINDOW_EVER:
      break;
    case RG_WINDOW_LAST:
      rg_print_number (out, " in last ", window->days, " days");
      break;
    case RG_WINDOW_NEXT:
      rg_print_number (out, " in next ", window->days, " days");
      break;
    case RG_WINDOW_AGO:
      rg_print_number (out, " before last ", window->days, " days");
      break;
    case RG_WINDOW_BETWEEN:
      rg_print_day (out, " between ", window->from);
      rg_print_day (out, " and ", window->to);
      break;
    case RG_WINDOW_FROM:
      rg_print_day (out, " from ", window->from);
      break;
    case RG_WINDOW_UNTIL:
      rg_print_day (out, " until ", window->to);
      break;
    case RG_WINDOW_CALENDAR:
      rg_print_calendar (out, window);
      break;
    }
}

/* The keyword has the "in" of the period. */
void
rg_rule_print_yearly (GString *out, const RgRule *rule)
{
  g_string_truncate (out, out->len - strlen (" in"));
  rg_rule_print_window (out, rule);
}

void
rg_rule_print_where (GString *out, const RgRule *rule)
{
  const RgWhere *where = &rule->where;
  const char *before = " weekday";

  if (where->locations != NULL)
    {
      g_string_append (out, " location");
      rg_print_names (out, where->locations);
    }
  if (where->selling != RG_SELLING_ANY)
    g_string_append_printf (out, " channel %s", rg_selling_word (where->selling));
  for (guint day = 0; day < 7; day++)
    if (where->weekdays >> day & 1)
      {
        g_string_append_printf (out, "%s %s", before, rg_weekday_word (day));
        before = " or";
      }
  if (where->hour_from != where->hour_to)
    g_string_append_printf (out, " hour %d to %d", where->hour_from, where->hour_to);
  if (where->month_from != 0)
    g_string_append_printf (out, " month %d to %d", where->month_from, where->month_to);
}
