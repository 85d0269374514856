/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Tickets: what somebody wants of the shop, from the day on which they said so until it is solved.
 * An enquiry is about something that they have not bought yet, and ends with their buying it or
 * not. */
#pragma once

#include "base/rg-ticket-words.h"
#include "base/rg-uuid.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id; /* 0 for one that is not saved yet */
  guint8 uuid[RG_UUID_SIZE];
  RgTicketKind kind;
  gint64 customer;     /* the living one, or 0 */
  char *customer_name; /* as shown, or NULL */
  gboolean lead;       /* an enquiry that is not closed of somebody who has never bought */
  gint64 product;      /* or 0 */
  char *product_name;  /* "" for none; to be saved: a code or a name */
  guint8 receipt_uuid[RG_UUID_SIZE]; /* as it stands in the file; zeros for none */
  gint64 receipt;      /* or 0, also where its import was taken back */
  char *receipt_number; /* "" for none */
  RgDay sold_on;       /* of the receipt */
  char *subject;
  char *text;
  guint channel;       /* in RG_TICKET_CHANNELS */
  RgTicketPriority priority;
  RgTicketState state;
  RgTicketOutcome outcome;
  char *solution;
  RgDay opened_on;     /* RG_DAY_NONE for a new one: now */
  gint32 opened_time;  /* seconds of the day, or RG_TIME_NONE */
  RgDay due_on;        /* RG_DAY_NONE: not said */
  RgDay closed_on;     /* RG_DAY_NONE while it is not closed */
  gint32 closed_time;
  gint64 staff;        /* who looks after it, or 0: whoever comes first */
  char *staff_name;    /* or NULL */
} RgTicket;

/* An open one of normal priority. */
RgTicket *rg_ticket_new (RgTicketKind kind, const char *subject);
RgTicket *rg_ticket_copy (const RgTicket *ticket);
void rg_ticket_free (RgTicket *ticket);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTicket, rg_ticket_free)

/* "Open since 7 Nov", "2 days late", "Waiting", "Bought today", "Closed 7 Nov". Free it. */
char *rg_ticket_dup_state (const RgTicket *ticket, RgDay today);
gboolean rg_ticket_is_late (const RgTicket *ticket, RgDay today);

/* --- Reading: in a RgReadFunc --------------------------------------------------------------- */

typedef struct {
  gboolean closed; /* those that are closed instead of the others */
  const char *kind; /* "service" or "enquiry"; NULL: both */
  gboolean leads;  /* only those that make somebody a lead */
  RgDay due_by;    /* only those due on this day or before; 0 or RG_DAY_NONE: all */
  gint64 customer; /* only this one's, those merged into it included; 0: all */
  gint64 staff;    /* only theirs; 0: all */
  guint limit;     /* 0: all */
} RgTicketFilter;

/* RgTicket: those that are not closed by priority, due day and age; closed ones from the newest
 * on. Nothing of people who were deleted or erased. */
GPtrArray *rg_tickets_read (RgDb *db, const RgTicketFilter *filter, GError **error);
/* RG_STORE_ERROR_NOT_FOUND where there is none. */
RgTicket *rg_ticket_read (RgDb *db, gint64 id, GError **error);
/* By its UUID or its number; 0 with RG_STORE_ERROR_NOT_FOUND where there is none. */
gint64 rg_ticket_find (RgDb *db, const char *text, GError **error);

/* A purchase that a ticket may be about. */
typedef struct {
  gint64 id;
  char *number;
  RgDay sold_on;
  gint64 net_minor;
} RgTicketReceipt;

void rg_ticket_receipt_free (RgTicketReceipt *receipt);
/* RgTicketReceipt: the customer's latest ones, the newest first. */
GPtrArray *rg_ticket_receipts_read (RgDb *db, gint64 customer, guint n, GError **error);
/* The newest of theirs with that number, of anybody's where the customer is 0;
 * RG_STORE_ERROR_NOT_FOUND where there is none. */
gint64 rg_ticket_receipt_find (RgDb *db, gint64 customer, const char *number, GError **error);

/* --- Writing: each is one action. Finish the async ones with rg_store_write_finish() --------- */

/* Makes a new one (id 0) or changes the one with the id, which keeps the customer it came under.
 * RG_STORE_ERROR_INVALID for one without a subject, for an enquiry that is closed and nobody says
 * how it ended, and for a payment card number; RG_STORE_ERROR_NOT_FOUND where there is no such
 * product. Nothing happens where nothing is different. *id and *action may be NULL. */
gboolean rg_store_save_ticket_sync (RgStore *store, const RgTicket *ticket, gint64 *id,
                                    gint64 *action, GError **error);
void rg_store_save_ticket_async (RgStore *store, const RgTicket *ticket,
                                 GAsyncReadyCallback callback, gpointer user_data);
/* solution NULL: as it stands there. */
gboolean rg_store_close_ticket_sync (RgStore *store, gint64 id, RgTicketOutcome outcome,
                                     const char *solution, gint64 *action, GError **error);
gboolean rg_store_reopen_ticket_sync (RgStore *store, gint64 id, gint64 *action, GError **error);
void rg_store_reopen_ticket_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                   gpointer user_data);
/* staff 0: whoever comes first. */
gboolean rg_store_assign_ticket_sync (RgStore *store, gint64 id, gint64 staff, gint64 *action,
                                      GError **error);
gboolean rg_store_delete_ticket_sync (RgStore *store, gint64 id, gint64 *action, GError **error);
void rg_store_delete_ticket_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                   gpointer user_data);

G_END_DECLS
