/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A program that does one thing after the other with a shop is killed at any moment. What it said
 * was saved is there, nothing is there by half, and the next program opens the shop at once.
 *
 * REGULARS_FAULT_CUTS says how many times it is killed. */
#include <gio/gio.h>
#include <signal.h>
#include <stdio.h>

#include "fault-actions.h"
#include "fault-cut.h"
#include "fault-file.h"
#include "fault-state.h"
#include "store/rg-store-undo.h"

#define KILLS 25
#define LONGEST_US 150000

static const char *program;

/* --- The child: does things until it is killed, and says what is saved ------------------------ */

/* The newest action that is saved, and how many may be before the next word. */
typedef struct {
  gint64 newest;
  guint follow;
} Said;

static void
say_newest (RgTestShop *shop, guint follow)
{
  g_autofree char *newest = rg_test_shop_read (shop, "SELECT max(id) FROM action");

  printf ("%s %u\n", newest, MAX (follow, 1));
  fflush (stdout);
}

static void
take_back (RgTestShop *shop, gint64 action, gint64 *undo)
{
  g_autoptr (GError) error = NULL;

  rg_store_take_back_sync (shop->store, action, undo, &error);
  g_assert_no_error (error);
  say_newest (shop, 1);
}

static gint64
read_newest (RgTestShop *shop)
{
  g_autofree char *newest = rg_test_shop_read (shop, "SELECT max(id) FROM action");

  return g_ascii_strtoll (newest, NULL, 10);
}

/* 0: there was nothing to do, such as for somebody who was erased before. */
static gint64
run (RgTestShop *shop, gboolean (*func) (RgTestShop *, GError **), guint saves)
{
  const gint64 before = read_newest (shop);
  g_autoptr (GError) error = NULL;
  gint64 newest;

  if (saves > 1)
    say_newest (shop, saves);
  func (shop, &error);
  g_assert_no_error (error);
  say_newest (shop, 1);
  newest = read_newest (shop);
  return newest > before ? newest : 0;
}

/* There and back again, so that the next action finds what it needs. */
static void
do_and_take_back (RgTestShop *shop, const FaultAction *action)
{
  gint64 prepared = action->prepare == NULL
                      ? 0 : run (shop, action->prepare, action->prepare_saves);
  gint64 done = run (shop, action->run, 1);
  gint64 undo;

  if (action->leaves_action && done != 0)
    {
      take_back (shop, done, &undo);
      take_back (shop, undo, &undo);
      take_back (shop, undo, &undo);
    }
  if (prepared != 0)
    take_back (shop, prepared, NULL);
}

static G_NORETURN void
do_for_ever (const char *path, guint32 seed)
{
  RgTestShop shop = { .path = (char *) path };
  g_autoptr (GRand) dice = g_rand_new_with_seed (seed);
  g_autoptr (GError) error = NULL;

  fault_shop_open (&shop, &error);
  g_assert_no_error (error);
  say_newest (&shop, 1);
  for (;;)
    do_and_take_back (&shop,
                      &fault_actions[g_rand_int_range (dice, 0, (int) fault_n_actions)]);
}

/* --- The parent ------------------------------------------------------------------------------- */

static void
take_word (Said *said, const char *line)
{
  char *end;

  g_assert_nonnull (line);
  said->newest = g_ascii_strtoll (line, &end, 10);
  said->follow = (guint) g_ascii_strtoull (end, NULL, 10);
}

static void
read_last_said (GDataInputStream *lines, Said *said)
{
  char *line;

  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      take_word (said, line);
      g_free (line);
    }
}

/* What the child said before it was killed. */
static void
kill_one (const char *path, Said *said)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *seed = g_strdup_printf ("%u", (guint) g_test_rand_int ());
  g_autoptr (GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program,
                                                    "--do", path, seed, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *first = NULL;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  first = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  take_word (said, first);
  g_usleep ((gulong) g_test_rand_int_range (0, LONGEST_US));
  g_subprocess_send_signal (child, SIGKILL);
  read_last_said (lines, said);
  g_subprocess_wait (child, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (child));
  g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
}

static void
judge (RgTestShop *shop, const Said *said)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *newest = NULL;

  /* At once: a lock that stays would refuse. */
  fault_shop_open (shop, &error);
  g_assert_no_error (error);
  fault_state_is_whole (shop->store, &error);
  g_assert_no_error (error);
  fault_state_agrees (shop->store, &error);
  g_assert_no_error (error);
  newest = rg_test_shop_read (shop, "SELECT max(id) FROM action");
  g_assert_cmpint (g_ascii_strtoll (newest, NULL, 10), >=, said->newest);
  /* The last one was done, and not said yet. */
  g_assert_cmpint (g_ascii_strtoll (newest, NULL, 10), <=, said->newest + said->follow);
  fault_run_next (shop, &error);
  g_assert_no_error (error);
  fault_shop_close (shop);
}

static void
test_kills (void)
{
  RgTestShop *first = fault_shop_new ();
  RgTestShop shop = { .folder = first->folder };
  guint kills = fault_cut_get_n (KILLS);
  gint64 before = fault_file_query (first->path, "SELECT max(id) FROM action");
  gint64 all = 0;

  shop.path = g_build_filename (first->folder, "killed", NULL);
  for (guint i = 0; i < kills; i++)
    {
      Said said = { 0 };

      fault_cut_forget (shop.path);
      fault_file_copy (first->path, shop.path);
      kill_one (shop.path, &said);
      all += said.newest - before;
      judge (&shop, &said);
    }
  g_test_message ("%u kills, %" G_GINT64_FORMAT " actions said to be saved, 0 lost", kills, all);
  g_free (shop.path);
  fault_shop_free (first);
}

int
main (int argc, char *argv[])
{
  program = argv[0];
  if (argc == 4 && g_str_equal (argv[1], "--do"))
    {
      g_setenv ("REGULARS_NOW", FAULT_NOW, TRUE);
      do_for_ever (argv[2], (guint32) g_ascii_strtoull (argv[3], NULL, 10));
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/action-kills", test_kills);
  return g_test_run ();
}
