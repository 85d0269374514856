/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Each write of anything that somebody can do with a shop fails, once or for good: what was said is
 * true, what went wrong is said in a sentence, nothing is half done, and the next thing can be done
 * with the shop as it stands open.
 *
 * A run tries each action in one of its ways. REGULARS_FAULT_CUTS says how many writes fail of each
 * way, with any of the codes; "all" lets each fail with each. */

#include "base/rg-error-text.h"
#include "failing-vfs.h"
#include "fault-cut.h"
#include "fault-file.h"
#include "fault-scenario.h"
#include "fault-state.h"

#define WRITES 1

static RgTestShop *first_shop;

/* What happened, whether anything was lost; not a code for programmers alone. */
static void
assert_sentence (const GError *error)
{
  g_autofree char *words = rg_error_text (error);

  if (!g_regex_match_simple ("^(\\p{Lu}|“).*[a-z]\\. .*Nothing was (changed|kept)", words,
                             G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT))
    g_error ("no sentence: %s", words);
}

/* The shop after the fault, still open. */
static void
judge (FaultScenario *scenario, gboolean done)
{
  g_autoptr (GError) error = NULL;

  fault_shop_settle (&scenario->shop);
  fault_scenario_assert_state (scenario, done ? FAULT_DONE : FAULT_BEFORE);
  fault_run_next (&scenario->shop, &error);
  g_assert_no_error (error);
  fault_scenario_assert_state (scenario, done ? FAULT_DONE_NEXT : FAULT_NEXT);
}

static void
judge_again (FaultScenario *scenario, gboolean done)
{
  g_autoptr (GError) error = NULL;

  fault_shop_open (&scenario->shop, &error);
  g_assert_no_error (error);
  fault_state_is_whole (scenario->shop.store, &error);
  g_assert_no_error (error);
  fault_state_agrees (scenario->shop.store, &error);
  g_assert_no_error (error);
  fault_scenario_assert_state (scenario, done ? FAULT_DONE_NEXT : FAULT_NEXT);
  fault_shop_close (&scenario->shop);
}

static int
count_writes (FaultScenario *scenario)
{
  g_autoptr (GError) error = NULL;
  int writes;

  fault_scenario_reset (scenario);
  fault_shop_open (&scenario->shop, &error);
  g_assert_no_error (error);
  failing_vfs_arm (0, FAILING_ONCE, SQLITE_OK);
  fault_scenario_run (scenario, &error);
  writes = failing_vfs_disarm ();
  g_assert_no_error (error);
  fault_shop_close (&scenario->shop);
  return writes;
}

/* The nth write fails. */
static void
fail_once (FaultScenario *scenario, guint fault, int nth)
{
  g_autoptr (GError) error = NULL;
  gboolean done;
  int writes;

  fault_scenario_reset (scenario);
  fault_shop_open (&scenario->shop, &error);
  g_assert_no_error (error);
  failing_vfs_arm (nth, failing_faults[fault].mode, failing_faults[fault].code);
  done = fault_scenario_run (scenario, &error);
  writes = failing_vfs_disarm ();
  g_test_message ("%s, write %d of %d, %s: %s", scenario->name, nth, writes,
                  failing_faults[fault].name, done ? "done" : error->message);
  g_assert_true (done == (error == NULL));
  if (!done)
    assert_sentence (error);
  judge (scenario, done);
  fault_shop_close (&scenario->shop);
  judge_again (scenario, done);
}

static void
fail_each (FaultScenario *scenario, int writes)
{
  for (guint fault = 0; fault < failing_n_faults; fault++)
    for (int nth = 1; nth <= writes; nth++)
      fail_once (scenario, fault, nth);
}

/* One that is the same in every run, then others. */
static void
fail_some (FaultScenario *scenario, int writes, guint tries)
{
  guint fixed = g_str_hash (scenario->name);

  if (writes > 0)
    fail_once (scenario, fixed % failing_n_faults, 1 + (int) (fixed / 8 % (guint) writes));
  for (guint i = 0; i < tries && writes > 0; i++)
    fail_once (scenario, (guint) g_test_rand_int_range (0, failing_n_faults),
               1 + (int) ((i + g_test_rand_double ()) / tries * writes));
}

static void
try_scenario (FaultScenario *scenario)
{
  int writes = count_writes (scenario);

  if (g_strcmp0 (g_getenv ("REGULARS_FAULT_CUTS"), "all") == 0)
    fail_each (scenario, writes);
  else
    fail_some (scenario, writes, fault_cut_get_n (WRITES));
}

static void
test_action (gconstpointer data)
{
  fault_scenario_each_way (first_shop, data, try_scenario);
}

int
main (int argc, char *argv[])
{
  int code;

  g_test_init (&argc, &argv, NULL);
  failing_vfs_install ();
  first_shop = fault_shop_new ();
  for (guint i = 0; i < fault_n_actions; i++)
    {
      g_autofree char *path = g_strconcat ("/action-faults/", fault_actions[i].name, NULL);

      g_test_add_data_func (path, &fault_actions[i], test_action);
    }
  code = g_test_run ();
  fault_shop_free (first_shop);
  fault_assert_no_memory ();
  return code;
}
