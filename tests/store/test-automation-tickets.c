/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Automations that tickets and enquiries set off. */
#include "rg-test-automations.h"

#include "store/rg-store-tickets.h"

#define FIRST_DAY 20600

static gint64
open_ticket (RgTestShop *test, RgTicketKind kind, gint64 customer)
{
  g_autoptr (RgTicket) ticket = rg_ticket_new (kind, "It");
  g_autoptr (GError) error = NULL;
  gint64 id;

  ticket->customer = customer;
  rg_store_save_ticket_sync (test->store, ticket, &id, NULL, &error);
  g_assert_no_error (error);
  return id;
}

static void
assert_tasks (RgTestShop *test, const char *expected)
{
  g_autofree char *tasks = rg_test_shop_read (
    test, "SELECT coalesce(group_concat(what || customer_id, ' '), '') FROM (SELECT * FROM task "
          "ORDER BY id)");

  g_assert_cmpstr (tasks, ==, expected);
}

/* Each ticket once, also where it is closed again; an enquiry while it is open; a lead once, and
 * not whoever has bought. */
static void
test_tickets (void)
{
  g_autoptr (RgTestShop) test = NULL;
  gint64 service, coat, close = 0;

  rg_test_set_clock (FIRST_DAY, 9);
  test = rg_test_shop_new ();
  /* The first one has bought. */
  rg_test_shop_write (
    test, "People",
    "INSERT INTO customer (uuid, name) VALUES (randomblob (16), 'Kim'), (randomblob (16), 'Ann'), "
    "(randomblob (16), 'Ann Lie');"
    "INSERT INTO source (name) VALUES ('till');"
    "INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, file_hash, at, "
    "summary) SELECT randomblob (16), max(id), 1, 'sales', 'x', 'x.csv', x'00', 1, '{}' FROM "
    "action;"
    "INSERT INTO location (uuid, code, name) VALUES (randomblob (16), 'l', 'Place');"
    "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, sold_at, "
    "customer_id, lines_hash, net_minor, net_sales_minor, sale_lines, import_id) VALUES "
    "(randomblob (16), 1, 1, '', '1', '', 20590, 0, 1, 0, 100, 100, 1, 1);"
    "INSERT INTO product (uuid, code, name) VALUES (randomblob (16), 'p', 'Mug');"
    "INSERT INTO receipt_line (receipt_id, line, product_id, kind, quantity_milli, "
    "unit_price_micro, net_minor) VALUES (1, 1, 1, 0, 1000, 0, 100)");
  rg_test_shop_reopen (test);
  rg_test_automation_add (test, "c", "when ticket-closed after 2 days then task \"c\"");
  rg_test_automation_add (test, "e", "when enquiry anything after 2 days then task \"e\"");
  rg_test_automation_add (test, "l", "when lead after 0 days then task \"l\"");
  service = open_ticket (test, RG_TICKET_SERVICE, 1);
  coat = open_ticket (test, RG_TICKET_ENQUIRY, 1);
  open_ticket (test, RG_TICKET_ENQUIRY, 2);
  rg_store_close_ticket_sync (test->store, service, RG_TICKET_NO_OUTCOME, "", &close, NULL);
  rg_test_automations_run (test, NULL);
  assert_tasks (test, "l2");
  rg_test_set_clock (FIRST_DAY + 1, 9);
  rg_store_close_ticket_sync (test->store, coat, RG_TICKET_WON, "", NULL, NULL);
  /* Whoever became them is no new lead, nor with another enquiry. */
  rg_test_shop_write (test, "Merged", "UPDATE customer SET merged_into = 3 WHERE id = 2");
  open_ticket (test, RG_TICKET_ENQUIRY, 3);
  rg_test_automations_run (test, NULL);
  assert_tasks (test, "l2");
  rg_test_set_clock (FIRST_DAY + 2, 9);
  rg_test_automations_run (test, NULL);
  assert_tasks (test, "l2 c1 e3");
  rg_store_reopen_ticket_sync (test->store, service, NULL, NULL);
  rg_store_close_ticket_sync (test->store, service, RG_TICKET_NO_OUTCOME, "", NULL, NULL);
  rg_test_set_clock (FIRST_DAY + 9, 9);
  rg_test_automations_run (test, NULL);
  g_assert_cmpuint (rg_test_automations_run (test, NULL), ==, 0);
  assert_tasks (test, "l2 c1 e3 e3");
  rg_test_shop_check (test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/automation-tickets/once", test_tickets);
  return g_test_run ();
}
