/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What customers of the sample shop want of it. */
#include "base/rg-i18n.h"
#include "base/rg-ticket-words.h"
#include "store/rg-store-sample-private.h"

/* Days from the last one. */
static const struct
{
  RgTicketKind kind;
  int customer; /* in the data */
  int staff;    /* in the data, or RG_SAMPLE_NONE */
  gboolean about_purchase; /* their latest one */
  const char *subject;
  const char *text;
  const char *channel;
  RgTicketPriority priority;
  RgTicketState state;
  const char *solution;
  int opened, due, closed; /* 0: none */
} sample_tickets[] = {
  { RG_TICKET_SERVICE, 3, 0, TRUE, N_("It was damaged"),
    N_("Noticed it at home; would like another one of the same kind."), "phone", RG_TICKET_HIGH,
    RG_TICKET_OPEN, NULL, -2, 1, 0 },
  { RG_TICKET_ENQUIRY, 3, RG_SAMPLE_NONE, FALSE, N_("A larger notebook with blank pages"),
    N_("For a birthday next month."), "counter", RG_TICKET_NORMAL, RG_TICKET_WAITING, NULL, -6, 0,
    0 },
  { RG_TICKET_SERVICE, 3, 1, TRUE, N_("Charged twice"), NULL, "email", RG_TICKET_NORMAL,
    RG_TICKET_CLOSED, N_("Gave the second payment back"), -40, 0, -38 },
  { RG_TICKET_SERVICE, 11, 1, TRUE, N_("The parcel has not arrived"), NULL, "email",
    RG_TICKET_NORMAL, RG_TICKET_WAITING, NULL, -4, 0, 0 },
};

static void
rg_sample_bind_day (RgStatement *row, int parameter, RgDay today, int days)
{
  if (days != 0)
    rg_statement_bind_int (row, parameter, today + days);
  else
    rg_statement_bind_null (row, parameter);
}

static const char *
rg_sample_words (const char *text)
{
  return text != NULL && *text != '\0' ? _(text) : "";
}

static gboolean
rg_sample_write_ticket (RgSampleWrite *self, RgStatement *row, guint i, GError **error)
{
  const RgDay today = self->data->last_day;
  const int staff = sample_tickets[i].staff;

  rg_sample_bind_uuid (self, row, 1, "ticket", i);
  rg_statement_bind_text (row, 2, rg_ticket_list_id (RG_TICKET_KINDS, sample_tickets[i].kind));
  rg_sample_bind_id (row, 3, sample_tickets[i].customer);
  rg_statement_bind_int (row, 4, sample_tickets[i].about_purchase);
  rg_statement_bind_text (row, 5, _(sample_tickets[i].subject));
  rg_statement_bind_text (row, 6, rg_sample_words (sample_tickets[i].text));
  rg_statement_bind_text (row, 7, sample_tickets[i].channel);
  rg_statement_bind_text (row, 8, rg_ticket_list_id (RG_TICKET_PRIORITIES,
                                                     sample_tickets[i].priority));
  rg_statement_bind_text (row, 9, rg_ticket_list_id (RG_TICKET_STATES, sample_tickets[i].state));
  rg_statement_bind_text (row, 10, rg_sample_words (sample_tickets[i].solution));
  rg_statement_bind_text (row, 11, "");
  rg_sample_bind_day (row, 12, today, sample_tickets[i].opened);
  rg_statement_bind_int (row, 13, 11 * 3600);
  rg_sample_bind_day (row, 14, today, sample_tickets[i].due);
  rg_sample_bind_day (row, 15, today, sample_tickets[i].closed);
  rg_sample_bind_id (row, 16, (guint) staff < self->data->staff->len ? staff : RG_SAMPLE_NONE);
  return rg_statement_run (row, error);
}

/* A shop with few customers has fewer. */
gboolean
rg_sample_write_tickets (RgSampleWrite *self, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "sample-shop.ticket", error);

  for (guint i = 0; row != NULL && i < G_N_ELEMENTS (sample_tickets); i++)
    if ((guint) sample_tickets[i].customer < self->data->customers->len
        && !rg_sample_write_ticket (self, row, i, error))
      return FALSE;
  return row != NULL;
}
