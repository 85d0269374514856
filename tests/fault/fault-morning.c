/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The actions of every morning: tasks, targets, closed days. */
#include "fault-actions-private.h"

#include "store/rg-store-closed-days.h"
#include "store/rg-store-targets.h"
#include "store/rg-store-tasks.h"

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
