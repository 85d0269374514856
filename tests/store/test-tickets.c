/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Tickets and enquiries: from the first word to the last, each step taken back. */
#include "rg-test-shop.h"

#include "store/rg-store-customers.h"
#include "store/rg-store-erase.h"
#include "store/rg-store-merge.h"
#include "store/rg-store-staff.h"
#include "store/rg-store-tickets.h"
#include "store/rg-store-undo.h"

typedef struct {
  RgTicketFilter filter;
  gint64 id;
  GPtrArray *tickets;
  RgTicket *ticket;
} TicketRead;

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  TicketRead *read = data;

  if (read->id != 0)
    return (read->ticket = rg_ticket_read (db, read->id, error)) != NULL;
  return (read->tickets = rg_tickets_read (db, &read->filter, error)) != NULL;
}

/* Subjects in their order: "a/b/". */
static void
assert_tickets (RgTestShop *test, RgTicketFilter filter, const char *expected)
{
  TicketRead read = { filter, 0, NULL, NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) tickets = NULL;
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &read, NULL, &error);
  g_assert_no_error (error);
  tickets = read.tickets;
  for (guint i = 0; i < tickets->len; i++)
    g_string_append_printf (text, "%s/", ((RgTicket *) tickets->pdata[i])->subject);
  g_assert_cmpstr (text->str, ==, expected);
}

static RgTicket *
read_ticket (RgTestShop *test, gint64 id)
{
  TicketRead read = { { 0 }, id, NULL, NULL };

  rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &read, NULL, NULL);
  return read.ticket;
}

static gint64
add_customer (RgTestShop *test, const char *name)
{
  g_autoptr (RgCustomerDetails) details = rg_customer_details_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_set_str (&details->name, name);
  rg_store_save_customer_sync (test->store, details, &id, NULL, &error);
  g_assert_no_error (error);
  return id;
}

static gint64
save (RgTestShop *test, const RgTicket *ticket, gint64 *action)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  rg_store_save_ticket_sync (test->store, ticket, &id, action, &error);
  g_assert_no_error (error);
  return id;
}

static gint64
add (RgTestShop *test, RgTicketKind kind, const char *subject, gint64 customer)
{
  g_autoptr (RgTicket) ticket = rg_ticket_new (kind, subject);

  ticket->customer = customer;
  return save (test, ticket, NULL);
}

static void
assert_label (RgTestShop *test, const char *expected)
{
  g_autofree char *label =
    rg_test_shop_read (test, "SELECT label FROM action ORDER BY id DESC LIMIT 1");

  g_assert_cmpstr (label, ==, expected);
}

static void
assert_refused (RgTestShop *test, const RgTicket *ticket, int code)
{
  g_autofree char *before = rg_test_shop_dump (test, TRUE);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (rg_store_save_ticket_sync (test->store, ticket, NULL, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, code);
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
}

/* --- */

static void
test_life (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  gint64 kim = add_customer (test, "Kim Min-su");
  g_autoptr (RgTicket) ticket = rg_ticket_new (RG_TICKET_SERVICE, "  The lid is loose ");
  g_autofree char *open = NULL, *closed = NULL, *same = NULL;
  g_autoptr (RgTicket) now = NULL;
  gint64 id, close, reopen;

  ticket->customer = kim;
  g_set_str (&ticket->text, "Since Monday.\nIt leaks.");
  id = save (test, ticket, NULL);
  assert_label (test, "Ticket Added: The lid is loose");
  open = rg_test_shop_dump (test, TRUE);
  rg_store_close_ticket_sync (test->store, id, RG_TICKET_NO_OUTCOME, "A new lid", &close, NULL);
  assert_label (test, "Ticket Closed: The lid is loose");
  assert_tickets (test, (RgTicketFilter) { 0 }, "");
  assert_tickets (test, (RgTicketFilter) { .closed = TRUE, .customer = kim }, "The lid is loose/");
  now = read_ticket (test, id);
  g_assert_cmpstr (now->solution, ==, "A new lid");
  g_assert_cmpstr (now->text, ==, "Since Monday.\nIt leaks.");
  g_assert_cmpint (now->closed_on, ==, now->opened_on);
  g_assert_cmpint (now->closed_time, >=, 0);
  closed = rg_test_shop_dump (test, TRUE);
  /* What is not different is no action. */
  save (test, now, &reopen);
  g_assert_cmpint (reopen, ==, 0);
  rg_store_reopen_ticket_sync (test->store, id, &reopen, NULL);
  assert_label (test, "Ticket Open Again: The lid is loose");
  rg_test_shop_take_back (test, reopen);
  same = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (same, ==, closed);
  rg_test_shop_take_back (test, close);
  g_free (same);
  same = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (same, ==, open);
  rg_test_shop_check (test);
}

static void
test_enquiry (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  gint64 kim = add_customer (test, "Kim Min-su");
  gint64 coat = add (test, RG_TICKET_ENQUIRY, "A red coat", kim);
  gint64 lid = add (test, RG_TICKET_SERVICE, "The lid", kim);
  g_autoptr (RgTicket) ended = NULL, open = NULL;
  g_autoptr (GError) error = NULL;

  assert_tickets (test, (RgTicketFilter) { .kind = "enquiry" }, "A red coat/");
  assert_tickets (test, (RgTicketFilter) { .leads = TRUE }, "A red coat/");
  g_assert_false (rg_store_close_ticket_sync (test->store, coat, RG_TICKET_NO_OUTCOME, NULL, NULL,
                                              &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  rg_store_close_ticket_sync (test->store, coat, RG_TICKET_LOST, "Too dear", NULL, NULL);
  assert_label (test, "Enquiry Closed: A red coat");
  assert_tickets (test, (RgTicketFilter) { .leads = TRUE }, "");
  ended = read_ticket (test, coat);
  g_assert_cmpint (ended->outcome, ==, RG_TICKET_LOST);
  /* Nothing of the end is left where it is open again, and a service case has no such end. */
  rg_store_reopen_ticket_sync (test->store, coat, NULL, NULL);
  open = read_ticket (test, coat);
  g_assert_cmpint (open->outcome, ==, RG_TICKET_NO_OUTCOME);
  g_assert_cmpint (open->closed_on, ==, RG_DAY_NONE);
  g_assert_true (open->lead);
  g_assert_true (rg_store_close_ticket_sync (test->store, lid, RG_TICKET_WON, NULL, NULL, NULL));
  rg_test_shop_check (test);
}

static void
test_order (void)
{
  static const struct {
    const char *subject;
    RgTicketPriority priority;
    RgDay due;
  } rows[] = {
    { "some time", RG_TICKET_NORMAL, RG_DAY_NONE }, { "later", RG_TICKET_NORMAL, 20011 },
    { "low", RG_TICKET_LOW, 19000 },                { "soon", RG_TICKET_NORMAL, 20010 },
    { "urgent", RG_TICKET_URGENT, RG_DAY_NONE },    { "high", RG_TICKET_HIGH, RG_DAY_NONE },
  };
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  gint64 amina, id = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RgTicket) ticket = rg_ticket_new (RG_TICKET_SERVICE, rows[i].subject);

      ticket->priority = rows[i].priority;
      ticket->due_on = rows[i].due;
      id = save (test, ticket, NULL);
    }
  assert_tickets (test, (RgTicketFilter) { 0 }, "urgent/high/soon/later/some time/low/");
  assert_tickets (test, (RgTicketFilter) { .limit = 2 }, "urgent/high/");
  assert_tickets (test, (RgTicketFilter) { .due_by = 20010 }, "soon/low/");
  rg_store_add_staff_sync (test->store, "Amina", &amina, NULL, &error);
  g_assert_no_error (error);
  rg_store_assign_ticket_sync (test->store, id, amina, NULL, NULL);
  assert_label (test, "Ticket Changed: high");
  assert_tickets (test, (RgTicketFilter) { .staff = amina }, "high/");
  rg_store_assign_ticket_sync (test->store, id, 0, NULL, NULL);
  assert_tickets (test, (RgTicketFilter) { .staff = amina }, "");
}

static void
test_refused (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgTicket) ticket = rg_ticket_new (RG_TICKET_SERVICE, "  ");
  g_autoptr (GError) error = NULL;

  assert_refused (test, ticket, RG_STORE_ERROR_INVALID);
  g_set_str (&ticket->subject, "Paid with 4111 1111 1111 1111");
  assert_refused (test, ticket, RG_STORE_ERROR_INVALID);
  g_set_str (&ticket->subject, "Paid twice");
  g_set_str (&ticket->solution, "4111111111111111");
  assert_refused (test, ticket, RG_STORE_ERROR_INVALID);
  g_set_str (&ticket->solution, "");
  g_set_str (&ticket->product_name, "Unknown");
  assert_refused (test, ticket, RG_STORE_ERROR_NOT_FOUND);
  g_set_str (&ticket->product_name, "");
  ticket->opened_on = 4000000;
  assert_refused (test, ticket, RG_STORE_ERROR_INVALID);
  ticket->opened_on = RG_DAY_NONE;
  ticket->customer = 999;
  assert_refused (test, ticket, RG_STORE_ERROR_NOT_FOUND);
  g_assert_false (rg_store_delete_ticket_sync (test->store, 7, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
}

/* It stays with whom it came under, and is read as whom they became. */
static void
test_merged (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  gint64 ase = add_customer (test, "Åse Dahl"), aase = add_customer (test, "Aase Dahl");
  gint64 id = add (test, RG_TICKET_SERVICE, "The lid", aase);
  g_autoptr (RgTicket) merged = NULL, parted = NULL;
  g_autofree char *own = NULL;
  gint64 action;

  rg_store_merge_sync (test->store, ase, aase, NULL, NULL, &action, &error);
  g_assert_no_error (error);
  merged = read_ticket (test, id);
  g_assert_cmpint (merged->customer, ==, ase);
  g_assert_cmpstr (merged->customer_name, ==, "Åse Dahl");
  assert_tickets (test, (RgTicketFilter) { .customer = ase }, "The lid/");
  /* Also what is changed meanwhile. */
  merged->priority = RG_TICKET_HIGH;
  save (test, merged, NULL);
  rg_test_shop_take_back (test, action);
  parted = read_ticket (test, id);
  g_assert_cmpint (parted->customer, ==, aase);
  assert_tickets (test, (RgTicketFilter) { .customer = ase }, "");
  own = rg_test_shop_read (test, "SELECT customer_id FROM ticket");
  g_assert_cmpint (g_ascii_strtoll (own, NULL, 10), ==, aase);
}

/* What went wrong stays, whose it was and in which words does not. */
static void
test_erased (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  gint64 kim = add_customer (test, "Kim Min-su");
  gint64 id = add (test, RG_TICKET_SERVICE, "The zither hums", kim);
  g_autofree char *left = NULL, *images = NULL, *labels = NULL;

  rg_store_close_ticket_sync (test->store, id, RG_TICKET_NO_OUTCOME, "Zither tuned", NULL, NULL);
  add (test, RG_TICKET_SERVICE, "The zither again", kim);
  rg_store_erase_customer_sync (test->store, kim, NULL, &error);
  g_assert_no_error (error);
  assert_tickets (test, (RgTicketFilter) { 0 }, "");
  assert_tickets (test, (RgTicketFilter) { .closed = TRUE }, "");
  left = rg_test_shop_read (test, "SELECT count(*) || subject || text || solution FROM ticket "
                                  "WHERE subject = '' AND text = '' AND solution = ''");
  g_assert_cmpstr (left, ==, "2");
  images = rg_test_shop_read (test, "SELECT count(*) FROM change WHERE before LIKE '%zither%' OR "
                                    "after LIKE '%zither%'");
  labels = rg_test_shop_read (test, "SELECT count(*) FROM action WHERE label LIKE '%zither%'");
  g_assert_cmpstr (images, ==, "0");
  g_assert_cmpstr (labels, ==, "0");
  rg_test_shop_check (test);
}

static void
assert_state (RgTicketState state, RgTicketOutcome outcome, RgDay due, const char *expected)
{
  g_autoptr (RgTicket) ticket = rg_ticket_new (RG_TICKET_ENQUIRY, "x");
  g_autofree char *text = NULL;

  ticket->state = state;
  ticket->outcome = outcome;
  ticket->opened_on = ticket->closed_on = 20000;
  ticket->due_on = due;
  text = rg_ticket_dup_state (ticket, 20000);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_words (void)
{
  assert_state (RG_TICKET_OPEN, RG_TICKET_NO_OUTCOME, RG_DAY_NONE, "Open since today");
  assert_state (RG_TICKET_OPEN, RG_TICKET_NO_OUTCOME, 20000, "Due today");
  assert_state (RG_TICKET_WAITING, RG_TICKET_NO_OUTCOME, 19998, "2 days late");
  assert_state (RG_TICKET_WAITING, RG_TICKET_NO_OUTCOME, 20003, "Waiting, since today");
  assert_state (RG_TICKET_CLOSED, RG_TICKET_NO_OUTCOME, 19000, "Closed: today");
  assert_state (RG_TICKET_CLOSED, RG_TICKET_WON, RG_DAY_NONE, "Bought: today");
  assert_state (RG_TICKET_CLOSED, RG_TICKET_LOST, RG_DAY_NONE, "Not bought: today");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tickets/life", test_life);
  g_test_add_func ("/tickets/enquiry", test_enquiry);
  g_test_add_func ("/tickets/order", test_order);
  g_test_add_func ("/tickets/refused", test_refused);
  g_test_add_func ("/tickets/merged", test_merged);
  g_test_add_func ("/tickets/erased", test_erased);
  g_test_add_func ("/tickets/words", test_words);
  return g_test_run ();
}
