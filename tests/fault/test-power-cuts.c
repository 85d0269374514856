/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The power is cut at any moment of anything that somebody can do with a shop. Afterwards the
 * shipped code opens the shop; it is whole, it agrees with itself, it is one of the shops that were
 * on the way, and none from before what was said to be saved.
 *
 * A run tries each action in one of its ways. REGULARS_FAULT_CUTS says how many cuts each way of
 * each action gets. */
#include "fault-cut.h"
#include "fault-file.h"
#include "fault-scenario.h"
#include "fault-state.h"
#include "power-vfs.h"
#include "store/rg-store-private.h"

#define CUTS 2
#define CONTROL_CUTS 40
#define CHECKPOINT_PAGES 10

/* What was said to be saved: nothing yet, the action, the next one, and that the file is closed. */
enum {
  SAID_NOTHING,
  SAID_DONE,
  SAID_NEXT,
  SAID_CLOSED
};

typedef enum {
  GOOD,
  CORRUPT,
  BROKEN,
  LOST,
  N_VERDICTS
} Verdict;

typedef struct {
  FaultScenario *scenario;
  const char *synchronous; /* NULL: as shipped */
  guint operations;
  guint found[N_VERDICTS];
} Trial;

static RgTestShop *first_shop;

/* --- The child -------------------------------------------------------------------------------- */

static void
set_in_thread (RgDb *db, gpointer data)
{
  rg_db_exec (db, data, "test", NULL);
}

/* Half of the time checkpoints come early; not where commits do not sync, since checkpoints do. */
static void
set_up_store (RgStore *store, const char *synchronous, guint32 seed)
{
  g_autofree char *pragma = g_strdup_printf ("PRAGMA synchronous = %s", synchronous);

  if (synchronous != NULL)
    rg_worker_run (store->writer, set_in_thread, pragma);
  if (seed % 2 != 0 && g_strcmp0 (synchronous, "NORMAL") != 0)
    rg_worker_run (store->writer, set_in_thread,
                   (gpointer) "PRAGMA wal_autocheckpoint = " G_STRINGIFY (CHECKPOINT_PAGES));
}

static gboolean
do_everything (gpointer data, guint32 seed, FaultSaid *said, GError **error)
{
  Trial *trial = data;
  RgTestShop *shop = &trial->scenario->shop;

  if (!fault_shop_open (shop, error))
    return FALSE;
  set_up_store (shop->store, trial->synchronous, seed);
  if (!fault_scenario_run (trial->scenario, error))
    return FALSE;
  said->said = SAID_DONE;
  if (!fault_run_next (shop, error))
    return FALSE;
  said->said = SAID_NEXT;
  fault_shop_close (shop);
  said->said = SAID_CLOSED;
  return TRUE;
}

/* --- The judgement ---------------------------------------------------------------------------- */

static Verdict
judge_state (Trial *trial, int said, GError **error)
{
  FaultState state = fault_scenario_find_state (trial->scenario, error);

  if (*error != NULL)
    return CORRUPT;
  if (state == FAULT_NONE || state == FAULT_NEXT)
    return BROKEN;
  /* Closing changes nothing, so there is no state of its own for it. */
  return (int) state >= MIN (said, SAID_NEXT) ? GOOD : LOST;
}

static Verdict
judge_store (Trial *trial, int said, GError **error)
{
  RgTestShop *shop = &trial->scenario->shop;
  Verdict verdict;

  if (!fault_state_is_whole (shop->store, error))
    return CORRUPT;
  verdict = judge_state (trial, said, error);
  if (verdict == GOOD &&
      (!fault_state_agrees (shop->store, error) || !fault_run_next (shop, error) ||
       !fault_state_agrees (shop->store, error)))
    return BROKEN;
  return verdict;
}

static Verdict
judge (Trial *trial, int said, GError **error)
{
  Verdict verdict;

  if (!fault_shop_open (&trial->scenario->shop, error))
    return CORRUPT;
  verdict = judge_store (trial, said, error);
  fault_shop_close (&trial->scenario->shop);
  return verdict;
}

/* --- Cuts ------------------------------------------------------------------------------------- */

static const FaultSaid *
cut_once (Trial *trial, guint cut, guint32 seed)
{
  g_autoptr (GError) error = NULL;
  const FaultSaid *said;
  Verdict verdict;

  fault_scenario_reset (trial->scenario);
  said = fault_cut (cut, seed, do_everything, trial);
  verdict = judge (trial, said->said, &error);
  trial->found[verdict]++;
  if (verdict != GOOD && trial->synchronous == NULL)
    g_test_message ("%s at %u of %u, seed %u, said %d: verdict %d, %s", trial->scenario->name, cut,
                    trial->operations, seed, said->said, verdict,
                    error != NULL ? error->message : "no such state");
  return said;
}

static void
run_trial (Trial *trial, guint cuts)
{
  gint64 begin = g_get_monotonic_time ();
  /* Only at the end: counts the operations, and the end is a moment like any other. */
  const FaultSaid *said = cut_once (trial, 0, 1);

  g_assert_cmpint (said->said, ==, SAID_CLOSED);
  trial->operations = said->operations;
  for (guint i = 1; i < cuts; i++)
    {
      double place = (i - 1 + g_test_rand_double ()) / (cuts - 1);

      cut_once (trial, 1 + (guint) (place * trial->operations), (guint32) g_test_rand_int ());
    }
  g_test_message ("%-35s %4u operations %4u cuts %3u corrupt %3u broken %3u lost %5.1f s",
                  trial->scenario->name, trial->operations, cuts, trial->found[CORRUPT],
                  trial->found[BROKEN], trial->found[LOST],
                  (double) (g_get_monotonic_time () - begin) / 1e6);
}

static void
try_scenario (FaultScenario *scenario)
{
  Trial trial = { .scenario = scenario };
  guint cuts = fault_cut_get_n (CUTS);

  run_trial (&trial, cuts);
  g_assert_cmpuint (trial.found[GOOD], ==, cuts);
}

static void
test_action (gconstpointer data)
{
  fault_scenario_each_way (first_shop, data, try_scenario);
}

/* A harness that finds nothing where SQLite syncs less is broken itself. */
static void
test_control (gconstpointer data)
{
  g_autoptr (FaultScenario) scenario =
    fault_scenario_new (first_shop, &fault_actions[0], FAULT_DO);
  Trial trial = { .scenario = scenario, .synchronous = data };

  run_trial (&trial, CONTROL_CUTS);
  g_assert_cmpuint (trial.found[LOST] + trial.found[CORRUPT], >, CONTROL_CUTS / 20);
}

int
main (int argc, char *argv[])
{
  int code;

  g_test_init (&argc, &argv, NULL);
  power_vfs_install ();
  first_shop = fault_shop_new ();
  for (guint i = 0; i < fault_n_actions; i++)
    {
      g_autofree char *path = g_strconcat ("/power/", fault_actions[i].name, NULL);

      g_test_add_data_func (path, &fault_actions[i], test_action);
    }
  g_test_add_data_func ("/power/control/normal", "NORMAL", test_control);
  g_test_add_data_func ("/power/control/off", "OFF", test_control);
  code = g_test_run ();
  fault_shop_free (first_shop);
  return code;
}
