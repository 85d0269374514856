/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The file system whose power can be cut: see the header. SQLite's documentation of VFS shims, and
 * its test_devsym.c and test6.c, are the source of the idea. */
#include "power-vfs.h"

#include "power-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECTOR 512

/* A file, however many connections have it open. What is on disk lies in the real file. */
typedef struct {
  char *path;
  char *aside;     /* where a removed file waits until the removal is synced, or NULL */
  int fd;
  gint64 size;     /* as the process sees it */
  gint64 lowest;   /* that the size has been since the last sync: beyond it the disk's is old */
  gboolean fresh;  /* made, and not synced since */
  GHashTable *sectors; /* number to bytes: written, and not synced since */
} PowerNode;

typedef struct {
  sqlite3_file base;
  PowerNode *node;    /* NULL: passed through */
  sqlite3_file *real; /* lies right behind this struct */
} PowerFile;

static struct {
  sqlite3_vfs vfs;
  sqlite3_vfs *real;
  GMutex mutex;
  gboolean on;
  guint operations;
  guint cut;
  GRand *dice;
  GHashTable *nodes;  /* path to PowerNode */
  GPtrArray *removed; /* PowerNode */
  GPtrArray *former;  /* PowerNode, whose names other files have taken */
} power;

/* The file system itself is at work on this thread. */
static _Thread_local gboolean power_inside;

#define REAL(file) (((PowerFile *) (file))->real)
#define NODE(file) (((PowerFile *) (file))->node)

/* --- What is on the disk ---------------------------------------------------------------------- */

static gint64
power_disk_size (PowerNode *node)
{
  struct stat info;

  g_assert_cmpint (fstat (node->fd, &info), ==, 0);
  return info.st_size;
}

/* Zeros stand where the disk has nothing, or nothing of this file's any more. */
static void
power_disk_read (PowerNode *node, guint8 *data, gint64 n, gint64 at)
{
  gint64 there = CLAMP (node->lowest - at, 0, n);
  gssize got = there > 0 ? pread (node->fd, data, (gsize) there, at) : 0;

  g_assert_cmpint (got, >=, 0);
  memset (data + got, 0, (gsize) (n - got));
}

static void
power_disk_write (PowerNode *node, const guint8 *data, gint64 n, gint64 at)
{
  if (n > 0)
    g_assert_cmpint (pwrite (node->fd, data, (gsize) n, at), ==, n);
}

static void
power_disk_truncate (PowerNode *node, gint64 size)
{
  g_assert_cmpint (ftruncate (node->fd, size), ==, 0);
}

/* Another file may have taken the place since: a backup gets its name when it is made. */
static gboolean
power_node_is_current (PowerNode *node)
{
  struct stat ours, there;

  return stat (node->path, &there) == 0 && fstat (node->fd, &ours) == 0 &&
         ours.st_ino == there.st_ino && ours.st_dev == there.st_dev;
}

/* --- The cut ---------------------------------------------------------------------------------- */

/* Tearing keeps the first bytes of the new and the last of the old; bytes that were not written are
 * the same in both, as SQLite expects of a disk. */
static void
power_settle_sector (PowerNode *node, gint64 number, const guint8 *new, double keep)
{
  gint64 at = number * SECTOR;
  gint64 n = CLAMP (node->size - at, 0, SECTOR);
  double roll = g_rand_double (power.dice);

  if (roll < keep)
    power_disk_write (node, new, n, at);
  else if (roll < keep + (1 - keep) / 3)
    power_disk_write (node, new, g_rand_int_range (power.dice, 0, SECTOR) % (n + 1), at);
}

static void
power_settle (PowerNode *node)
{
  static const double shares[] = { 0, 0.2, 0.5, 0.8, 1 };
  double keep = shares[g_rand_int_range (power.dice, 0, G_N_ELEMENTS (shares))];
  GHashTableIter iter;
  gpointer key, sector;

  if (node->lowest < power_disk_size (node) && g_rand_boolean (power.dice))
    power_disk_truncate (node, node->lowest);
  g_hash_table_iter_init (&iter, node->sectors);
  while (g_hash_table_iter_next (&iter, &key, &sector))
    power_settle_sector (node, *(gint64 *) key, sector, keep);
  if (node->size != power_disk_size (node) && g_rand_boolean (power.dice))
    power_disk_truncate (node, node->size);
  if (node->fresh && power_node_is_current (node) && g_rand_boolean (power.dice))
    g_unlink (node->path);
}

static void
power_settle_removal (PowerNode *node)
{
  power_settle (node);
  if (g_rand_boolean (power.dice) && !g_file_test (node->path, G_FILE_TEST_EXISTS))
    g_rename (node->aside, node->path);
  else
    g_unlink (node->aside);
}

static G_NORETURN void
power_stop (void)
{
  GHashTableIter iter;
  gpointer node;

  power_inside = TRUE;
  g_hash_table_iter_init (&iter, power.nodes);
  while (g_hash_table_iter_next (&iter, NULL, &node))
    power_settle (node);
  for (guint i = 0; i < power.former->len; i++)
    power_settle (g_ptr_array_index (power.former, i));
  for (guint i = 0; i < power.removed->len; i++)
    power_settle_removal (g_ptr_array_index (power.removed, i));
  power_files_settle (power.dice);
  _exit (POWER_CUT);
}

static void
power_count (void)
{
  if (++power.operations == power.cut)
    power_stop ();
}

/* --- What the process sees -------------------------------------------------------------------- */

static void
power_node_free (gpointer data)
{
  PowerNode *node = data;

  close (node->fd);
  g_hash_table_unref (node->sectors);
  g_free (node->path);
  g_free (node->aside);
  g_free (node);
}

static PowerNode *
power_node_new (const char *path, gboolean fresh)
{
  PowerNode *node = g_new0 (PowerNode, 1);

  node->path = g_strdup (path);
  node->fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  g_assert_cmpint (node->fd, >=, 0);
  node->sectors = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  node->size = node->lowest = power_disk_size (node);
  node->fresh = fresh;
  return node;
}

static guint8 *
power_node_get_sector (PowerNode *node, gint64 number)
{
  guint8 *sector = g_hash_table_lookup (node->sectors, &number);

  if (sector == NULL)
    {
      sector = g_malloc (SECTOR);
      power_disk_read (node, sector, SECTOR, number * SECTOR);
      g_hash_table_insert (node->sectors, g_memdup2 (&number, sizeof number), sector);
    }
  return sector;
}

static void
power_node_write (PowerNode *node, const guint8 *data, gint64 n, gint64 at)
{
  for (gint64 done = 0, part; done < n; done += part)
    {
      gint64 inside = (at + done) % SECTOR;

      part = MIN (SECTOR - inside, n - done);
      memcpy (power_node_get_sector (node, (at + done) / SECTOR) + inside, data + done,
              (gsize) part);
    }
  node->size = MAX (node->size, at + n);
}

static void
power_node_read (PowerNode *node, guint8 *data, gint64 n, gint64 at)
{
  power_disk_read (node, data, n, at);
  for (gint64 done = 0, part; done < n; done += part)
    {
      gint64 inside = (at + done) % SECTOR;
      gint64 number = (at + done) / SECTOR;
      const guint8 *sector = g_hash_table_lookup (node->sectors, &number);

      part = MIN (SECTOR - inside, n - done);
      if (sector != NULL)
        memcpy (data + done, sector + inside, (gsize) part);
    }
}

static void
power_node_truncate (PowerNode *node, gint64 size)
{
  GHashTableIter iter;
  gpointer key;

  node->lowest = MIN (node->lowest, size);
  if (size < node->size && size % SECTOR != 0)
    memset (power_node_get_sector (node, size / SECTOR) + size % SECTOR, 0,
            (gsize) (SECTOR - size % SECTOR));
  g_hash_table_iter_init (&iter, node->sectors);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (*(gint64 *) key * SECTOR >= size)
      g_hash_table_iter_remove (&iter);
  node->size = size;
}

/* Everything is on the disk when this returns. */
static void
power_node_sync (PowerNode *node)
{
  GHashTableIter iter;
  gpointer key, sector;

  if (node->lowest < power_disk_size (node))
    power_disk_truncate (node, node->lowest);
  g_hash_table_iter_init (&iter, node->sectors);
  while (g_hash_table_iter_next (&iter, &key, &sector))
    power_disk_write (node, sector, MIN (SECTOR, node->size - *(gint64 *) key * SECTOR),
                      *(gint64 *) key * SECTOR);
  g_hash_table_remove_all (node->sectors);
  power_disk_truncate (node, node->size);
  node->lowest = node->size;
  node->fresh = FALSE;
}

/* --- For the other half ----------------------------------------------------------------------- */

gboolean
power_is_watching (void)
{
  return power.on && !power_inside;
}

void
power_count_other (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&power.mutex);

  power_count ();
}

static gboolean
power_node_is_file (const PowerNode *node, const struct stat *info)
{
  struct stat ours;

  return fstat (node->fd, &ours) == 0 && ours.st_ino == info->st_ino &&
         ours.st_dev == info->st_dev;
}

static PowerNode *
power_find_held (const struct stat *info)
{
  GHashTableIter iter;
  gpointer node;

  g_hash_table_iter_init (&iter, power.nodes);
  while (g_hash_table_iter_next (&iter, NULL, &node))
    if (power_node_is_file (node, info))
      return node;
  for (guint i = 0; i < power.former->len; i++)
    if (power_node_is_file (g_ptr_array_index (power.former, i), info))
      return g_ptr_array_index (power.former, i);
  for (guint i = 0; i < power.removed->len; i++)
    if (power_node_is_file (g_ptr_array_index (power.removed, i), info))
      return g_ptr_array_index (power.removed, i);
  return NULL;
}

gboolean
power_flush_held (const struct stat *info)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&power.mutex);
  PowerNode *node = power_find_held (info);

  if (node == NULL)
    return FALSE;
  /* What was written behind SQLite's back, at the end, counts as well. */
  node->size = MAX (node->size, power_disk_size (node));
  if (g_hash_table_size (node->sectors) == 0)
    node->lowest = node->size;
  power_node_sync (node);
  return TRUE;
}

void
power_flush_removals (const char *folder)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&power.mutex);

  power_inside = TRUE;
  for (guint i = power.removed->len; i-- > 0;)
    {
      const PowerNode *node = g_ptr_array_index (power.removed, i);
      g_autofree char *own = g_path_get_dirname (node->path);

      if (!g_str_equal (own, folder))
        continue;
      g_unlink (node->aside);
      g_ptr_array_remove_index (power.removed, i);
    }
  power_inside = FALSE;
}

gboolean
power_holds (const struct stat *info)
{
  return power_find_held (info) != NULL;
}

/* --- The files' methods ----------------------------------------------------------------------- */

static int
power_close (sqlite3_file *file)
{
  return REAL (file)->pMethods->xClose (REAL (file));
}

static int
power_read (sqlite3_file *file, void *data, int n, sqlite3_int64 at)
{
  PowerNode *node = NODE (file);
  g_autoptr (GMutexLocker) locker = NULL;

  if (node == NULL)
    return REAL (file)->pMethods->xRead (REAL (file), data, n, at);
  locker = g_mutex_locker_new (&power.mutex);
  power_node_read (node, data, n, at);
  return at + n <= node->size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int
power_write (sqlite3_file *file, const void *data, int n, sqlite3_int64 at)
{
  g_autoptr (GMutexLocker) locker = NULL;

  if (NODE (file) == NULL)
    return REAL (file)->pMethods->xWrite (REAL (file), data, n, at);
  locker = g_mutex_locker_new (&power.mutex);
  power_node_write (NODE (file), data, n, at);
  power_count ();
  return SQLITE_OK;
}

static int
power_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  g_autoptr (GMutexLocker) locker = NULL;

  if (NODE (file) == NULL)
    return REAL (file)->pMethods->xTruncate (REAL (file), size);
  locker = g_mutex_locker_new (&power.mutex);
  power_node_truncate (NODE (file), size);
  power_count ();
  return SQLITE_OK;
}

static int
power_sync (sqlite3_file *file, int flags)
{
  g_autoptr (GMutexLocker) locker = NULL;

  if (NODE (file) == NULL)
    return REAL (file)->pMethods->xSync (REAL (file), flags);
  locker = g_mutex_locker_new (&power.mutex);
  power_count ();
  power_node_sync (NODE (file));
  return SQLITE_OK;
}

static int
power_size (sqlite3_file *file, sqlite3_int64 *size)
{
  g_autoptr (GMutexLocker) locker = NULL;

  if (NODE (file) == NULL)
    return REAL (file)->pMethods->xFileSize (REAL (file), size);
  locker = g_mutex_locker_new (&power.mutex);
  *size = NODE (file)->size;
  return SQLITE_OK;
}

static int
power_lock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xLock (REAL (file), level);
}

static int
power_unlock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), level);
}

static int
power_check_lock (sqlite3_file *file, int *result)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), result);
}

/* A hint would make the real file longer. */
static int
power_control (sqlite3_file *file, int operation, void *argument)
{
  if (NODE (file) != NULL &&
      (operation == SQLITE_FCNTL_SIZE_HINT || operation == SQLITE_FCNTL_CHUNK_SIZE))
    return SQLITE_OK;
  return REAL (file)->pMethods->xFileControl (REAL (file), operation, argument);
}

static int
power_sector (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
power_device (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

static int
power_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
  return REAL (file)->pMethods->xShmMap (REAL (file), page, size, extend, memory);
}

static int
power_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return REAL (file)->pMethods->xShmLock (REAL (file), offset, n, flags);
}

static void
power_shm_barrier (sqlite3_file *file)
{
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static int
power_shm_unmap (sqlite3_file *file, int remove)
{
  return REAL (file)->pMethods->xShmUnmap (REAL (file), remove);
}

/* Version 2: no memory mapping, so that every change comes through a call. */
static const sqlite3_io_methods power_methods = {
  .iVersion = 2,
  .xClose = power_close,
  .xRead = power_read,
  .xWrite = power_write,
  .xTruncate = power_truncate,
  .xSync = power_sync,
  .xFileSize = power_size,
  .xLock = power_lock,
  .xUnlock = power_unlock,
  .xCheckReservedLock = power_check_lock,
  .xFileControl = power_control,
  .xSectorSize = power_sector,
  .xDeviceCharacteristics = power_device,
  .xShmMap = power_shm_map,
  .xShmLock = power_shm_lock,
  .xShmBarrier = power_shm_barrier,
  .xShmUnmap = power_shm_unmap,
};

/* --- The file system -------------------------------------------------------------------------- */

static PowerNode *
power_find_node (const char *path, gboolean fresh)
{
  PowerNode *node = g_hash_table_lookup (power.nodes, path);

  struct stat info;
  guint place;

  if (node != NULL && power_node_is_current (node))
    return node;
  if (node != NULL)
    {
      g_hash_table_steal (power.nodes, path);
      g_ptr_array_add (power.former, node);
    }
  /* The same file under a new name keeps what it holds. */
  node = stat (path, &info) == 0 ? power_find_held (&info) : NULL;
  if (node == NULL)
    node = power_node_new (path, fresh);
  else if (g_ptr_array_find (power.former, node, &place))
    g_ptr_array_steal_index (power.former, place);
  else
    g_hash_table_steal (power.nodes, node->path);
  g_set_str (&node->path, path);
  g_hash_table_replace (power.nodes, node->path, node);
  return node;
}

static int
power_open (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *flags_out)
{
  PowerFile *self = (PowerFile *) file;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&power.mutex);
  gboolean fresh = name != NULL && !g_file_test (name, G_FILE_TEST_EXISTS);
  int code;

  self->real = (sqlite3_file *) (self + 1);
  self->base.pMethods = NULL;
  self->node = NULL;
  power_inside = TRUE;
  code = power.real->xOpen (power.real, name, self->real, flags, flags_out);
  power_inside = FALSE;
  if (self->real->pMethods == NULL)
    return code;
  self->base.pMethods = &power_methods;
  if (power.on && name != NULL && (flags & SQLITE_OPEN_DELETEONCLOSE) == 0)
    self->node = power_find_node (name, fresh);
  return code;
}

static void
power_make_removals_last (void)
{
  power_inside = TRUE;
  for (guint i = 0; i < power.removed->len; i++)
    g_unlink (((PowerNode *) g_ptr_array_index (power.removed, i))->aside);
  power_inside = FALSE;
  g_ptr_array_set_size (power.removed, 0);
}

static int
power_delete (sqlite3_vfs *vfs, const char *name, int sync)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&power.mutex);
  PowerNode *node;

  if (!power.on || !g_file_test (name, G_FILE_TEST_EXISTS))
    return power.real->xDelete (power.real, name, sync);
  node = power_find_node (name, FALSE);
  g_hash_table_steal (power.nodes, name);
  node->aside = g_strdup_printf ("%s.removed-%u", name, power.operations);
  power_inside = TRUE;
  g_assert_cmpint (g_rename (name, node->aside), ==, 0);
  power_inside = FALSE;
  g_ptr_array_add (power.removed, node);
  power_count ();
  if (sync)
    power_make_removals_last ();
  return SQLITE_OK;
}

/* The real one takes an empty file for none, and what is held may be all that there is. */
static int
power_access (sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&power.mutex);
  PowerNode *node = power.on ? g_hash_table_lookup (power.nodes, name) : NULL;

  if (node == NULL || flags != SQLITE_ACCESS_EXISTS || !power_node_is_current (node))
    return power.real->xAccess (power.real, name, flags, result);
  *result = node->size > 0;
  return SQLITE_OK;
}

void
power_vfs_install (void)
{
  power.real = sqlite3_vfs_find (NULL);
  power.vfs = *power.real;
  power.vfs.pNext = NULL;
  power.vfs.zName = "power";
  power.vfs.szOsFile = (int) sizeof (PowerFile) + power.real->szOsFile;
  power.vfs.xOpen = power_open;
  power.vfs.xDelete = power_delete;
  power.vfs.xAccess = power_access;
  g_assert_cmpint (sqlite3_vfs_register (&power.vfs, 1), ==, SQLITE_OK);
}

void
power_vfs_begin (guint cut, guint32 seed)
{
  power.nodes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, power_node_free);
  power.removed = g_ptr_array_new_with_free_func (power_node_free);
  power.former = g_ptr_array_new_with_free_func (power_node_free);
  power.dice = g_rand_new_with_seed (seed);
  power.cut = cut;
  power_files_begin ();
  power.on = TRUE;
}

guint
power_vfs_get_operations (void)
{
  return power.operations;
}

void
power_vfs_cut (void)
{
  g_mutex_lock (&power.mutex);
  power_stop ();
}
