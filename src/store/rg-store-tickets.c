/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Tickets: read with the names that belong to them. rg-store-ticket-edits.c writes them. */
#include "store/rg-store-tickets.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-row.h"

RgTicket *
rg_ticket_new (RgTicketKind kind, const char *subject)
{
  RgTicket *ticket = g_new0 (RgTicket, 1);

  ticket->kind = kind;
  ticket->subject = g_strdup (subject);
  ticket->text = g_strdup ("");
  ticket->solution = g_strdup ("");
  ticket->product_name = g_strdup ("");
  ticket->receipt_number = g_strdup ("");
  ticket->priority = RG_TICKET_NORMAL;
  ticket->sold_on = ticket->opened_on = ticket->due_on = ticket->closed_on = RG_DAY_NONE;
  ticket->opened_time = ticket->closed_time = RG_TIME_NONE;
  return ticket;
}

RgTicket *
rg_ticket_copy (const RgTicket *ticket)
{
  RgTicket *copy = g_memdup2 (ticket, sizeof *ticket);

  copy->customer_name = g_strdup (ticket->customer_name);
  copy->product_name = g_strdup (ticket->product_name);
  copy->receipt_number = g_strdup (ticket->receipt_number);
  copy->subject = g_strdup (ticket->subject);
  copy->text = g_strdup (ticket->text);
  copy->solution = g_strdup (ticket->solution);
  copy->staff_name = g_strdup (ticket->staff_name);
  return copy;
}

void
rg_ticket_free (RgTicket *ticket)
{
  if (ticket == NULL)
    return;
  g_free (ticket->customer_name);
  g_free (ticket->product_name);
  g_free (ticket->receipt_number);
  g_free (ticket->subject);
  g_free (ticket->text);
  g_free (ticket->solution);
  g_free (ticket->staff_name);
  g_free (ticket);
}

/* --- in words ----------------------------------------------------------------------------- */

gboolean
rg_ticket_is_late (const RgTicket *ticket, RgDay today)
{
  return ticket->state != RG_TICKET_CLOSED && ticket->due_on != RG_DAY_NONE
         && ticket->due_on < today;
}

static char *
rg_ticket_dup_end (const RgTicket *ticket, RgDay today)
{
  g_autofree char *day = rg_day_format_in_sentence (ticket->closed_on, today);

  switch (ticket->outcome)
    {
    case RG_TICKET_WON:
      /* Translators: here and below, %s is a day: "today", "Thursday", "7 Nov". */
      return g_strdup_printf (_("Bought: %s"), day);
    case RG_TICKET_LOST:
      return g_strdup_printf (_("Not bought: %s"), day);
    case RG_TICKET_NO_OUTCOME:
    default:
      return g_strdup_printf (_("Closed: %s"), day);
    }
}

char *
rg_ticket_dup_state (const RgTicket *ticket, RgDay today)
{
  g_autofree char *day = rg_day_format_in_sentence (ticket->opened_on, today);

  if (ticket->state == RG_TICKET_CLOSED)
    return rg_ticket_dup_end (ticket, today);
  if (rg_ticket_is_late (ticket, today))
    {
      const int late = today - ticket->due_on;

      return g_strdup_printf (P_("%d day late", "%d days late", late), late);
    }
  if (ticket->due_on == today)
    return g_strdup (_("Due today"));
  if (ticket->state == RG_TICKET_WAITING)
    /* Translators: of a ticket that waits; %s is the day on which it was opened. */
    return g_strdup_printf (_("Waiting, since %s"), day);
  /* Translators: of a ticket; %s is the day on which it was opened. */
  return g_strdup_printf (_("Open since %s"), day);
}

/* --- reading ------------------------------------------------------------------------------ */

static gint32
rg_ticket_get_time (RgStatement *row, int column)
{
  return rg_statement_is_null (row, column) ? RG_TIME_NONE
                                            : (gint32) rg_statement_get_int (row, column);
}

/* The CHECKs of the table leave no other words. */
static guint
rg_ticket_get_place (RgStatement *row, int column, RgTicketList list)
{
  return (guint) MAX (0, rg_ticket_list_find (list, rg_statement_get_text (row, column)));
}

static void
rg_ticket_get_uuid (RgStatement *row, int column, guint8 *uuid)
{
  gsize length = 0;
  const void *bytes = rg_statement_get_blob (row, column, &length);

  if (bytes != NULL)
    memcpy (uuid, bytes, MIN (length, RG_UUID_SIZE));
}

static RgTicket *
rg_ticket_from_row (RgStatement *row)
{
  RgTicket *ticket = rg_ticket_new (rg_ticket_get_place (row, 2, RG_TICKET_KINDS),
                                    rg_statement_get_text (row, 10));

  ticket->id = rg_statement_get_int (row, 0);
  rg_ticket_get_uuid (row, 1, ticket->uuid);
  ticket->customer = rg_statement_get_int (row, 3);
  ticket->product = rg_statement_get_int (row, 4);
  g_set_str (&ticket->product_name, rg_statement_get_text (row, 5));
  rg_ticket_get_uuid (row, 6, ticket->receipt_uuid);
  ticket->receipt = rg_statement_get_int (row, 7);
  g_set_str (&ticket->receipt_number, rg_statement_get_text (row, 8));
  ticket->sold_on = rg_statement_get_day (row, 9);
  g_set_str (&ticket->text, rg_statement_get_text (row, 11));
  ticket->channel = rg_ticket_get_place (row, 12, RG_TICKET_CHANNELS);
  ticket->priority = rg_ticket_get_place (row, 13, RG_TICKET_PRIORITIES);
  ticket->state = rg_ticket_get_place (row, 14, RG_TICKET_STATES);
  ticket->outcome = rg_ticket_get_place (row, 15, RG_TICKET_OUTCOMES);
  g_set_str (&ticket->solution, rg_statement_get_text (row, 16));
  ticket->opened_on = rg_statement_get_day (row, 17);
  ticket->opened_time = rg_ticket_get_time (row, 18);
  ticket->due_on = rg_statement_get_day (row, 19);
  ticket->closed_on = rg_statement_get_day (row, 20);
  ticket->closed_time = rg_ticket_get_time (row, 21);
  ticket->staff = rg_statement_get_int (row, 22);
  if (ticket->staff != 0)
    ticket->staff_name = g_strdup (rg_statement_get_text (row, 23));
  return ticket;
}

/* Who it is by now, and whether that makes them a lead. */
static gboolean
rg_ticket_read_person (RgDb *db, RgTicket *ticket, GError **error)
{
  g_autoptr (RgStatement) bought = NULL;
  RgStep step;

  if (ticket->customer == 0)
    return TRUE;
  if (!rg_customer_read_living (db, &ticket->customer, &ticket->customer_name, error))
    return FALSE;
  if (ticket->kind != RG_TICKET_ENQUIRY || ticket->state == RG_TICKET_CLOSED)
    return TRUE;
  bought = rg_db_statement (db, "tickets.has-bought", error);
  if (bought == NULL)
    return FALSE;
  rg_statement_bind_int (bought, 1, ticket->customer);
  step = rg_statement_step (bought, error);
  ticket->lead = step == RG_STEP_DONE;
  return step != RG_STEP_ERROR;
}

RgTicket *
rg_ticket_read (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) row =
    rg_store_row (db, "tickets.by-id", id, _("This ticket is not there any more."), error);
  g_autoptr (RgTicket) ticket = NULL;

  if (row == NULL)
    return NULL;
  ticket = rg_ticket_from_row (row);
  return rg_ticket_read_person (db, ticket, error) ? g_steal_pointer (&ticket) : NULL;
}

static void
rg_ticket_bind_filter (RgStatement *rows, const RgTicketFilter *filter)
{
  if (filter->due_by != 0 && filter->due_by != RG_DAY_NONE)
    rg_statement_bind_int (rows, 1, filter->due_by);
  if (filter->customer != 0)
    rg_statement_bind_int (rows, 2, filter->customer);
  if (filter->staff != 0)
    rg_statement_bind_int (rows, 3, filter->staff);
  if (filter->kind != NULL)
    rg_statement_bind_text (rows, 4, filter->kind);
}

GPtrArray *
rg_tickets_read (RgDb *db, const RgTicketFilter *filter, GError **error)
{
  g_autoptr (RgStatement) rows =
    filter->closed ? rg_db_statement (db, "tickets.closed", error)
                   : rg_db_statement (db, "tickets.open", error);
  g_autoptr (GPtrArray) tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_ticket_free);
  RgStep step = RG_STEP_DONE;

  if (rows == NULL)
    return NULL;
  rg_ticket_bind_filter (rows, filter);
  while ((filter->limit == 0 || tickets->len < filter->limit)
         && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      g_autoptr (RgTicket) ticket = rg_ticket_read (db, rg_statement_get_int (rows, 0), error);

      if (ticket == NULL)
        return NULL;
      if (ticket->lead || !filter->leads)
        g_ptr_array_add (tickets, g_steal_pointer (&ticket));
    }
  return step != RG_STEP_ERROR ? g_steal_pointer (&tickets) : NULL;
}

gint64
rg_ticket_find (RgDb *db, const char *text, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "tickets.find", error);
  gint64 number = 0;
  RgStep step;

  if (row == NULL)
    return 0;
  /* A UUID may well begin with digits. */
  g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &number, NULL);
  rg_statement_bind_text (row, 1, text);
  rg_statement_bind_int (row, 2, number);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_DONE)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                 /* Translators: %s is what somebody typed. */
                 _("There is no ticket “%s”. “regularsctl ticket list” shows them."), text);
  return step == RG_STEP_ROW ? rg_statement_get_int (row, 0) : 0;
}

/* --- purchases ---------------------------------------------------------------------------- */

void
rg_ticket_receipt_free (RgTicketReceipt *receipt)
{
  g_free (receipt->number);
  g_free (receipt);
}

GPtrArray *
rg_ticket_receipts_read (RgDb *db, gint64 customer, guint n, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "tickets.receipts", error);
  g_autoptr (GPtrArray) receipts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rg_ticket_receipt_free);
  RgStep step;

  if (rows == NULL)
    return NULL;
  rg_statement_bind_int (rows, 1, customer);
  rg_statement_bind_int (rows, 2, n);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      RgTicketReceipt *receipt = g_new0 (RgTicketReceipt, 1);

      receipt->id = rg_statement_get_int (rows, 0);
      receipt->number = g_strdup (rg_statement_get_text (rows, 1));
      receipt->sold_on = (RgDay) rg_statement_get_int (rows, 2);
      receipt->net_minor = rg_statement_get_int (rows, 3);
      g_ptr_array_add (receipts, receipt);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&receipts) : NULL;
}

gint64
rg_ticket_receipt_find (RgDb *db, gint64 customer, const char *number, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "tickets.find-receipt", error);
  RgStep step;

  if (row == NULL)
    return 0;
  rg_statement_bind_int (row, 1, customer);
  rg_statement_bind_text (row, 2, number);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_DONE)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                 /* Translators: %s is the number of a receipt. */
                 _("There is no receipt “%s” of this customer."), number);
  return step == RG_STEP_ROW ? rg_statement_get_int (row, 0) : 0;
}
