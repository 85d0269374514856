/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The power is cut at any moment of anything that somebody can do with a shop. Afterwards the
 * shipped code opens the shop; it is whole, it agrees with itself, it is one of the shops that were
 * on the way, and none from before what was said to be saved.
 *
 * REGULARS_FAULT_CUTS says how many cuts each action gets; by itself a test of a minute. */
#include "fault-actions.h"
#include "fault-cut.h"
#include "fault-file.h"
#include "fault-state.h"
#include "power-vfs.h"
#include "store/rg-store-private.h"

#define CUTS 3
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
  const FaultAction *action;
  FaultWay way;
  const char *synchronous; /* NULL: as shipped */
  RgTestShop *shop;        /* closed; what the child works on is a copy of `base` */
  char *base;
  char *states[3];         /* before, after the action, after the next one */
  guint operations;
  guint found[N_VERDICTS];
} Scenario;

static RgTestShop *first_shop;

/* --- The child -------------------------------------------------------------------------------- */

static void
set_in_thread (RgDb *db, gpointer data)
{
  rg_db_exec (db, data, "test", NULL);
}

static void
set_up_store (RgStore *store, const char *synchronous, gboolean often)
{
  g_autofree char *pragma = g_strdup_printf ("PRAGMA synchronous = %s", synchronous);

  if (synchronous != NULL)
    rg_worker_run (store->writer, set_in_thread, pragma);
  if (often)
    rg_worker_run (store->writer, set_in_thread,
                   (gpointer) "PRAGMA wal_autocheckpoint = " G_STRINGIFY (CHECKPOINT_PAGES));
}

static gboolean
do_everything (gpointer data, guint32 seed, FaultSaid *said, GError **error)
{
  Scenario *scenario = data;
  RgTestShop *shop = scenario->shop;

  if (!fault_shop_open (shop, error))
    return FALSE;
  /* A checkpoint syncs also where commits do not. */
  set_up_store (shop->store, scenario->synchronous,
                seed % 2 != 0 && g_strcmp0 (scenario->synchronous, "NORMAL") != 0);
  if (!fault_run (shop, scenario->action, scenario->way, error))
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
judge_state (const Scenario *scenario, int said, const char *state)
{
  /* Closing changes nothing, so there is no state of its own for it. */
  int least = MIN (said, SAID_NEXT);

  for (int i = SAID_NEXT; i >= 0; i--)
    if (g_str_equal (state, scenario->states[i]))
      return i >= least ? GOOD : LOST;
  return BROKEN;
}

static Verdict
judge_store (const Scenario *scenario, int said, GError **error)
{
  g_autofree char *state = NULL;
  Verdict verdict;

  if (!fault_state_is_whole (scenario->shop->store, error))
    return CORRUPT;
  state = fault_state_read (scenario->shop->store, error);
  if (state == NULL)
    return CORRUPT;
  verdict = judge_state (scenario, said, state);
  if (verdict == GOOD && (!fault_state_agrees (scenario->shop->store, error) ||
                          !fault_run_next (scenario->shop, error) ||
                          !fault_state_agrees (scenario->shop->store, error)))
    return BROKEN;
  return verdict;
}

static Verdict
judge (Scenario *scenario, int said, GError **error)
{
  Verdict verdict;

  if (!fault_shop_open (scenario->shop, error))
    return CORRUPT;
  verdict = judge_store (scenario, said, error);
  fault_shop_close (scenario->shop);
  return verdict;
}

/* --- One cut ---------------------------------------------------------------------------------- */

static const FaultSaid *
cut_once (Scenario *scenario, guint cut, guint32 seed)
{
  g_autoptr (GError) error = NULL;
  const FaultSaid *said;
  Verdict verdict;

  fault_cut_forget (scenario->shop->path);
  fault_file_copy (scenario->base, scenario->shop->path);
  said = fault_cut (cut, seed, do_everything, scenario);
  verdict = judge (scenario, said->said, &error);
  scenario->found[verdict]++;
  if (verdict != GOOD && scenario->synchronous == NULL)
    g_test_message ("%s at %u of %u, seed %u, said %d: verdict %d, %s", scenario->action->name,
                    cut, scenario->operations, seed, said->said, verdict,
                    error != NULL ? error->message : "no such state");
  return said;
}

/* --- Scenarios -------------------------------------------------------------------------------- */

static void
keep_state (Scenario *scenario, int number)
{
  g_autoptr (GError) error = NULL;

  scenario->states[number] = fault_state_read (scenario->shop->store, &error);
  g_assert_no_error (error);
}

/* What it is like without a cut. */
static void
make_states (Scenario *scenario)
{
  g_autoptr (GError) error = NULL;

  fault_file_copy (scenario->base, scenario->shop->path);
  fault_shop_open (scenario->shop, &error);
  g_assert_no_error (error);
  keep_state (scenario, 0);
  fault_run (scenario->shop, scenario->action, scenario->way, &error);
  g_assert_no_error (error);
  keep_state (scenario, 1);
  fault_run_next (scenario->shop, &error);
  g_assert_no_error (error);
  keep_state (scenario, 2);
  fault_state_agrees (scenario->shop->store, &error);
  g_assert_no_error (error);
  fault_shop_close (scenario->shop);
}

static void
scenario_begin (Scenario *scenario)
{
  g_autoptr (GError) error = NULL;
  const FaultSaid *said;

  scenario->base = g_strconcat (scenario->shop->folder, "/base", NULL);
  fault_file_copy (first_shop->path, scenario->shop->path);
  fault_shop_open (scenario->shop, &error);
  g_assert_no_error (error);
  fault_prepare (scenario->shop, scenario->action, scenario->way, &error);
  g_assert_no_error (error);
  fault_shop_close (scenario->shop);
  fault_file_copy (scenario->shop->path, scenario->base);
  make_states (scenario);
  /* Only at the end: counts the operations, and the end is a moment like any other. */
  said = cut_once (scenario, 0, 1);
  g_assert_cmpint (said->said, ==, SAID_CLOSED);
  scenario->operations = said->operations;
}

static void
scenario_end (Scenario *scenario)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scenario->states); i++)
    g_free (scenario->states[i]);
  g_free (scenario->base);
}

static void
run_scenario (Scenario *scenario, guint cuts)
{
  g_autofree char *name = fault_dup_name (scenario->action, scenario->way);
  gint64 begin = g_get_monotonic_time ();

  scenario->shop = &(RgTestShop) { .folder = first_shop->folder };
  scenario->shop->path = g_build_filename (first_shop->folder, "cut", NULL);
  scenario_begin (scenario);
  for (guint i = 1; i < cuts; i++)
    {
      double place = (i - 1 + g_test_rand_double ()) / (cuts - 1);

      cut_once (scenario, 1 + (guint) (place * scenario->operations), (guint32) g_test_rand_int ());
    }
  g_test_message ("%-35s %4u operations %4u cuts %3u corrupt %3u broken %3u lost %5.1f s", name,
                  scenario->operations, cuts, scenario->found[CORRUPT], scenario->found[BROKEN],
                  scenario->found[LOST], (double) (g_get_monotonic_time () - begin) / 1e6);
  g_free (scenario->shop->path);
  scenario_end (scenario);
}

static void
test_action (gconstpointer data)
{
  guint cuts = fault_cut_get_n (CUTS);

  for (FaultWay way = 0; way < FAULT_N_WAYS; way++)
    {
      Scenario scenario = { .action = data, .way = way };

      if (!fault_has_way (data, way))
        continue;
      run_scenario (&scenario, cuts);
      g_assert_cmpuint (scenario.found[GOOD], ==, cuts);
    }
}

/* A harness that finds nothing where SQLite syncs less is broken itself. */
static void
test_control (gconstpointer data)
{
  Scenario scenario = { .action = &fault_actions[0], .synchronous = data };

  run_scenario (&scenario, CONTROL_CUTS);
  g_assert_cmpuint (scenario.found[LOST] + scenario.found[CORRUPT], >, CONTROL_CUTS / 20);
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
