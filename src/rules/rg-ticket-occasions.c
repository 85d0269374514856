/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "rules/rg-ticket-occasions.h"


/* Who it is by now; RG_NOBODY where they are gone. */
static guint
rg_ticket_person (const RgDataset *dataset, const RgTicketFact *ticket)
{
  const guint position = rg_dataset_find_customer (dataset, ticket->customer);

  return position != RG_NOBODY ? rg_dataset_resolve (dataset, position) : RG_NOBODY;
}

static RgDay
rg_day_or_never (RgDay day)
{
  return day != RG_DAY_NONE ? day : G_MAXINT32;
}

/* One that names no product is about anything alone. */
static gboolean
rg_ticket_is_about (const RgDataset *dataset, const RgTicketFact *ticket, const guint8 *match)
{
  const guint product = ticket->product != 0
                          ? rg_names_find_id (&dataset->products.names, ticket->product)
                          : RG_NOTHING;

  return match == NULL || (product != RG_NOTHING && rg_when_match_has (match, dataset, product));
}

static void
rg_ticket_occasion_add (const RgWhen *when, RgOccasionContext *context, guint person,
                        const RgTicketFact *ticket)
{
  const gboolean closed = when->kind->id == RG_WHEN_TICKET_CLOSED;
  const RgDay day = closed ? ticket->closed_on : ticket->opened_on;
  const gboolean waits = !closed && when->number > 0;

  rg_occasions_add (context, &(RgOccasion) {
                               .person = person,
                               .due_on = day + when->number,
                               .ends_on = waits ? rg_day_or_never (ticket->closed_on)
                                                : G_MAXINT32,
                               .day = day,
                               .row = ticket->id,
                               .product = RG_NOTHING });
}

static void
rg_ticket_occasions_add_all (const RgWhen *when, RgOccasionContext *context, const GArray *tickets)
{
  const gboolean closed = when->kind->id == RG_WHEN_TICKET_CLOSED;
  g_autofree guint8 *match = rg_when_match (when, context->dataset);

  for (guint i = 0; i < tickets->len; i++)
    {
      const RgTicketFact *ticket = &g_array_index (tickets, RgTicketFact, i);
      const guint person = rg_ticket_person (context->dataset, ticket);

      if (person != RG_NOBODY && ticket->enquiry == !closed
          && (!closed || ticket->closed_on != RG_DAY_NONE)
          && rg_ticket_is_about (context->dataset, ticket, match))
        rg_ticket_occasion_add (when, context, person, ticket);
    }
}

/* Somebody is a lead from the day of their first enquiry until that of their first purchase. */
static void
rg_ticket_occasions_add_leads (const RgWhen *when, RgOccasionContext *context,
                               const GArray *tickets)
{
  const RgDataset *dataset = context->dataset;
  const RgFacts *facts = rg_dataset_facts (dataset);
  g_autofree RgDay *first = g_new (RgDay, dataset->n_customers + 1);

  for (guint p = 0; p < dataset->n_customers; p++)
    first[p] = G_MAXINT32;
  for (guint i = 0; i < tickets->len; i++)
    {
      const RgTicketFact *ticket = &g_array_index (tickets, RgTicketFact, i);
      const guint person = ticket->enquiry ? rg_ticket_person (dataset, ticket) : RG_NOBODY;

      if (person != RG_NOBODY)
        first[person] = MIN (first[person], ticket->opened_on);
    }
  for (guint p = 0; p < dataset->n_customers; p++)
    if (first[p] != G_MAXINT32 && rg_day_or_never (facts->first_day[p]) > first[p])
      rg_occasions_add (context, &(RgOccasion) {
                                   .person = p,
                                   .due_on = first[p] + when->number,
                                   .ends_on = rg_day_or_never (facts->first_day[p]),
                                   .day = first[p],
                                   .product = RG_NOTHING });
}

GArray *
rg_ticket_occasions_find (const RgWhen *when, const RgDataset *dataset, const GArray *tickets,
                          RgDay from, RgDay to)
{
  RgOccasionContext context = { dataset, from, to,
                                g_array_new (FALSE, FALSE, sizeof (RgOccasion)) };

  if (when->kind->id == RG_WHEN_LEAD)
    rg_ticket_occasions_add_leads (when, &context, tickets);
  else
    rg_ticket_occasions_add_all (when, &context, tickets);
  rg_occasions_sort (context.found);
  return context.found;
}
