/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a ticket can be: the words of the file, and those that people read. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum { RG_TICKET_SERVICE, RG_TICKET_ENQUIRY } RgTicketKind;
typedef enum { RG_TICKET_OPEN, RG_TICKET_WAITING, RG_TICKET_CLOSED } RgTicketState;
typedef enum {
  RG_TICKET_LOW, RG_TICKET_NORMAL, RG_TICKET_HIGH, RG_TICKET_URGENT
} RgTicketPriority;
/* Of an enquiry that is closed: whether they bought what they asked about. */
typedef enum { RG_TICKET_NO_OUTCOME, RG_TICKET_WON, RG_TICKET_LOST } RgTicketOutcome;

/* Lists of words; their places are the numbers above. RG_TICKET_CHANNELS: how it came, the first
 * one is that nobody said. */
typedef enum {
  RG_TICKET_KINDS,
  RG_TICKET_STATES,
  RG_TICKET_PRIORITIES,
  RG_TICKET_OUTCOMES,
  RG_TICKET_CHANNELS,
  RG_N_TICKET_LISTS
} RgTicketList;

guint rg_ticket_list_n (RgTicketList list);
/* "waiting"; for the file, --json and what somebody types. */
const char *rg_ticket_list_id (RgTicketList list, guint place);
/* "Waiting"; translated. */
const char *rg_ticket_list_word (RgTicketList list, guint place);
/* The place of an id; -1 where there is none such. */
int rg_ticket_list_find (RgTicketList list, const char *id);

G_END_DECLS
