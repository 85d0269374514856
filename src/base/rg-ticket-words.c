/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The words of tickets. */
#include "base/rg-ticket-words.h"

#include "base/rg-i18n.h"

typedef struct {
  const char *id;
  const char *word;
} RgTicketWord;

static const RgTicketWord rg_ticket_kinds[] = {
  /* Translators: what somebody wants of the shop: a complaint, a repair, a question. */
  { "service", N_("Ticket") },
  /* Translators: somebody asks about something that they have not bought yet. */
  { "enquiry", N_("Enquiry") },
};

static const RgTicketWord rg_ticket_states[] = {
  { "open", N_("Open") },
  /* Translators: of a ticket: for the customer, or for a delivery. */
  { "waiting", N_("Waiting") },
  { "closed", N_("Closed") },
};

static const RgTicketWord rg_ticket_priorities[] = {
  { "low", N_("Low") },
  { "normal", N_("Normal") },
  { "high", N_("High") },
  { "urgent", N_("Urgent") },
};

static const RgTicketWord rg_ticket_outcomes[] = {
  { "", N_("Not Said") },
  /* Translators: what became of an enquiry. */
  { "won", N_("Bought") },
  /* Translators: what became of an enquiry. */
  { "lost", N_("Not Bought") },
};

static const RgTicketWord rg_ticket_channels[] = {
  { "", N_("Not Said") },
  /* Translators: here and below, how somebody told the shop what they want. */
  { "counter", N_("At the Counter") },
  { "phone", N_("By Phone") },
  { "email", N_("By E-Mail") },
  { "form", N_("By Web Form") },
  { "chat", N_("By Chat") },
  { "sms", N_("By Text Message") },
  { "social", N_("By Social Media") },
  { "post", N_("By Post") },
};

static const struct {
  const RgTicketWord *words;
  guint n;
} rg_ticket_lists[RG_N_TICKET_LISTS] = {
  [RG_TICKET_KINDS] = { rg_ticket_kinds, G_N_ELEMENTS (rg_ticket_kinds) },
  [RG_TICKET_STATES] = { rg_ticket_states, G_N_ELEMENTS (rg_ticket_states) },
  [RG_TICKET_PRIORITIES] = { rg_ticket_priorities, G_N_ELEMENTS (rg_ticket_priorities) },
  [RG_TICKET_OUTCOMES] = { rg_ticket_outcomes, G_N_ELEMENTS (rg_ticket_outcomes) },
  [RG_TICKET_CHANNELS] = { rg_ticket_channels, G_N_ELEMENTS (rg_ticket_channels) },
};

guint
rg_ticket_list_n (RgTicketList list)
{
  return rg_ticket_lists[list].n;
}

const char *
rg_ticket_list_id (RgTicketList list, guint place)
{
  g_return_val_if_fail (place < rg_ticket_lists[list].n, "");
  return rg_ticket_lists[list].words[place].id;
}

const char *
rg_ticket_list_word (RgTicketList list, guint place)
{
  g_return_val_if_fail (place < rg_ticket_lists[list].n, "");
  return _(rg_ticket_lists[list].words[place].word);
}

int
rg_ticket_list_find (RgTicketList list, const char *id)
{
  for (guint i = 0; i < rg_ticket_lists[list].n; i++)
    if (g_str_equal (rg_ticket_lists[list].words[i].id, id))
      return (int) i;
  return -1;
}
