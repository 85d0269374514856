/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Kinds of rules about tickets and enquiries: how many somebody came with in a period, how many of
 * those that came then are not closed, and how many were closed then. */
#include "config.h"

#include "rules/rg-rule-scan.h"

#include "analysis/rg-entries.h"
#include "base/rg-ticket-words.h"

typedef enum {
  RG_TICKETS_ALL,
  RG_TICKETS_OPEN,
  RG_TICKETS_CLOSED,
} RgTicketsWanted;

/* Which of them a rule counts, and on which of their days the period looks. */
typedef struct {
  RgTicketKind kind;
  RgTicketsWanted state;
  RgDay from, to;
  RgDay known; /* what was closed later is open */
} RgTicketFilter;

static const RgTicketFilter *rg_ticket_filter_of (const RgRuleKind *kind);

/* --- how many ----------------------------------------------------------------------------- */

static RgDay
rg_ticket_day (const RgTicketFilter *filter, const RgEntry *entry)
{
  return filter->state == RG_TICKETS_CLOSED ? entry->until : entry->day;
}

static gboolean
rg_ticket_counts (const RgTicketFilter *filter, const RgEntry *entry)
{
  const RgDay day = rg_ticket_day (filter, entry);
  const gboolean closed = entry->until != RG_DAY_NONE && entry->until <= filter->known;

  return entry->kind == (gint32) filter->kind &&
         (filter->state == RG_TICKETS_ALL || closed == (filter->state == RG_TICKETS_CLOSED)) &&
         day >= filter->from && day <= filter->to;
}

static RgTicketFilter
rg_ticket_filter_new (const RgRule *rule, const RgSegmentContext *context)
{
  RgTicketFilter filter = *rg_ticket_filter_of (rule->kind);

  rg_window_days (&rule->window, context, &filter.from, &filter.to);
  filter.known = context->dataset->activity_until;
  return filter;
}

static void
rg_measure_tickets (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure)
{
  const RgTicketFilter filter = rg_ticket_filter_new (rule, context);
  const RgEntries *tickets = context->dataset->entries[RG_ENTRIES_TICKETS];
  guint32 *counts = rg_measure_alloc_counts (measure, context->dataset);
  gint64 customer = G_MININT64;
  guint who = RG_NOBODY;

  for (guint i = 0; tickets != NULL && i < tickets->n; i++)
    {
      const RgEntry *ticket = &tickets->entry[i];

      if (ticket->day > filter.known || !rg_ticket_counts (&filter, ticket))
        continue;
      if (ticket->customer != customer)
        who = rg_entry_position (context->dataset, ticket);
      customer = ticket->customer;
      if (who != RG_NOBODY)
        counts[who]++;
    }
}

/* --- words -------------------------------------------------------------------------------- */

static char *
rg_unit_tickets (gint64 number, const char *currency)
{
  return g_strdup_printf (P_("%d ticket", "%d tickets", (int) number), (int) number);
}

static char *
rg_unit_enquiries (gint64 number, const char *currency)
{
  return g_strdup_printf (P_("%d enquiry", "%d enquiries", (int) number), (int) number);
}

static char *
rg_unit_open_tickets (gint64 number, const char *currency)
{
  return g_strdup_printf (P_("%d open ticket", "%d open tickets", (int) number), (int) number);
}

static char *
rg_unit_open_enquiries (gint64 number, const char *currency)
{
  return g_strdup_printf (P_("%d open enquiry", "%d open enquiries", (int) number), (int) number);
}

static char *
rg_unit_closed_tickets (gint64 number, const char *currency)
{
  return g_strdup_printf (P_("%d closed ticket", "%d closed tickets", (int) number), (int) number);
}

static char *
rg_unit_closed_enquiries (gint64 number, const char *currency)
{
  return g_strdup_printf (P_("%d closed enquiry", "%d closed enquiries", (int) number),
                          (int) number);
}

/* Of so many: at any time, and where the period follows. */
static const char *const rg_ticket_templates[][2] = {
  /* Translators, here and below: of customers: %s is "at least 2 tickets", "2 open enquiries";
   * where something was then, it follows: "in the last 30 days". */
  [RG_TICKETS_ALL] = { N_("came with %s"), N_("came with %s") },
  [RG_TICKETS_OPEN] = { N_("have %s"), N_("have %s that came") },
  [RG_TICKETS_CLOSED] = { N_("have %s"), N_("have %s that ended") },
};

/* The same of none. */
static const char *const rg_no_ticket_templates[][2][2] = {
  [RG_TICKETS_ALL] = {
    [RG_TICKET_SERVICE] = { N_("never came with a ticket"), N_("came with no ticket") },
    [RG_TICKET_ENQUIRY] = { N_("never came with an enquiry"), N_("came with no enquiry") },
  },
  [RG_TICKETS_OPEN] = {
    [RG_TICKET_SERVICE] = { N_("have no open ticket"), N_("have no open ticket that came") },
    [RG_TICKET_ENQUIRY] = { N_("have no open enquiry"), N_("have no open enquiry that came") },
  },
  [RG_TICKETS_CLOSED] = {
    [RG_TICKET_SERVICE] = { N_("have no closed ticket"), N_("have no closed ticket that ended") },
    [RG_TICKET_ENQUIRY] = { N_("have no closed enquiry"),
                            N_("have no closed enquiry that ended") },
  },
};

static char *
rg_tickets_phrase (const RgRule *rule, const char *currency)
{
  const RgTicketFilter *filter = rg_ticket_filter_of (rule->kind);
  const gboolean then = rule->window.mode != RG_WINDOW_EVER;
  g_autofree char *compared = NULL;

  if (rule->op == RG_OP_IS && rule->low == 0)
    return rg_with_when (g_strdup (_(rg_no_ticket_templates[filter->state][filter->kind][then])),
                         rule);
  compared = rg_compared_text (rule, currency);
  return rg_with_when (rg_fill (_(rg_ticket_templates[filter->state][then]), compared), rule);
}

/* --- why ---------------------------------------------------------------------------------- */

/* "2 open tickets, the oldest of 3 Nov 2026": of those of the rule. */
static char *
rg_tickets_fact (const RgRule *rule, const RgSegmentContext *context)
{
  const RgTicketFilter filter = rg_ticket_filter_new (rule, context);
  RgDay first = G_MAXINT32, last = G_MININT32;
  g_auto (RgEntryPlaces) places = { 0 };
  g_autofree char *number = NULL;
  g_autofree char *day = NULL;
  guint n = 0;

  rg_entry_places_init (&places, context->dataset, RG_ENTRIES_TICKETS);
  for (guint i = places.start[0]; i < places.start[1]; i++)
    if (rg_ticket_counts (&filter, places.of[i]))
      {
        n++;
        first = MIN (first, rg_ticket_day (&filter, places.of[i]));
        last = MAX (last, rg_ticket_day (&filter, places.of[i]));
      }
  number = rule->kind->unit (n, NULL);
  if (n == 0)
    return rg_with_when (g_steal_pointer (&number), rule);
  day = rg_day_format (filter.state == RG_TICKETS_OPEN ? first : last);
  /* Translators: of one customer: "2 open tickets", and a day. */
  return g_strdup_printf (filter.state == RG_TICKETS_OPEN     ? _("%s, waiting since %s")
                          : filter.state == RG_TICKETS_CLOSED ? _("%s, the last one on %s")
                                                              : _("%s, the latest of %s"),
                          number, day);
}

/* --- what nobody may have supplied -------------------------------------------------------- */

static gboolean
rg_data_has_tickets (const RgDataset *dataset)
{
  return dataset->entries[RG_ENTRIES_TICKETS] != NULL &&
         dataset->entries[RG_ENTRIES_TICKETS]->n > 0;
}

static const RgRuleNeed rg_need_tickets = {
  .has = rg_data_has_tickets,
  .none = N_("No data: nobody has come with a ticket or an enquiry yet."),
};

/* --- the table ---------------------------------------------------------------------------- */

#define RG_TICKETS(word, text, title, unit_of) \
  { word, title, text, RG_CHAPTER_CARE, RG_FIELD_NUMBER | RG_FIELD_WINDOW, RG_OPS_NUMBER, \
    .most = RG_COUNT_MAX, .first = 1, .everybody = TRUE, .measure = rg_measure_tickets, \
    .phrase = rg_tickets_phrase, .fact = rg_tickets_fact, .unit = unit_of, \
    .need = &rg_need_tickets }

const RgRuleKind rg_ticket_kinds[] = {
  RG_TICKETS ("open tickets", "open tickets at least 1 before last 7 days", N_("Open Tickets"),
              rg_unit_open_tickets),
  RG_TICKETS ("closed tickets", "closed tickets at least 1 in last 30 days",
              N_("Closed Tickets"), rg_unit_closed_tickets),
  RG_TICKETS ("tickets", "tickets exactly 0", N_("Tickets, Open and Closed"), rg_unit_tickets),
  RG_TICKETS ("open enquiries", "open enquiries at least 1", N_("Open Enquiries"),
              rg_unit_open_enquiries),
  RG_TICKETS ("closed enquiries", "closed enquiries at least 1 in this year",
              N_("Closed Enquiries"), rg_unit_closed_enquiries),
  RG_TICKETS ("enquiries", "enquiries at least 2 in last 365 days",
              N_("Enquiries, Open and Closed"), rg_unit_enquiries),
  { NULL },
};

/* In the order of the table. */
static const RgTicketFilter *
rg_ticket_filter_of (const RgRuleKind *kind)
{
  static const RgTicketFilter filters[] = {
    { .kind = RG_TICKET_SERVICE, .state = RG_TICKETS_OPEN },
    { .kind = RG_TICKET_SERVICE, .state = RG_TICKETS_CLOSED },
    { .kind = RG_TICKET_SERVICE, .state = RG_TICKETS_ALL },
    { .kind = RG_TICKET_ENQUIRY, .state = RG_TICKETS_OPEN },
    { .kind = RG_TICKET_ENQUIRY, .state = RG_TICKETS_CLOSED },
    { .kind = RG_TICKET_ENQUIRY, .state = RG_TICKETS_ALL },
  };

  return &filters[kind - rg_ticket_kinds];
}
