/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The power is cut while a backup takes the place of a shop, of which a crash has left the last
 * changes in its log, and while that is taken back: at each moment there is a shop, the one or the
 * other, and the one that was replaced is kept. REGULARS_FAULT_CUTS is as in test-power-cuts.c. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "db/rg-backup-io.h"
#include "fault-actions.h"
#include "fault-cut.h"
#include "fault-file.h"
#include "fault-state.h"
#include "power-vfs.h"
#include "store/rg-store-backup.h"
#include "store/rg-store-staff.h"

#define CUTS 12
#define CONTROL_CUTS 40

enum {
  SAID_NOTHING,
  SAID_RESTORED,
  SAID_NEXT,
  SAID_CLOSED
};

/* What the shop is like. */
enum {
  OLD,
  RESTORED,
  NEXT,
  N_STATES
};

typedef struct {
  char *path;
  char *base;   /* the shop, and its log beside it */
  char *backup;
  gboolean take_back;
  char *states[N_STATES];
} Restore;

static RgTestShop *first_shop;

/* --- The shops -------------------------------------------------------------------------------- */

static gboolean
change_shop (RgTestShop *shop, GError **error)
{
  return rg_store_add_staff_sync (shop->store, "Jonas Bakke", NULL, NULL, error);
}

/* The backup, and the files of a program that was killed after one more change. */
static void
make_files (Restore *restore)
{
  g_autofree char *log = g_strconcat (first_shop->path, "-wal", NULL);
  g_autofree char *base_log = g_strconcat (restore->base, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  fault_shop_open (first_shop, &error);
  g_assert_no_error (error);
  rg_store_backup_sync (first_shop->store, restore->backup, NULL, NULL, &error);
  g_assert_no_error (error);
  fault_run_next (first_shop, &error);
  g_assert_no_error (error);
  fault_file_copy (first_shop->path, restore->base);
  fault_file_copy (log, base_log);
  fault_shop_close (first_shop);
}

static void
reset (Restore *restore)
{
  g_autofree char *log = g_strconcat (restore->path, "-wal", NULL);
  g_autofree char *base_log = g_strconcat (restore->base, "-wal", NULL);

  fault_cut_forget (restore->path);
  fault_file_copy (restore->base, restore->path);
  fault_file_copy (base_log, log);
}

/* --- The child -------------------------------------------------------------------------------- */

static gboolean
swap (Restore *restore, char **kept, GError **error)
{
  g_autofree char *first = NULL;

  return rg_store_restore_sync (restore->backup, NULL, restore->path, &first, NULL, error) &&
         (!restore->take_back ||
          rg_store_take_back_restore_sync (restore->path, first, kept, error));
}

static gboolean
swap_and_change (gpointer data, guint32 seed, FaultSaid *said, GError **error)
{
  Restore *restore = data;
  RgTestShop shop = { .path = restore->path };
  g_autofree char *kept = NULL;

  if (!swap (restore, &kept, error))
    return FALSE;
  said->said = SAID_RESTORED;
  if (!fault_shop_open (&shop, error) || !change_shop (&shop, error))
    return FALSE;
  said->said = SAID_NEXT;
  fault_shop_close (&shop);
  said->said = SAID_CLOSED;
  return TRUE;
}

/* --- The judgement ---------------------------------------------------------------------------- */

/* What each step leaves, without a fault. */
static void
read_states (Restore *restore)
{
  RgTestShop shop = { .path = restore->path };
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  reset (restore);
  restore->states[OLD] = fault_state_read_file (restore->path);
  reset (restore);
  g_assert_true (swap (restore, &kept, &error));
  restore->states[RESTORED] = fault_state_read_file (restore->path);
  fault_shop_open (&shop, &error);
  g_assert_true (change_shop (&shop, &error));
  fault_shop_close (&shop);
  restore->states[NEXT] = fault_state_read_file (restore->path);
}

/* Whether the shop that was replaced is beside the one that took its place. */
static gboolean
is_kept (const Restore *restore)
{
  g_autofree char *name = g_path_get_basename (restore->path);
  g_autofree char *prefix = g_strconcat (name, ".before-", NULL);
  g_autoptr (GDir) dir = g_dir_open (first_shop->folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gboolean found = FALSE;
  const char *entry;

  while ((entry = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (entry, prefix) && strchr (entry + strlen (prefix), '.') == NULL &&
        !g_str_has_suffix (entry, "-wal") && !g_str_has_suffix (entry, "-shm"))
      g_ptr_array_add (names, g_build_filename (first_shop->folder, entry, NULL));
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *state = fault_state_read_file (g_ptr_array_index (names, i));

      found |= restore->take_back || g_str_equal (state, restore->states[OLD]);
    }
  return found;
}

static int
judge (const Restore *restore, int said, guint cut, guint32 seed)
{
  g_autofree char *state = NULL;
  int found = 0;

  g_test_message ("cut %u, seed %u, said %d", cut, seed, said);
  state = fault_state_read_file (restore->path);
  while (found < N_STATES && !g_str_equal (state, restore->states[found]))
    found++;
  if (found == N_STATES)
    g_test_message ("none of them: %s", state);
  /* On the way to what is taken back lies what was restored. */
  g_assert_true (found < N_STATES || (restore->take_back && said == SAID_NOTHING));
  g_assert_cmpint (found, >=, MIN (said, SAID_NEXT) - restore->take_back);
  g_assert_true (found == OLD || is_kept (restore));
  return found;
}

static void
run_cuts (gboolean take_back)
{
  Restore restore = { .path = g_build_filename (first_shop->folder, "tried", NULL),
                      .base = g_build_filename (first_shop->folder, "base", NULL),
                      .backup = g_build_filename (first_shop->folder, "backup", NULL),
                      .take_back = take_back };
  guint cuts = fault_cut_get_n (CUTS), operations, found[N_STATES + 1] = { 0 };

  make_files (&restore);
  read_states (&restore);
  reset (&restore);
  operations = fault_cut (0, 1, swap_and_change, &restore)->operations;
  for (guint i = 0; i < cuts; i++)
    {
      guint cut = 1 + (guint) ((i + g_test_rand_double ()) / cuts * operations);
      guint32 seed = (guint32) g_test_rand_int ();

      reset (&restore);
      found[judge (&restore, fault_cut (cut, seed, swap_and_change, &restore)->said, cut, seed)]++;
    }
  g_test_message ("%u operations, %u cuts: %u before, %u after, %u with the next change",
                  operations, cuts, found[OLD], found[RESTORED], found[NEXT]);
  for (guint i = 0; i < N_STATES; i++)
    g_free (restore.states[i]);
  g_free (restore.path);
  g_free (restore.base);
  g_free (restore.backup);
}

static void
test_restore (void)
{
  run_cuts (FALSE);
}

static void
test_take_back (void)
{
  run_cuts (TRUE);
}

/* --- Controls --------------------------------------------------------------------------------- */

static gboolean
write_flushed (const char *part, GError **error)
{
  int fd = rg_io_open (part, O_WRONLY | O_CREAT | O_TRUNC, error);
  gboolean ok = fd >= 0 && rg_io_write (fd, "new", 3, part, error) && rg_io_flush (fd, part, error);

  if (fd >= 0)
    close (fd);
  return ok;
}

static gboolean
replace_flushed (gpointer path, guint32 seed, FaultSaid *said, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);

  return write_flushed (part, error) && rg_io_rename (part, path, error);
}

static gboolean
replace_unflushed_name (gpointer path, guint32 seed, FaultSaid *said, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);

  return write_flushed (part, error) && g_rename (part, path) == 0;
}

static gboolean
replace_unflushed_bytes (gpointer path, guint32 seed, FaultSaid *said, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  int fd = rg_io_open (part, O_WRONLY | O_CREAT | O_TRUNC, error);
  gboolean ok = fd >= 0 && rg_io_write (fd, "new", 3, part, error);

  close (fd);
  return ok && rg_io_rename (part, path, error);
}

/* How often a file that was said to be replaced does not hold what it should. */
static guint
count_lost (FaultChildFunc replace)
{
  g_autofree char *path = g_build_filename (first_shop->folder, "control", NULL);
  guint lost = 0;

  for (guint i = 0; i < CONTROL_CUTS; i++)
    {
      g_autofree char *text = NULL;

      g_assert_true (g_file_set_contents (path, "old", 3, NULL));
      fault_cut (0, (guint32) g_test_rand_int (), replace, path);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      lost += !g_str_equal (text, "new");
    }
  return lost;
}

/* A harness that finds nothing where something is not flushed is broken itself. */
static void
test_control (void)
{
  guint names = count_lost (replace_unflushed_name);
  guint bytes = count_lost (replace_unflushed_bytes);

  g_test_message ("%u names and %u bytes lost of %u", names, bytes, CONTROL_CUTS);
  g_assert_cmpuint (names, >, CONTROL_CUTS / 20);
  g_assert_cmpuint (bytes, >, CONTROL_CUTS / 20);
  g_assert_cmpuint (count_lost (replace_flushed), ==, 0);
}

int
main (int argc, char *argv[])
{
  int code;

  g_test_init (&argc, &argv, NULL);
  power_vfs_install ();
  first_shop = fault_shop_new ();
  g_test_add_func ("/power/restore", test_restore);
  g_test_add_func ("/power/restore/take-back", test_take_back);
  g_test_add_func ("/power/files/control", test_control);
  code = g_test_run ();
  fault_shop_free (first_shop);
  return code;
}
