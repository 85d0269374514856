/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The kinds of "when": one row each. */
#include "rules/rg-lots.h"
#include "rules/rg-occasions.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"

/* What is bought, left or worn out. */
static const char *
rg_when_thing (const RgWhen *when)
{
  /* Translators: what somebody buys, where any product will do. */
  return when->of == RG_LIST_NONE ? _("anything") : *when->name != '\0' ? when->name : "…";
}

static const char *
rg_when_segment (const RgWhen *when)
{
  return *when->segment != '\0' ? when->segment : "…";
}

static char *
rg_when_bought_phrase (const RgWhen *when)
{
  const char *thing = rg_when_thing (when);
  const int n = when->number;

  if (n == 0)
    /* Translators: here and below, how a sentence begins: “When somebody buys Coffee, write a
     * task”. %s is a product, a category or a brand. */
    return g_strdup_printf (when->first ? _("When somebody buys %s for the first time")
                                        : _("When somebody buys %s"),
                            thing);
  if (when->hours && when->first)
    return g_strdup_printf (P_("%d hour after somebody buys %s for the first time",
                               "%d hours after somebody buys %s for the first time", n), n, thing);
  if (when->hours)
    return g_strdup_printf (P_("%d hour after somebody buys %s", "%d hours after somebody buys %s",
                               n), n, thing);
  if (when->first)
    return g_strdup_printf (P_("%d day after somebody buys %s for the first time",
                               "%d days after somebody buys %s for the first time", n), n, thing);
  return g_strdup_printf (P_("%d day after somebody buys %s", "%d days after somebody buys %s", n),
                          n, thing);
}

static char *
rg_when_new_phrase (const RgWhen *when)
{
  if (when->number == 0)
    return g_strdup (_("When somebody becomes a customer"));
  return g_strdup_printf (P_("%d day after somebody becomes a customer",
                             "%d days after somebody becomes a customer", when->number),
                          when->number);
}

static char *
rg_when_away_phrase (const RgWhen *when)
{
  return g_strdup_printf (P_("When somebody has not come for %d day",
                             "When somebody has not come for %d days", when->number),
                          when->number);
}

static char *
rg_when_overdue_phrase (const RgWhen *when)
{
  return g_strdup (_("When somebody stays away longer than nine in ten times before"));
}

static char *
rg_when_basket_phrase (const RgWhen *when)
{
  if (when->number == 0)
    return g_strdup_printf (_("When somebody leaves %s in the basket of the web shop"),
                            rg_when_thing (when));
  return g_strdup_printf (
    P_("%d day after somebody left %s in the basket of the web shop and did not buy it",
       "%d days after somebody left %s in the basket of the web shop and did not buy it",
       when->number),
    when->number, rg_when_thing (when));
}

static char *
rg_when_birthday_phrase (const RgWhen *when)
{
  const int n = when->number;

  if (when->age == 0 && n == 0)
    return g_strdup (_("On somebody’s birthday"));
  if (when->age == 0)
    return g_strdup_printf (P_("%d day before somebody’s birthday",
                               "%d days before somebody’s birthday", n), n);
  if (n == 0)
    return g_strdup_printf (P_("On the day on which somebody becomes %d year old",
                               "On the day on which somebody becomes %d years old", when->age),
                            when->age);
  /* Translators: two numbers: days, and the age. */
  return g_strdup_printf (P_("%d day before somebody becomes %d years old",
                             "%d days before somebody becomes %d years old", n), n, when->age);
}

static char *
rg_when_life_phrase (const RgWhen *when)
{
  const int n = when->number;

  if (n == 0)
    return g_strdup_printf (_("When %s that somebody bought is used up or worn out"),
                            rg_when_thing (when));
  return g_strdup_printf (P_("%d day before %s that somebody bought is used up or worn out",
                             "%d days before %s that somebody bought is used up or worn out", n),
                          n, rg_when_thing (when));
}

static char *
rg_when_warranty_phrase (const RgWhen *when)
{
  const int n = when->number;

  if (n == 0)
    return g_strdup_printf (_("When the warranty of %s that somebody bought ends"),
                            rg_when_thing (when));
  return g_strdup_printf (P_("%d day before the warranty of %s that somebody bought ends",
                             "%d days before the warranty of %s that somebody bought ends", n), n,
                          rg_when_thing (when));
}

static char *
rg_when_points_phrase (const RgWhen *when)
{
  g_autofree char *points = rg_number_format (when->points);

  if (when->number == 0 && when->points <= 1)
    return g_strdup (_("On the last day of somebody’s points"));
  if (when->number == 0)
    /* Translators: %s is a number, 2 or more. */
    return g_strdup_printf (_("On the last day of at least %s of somebody’s points"), points);
  if (when->points <= 1)
    return g_strdup_printf (P_("%d day before somebody’s points lapse",
                               "%d days before somebody’s points lapse", when->number),
                            when->number);
  /* Translators: a number of days, and a number of points, 2 or more. */
  return g_strdup_printf (P_("%d day before at least %s of somebody’s points lapse",
                             "%d days before at least %s of somebody’s points lapse",
                             when->number), when->number, points);
}

static char *
rg_when_joined_phrase (const RgWhen *when)
{
  return g_strdup_printf (_("When somebody comes into “%s”"), rg_when_segment (when));
}

static char *
rg_when_left_phrase (const RgWhen *when)
{
  return g_strdup_printf (_("When somebody is no longer in “%s”"), rg_when_segment (when));
}

static char *
rg_when_ticket_closed_phrase (const RgWhen *when)
{
  if (when->number == 0)
    return g_strdup (_("When a ticket of somebody is closed"));
  return g_strdup_printf (P_("%d day after a ticket of somebody is closed",
                             "%d days after a ticket of somebody is closed", when->number),
                          when->number);
}

static char *
rg_when_enquiry_phrase (const RgWhen *when)
{
  if (when->number == 0)
    /* Translators: of something that they have not bought yet. */
    return g_strdup_printf (_("When somebody asks about %s"), rg_when_thing (when));
  return g_strdup_printf (
    P_("%d day after somebody asked about %s and the enquiry is still open",
       "%d days after somebody asked about %s and the enquiry is still open", when->number),
    when->number, rg_when_thing (when));
}

static char *
rg_when_lead_phrase (const RgWhen *when)
{
  if (when->number == 0)
    return g_strdup (_("When somebody who has never bought asks for the first time"));
  return g_strdup_printf (
    P_("%d day after somebody who has never bought asked for the first time",
       "%d days after somebody who has never bought asked for the first time", when->number),
    when->number);
}

static const RgWhenKind rg_whens[RG_N_WHENS] = {
  { RG_WHEN_BOUGHT, "bought", N_("After a Purchase"),
    "bought anything | product \"X\" | category \"X\" | brand \"X\" [first] after N days|hours",
    RG_WHEN_OF | RG_WHEN_FIRST | RG_WHEN_AFTER | RG_WHEN_HOURS, 3, RG_WHEN_RECEIPT,
    rg_when_bought_phrase, rg_occasions_find_bought },
  { RG_WHEN_NEW, "new", N_("New Customer"), "new after N days", RG_WHEN_AFTER, 1, RG_WHEN_NO_ROW,
    rg_when_new_phrase, rg_occasions_find_new },
  { RG_WHEN_AWAY, "away", N_("Has Not Come for a While"), "away after N days", RG_WHEN_AFTER, 60,
    RG_WHEN_RECEIPT, rg_when_away_phrase, rg_occasions_find_away },
  { RG_WHEN_OVERDUE, "overdue", N_("Later than Usual"), "overdue", 0, 0, RG_WHEN_RECEIPT,
    rg_when_overdue_phrase, rg_occasions_find_overdue },
  { RG_WHEN_BASKET, "basket", N_("Basket Left in the Web Shop"),
    "basket anything | product \"X\" | … after N days", RG_WHEN_OF | RG_WHEN_AFTER, 1,
    RG_WHEN_NO_ROW, rg_when_basket_phrase, rg_occasions_find_basket },
  { RG_WHEN_BIRTHDAY, "birthday", N_("Birthday"), "birthday [turning N] before N days",
    RG_WHEN_AGE | RG_WHEN_BEFORE, 7, RG_WHEN_NO_ROW, rg_when_birthday_phrase,
    rg_occasions_find_birthday },
  { RG_WHEN_LIFE, "life-ends", N_("Used Up or Worn Out"),
    "life-ends anything | product \"X\" | … before N days", RG_WHEN_OF | RG_WHEN_BEFORE, 14,
    RG_WHEN_RECEIPT, rg_when_life_phrase, rg_occasions_find_lasting },
  { RG_WHEN_WARRANTY, "warranty-ends", N_("Warranty Ends"),
    "warranty-ends anything | product \"X\" | … before N days", RG_WHEN_OF | RG_WHEN_BEFORE, 14,
    RG_WHEN_RECEIPT, rg_when_warranty_phrase, rg_occasions_find_lasting },
  { RG_WHEN_POINTS, "points-lapse", N_("Points About to Lapse"),
    "points-lapse [at-least N] before N days", RG_WHEN_AT_LEAST | RG_WHEN_BEFORE, 30,
    RG_WHEN_NO_ROW, rg_when_points_phrase, NULL },
  { RG_WHEN_JOINED, "joined", N_("Comes into a Segment"), "joined \"Segment\"", RG_WHEN_SEGMENT, 0,
    RG_WHEN_NO_ROW, rg_when_joined_phrase, NULL },
  { RG_WHEN_LEFT, "left", N_("Leaves a Segment"), "left \"Segment\"", RG_WHEN_SEGMENT, 0,
    RG_WHEN_NO_ROW, rg_when_left_phrase, NULL },
  { RG_WHEN_TICKET_CLOSED, "ticket-closed", N_("Ticket Closed"), "ticket-closed after N days",
    RG_WHEN_AFTER, 3, RG_WHEN_TICKET, rg_when_ticket_closed_phrase, NULL },
  { RG_WHEN_ENQUIRY, "enquiry", N_("New Enquiry"),
    "enquiry anything | product \"X\" | … after N days", RG_WHEN_OF | RG_WHEN_AFTER, 1,
    RG_WHEN_TICKET, rg_when_enquiry_phrase, NULL },
  { RG_WHEN_LEAD, "lead", N_("New Lead"), "lead after N days", RG_WHEN_AFTER, 1, RG_WHEN_NO_ROW,
    rg_when_lead_phrase, NULL },
};

guint
rg_n_when_kinds (void)
{
  return G_N_ELEMENTS (rg_whens);
}

const RgWhenKind *
rg_when_kind_at (guint i)
{
  return &rg_whens[i];
}

const RgWhenKind *
rg_when_kind_find (const char *keyword)
{
  for (guint i = 0; i < G_N_ELEMENTS (rg_whens); i++)
    if (g_str_equal (rg_whens[i].keyword, keyword))
      return &rg_whens[i];
  return NULL;
}

void
rg_when_set_kind (RgWhen *when, const RgWhenKind *kind)
{
  when->kind = kind;
  when->number = kind->number;
  if ((kind->fields & RG_WHEN_OF) == 0)
    when->of = RG_LIST_NONE;
  if (when->of == RG_LIST_NONE)
    g_set_str (&when->name, "");
  if ((kind->fields & RG_WHEN_FIRST) == 0)
    when->first = FALSE;
  if ((kind->fields & RG_WHEN_HOURS) == 0)
    when->hours = FALSE;
  if ((kind->fields & RG_WHEN_AGE) == 0)
    when->age = 0;
  if ((kind->fields & RG_WHEN_AT_LEAST) == 0)
    when->points = 0;
  if ((kind->fields & RG_WHEN_SEGMENT) == 0)
    g_set_str (&when->segment, "");
}
