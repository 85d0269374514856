/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What takes a shop's whole file into its hands: bringing an older one up to date, and putting a
 * backup in its place. Each write fails, once or for good, and the program is killed at any moment:
 * there is a whole shop, the one of before or the one of after, and what went wrong is said in a
 * sentence.
 *
 * REGULARS_FAULT_CUTS says how many writes fail, with any of the codes, and how many times it is
 * killed; "all" lets each write fail with each code. */
#include <gio/gio.h>
#include <signal.h>

#include "base/rg-error-text.h"
#include "failing-vfs.h"
#include "fault-actions.h"
#include "fault-cut.h"
#include "fault-file.h"
#include "fault-old-file.h"
#include "fault-state.h"
#include "store/rg-store-backup.h"

#define WRITES 12
#define KILLS 12
#define MANY_KILLS 300

/* What is done to a file. */
typedef struct {
  const char *name;
  gboolean (*run) (const char *path, GError **error);
  char *base;   /* the file before */
  char *before; /* the shop in it, once it is up to date */
  char *after;
} Change;

static const char *program;
static RgTestShop *first_shop;
static char *tried;
static char *backup;

static gboolean
is_long (void)
{
  return g_strcmp0 (g_getenv ("REGULARS_FAULT_CUTS"), "all") == 0;
}

/* --- What is done ----------------------------------------------------------------------------- */

static gboolean
bring_up_to_date (const char *path, GError **error)
{
  RgTestShop shop = { .path = (char *) path };

  if (!fault_shop_open (&shop, error))
    return FALSE;
  fault_shop_close (&shop);
  return TRUE;
}

static gboolean
restore (const char *path, GError **error)
{
  return rg_store_restore_sync (backup, NULL, path, NULL, NULL, error);
}

/* --- The judgement ---------------------------------------------------------------------------- */

static void
reset (const Change *change)
{
  fault_cut_forget (tried);
  fault_file_copy (change->base, tried);
}

/* Opening and closing are writes too, which fail behind the back of what was done. */
static void
judge (const Change *change, gboolean done, const char *where)
{
  g_autofree char *state = fault_state_read_file (tried);

  g_test_message ("%s", where);
  if (done)
    g_assert_cmpstr (state, ==, change->after);
  else
    g_assert_true (g_str_equal (state, change->before) || g_str_equal (state, change->after));
}

static void
assert_sentence (const GError *error)
{
  g_autofree char *words = rg_error_text (error);

  if (!g_regex_match_simple ("^(\\p{Lu}|“|/).*[a-z]\\.", words, G_REGEX_DEFAULT,
                             G_REGEX_MATCH_DEFAULT))
    g_error ("no sentence: %s", words);
}

/* --- Failing writes --------------------------------------------------------------------------- */

static int
count_writes (const Change *change)
{
  g_autoptr (GError) error = NULL;
  int writes;

  reset (change);
  failing_vfs_arm (0, FAILING_ONCE, SQLITE_OK);
  change->run (tried, &error);
  writes = failing_vfs_disarm ();
  g_assert_no_error (error);
  return writes;
}

static void
fail_once (const Change *change, guint fault, int nth)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *where = NULL;
  gboolean done;

  reset (change);
  failing_vfs_arm (nth, failing_faults[fault].mode, failing_faults[fault].code);
  done = change->run (tried, &error);
  failing_vfs_disarm ();
  where = g_strdup_printf ("%s, write %d, %s: %s", change->name, nth, failing_faults[fault].name,
                           done ? "done" : error->message);
  if (!done)
    assert_sentence (error);
  judge (change, done, where);
}

static void
test_failing_writes (gconstpointer data)
{
  const Change *change = data;
  const int writes = count_writes (change);
  const guint tries = fault_cut_get_n (WRITES);

  g_assert_cmpint (writes, >, 0);
  if (is_long ())
    for (guint fault = 0; fault < failing_n_faults; fault++)
      for (int nth = 1; nth <= writes; nth++)
        fail_once (change, fault, nth);
  else
    for (guint i = 0; i < tries; i++)
      fail_once (change, (guint) g_test_rand_int_range (0, failing_n_faults),
                 1 + (int) ((i + g_test_rand_double ()) / tries * writes));
  g_test_message ("%d writes", writes);
}

/* --- Kills ------------------------------------------------------------------------------------ */

static GSubprocess *
start_child (const Change *change)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *child = NULL;

  reset (change);
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--do", change->name, tried,
                            backup, NULL);
  g_assert_no_error (error);
  return child;
}

static gint64
time_child (const Change *change)
{
  const gint64 began = g_get_monotonic_time ();
  g_autoptr (GSubprocess) child = start_child (change);
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check (child, NULL, &error);
  g_assert_no_error (error);
  return g_get_monotonic_time () - began;
}

static void
test_kills (gconstpointer data)
{
  const Change *change = data;
  const gint64 longest = time_child (change);
  const guint kills = is_long () ? MANY_KILLS : fault_cut_get_n (KILLS);
  guint early = 0;

  for (guint i = 0; i < kills; i++)
    {
      g_autoptr (GSubprocess) child = start_child (change);
      g_autofree char *where = g_strdup_printf ("%s, kill %u", change->name, i);

      g_usleep ((gulong) (g_test_rand_double () * (double) longest));
      g_subprocess_send_signal (child, SIGKILL);
      g_subprocess_wait (child, NULL, NULL);
      early += g_subprocess_get_if_signaled (child);
      judge (change, !g_subprocess_get_if_signaled (child), where);
    }
  g_test_message ("%u kills, %u of them before its end", kills, early);
}

/* --- The files -------------------------------------------------------------------------------- */

static void
read_states (Change *change)
{
  g_autoptr (GError) error = NULL;

  reset (change);
  change->before = fault_state_read_file (tried);
  reset (change);
  change->run (tried, &error);
  g_assert_no_error (error);
  change->after = fault_state_read_file (tried);
}

static void
make_files (Change *update, Change *restoring)
{
  g_autoptr (GError) error = NULL;

  tried = g_build_filename (first_shop->folder, "tried", NULL);
  backup = g_build_filename (first_shop->folder, "backup", NULL);
  update->base = g_build_filename (first_shop->folder, "old", NULL);
  fault_old_file_make (update->base);
  restoring->base = g_build_filename (first_shop->folder, "base", NULL);
  fault_shop_open (first_shop, &error);
  g_assert_no_error (error);
  rg_store_backup_sync (first_shop->store, backup, NULL, NULL, &error);
  g_assert_no_error (error);
  fault_run_next (first_shop, &error);
  g_assert_no_error (error);
  fault_shop_close (first_shop);
  fault_file_copy (first_shop->path, restoring->base);
  read_states (update);
  read_states (restoring);
  g_assert_cmpstr (restoring->before, !=, restoring->after);
}

static void
change_clear (Change *change)
{
  g_free (change->base);
  g_free (change->before);
  g_free (change->after);
}

static int
do_as_child (char **arguments)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  g_setenv ("REGULARS_NOW", FAULT_NOW, TRUE);
  backup = arguments[2];
  done = g_str_equal (arguments[0], "restore") ? restore (arguments[1], &error)
                                               : bring_up_to_date (arguments[1], &error);
  return done ? 0 : 1;
}

int
main (int argc, char *argv[])
{
  Change update = { "update", bring_up_to_date, NULL, NULL, NULL };
  Change restoring = { "restore", restore, NULL, NULL, NULL };
  int code;

  program = argv[0];
  if (argc == 5 && g_str_equal (argv[1], "--do"))
    return do_as_child (argv + 2);
  g_test_init (&argc, &argv, NULL);
  g_setenv ("REGULARS_NOW", FAULT_NOW, TRUE);
  failing_vfs_install ();
  first_shop = fault_shop_new ();
  make_files (&update, &restoring);
  g_test_add_data_func ("/file-faults/update/writes", &update, test_failing_writes);
  g_test_add_data_func ("/file-faults/update/kills", &update, test_kills);
  g_test_add_data_func ("/file-faults/restore/writes", &restoring, test_failing_writes);
  g_test_add_data_func ("/file-faults/restore/kills", &restoring, test_kills);
  code = g_test_run ();
  change_clear (&update);
  change_clear (&restoring);
  g_free (tried);
  g_free (backup);
  fault_shop_free (first_shop);
  fault_assert_no_memory ();
  return code;
}
