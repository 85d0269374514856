/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Scenarios: see the header. */
#include "fault-scenario.h"

#include "fault-cut.h"
#include "fault-file.h"
#include "fault-state.h"

typedef gboolean (*Step) (FaultScenario *scenario, GError **error);

static gboolean
prepare (FaultScenario *scenario, GError **error)
{
  return fault_prepare (&scenario->shop, scenario->action, scenario->way, error);
}

static gboolean
run_next (FaultScenario *scenario, GError **error)
{
  return fault_run_next (&scenario->shop, error);
}

static gboolean
stay (FaultScenario *scenario, GError **error)
{
  return TRUE;
}

gboolean
fault_scenario_run (FaultScenario *scenario, GError **error)
{
  return fault_run (&scenario->shop, scenario->action, scenario->way, error);
}

void
fault_scenario_reset (FaultScenario *scenario)
{
  fault_cut_forget (scenario->shop.path);
  fault_file_copy (scenario->base, scenario->shop.path);
}

static char *
dup_state_after (FaultScenario *scenario, Step step)
{
  g_autoptr (GError) error = NULL;
  char *state;

  if (!step (scenario, &error))
    g_error ("without a fault: %s", error->message);
  state = fault_state_read (scenario->shop.store, &error);
  g_assert_no_error (error);
  fault_state_agrees (scenario->shop.store, &error);
  g_assert_no_error (error);
  return state;
}

static void
open_again (FaultScenario *scenario)
{
  g_autoptr (GError) error = NULL;

  fault_scenario_reset (scenario);
  fault_shop_open (&scenario->shop, &error);
  g_assert_no_error (error);
}

/* What the shop is like without a fault. */
static void
read_states (FaultScenario *scenario)
{
  open_again (scenario);
  scenario->states[FAULT_BEFORE] = dup_state_after (scenario, stay);
  scenario->states[FAULT_DONE] = dup_state_after (scenario, fault_scenario_run);
  scenario->states[FAULT_DONE_NEXT] = dup_state_after (scenario, run_next);
  fault_shop_close (&scenario->shop);
  open_again (scenario);
  scenario->states[FAULT_NEXT] = dup_state_after (scenario, run_next);
  fault_shop_close (&scenario->shop);
}

FaultScenario *
fault_scenario_new (const RgTestShop *first, const FaultAction *action, FaultWay way)
{
  FaultScenario *scenario = g_new0 (FaultScenario, 1);
  g_autoptr (GError) error = NULL;

  scenario->action = action;
  scenario->way = way;
  scenario->name = fault_dup_name (action, way);
  scenario->shop.folder = first->folder;
  scenario->shop.path = g_build_filename (first->folder, "tried", NULL);
  scenario->base = g_build_filename (first->folder, "before", NULL);
  fault_cut_forget (scenario->shop.path);
  fault_file_copy (first->path, scenario->shop.path);
  fault_shop_open (&scenario->shop, &error);
  g_assert_no_error (error);
  prepare (scenario, &error);
  g_assert_no_error (error);
  fault_shop_close (&scenario->shop);
  fault_file_copy (scenario->shop.path, scenario->base);
  read_states (scenario);
  return scenario;
}

void
fault_scenario_free (FaultScenario *scenario)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scenario->states); i++)
    g_free (scenario->states[i]);
  g_free (scenario->base);
  g_free (scenario->name);
  g_free (scenario->shop.path);
  g_free (scenario);
}

FaultState
fault_scenario_find_state (FaultScenario *scenario, GError **error)
{
  static const FaultState order[] = { FAULT_DONE_NEXT, FAULT_DONE, FAULT_BEFORE, FAULT_NEXT };
  g_autofree char *state = fault_state_read (scenario->shop.store, error);

  for (gsize i = 0; state != NULL && i < G_N_ELEMENTS (order); i++)
    if (g_str_equal (state, scenario->states[order[i]]))
      return order[i];
  return FAULT_NONE;
}

void
fault_scenario_assert_state (FaultScenario *scenario, FaultState expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *state = fault_state_read (scenario->shop.store, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (state, ==, scenario->states[expected]);
}

void
fault_scenario_each_way (const RgTestShop *first, const FaultAction *action,
                         void (*func) (FaultScenario *scenario))
{
  gboolean all = fault_cut_is_long ();
  /* The dice fall alike for each action. */
  guint dice = (guint) g_test_rand_int_range (0, FAULT_N_WAYS) + g_str_hash (action->name);
  FaultWay only = (FaultWay) (action->leaves_action ? dice % FAULT_N_WAYS : FAULT_DO);

  for (FaultWay way = 0; way < FAULT_N_WAYS; way++)
    {
      g_autoptr (FaultScenario) scenario = NULL;

      if (all ? !fault_has_way (action, way) : way != only)
        continue;
      scenario = fault_scenario_new (first, action, way);
      func (scenario);
    }
}
