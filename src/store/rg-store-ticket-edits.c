/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is done with tickets, one action each. */
#include "store/rg-store-tickets.h"

#include <string.h>

#include "base/rg-card.h"
#include "base/rg-i18n.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-offers.h"
#include "store/rg-store-undo-private.h"
#include "store/rg-store-uuids.h"

/* What History shows; %s is the subject. */
typedef enum {
  RG_TICKET_ADDED, RG_TICKET_CHANGED, RG_TICKET_ENDED, RG_TICKET_REOPENED, RG_TICKET_DELETED
} RgTicketDone;

static const char *const rg_ticket_labels[][5] = {
  /* Translators: lines of History; %s is what a ticket is about, in its own words. */
  [RG_TICKET_SERVICE] = { N_("Ticket Added: %s"), N_("Ticket Changed: %s"),
                          N_("Ticket Closed: %s"), N_("Ticket Open Again: %s"),
                          N_("Ticket Deleted: %s") },
  /* Translators: lines of History; %s is what an enquiry is about, in its own words. */
  [RG_TICKET_ENQUIRY] = { N_("Enquiry Added: %s"), N_("Enquiry Changed: %s"),
                          N_("Enquiry Closed: %s"), N_("Enquiry Open Again: %s"),
                          N_("Enquiry Deleted: %s") },
};

static void
rg_ticket_label (RgWrite *write, const RgTicket *ticket, RgTicketDone done)
{
  g_autoptr (GString) label = g_string_new (_(rg_ticket_labels[ticket->kind][done]));

  g_string_replace (label, "%s", ticket->subject, 1);
  rg_write_set_label (write, label->str);
}

/* --- checking ----------------------------------------------------------------------------- */

static gboolean
rg_ticket_refuse (GError **error, const char *reason)
{
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, reason);
  return FALSE;
}

static gboolean
rg_ticket_check (RgWrite *write, RgTicket *ticket, GError **error)
{
  const RgDay today = rg_shop_get_day (rg_write_get_shop (write));

  g_strstrip (ticket->subject);
  g_strstrip (ticket->text);
  g_strstrip (ticket->solution);
  g_strstrip (ticket->product_name);
  if (*ticket->subject == '\0')
    return rg_ticket_refuse (error, ticket->kind == RG_TICKET_ENQUIRY
                                      ? _("Say what they ask about.")
                                      : _("Say what it is about."));
  if (rg_card_in_text (ticket->subject) || rg_card_in_text (ticket->text)
      || rg_card_in_text (ticket->solution))
    return rg_ticket_refuse (error,
                             _("This looks like the number of a payment card. Regulars never "
                               "stores those."));
  if (ticket->kind == RG_TICKET_ENQUIRY && ticket->state == RG_TICKET_CLOSED
      && ticket->outcome == RG_TICKET_NO_OUTCOME)
    return rg_ticket_refuse (error, _("Say whether they bought it."));
  if (ticket->opened_on != RG_DAY_NONE && ticket->opened_on > today)
    return rg_ticket_refuse (error, _("A ticket cannot begin on a day to come."));
  return TRUE;
}

/* What was typed as a product, where it is not what stood there. */
static gboolean
rg_ticket_find_product (RgDb *db, RgTicket *ticket, const RgTicket *known, GError **error)
{
  RgOfferProduct *product;

  if (known != NULL && g_str_equal (known->product_name, ticket->product_name))
    ticket->product = known->product;
  else if (*ticket->product_name == '\0')
    ticket->product = 0;
  else
    {
      product = rg_offer_product_find (db, ticket->product_name, error);
      if (product == NULL)
        return FALSE;
      ticket->product = product->id;
      rg_offer_product_free (product);
    }
  return TRUE;
}

/* A receipt that is not there now, since its import was taken back, is meant until another one
 * is. */
static gboolean
rg_ticket_find_receipt (RgDb *db, RgTicket *ticket, const RgTicket *known, GError **error)
{
  g_autoptr (GByteArray) uuid = NULL;

  if (ticket->receipt == (known != NULL ? known->receipt : 0))
    return TRUE;
  uuid = rg_uuids_read (db, RG_UUIDS_RECEIPT, &ticket->receipt, 1, error);
  if (uuid == NULL)
    return FALSE;
  memcpy (ticket->receipt_uuid, uuid->data, RG_UUID_SIZE);
  return TRUE;
}

static gboolean
rg_ticket_find_person (RgDb *db, RgTicket *ticket, GError **error)
{
  g_autofree char *name = NULL;

  if (ticket->customer == 0)
    return TRUE;
  if (!rg_customer_read_living (db, &ticket->customer, &name, error))
    return FALSE;
  if (name != NULL)
    return TRUE;
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                       _("This customer is not there any more."));
  return FALSE;
}

/* When it began and ended: now, where that is new. */
static void
rg_ticket_set_times (RgWrite *write, RgTicket *ticket, const RgTicket *known)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_write_get_shop (write));
  const gint64 now = rg_write_get_now (write);
  const RgDay today = rg_instant_day (now, zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  const gint32 second = g_date_time_get_hour (local) * 3600 + g_date_time_get_minute (local) * 60
                        + g_date_time_get_second (local);

  if (ticket->opened_on == RG_DAY_NONE)
    {
      ticket->opened_on = today;
      ticket->opened_time = second;
    }
  if (ticket->state != RG_TICKET_CLOSED)
    {
      ticket->closed_on = RG_DAY_NONE;
      ticket->closed_time = RG_TIME_NONE;
    }
  else if (known == NULL || known->state != RG_TICKET_CLOSED)
    {
      ticket->closed_on = today;
      ticket->closed_time = second;
    }
  if (ticket->state != RG_TICKET_CLOSED || ticket->kind != RG_TICKET_ENQUIRY)
    ticket->outcome = RG_TICKET_NO_OUTCOME;
}

/* --- writing ------------------------------------------------------------------------------ */

static void
rg_ticket_bind_id (RgStatement *statement, int parameter, gint64 id)
{
  if (id != 0)
    rg_statement_bind_int (statement, parameter, id);
  else
    rg_statement_bind_null (statement, parameter);
}

/* A day or a time, by what stands for none. */
static void
rg_ticket_bind_known (RgStatement *statement, int parameter, gint32 value, gint32 none)
{
  if (value != none)
    rg_statement_bind_int (statement, parameter, value);
  else
    rg_statement_bind_null (statement, parameter);
}

static void
rg_ticket_bind_word (RgStatement *statement, int parameter, RgTicketList list, guint place)
{
  rg_statement_bind_text (statement, parameter, rg_ticket_list_id (list, place));
}

static void
rg_ticket_bind (RgStatement *statement, const RgTicket *ticket)
{
  static const guint8 none[RG_UUID_SIZE] = { 0 };

  rg_statement_bind_blob (statement, 1, ticket->uuid, sizeof ticket->uuid);
  rg_ticket_bind_id (statement, 2, ticket->customer);
  rg_statement_bind_int (statement, 3, ticket->opened_on);
  rg_ticket_bind_known (statement, 4, ticket->opened_time, RG_TIME_NONE);
  rg_ticket_bind_word (statement, 5, RG_TICKET_KINDS, ticket->kind);
  rg_ticket_bind_id (statement, 6, ticket->product);
  if (memcmp (ticket->receipt_uuid, none, sizeof none) != 0)
    rg_statement_bind_blob (statement, 7, ticket->receipt_uuid, RG_UUID_SIZE);
  else
    rg_statement_bind_null (statement, 7);
  rg_statement_bind_text (statement, 8, ticket->subject);
  rg_statement_bind_text (statement, 9, ticket->text);
  rg_ticket_bind_word (statement, 10, RG_TICKET_CHANNELS, ticket->channel);
  rg_ticket_bind_word (statement, 11, RG_TICKET_PRIORITIES, ticket->priority);
  rg_ticket_bind_word (statement, 12, RG_TICKET_STATES, ticket->state);
  rg_ticket_bind_word (statement, 13, RG_TICKET_OUTCOMES, ticket->outcome);
  rg_statement_bind_text (statement, 14, ticket->solution);
  rg_ticket_bind_known (statement, 15, ticket->due_on, RG_DAY_NONE);
  rg_ticket_bind_known (statement, 16, ticket->closed_on, RG_DAY_NONE);
  rg_ticket_bind_known (statement, 17, ticket->closed_time, RG_TIME_NONE);
  rg_ticket_bind_id (statement, 18, ticket->staff);
}

static RgTicketDone
rg_ticket_get_done (const RgTicket *ticket, const RgTicket *known)
{
  if (known == NULL)
    return RG_TICKET_ADDED;
  if (ticket->state == RG_TICKET_CLOSED && known->state != RG_TICKET_CLOSED)
    return RG_TICKET_ENDED;
  if (ticket->state != RG_TICKET_CLOSED && known->state == RG_TICKET_CLOSED)
    return RG_TICKET_REOPENED;
  return RG_TICKET_CHANGED;
}

/* Whom or what only the ticket still held goes with it, where the import has been taken back.
 * Asking for products takes long: only where this one's was. */
static gboolean
rg_ticket_sweep (RgDb *db, gint64 product, GError **error)
{
  g_autoptr (RgStatement) imported = rg_db_statement (db, "tickets.was-imported", error);
  RgStep step;

  if (imported == NULL)
    return FALSE;
  rg_statement_bind_int (imported, 1, product);
  step = rg_statement_step (imported, error);
  rg_statement_reset (imported);
  return step != RG_STEP_ERROR && rg_undo_sweep_imports (db, step == RG_STEP_ROW, error);
}

/* known: as it stands in the file, or NULL for a new one. */
static gboolean
rg_ticket_write (RgWrite *write, RgTicket *ticket, const RgTicket *known, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgStatement) statement = NULL;

  if (!rg_ticket_check (write, ticket, error)
      || (known == NULL && !rg_ticket_find_person (db, ticket, error))
      || !rg_ticket_find_product (db, ticket, known, error)
      || !rg_ticket_find_receipt (db, ticket, known, error))
    return FALSE;
  rg_ticket_set_times (write, ticket, known);
  rg_ticket_label (write, ticket, rg_ticket_get_done (ticket, known));
  if (known == NULL)
    rg_uuid_v7 (ticket->uuid);
  statement = known == NULL ? rg_db_statement (db, "tickets.insert", error)
                            : rg_db_statement (db, "tickets.update", error);
  if (statement == NULL)
    return FALSE;
  rg_ticket_bind (statement, ticket);
  if (!rg_statement_run (statement, error))
    return FALSE;
  if (known == NULL)
    ticket->id = rg_db_last_id (db);
  return known == NULL || known->product == ticket->product
         || rg_ticket_sweep (db, known->product, error);
}

static gboolean
rg_ticket_save_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgTicket *ticket = data;
  g_autoptr (RgTicket) known = NULL;

  if (ticket->id == 0)
    return rg_ticket_write (write, ticket, NULL, error);
  known = rg_ticket_read (rg_write_get_db (write), ticket->id, error);
  return known != NULL && rg_ticket_write (write, ticket, known, error);
}

gboolean
rg_store_save_ticket_sync (RgStore *store, const RgTicket *ticket, gint64 *id, gint64 *action,
                           GError **error)
{
  g_autoptr (RgTicket) copy = rg_ticket_copy (ticket);

  if (!rg_store_write_sync (store, "ticket.save", _("Ticket"), rg_ticket_save_in_thread, copy,
                            NULL, action, error))
    return FALSE;
  if (id != NULL)
    *id = copy->id;
  return TRUE;
}

void
rg_store_save_ticket_async (RgStore *store, const RgTicket *ticket, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  rg_store_write_async (store, "ticket.save", _("Ticket"), rg_ticket_save_in_thread,
                        rg_ticket_copy (ticket), (GDestroyNotify) rg_ticket_free, NULL, callback,
                        user_data);
}

/* --- one thing at a time ------------------------------------------------------------------ */

typedef struct {
  gint64 id;
  RgTicketDone what; /* RG_TICKET_CHANGED: whose it is */
  RgTicketOutcome outcome;
  const char *solution;
  gint64 staff;
} RgTicketEdit;

static gboolean
rg_ticket_delete (RgWrite *write, const RgTicket *ticket, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (rg_write_get_db (write), "tickets.delete",
                                                       error);

  if (statement == NULL)
    return FALSE;
  rg_ticket_label (write, ticket, RG_TICKET_DELETED);
  rg_statement_bind_int (statement, 1, ticket->id);
  return rg_statement_run (statement, error)
         && rg_ticket_sweep (rg_write_get_db (write), ticket->product, error);
}

static gboolean
rg_ticket_edit_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgTicketEdit *edit = data;
  g_autoptr (RgTicket) known = rg_ticket_read (rg_write_get_db (write), edit->id, error);
  g_autoptr (RgTicket) ticket = known != NULL ? rg_ticket_copy (known) : NULL;

  if (known == NULL)
    return FALSE;
  if (edit->what == RG_TICKET_DELETED)
    return rg_ticket_delete (write, known, error);
  if (edit->what == RG_TICKET_ENDED)
    {
      ticket->state = RG_TICKET_CLOSED;
      ticket->outcome = edit->outcome;
      if (edit->solution != NULL)
        g_set_str (&ticket->solution, edit->solution);
    }
  else if (edit->what == RG_TICKET_REOPENED && known->state == RG_TICKET_CLOSED)
    ticket->state = RG_TICKET_OPEN;
  else if (edit->what == RG_TICKET_CHANGED)
    ticket->staff = edit->staff;
  return rg_ticket_write (write, ticket, known, error);
}

static gboolean
rg_ticket_edit_sync (RgStore *store, const char *kind, const RgTicketEdit *edit, gint64 *action,
                     GError **error)
{
  return rg_store_write_sync (store, kind, _("Ticket"), rg_ticket_edit_in_thread,
                              (gpointer) edit, NULL, action, error);
}

static void
rg_ticket_edit_async (RgStore *store, const char *kind, const RgTicketEdit *edit,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  rg_store_write_async (store, kind, _("Ticket"), rg_ticket_edit_in_thread,
                        g_memdup2 (edit, sizeof *edit), g_free, NULL, callback, user_data);
}

gboolean
rg_store_close_ticket_sync (RgStore *store, gint64 id, RgTicketOutcome outcome,
                            const char *solution, gint64 *action, GError **error)
{
  const RgTicketEdit edit = { id, RG_TICKET_ENDED, outcome, solution, 0 };

  return rg_ticket_edit_sync (store, "ticket.close", &edit, action, error);
}

gboolean
rg_store_reopen_ticket_sync (RgStore *store, gint64 id, gint64 *action, GError **error)
{
  const RgTicketEdit edit = { .id = id, .what = RG_TICKET_REOPENED };

  return rg_ticket_edit_sync (store, "ticket.reopen", &edit, action, error);
}

void
rg_store_reopen_ticket_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  const RgTicketEdit edit = { .id = id, .what = RG_TICKET_REOPENED };

  rg_ticket_edit_async (store, "ticket.reopen", &edit, callback, user_data);
}

gboolean
rg_store_assign_ticket_sync (RgStore *store, gint64 id, gint64 staff, gint64 *action,
                             GError **error)
{
  const RgTicketEdit edit = { .id = id, .what = RG_TICKET_CHANGED, .staff = staff };

  return rg_ticket_edit_sync (store, "ticket.assign", &edit, action, error);
}

gboolean
rg_store_delete_ticket_sync (RgStore *store, gint64 id, gint64 *action, GError **error)
{
  const RgTicketEdit edit = { .id = id, .what = RG_TICKET_DELETED };

  return rg_ticket_edit_sync (store, "ticket.delete", &edit, action, error);
}

void
rg_store_delete_ticket_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  const RgTicketEdit edit = { .id = id, .what = RG_TICKET_DELETED };

  rg_ticket_edit_async (store, "ticket.delete", &edit, callback, user_data);
}
