/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Files and names outside of SQLite. A new name, a lost one and a new folder last when their folder
 * was flushed, the bytes of a file when the file was; before that a cut may take back any of them.
 *
 * The functions of the C library that change names, and fsync, are defined here: the program's own
 * definitions go before the library's, for GLib and SQLite too. */
#include "power-private.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef enum { OP_RENAME, OP_LINK, OP_UNLINK, OP_MKDIR } OpKind;

typedef struct {
  OpKind kind;
  char *from;  /* or NULL */
  char *to;    /* or NULL */
  char *moved; /* another name of the file that gets a name */
} Op;

typedef struct {
  gint64 size;
  gint64 mtime_ns;
} Flushed;

static struct {
  GMutex mutex;
  gint64 begin_ns;
  char *attic;          /* the folder of the other names */
  guint n_attic;
  GPtrArray *ops;       /* Op, in their order, not flushed yet */
  GHashTable *durable;  /* path to another name of what the disk has there, "" for nothing */
  GHashTable *flushed;  /* inode to Flushed */
  GHashTable *folders;  /* that were touched */
} files;

static void
op_free (gpointer data)
{
  Op *op = data;

  g_free (op->from);
  g_free (op->to);
  g_free (op->moved);
  g_free (op);
}

static gint64
mtime_ns (const struct stat *info)
{
  return info->st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + info->st_mtim.tv_nsec;
}

static gint64
clock_ns (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

/* The time of a file comes from the coarse clock, which lags, or from the fine one where somebody
 * has just looked at the file (Linux 6.13). What was written before has an earlier time than the
 * fine clock now, and when the coarse one has come this far, what is written has a later one. */
void
power_files_begin (void)
{
  files.begin_ns = clock_ns (CLOCK_REALTIME);
  while (clock_ns (CLOCK_REALTIME_COARSE) < files.begin_ns)
    g_usleep (500);
  files.attic = g_dir_make_tmp ("rg-attic-XXXXXX", NULL);
  files.ops = g_ptr_array_new_with_free_func (op_free);
  files.durable = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  files.flushed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  files.folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* --- What was there --------------------------------------------------------------------------- */

#define REAL(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))

/* Another name of a file, which it keeps whatever happens; "" where there is none. */
static char *
keep_file (const char *path)
{
  char *kept;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return g_strdup ("");
  kept = g_strdup_printf ("%s/%u", files.attic, files.n_attic++);
  g_assert_cmpint (REAL (link) (path, kept), ==, 0);
  return kept;
}

static void
remember (const char *path)
{
  if (path == NULL)
    return;
  g_hash_table_add (files.folders, g_path_get_dirname (path));
  if (!g_hash_table_contains (files.durable, path))
    g_hash_table_insert (files.durable, g_strdup (path), keep_file (path));
}

static gboolean
is_watched (const char *path)
{
  return power_is_watching () && g_path_is_absolute (path) && !g_str_has_suffix (path, "-shm") &&
         !g_str_has_prefix (path, files.attic);
}

static void
begin_op (OpKind kind, const char *from, const char *to)
{
  Op *op = g_new0 (Op, 1);

  g_mutex_lock (&files.mutex);
  remember (from);
  remember (to);
  op->kind = kind;
  op->from = g_strdup (from);
  op->to = g_strdup (to);
  op->moved = from != NULL && kind != OP_UNLINK ? keep_file (from) : NULL;
  g_ptr_array_add (files.ops, op);
  g_mutex_unlock (&files.mutex);
}

static int
end_op (int result)
{
  g_mutex_lock (&files.mutex);
  if (result != 0)
    g_ptr_array_set_size (files.ops, (int) files.ops->len - 1);
  g_mutex_unlock (&files.mutex);
  if (result == 0)
    power_count_other ();
  return result;
}

/* --- The library's functions ------------------------------------------------------------------ */

int
rename (const char *from, const char *to)
{
  if (!is_watched (from))
    return REAL (rename) (from, to);
  begin_op (OP_RENAME, from, to);
  return end_op (REAL (rename) (from, to));
}

int
link (const char *from, const char *to)
{
  if (!is_watched (from))
    return REAL (link) (from, to);
  begin_op (OP_LINK, from, to);
  return end_op (REAL (link) (from, to));
}

int
unlink (const char *path)
{
  if (!is_watched (path))
    return REAL (unlink) (path);
  begin_op (OP_UNLINK, path, NULL);
  return end_op (REAL (unlink) (path));
}

int
remove (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_DIR) ? REAL (remove) (path) : unlink (path);
}

int
mkdir (const char *path, mode_t mode)
{
  if (!is_watched (path))
    return REAL (mkdir) (path, mode);
  begin_op (OP_MKDIR, NULL, path);
  return end_op (REAL (mkdir) (path, mode));
}

static gboolean
lies_in (const char *path, const char *folder)
{
  g_autofree char *own = path != NULL ? g_path_get_dirname (path) : NULL;

  return own != NULL && g_str_equal (own, folder);
}

/* All names in it last now. */
static void
flush_folder (int fd)
{
  g_autofree char *proc = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autofree char *folder = g_file_read_link (proc, NULL);
  GHashTableIter iter;
  gpointer path;

  for (guint i = files.ops->len; folder != NULL && i-- > 0;)
    {
      const Op *op = g_ptr_array_index (files.ops, i);

      if (lies_in (op->from, folder) || lies_in (op->to, folder))
        g_ptr_array_remove_index (files.ops, i);
    }
  g_hash_table_iter_init (&iter, files.durable);
  while (folder != NULL && g_hash_table_iter_next (&iter, &path, NULL))
    if (lies_in (path, folder))
      g_hash_table_iter_remove (&iter);
  if (folder != NULL)
    power_flush_removals (folder);
}

static void
flush_file (const struct stat *info)
{
  gint64 inode = (gint64) info->st_ino;
  const Flushed now = { info->st_size, mtime_ns (info) };

  g_hash_table_replace (files.flushed, g_memdup2 (&inode, sizeof inode),
                        g_memdup2 (&now, sizeof now));
}

int
fsync (int fd)
{
  struct stat info;

  if (!power_is_watching () || fstat (fd, &info) != 0)
    return REAL (fsync) (fd);
  power_count_other ();
  if (S_ISREG (info.st_mode) && power_flush_held (&info))
    return 0;
  g_mutex_lock (&files.mutex);
  if (S_ISDIR (info.st_mode))
    flush_folder (fd);
  else
    flush_file (&info);
  g_mutex_unlock (&files.mutex);
  return 0;
}

/* --- The cut ---------------------------------------------------------------------------------- */

/* Bytes that were not flushed are lost from some place on. */
static void
settle_file (const char *path, GRand *dice)
{
  gint64 inode;
  const Flushed *flushed;
  struct stat info;

  if (stat (path, &info) != 0 || !S_ISREG (info.st_mode) || power_holds (&info))
    return;
  inode = (gint64) info.st_ino;
  flushed = g_hash_table_lookup (files.flushed, &inode);
  if (flushed != NULL ? flushed->size == info.st_size && flushed->mtime_ns == mtime_ns (&info)
                      : mtime_ns (&info) < files.begin_ns)
    return;
  if (g_rand_boolean (dice))
    g_assert_cmpint (truncate (path, flushed != NULL ? MIN (flushed->size, info.st_size)
                                                     : (gint64) (g_rand_double (dice) *
                                                                 (double) info.st_size)),
                     ==, 0);
}

static void
settle_files (GRand *dice)
{
  GHashTableIter iter;
  gpointer folder;

  g_hash_table_iter_init (&iter, files.folders);
  while (g_hash_table_iter_next (&iter, &folder, NULL))
    {
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);

          settle_file (path, dice);
        }
    }
}

static void
apply (const Op *op, GHashTable *names)
{
  if (op->from != NULL && op->kind != OP_LINK)
    g_hash_table_replace (names, g_strdup (op->from), g_strdup (""));
  if (op->kind == OP_RENAME || op->kind == OP_LINK)
    g_hash_table_replace (names, g_strdup (op->to), g_strdup (op->moved));
}

static void
put_name (const char *path, const char *kept)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return;
  REAL (unlink) (path);
  if (*kept != '\0')
    REAL (link) (kept, path);
}

static void
lose_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      REAL (unlink) (inside);
    }
  rmdir (path);
}

/* None of the names that were not flushed, all, the first ones, or any. */
static void
settle_names (GRand *dice)
{
  int mode = g_rand_int_range (dice, 0, 4);
  guint first = (guint) g_rand_int_range (dice, 0, (int) files.ops->len + 1);
  GHashTableIter iter;
  gpointer path, kept;

  for (guint i = 0; i < files.ops->len; i++)
    {
      const Op *op = g_ptr_array_index (files.ops, i);

      if (mode == 1 || (mode == 2 && i < first) || (mode == 3 && g_rand_boolean (dice)))
        apply (op, files.durable);
      else if (op->kind == OP_MKDIR)
        lose_folder (op->to);
    }
  g_hash_table_iter_init (&iter, files.durable);
  while (g_hash_table_iter_next (&iter, &path, &kept))
    put_name (path, kept);
}

void
power_files_settle (GRand *dice)
{
  settle_files (dice);
  settle_names (dice);
  for (guint i = 0; i < files.n_attic; i++)
    {
      g_autofree char *kept = g_strdup_printf ("%s/%u", files.attic, i);

      REAL (unlink) (kept);
    }
  rmdir (files.attic);
}
