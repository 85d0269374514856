/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Words for what rules share: numbers, names, periods, places. */
#include "config.h"

#include "rules/rg-rule-scan.h"

#include "base/rg-money.h"

#include <string.h>

const char *
rg_marked_text (const char *text)
{
  const char *end = strchr (text, '\004');

  return rg_i18n_in (text, end != NULL ? (gsize) (end + 1 - text) : 0);
}

/* Where "%s", "%1$s" or "%2$s" stands: which text is meant, and how long that is; else 0. */
static guint
rg_fill_place (const char *at, guint next, gsize *length)
{
  *length = 2;
  if (g_str_has_prefix (at, "%s"))
    return next;
  *length = 4;
  if (g_str_has_prefix (at, "%1$s"))
    return 1;
  return g_str_has_prefix (at, "%2$s") ? 2 : 0;
}

char *
rg_fill_two (const char *template, const char *first, const char *second)
{
  const char *const texts[] = { first, second };
  GString *out = g_string_new (NULL);
  guint next = 1;

  for (const char *at = template; *at != '\0';)
    {
      gsize length;
      const guint which = rg_fill_place (at, next, &length);

      if (which == 0 || which > G_N_ELEMENTS (texts) || texts[which - 1] == NULL)
        g_string_append_c (out, *at++);
      else
        {
          g_string_append (out, texts[which - 1]);
          next = which + 1;
          at += length;
        }
    }
  return g_string_free (out, FALSE);
}

char *
rg_fill (const char *template, const char *text)
{
  return rg_fill_two (template, text, NULL);
}

char *
rg_capitalised (const char *text)
{
  GString *out = g_string_new (NULL);

  if (*text == '\0')
    return g_string_free (out, FALSE);
  g_string_append_unichar (out, g_unichar_totitle (g_utf8_get_char (text)));
  g_string_append (out, g_utf8_next_char (text));
  return g_string_free (out, FALSE);
}

static char *
rg_names_join (char *const *names, const char *last)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (out, names[i + 1] == NULL ? last : _(", "));
      g_string_append (out, names[i]);
    }
  if (out->len == 0)
    g_string_append (out, "…");
  return g_string_free (out, FALSE);
}

char *
rg_names_text (char *const *names)
{
  /* Translators: joins names: "Oslo, Bergen or Voss". The blanks belong to it. */
  return rg_names_join (names, _(" or "));
}

char *
rg_names_text_all (char *const *names)
{
  /* Translators: joins names: "Oslo, Bergen and Voss". The blanks belong to it. */
  return rg_names_join (names, _(" and "));
}

/* --- numbers ------------------------------------------------------------------------------ */

char *
rg_amount_text (gint64 micro, const char *currency)
{
  int digits = currency != NULL ? MAX (rg_currency_digits (currency), 0) : 2;
  gint64 unit = 1;

  for (int i = digits; i < 6; i++)
    unit *= 10;
  return rg_money_format (micro / unit, currency != NULL ? currency : "EUR");
}

char *
rg_unit_plain (gint64 number, const char *currency)
{
  return rg_number_format (number);
}

char *
rg_unit_times (gint64 number, const char *currency)
{
  return g_strdup_printf (P_("%d time", "%d times", (int) number), (int) number);
}

char *
rg_unit_pieces (gint64 number, const char *currency)
{
  return g_strdup_printf (P_("%d piece", "%d pieces", (int) number), (int) number);
}

char *
rg_unit_years (gint64 number, const char *currency)
{
  return g_strdup_printf (P_("%d year", "%d years", (int) number), (int) number);
}

char *
rg_unit_days (gint64 number, const char *currency)
{
  return g_strdup_printf (P_("%d day", "%d days", (int) number), (int) number);
}

char *
rg_unit_percent (gint64 number, const char *currency)
{
  g_autofree char *text = rg_number_format (number);

  return g_strdup_printf (P_("%s percent", "%s percent", (int) ABS (number)), text);
}

char *
rg_rule_kind_dup_number (const RgRuleKind *kind, gint64 number, const char *currency)
{
  return kind->unit == NULL || kind->unit == rg_unit_plain ? NULL : kind->unit (number, currency);
}

static char *
rg_between_text (const RgRule *rule, const char *currency, gboolean not)
{
  const gboolean money = (rule->kind->fields & RG_FIELD_MONEY) != 0;
  g_autofree char *low = money ? rg_amount_text (rule->low, currency)
                               : rg_number_format (rule->low);
  g_autofree char *high = rule->kind->unit (rule->high, currency);

  if (money)
    /* Translators: two amounts of money. */
    return g_strdup_printf (not ? C_("money", "not between %s and %s")
                                : C_("money", "between %s and %s"), low, high);
  /* Translators: "2" and "5 times". */
  return g_strdup_printf (not ? _("not %s to %s") : _("%s to %s"), low, high);
}

char *
rg_compared_text (const RgRule *rule, const char *currency)
{
  RgOp op;
  const gboolean not = rg_op_is_not (rule->op, &op);
  g_autofree char *number =
    rule->kind->unit (op == RG_OP_AT_MOST ? rule->high : rule->low, currency);

  switch (op)
    {
    case RG_OP_AT_LEAST:
      /* Translators: "3 times", "€100.00", … */
      return g_strdup_printf (not ? _("not at least %s") : _("at least %s"), number);
    case RG_OP_AT_MOST:
      /* Translators: "3 times", "€100.00", … */
      return g_strdup_printf (not ? _("more than %s") : _("at most %s"), number);
    case RG_OP_BETWEEN:
      return rg_between_text (rule, currency, not);
    default:
      /* Translators: "3 times", "€100.00", … */
      return g_strdup_printf (not ? _("not exactly %s") : _("exactly %s"), number);
    }
}

/* --- when and where ----------------------------------------------------------------------- */

static char *
rg_calendar_text (const RgWindow *window)
{
  static const char *const texts[3][RG_UNITS] = {
    { N_("last week"), N_("last month"), N_("last quarter"), N_("last year") },
    { N_("this week"), N_("this month"), N_("this quarter"), N_("this year") },
    { N_("next week"), N_("next month"), N_("next quarter"), N_("next year") },
  };

  return g_strdup (_(texts[CLAMP (window->offset, -1, 1) + 1][window->unit]));
}

char *
rg_window_text (const RgWindow *window)
{
  g_autofree char *from = rg_day_format (window->from);
  g_autofree char *to = rg_day_format (window->to);

  switch (window->mode)
    {
    case RG_WINDOW_LAST:
      return g_strdup_printf (PC_("last days", "today", "in the last %d days", window->days),
                              window->days);
    case RG_WINDOW_NEXT:
      return g_strdup_printf (PC_("next days", "today", "in the next %d days", window->days),
                              window->days);
    case RG_WINDOW_AGO:
      return g_strdup_printf (P_("before today", "before the last %d days", window->days),
                              window->days);
    case RG_WINDOW_BETWEEN:
      /* Translators: two days. */
      return g_strdup_printf (C_("days", "between %s and %s"), from, to);
    case RG_WINDOW_FROM:
      /* Translators: a day. */
      return g_strdup_printf (_("on %s or later"), from);
    case RG_WINDOW_UNTIL:
      /* Translators: a day. */
      return g_strdup_printf (_("on %s or earlier"), to);
    case RG_WINDOW_CALENDAR:
      return rg_calendar_text (window);
    case RG_WINDOW_EVER:
    default:
      return NULL;
    }
}

static void
rg_where_add (GString *out, char *text)
{
  g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", text);
  g_free (text);
}

static char *
rg_weekdays_text (guint weekdays)
{
  static const char *const days[] = { N_("a Monday"),  N_("a Tuesday"),  N_("a Wednesday"),
                                      N_("a Thursday"), N_("a Friday"), N_("a Saturday"),
                                      N_("a Sunday") };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint day = 0; day < 7; day++)
    if (weekdays >> day & 1)
      g_strv_builder_add (builder, _(days[day]));
  names = g_strv_builder_end (builder);
  return rg_names_text (names);
}

static char *
rg_months_text (const RgWhere *where)
{
  static const char *const months[] = {
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
  };
  const char *from = _(months[CLAMP (where->month_from, 1, 12) - 1]);
  const char *to = _(months[CLAMP (where->month_to, 1, 12) - 1]);

  return where->month_from == where->month_to
           /* Translators: the name of a month. */
           ? g_strdup_printf (_("in any %s"), from)
           /* Translators: the names of two months. */
           : g_strdup_printf (_("in any year from %s to %s"), from, to);
}

/* "at Torggata on a Saturday from 9 to 12 o'clock", or "". */
static GString *
rg_where_text (const RgWhere *where)
{
  GString *out = g_string_new (NULL);

  if (where->locations != NULL)
    {
      g_autofree char *names = rg_names_text (where->locations);

      /* Translators: where something was bought: one or more places of selling. */
      rg_where_add (out, g_strdup_printf (_("at %s"), names));
    }
  if (where->selling != RG_SELLING_ANY)
    /* Translators: where something was bought. */
    rg_where_add (out, g_strdup (where->selling == RG_SELLING_WEB ? _("in the web shop")
                                                                 : _("in the shop itself")));
  if (where->weekdays != 0)
    {
      g_autofree char *days = rg_weekdays_text (where->weekdays);

      /* Translators: "a Saturday or a Sunday". */
      rg_where_add (out, g_strdup_printf (_("on %s"), days));
    }
  if (where->hour_from != where->hour_to)
    /* Translators: two hours of the day, 0 to 24. */
    rg_where_add (out, g_strdup_printf (_("from %d to %d o'clock"), where->hour_from,
                                        where->hour_to));
  if (where->month_from != 0)
    rg_where_add (out, rg_months_text (where));
  return out;
}

char *
rg_with_when (char *text, const RgRule *rule)
{
  char *plain = text;
  g_autofree char *when = rg_window_text (&rule->window);
  g_autoptr (GString) where = rg_where_text (&rule->where);
  const char *more[] = { when, where->len > 0 ? where->str : NULL };

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    if (more[i] != NULL)
      {
        g_autofree char *before = plain;

        /* Translators: what customers did, then when or where: "spent at least 100 kr", "in the
         * last 90 days". */
        plain = g_strdup_printf (C_("rule", "%s %s"), before, more[i]);
      }
  return plain;
}
