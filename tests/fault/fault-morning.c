/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The actions of every morning: tasks, tickets, automations, targets, closed days; postcodes. */
#include "fault-actions-private.h"

#include "store/rg-automation-run.h"
#include "store/rg-store-closed-days.h"
#include "store/rg-store-locations.h"
#include "store/rg-store-postcodes.h"
#include "store/rg-store-targets.h"
#include "store/rg-store-tasks.h"
#include "store/rg-store-tickets.h"

static gint64
find_task (RgTestShop *shop)
{
  return fault_find (shop, "SELECT max(id) FROM task");
}

gboolean
fault_task_new (RgTestShop *shop, GError **error)
{
  g_autoptr (RgTask) task = rg_task_new ("Call Åse about the order");

  task->customer = fault_find_customer (shop, "Åse Dahl");
  task->due_on = 20780;
  return rg_store_save_task_sync (shop->store, task, NULL, NULL, error);
}

gboolean
fault_task_done (RgTestShop *shop, GError **error)
{
  return rg_store_set_task_done_sync (shop->store, find_task (shop), 20779, NULL, error);
}

gboolean
fault_task_delete (RgTestShop *shop, GError **error)
{
  return rg_store_delete_task_sync (shop->store, find_task (shop), NULL, error);
}

static gint64
find_ticket (RgTestShop *shop)
{
  return fault_find (shop, "SELECT max(id) FROM ticket");
}

gboolean
fault_ticket_new (RgTestShop *shop, GError **error)
{
  g_autoptr (RgTicket) ticket = rg_ticket_new (RG_TICKET_ENQUIRY, "A red coat");

  ticket->customer = fault_find_customer (shop, "Åse Dahl");
  ticket->receipt = fault_find (shop, "SELECT max(id) FROM receipt");
  ticket->due_on = 20780;
  return rg_store_save_ticket_sync (shop->store, ticket, NULL, NULL, error);
}

gboolean
fault_ticket_close (RgTestShop *shop, GError **error)
{
  return rg_store_close_ticket_sync (shop->store, find_ticket (shop), RG_TICKET_LOST, "Too dear",
                                     NULL, error);
}

gboolean
fault_ticket_delete (RgTestShop *shop, GError **error)
{
  return rg_store_delete_ticket_sync (shop->store, find_ticket (shop), NULL, error);
}

/* One at most is on: a run is one action. */
static gboolean
save_automation (RgTestShop *shop, const char *text, GError **error)
{
  g_autofree char *name = g_strdup_printf (
    "Welcome %d", (int) fault_find (shop, "SELECT max(id) FROM change"));
  g_autoptr (RgSavedAutomation) saved =
    rg_saved_automation_new (name, rg_automation_parse (text, NULL));

  saved->id = fault_find (shop, "SELECT coalesce (max(id), 0) FROM automation");
  saved->since_on = 20778;
  return rg_store_save_automation_sync (shop->store, saved, NULL, NULL, error);
}

/* For who became a customer last, it is due today. */
gboolean
fault_automation_on (RgTestShop *shop, GError **error)
{
  const gint64 days = fault_find (shop, "SELECT CAST(julianday ('2026-11-21') - 2440587.5 AS "
                                        "INTEGER) - max(first_on) FROM customer_fact");
  g_autofree char *text = g_strdup_printf (
    "when new after %d days then task \"Call\" for \"Amina\" then tag \"new\" "
    "then draft \"Welcome\"", (int) days);

  return save_automation (shop, text, error);
}

gboolean
fault_automation_asked (RgTestShop *shop, GError **error)
{
  return fault_ticket_new (shop, error)
         && save_automation (shop, "when enquiry anything after 0 days then task \"Call\" then "
                                   "tag \"asked\"", error);
}

gboolean
fault_automation_run (RgTestShop *shop, GError **error)
{
  g_autoptr (GPtrArray) done = rg_automations_run_sync (shop->store, NULL, error);

  return done != NULL;
}

gboolean
fault_target (RgTestShop *shop, GError **error)
{
  const RgTarget target = { 0, 0, 12345600 };

  return rg_store_set_target_sync (shop->store, &target, NULL, error);
}

gboolean
fault_closed (RgTestShop *shop, GError **error)
{
  const RgClosedDay days[] = { { 0, 20747 }, { 0, 20754 }, { 1, 20755 } };

  return rg_store_set_closed_sync (shop->store, days, G_N_ELEMENTS (days), TRUE, NULL, error);
}

gboolean
fault_location (RgTestShop *shop, GError **error)
{
  const gboolean online = TRUE;

  return rg_store_edit_location_sync (shop->store, 1, "Torget 4\n5014 Bergen", &online, NULL,
                                      error);
}

gboolean
fault_postcodes (RgTestShop *shop, GError **error)
{
  g_autoptr (RgPostcodeFile) file = g_new0 (RgPostcodeFile, 1);

  file->name = g_strdup ("NO.txt");
  file->maker = "";
  file->points = g_array_new (FALSE, FALSE, sizeof (RgPostcodePoint));
  for (gint32 i = 0; i < 300; i++)
    {
      RgPostcodePoint point = { "NO", "", { 6000000 + i, 500000 - i } };

      g_snprintf (point.postcode, sizeof point.postcode, "%04d", i);
      g_array_append_val (file->points, point);
    }
  return rg_store_load_postcodes_sync (shop->store, file, NULL, NULL, error);
}

gboolean
fault_postcodes_removed (RgTestShop *shop, GError **error)
{
  return rg_store_remove_postcodes_sync (shop->store, 1, NULL, error);
}
