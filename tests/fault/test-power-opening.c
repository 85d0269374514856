/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The power is cut while a shop is made, while the sample shop is made, and while a file of an
 * older version is brought up to date: a new shop is there whole or not at all, an old one has all
 * that it had. REGULARS_FAULT_CUTS is as in test-power-cuts.c. */
#include <glib/gstdio.h>

#include "db/rg-migrate.h"
#include "fault-actions.h"
#include "fault-cut.h"
#include "fault-file.h"
#include "fault-old-file.h"
#include "fault-state.h"
#include "power-vfs.h"
#include "store/rg-store-backup.h"
#include "store/rg-store-sample.h"
#include "store/rg-store-staff.h"
#include "transfer/rg-sample.h"

#define CUTS 10
#define SAMPLE_CUSTOMERS 40

typedef RgStore *(*OpenFunc) (const char *path, GError **error);

typedef struct {
  const char *path;
  OpenFunc open;
} Opening;

enum {
  SAID_NOTHING,
  SAID_OPEN,
  SAID_NEXT,
  SAID_CLOSED
};

static RgSampleData *sample;
static char *folder;

static RgStore *
create (const char *path, GError **error)
{
  g_autoptr (RgShop) shop = rg_shop_new ("Fjordbok", "NOK", "Europe/Oslo");

  return rg_store_create (path, shop, error);
}

static RgStore *
create_sample (const char *path, GError **error)
{
  return rg_store_create_sample (path, sample, error);
}

/* --- The child -------------------------------------------------------------------------------- */

static gboolean
add_staff (RgStore *store, GError **error)
{
  return rg_store_add_staff_sync (store, "Jonas Bakke", NULL, NULL, error);
}

static gboolean
open_and_add (gpointer data, guint32 seed, FaultSaid *said, GError **error)
{
  const Opening *opening = data;
  g_autoptr (RgStore) store = opening->open (opening->path, error);

  if (store == NULL)
    return FALSE;
  said->said = SAID_OPEN;
  if (!add_staff (store, error))
    return FALSE;
  said->said = SAID_NEXT;
  rg_store_close (store);
  said->said = SAID_CLOSED;
  return TRUE;
}

/* --- The judgement ---------------------------------------------------------------------------- */

static void
close_store (RgStore *store)
{
  rg_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (store);
}

/* Opens what is there, and expects one of the two states, and no earlier one than was said. */
static void
judge (const Opening *opening, OpenFunc open, char *const *states, int said, const char *where)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *state = NULL;
  RgStore *store = open (opening->path, &error);

  g_test_message ("%s", where);
  g_assert_no_error (error);
  fault_state_is_whole (store, &error);
  g_assert_no_error (error);
  state = fault_state_read (store, &error);
  g_assert_no_error (error);
  if (said < SAID_NEXT && g_strcmp0 (state, states[0]) == 0)
    add_staff (store, &error);
  else
    g_assert_cmpstr (state, ==, states[1]);
  g_assert_no_error (error);
  /* The old file was made without derived rows. */
  if (opening->open != rg_store_open)
    fault_state_agrees (store, &error);
  g_assert_no_error (error);
  close_store (store);
}

/* The verified copies that were made before an update. */
static guint
count_copies (void)
{
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_autoptr (GDir) dir = g_dir_open (backups, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (backups, name, NULL);

      n += g_str_has_suffix (name, ".regulars-backup") && rg_store_check_file (path, NULL, NULL);
    }
  return n;
}

static void
forget_copies (void)
{
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);

  if (g_file_test (backups, G_FILE_TEST_IS_DIR))
    fault_folder_remove (g_steal_pointer (&backups));
}

static void
read_states (const Opening *opening, char **states)
{
  g_autoptr (GError) error = NULL;
  RgStore *store = opening->open (opening->path, &error);

  g_assert_no_error (error);
  states[0] = fault_state_read (store, &error);
  g_assert_no_error (error);
  add_staff (store, &error);
  g_assert_no_error (error);
  states[1] = fault_state_read (store, &error);
  g_assert_no_error (error);
  close_store (store);
}

/* base: what the file is a copy of, or NULL where there is none yet. */
static const FaultSaid *
cut_once (Opening *opening, const char *base, guint cut, guint32 seed)
{
  fault_cut_forget (opening->path);
  forget_copies ();
  if (base != NULL)
    fault_file_copy (base, opening->path);
  return fault_cut (cut, seed, open_and_add, opening);
}

static void
run_cuts (OpenFunc open, const char *base)
{
  g_autofree char *path = g_build_filename (folder, "shop", NULL);
  Opening opening = { path, open };
  char *states[2];
  guint cuts = fault_cut_get_n (CUTS), operations, missing = 0;

  fault_cut_forget (path);
  if (base != NULL)
    fault_file_copy (base, path);
  read_states (&opening, states);
  operations = cut_once (&opening, base, 0, 1)->operations;
  for (guint i = 0; i < cuts; i++)
    {
      guint cut = 1 + (guint) ((i + g_test_rand_double ()) / cuts * operations);
      guint32 seed = (guint32) g_test_rand_int ();
      int said = cut_once (&opening, base, cut, seed)->said;
      gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);
      g_autofree char *where = g_strdup_printf ("cut %u of %u, seed %u, said %d", cut, operations,
                                                seed, said);

      /* A file that is not there yet can be made, whatever the first attempt left. */
      g_assert_true (there || said == SAID_NOTHING);
      missing += !there;
      /* No update before the copy lasts. */
      if (base != NULL)
        g_assert_true (fault_file_query (path, "PRAGMA user_version") == 1 || count_copies () > 0);
      judge (&opening, there ? rg_store_open : open, states, said, where);
    }
  g_test_message ("%u operations, %u cuts, %u times there was no file yet", operations, cuts,
                  missing);
  g_free (states[0]);
  g_free (states[1]);
}

static void
test_create (void)
{
  run_cuts (create, NULL);
}

static void
test_create_sample (void)
{
  run_cuts (create_sample, NULL);
}

/* --- An older file ---------------------------------------------------------------------------- */

static void
test_migrate (void)
{
  g_autofree char *base = g_build_filename (folder, "old", NULL);

  fault_old_file_make (base);
  g_assert_cmpint (rg_migrate_newest (), >, 1);
  run_cuts (rg_store_open, base);
}

int
main (int argc, char *argv[])
{
  const RgSampleOptions options = { SAMPLE_CUSTOMERS, 1, rg_day_from_ymd (2026, 11, 21), 86399 };
  int code;

  g_test_init (&argc, &argv, NULL);
  g_setenv ("REGULARS_NOW", FAULT_NOW, TRUE);
  power_vfs_install ();
  folder = fault_folder_new ();
  sample = rg_sample_make (&options);
  g_test_add_func ("/power/opening/create", test_create);
  g_test_add_func ("/power/opening/sample", test_create_sample);
  g_test_add_func ("/power/opening/migrate", test_migrate);
  code = g_test_run ();
  rg_sample_data_free (sample);
  fault_folder_remove (folder);
  return code;
}
