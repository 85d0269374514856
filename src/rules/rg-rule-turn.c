/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Sentences about what would turn a rule. */
#include "config.h"

#include "rules/rg-rule-turn.h"

void
rg_turn_clear (RgTurn *turn)
{
  g_clear_pointer (&turn->names, g_strfreev);
}

void
rg_turn_take_names (RgTurn *turn, char *const *names, guint n)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; names != NULL && names[i] != NULL && i < n; i++)
    g_strv_builder_add (builder, names[i]);
  g_strfreev (turn->names);
  turn->names = g_strv_builder_end (builder);
}

char *
rg_turn_fill_names (const RgTurn *turn, const char *template)
{
  g_autofree char *names = rg_names_text_all (turn->names);

  return rg_fill (template, names);
}

char *
rg_turn_nothing (RgTurn *turn, const char *because)
{
  turn->nothing = TRUE;
  /* Translators: of a rule about somebody, and why it is as it is: "no product has a warranty". */
  return rg_fill (_("Nothing would change that: %s."), because);
}

/* Outside of the days. */
static char *
rg_turn_day_outside (const RgTurn *turn, const char *from, const char *to)
{
  if (turn->from == G_MININT32)
    /* Translators: what would turn a rule about a day that was told before: a day. */
    return rg_fill (_("It would be otherwise if that had been after %s."), to);
  if (turn->to == G_MAXINT32)
    return rg_fill (_("It would be otherwise if that had been before %s."), from);
  return g_strdup_printf (_("It would be otherwise if that had been before %s or after %s."), from,
                          to);
}

char *
rg_turn_day_between (const RgTurn *turn)
{
  g_autofree char *from = turn->from != G_MININT32 ? rg_day_format (turn->from) : NULL;
  g_autofree char *to = turn->to != G_MAXINT32 ? rg_day_format (turn->to) : NULL;

  if (!turn->wanted)
    return rg_turn_day_outside (turn, from, to);
  if (from == NULL)
    return rg_fill (_("It would be otherwise if that had been on %s or earlier."), to);
  if (to == NULL)
    return rg_fill (_("It would be otherwise if that had been on %s or later."), from);
  if (turn->from == turn->to)
    return rg_fill (_("It would be otherwise if that had been on %s."), from);
  return g_strdup_printf (_("It would be otherwise if that had been between %s and %s."), from, to);
}

char *
rg_turn_day (RgTurn *turn, const RgRule *rule, const RgSegmentContext *context)
{
  rg_window_days (&rule->window, context, &turn->from, &turn->to);
  if (turn->from > turn->to || (turn->from == G_MININT32 && turn->to == G_MAXINT32))
    return NULL;
  return rg_turn_day_between (turn);
}

/* Whether each day of the year lies between the two, 29 February as well. */
static gboolean
rg_is_all_year (RgDay from, RgDay to)
{
  guint8 wanted[RG_ANNIVERSARIES];
  guint n = 0;

  rg_anniversaries (from, to, wanted);
  for (guint i = 0; i < RG_ANNIVERSARIES; i++)
    n += wanted[i];
  return n == 366;
}

char *
rg_turn_day_of_year (RgTurn *turn, RgDay from, RgDay to, const char *template, const char *any)
{
  g_autofree char *first = rg_day_format (from);
  g_autofree char *last = rg_day_format (to);
  g_autofree char *text = rg_fill (template, first);

  turn->from = from;
  turn->to = to;
  if (!rg_is_all_year (from, to))
    return rg_fill (text, last);
  turn->unknown = !turn->wanted;
  return g_strdup (any);
}

char *
rg_turn_anniversary (RgTurn *turn, RgDay from, RgDay to, const char *never)
{
  /* Translators: what would turn a rule about the anniversary of a day: two days. */
  return rg_turn_day_of_year (turn, from, to,
                              turn->wanted
                                ? _("It would be otherwise if that had been from %s to %s, or on "
                                    "such a day of an earlier year.")
                                : _("It would be otherwise if that had not been from %s to %s, "
                                    "nor on such a day of another year."),
                              turn->wanted ? _("It would be otherwise if that had been in an "
                                               "earlier year.") : never);
}

char *
rg_turn_purchase (const RgTurn *turn, const char *what)
{
  g_autofree char *from = turn->from != G_MININT32 ? rg_day_format (turn->from) : NULL;
  g_autofree char *to = turn->to != G_MAXINT32 ? rg_day_format (turn->to) : NULL;

  /* Translators, here and below: what would turn a rule: a product or category, and days. */
  if (from == NULL && to == NULL)
    return rg_fill (_("It would take a purchase of %s."), what);
  if (from == NULL)
    return g_strdup_printf (_("It would take a purchase of %s on %s or earlier."), what, to);
  if (to == NULL)
    return g_strdup_printf (_("It would take a purchase of %s on %s or later."), what, from);
  if (turn->from == turn->to)
    return g_strdup_printf (_("It would take a purchase of %s on %s."), what, from);
  return g_strdup_printf (_("It would take a purchase of %s between %s and %s."), what, from, to);
}

char *
rg_turn_visit (const RgTurn *turn)
{
  g_autofree char *from = turn->from != G_MININT32 ? rg_day_format (turn->from) : NULL;
  g_autofree char *to = turn->to != G_MAXINT32 ? rg_day_format (turn->to) : NULL;

  if (from == NULL && to == NULL)
    return g_strdup (_("It would take a visit."));
  /* Translators, here and below: what would turn a rule: days. */
  if (from == NULL)
    return rg_fill (_("It would take a visit on %s or earlier."), to);
  if (to == NULL)
    return rg_fill (_("It would take a visit on %s or later."), from);
  if (turn->from == turn->to)
    return rg_fill (_("It would take a visit on %s."), from);
  return g_strdup_printf (_("It would take a visit between %s and %s."), from, to);
}

char *
rg_turn_beginning (const RgTurn *turn)
{
  g_autofree char *day = turn->never ? NULL : rg_day_format (turn->first);

  if (turn->never)
    return g_strdup (_("It would be otherwise if they had never come."));
  /* Translators: what would turn a rule: a day. */
  return rg_fill (_("It would be otherwise if they had come for the first time on %s."), day);
}

char *
rg_turn_more (gboolean more, const char *number)
{
  /* Translators: what would make a rule turn out the other way: "3 times", "€100.00", … */
  return rg_fill (more ? _("It would take %s more.") : _("It would take %s less."), number);
}

char *
rg_turn_amount (const RgTurn *turn, int digits)
{
  gint64 micro = ABS (turn->by);
  g_autofree char *number = NULL;

  for (int i = digits; i < 6; i++)
    micro *= 10;
  number = rg_amount_text (micro, turn->currency);
  return rg_turn_more (turn->by > 0, number);
}

char *
rg_turn_words (RgTurn *turn, const RgRule *rule)
{
  g_autofree char *names = rg_names_text (rule->names);
  const char *template;
  RgOp op;

  rg_turn_take_names (turn, rule->names, G_MAXUINT);
  rg_op_is_not (rule->op, &op);
  /* Translators, here and below: what would turn a rule about a text that was told before: a part
   * of it. */
  if (op == RG_OP_CONTAINS)
    template = turn->wanted ? _("It would be otherwise with “%s” in it.")
                            : _("It would be otherwise without “%s” in it.");
  else if (op == RG_OP_STARTS)
    template = turn->wanted ? _("It would be otherwise with “%s” at its beginning.")
                            : _("It would be otherwise without “%s” at its beginning.");
  else if (op == RG_OP_ENDS)
    template = turn->wanted ? _("It would be otherwise with “%s” at its end.")
                            : _("It would be otherwise without “%s” at its end.");
  else
    /* Translators: what would turn a rule about what was told before: what it should be. */
    template = turn->wanted ? _("It would be otherwise if it were %s.")
                            : _("It would be otherwise if it were not %s.");
  return rg_fill (template, names);
}
