/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The failing file system: see the header. SQLite's documentation of VFS shims is the source. */
#include "failing-vfs.h"


#include <sqlite3.h>

typedef struct {
  sqlite3_file base;
  sqlite3_file *real; /* lies right behind this struct */
} FailingFile;

static struct {
  sqlite3_vfs vfs;
  sqlite3_vfs *real;
  GMutex mutex;
  gboolean armed;
  int calls;
  int nth;
  FailingMode mode;
  int code;
} failing;

/* Counts a changing call; returns the code to fail with, or SQLITE_OK. */
static int
failing_count (void)
{
  int code = SQLITE_OK;

  g_mutex_lock (&failing.mutex);
  if (failing.armed)
    {
      failing.calls++;
      if (failing.calls == failing.nth ||
          (failing.mode == FAILING_ALWAYS && failing.calls > failing.nth))
        code = failing.code;
    }
  g_mutex_unlock (&failing.mutex);
  return code;
}

#define REAL(file) (((FailingFile *) (file))->real)
#define FAIL_IF_DUE() \
  do { \
    int code_ = failing_count (); \
    if (code_ != SQLITE_OK) \
      return code_; \
  } while (0)

static int
failing_close (sqlite3_file *file)
{
  return REAL (file)->pMethods ? REAL (file)->pMethods->xClose (REAL (file)) : SQLITE_OK;
}

static int
failing_read (sqlite3_file *file, void *data, int n, sqlite3_int64 at)
{
  return REAL (file)->pMethods->xRead (REAL (file), data, n, at);
}

static int
failing_write (sqlite3_file *file, const void *data, int n, sqlite3_int64 at)
{
  FAIL_IF_DUE ();
  return REAL (file)->pMethods->xWrite (REAL (file), data, n, at);
}

static int
failing_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  FAIL_IF_DUE ();
  return REAL (file)->pMethods->xTruncate (REAL (file), size);
}

/* Nothing is really synced: no power is cut here, and the tests make thousands of commits. */
static int
failing_sync (sqlite3_file *file, int flags)
{
  FAIL_IF_DUE ();
  return SQLITE_OK;
}

static int
failing_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
failing_lock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xLock (REAL (file), level);
}

static int
failing_unlock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), level);
}

static int
failing_check_lock (sqlite3_file *file, int *result)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), result);
}

static int
failing_control (sqlite3_file *file, int operation, void *argument)
{
  return REAL (file)->pMethods->xFileControl (REAL (file), operation, argument);
}

static int
failing_sector (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
failing_device (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

static int
failing_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
  if (extend)
    FAIL_IF_DUE ();
  return REAL (file)->pMethods->xShmMap (REAL (file), page, size, extend, memory);
}

static int
failing_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return REAL (file)->pMethods->xShmLock (REAL (file), offset, n, flags);
}

static void
failing_shm_barrier (sqlite3_file *file)
{
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static int
failing_shm_unmap (sqlite3_file *file, int remove)
{
  return REAL (file)->pMethods->xShmUnmap (REAL (file), remove);
}

/* Version 2: no memory mapping, so that every change comes through a call. */
static const sqlite3_io_methods failing_methods = {
  .iVersion = 2,
  .xClose = failing_close,
  .xRead = failing_read,
  .xWrite = failing_write,
  .xTruncate = failing_truncate,
  .xSync = failing_sync,
  .xFileSize = failing_size,
  .xLock = failing_lock,
  .xUnlock = failing_unlock,
  .xCheckReservedLock = failing_check_lock,
  .xFileControl = failing_control,
  .xSectorSize = failing_sector,
  .xDeviceCharacteristics = failing_device,
  .xShmMap = failing_shm_map,
  .xShmLock = failing_shm_lock,
  .xShmBarrier = failing_shm_barrier,
  .xShmUnmap = failing_shm_unmap,
};

static int
failing_open (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags,
              int *flags_out)
{
  FailingFile *self = (FailingFile *) file;
  int code;

  self->real = (sqlite3_file *) (self + 1);
  self->base.pMethods = NULL;
  code = failing.real->xOpen (failing.real, name, self->real, flags, flags_out);
  if (self->real->pMethods)
    self->base.pMethods = &failing_methods;
  return code;
}

const FailingFault failing_faults[] = {
  { "write", FAILING_ONCE, SQLITE_IOERR_WRITE },
  { "full", FAILING_ONCE, SQLITE_FULL },
  { "fsync", FAILING_ONCE, SQLITE_IOERR_FSYNC },
  { "error", FAILING_ONCE, SQLITE_IOERR },
  { "full-for-good", FAILING_ALWAYS, SQLITE_FULL },
};
const guint failing_n_faults = G_N_ELEMENTS (failing_faults);

void
failing_vfs_install (void)
{
  failing.real = sqlite3_vfs_find (NULL);
  failing.vfs = *failing.real;
  failing.vfs.pNext = NULL;
  failing.vfs.zName = "failing";
  failing.vfs.szOsFile = (int) sizeof (FailingFile) + failing.real->szOsFile;
  failing.vfs.xOpen = failing_open;
  g_assert_cmpint (sqlite3_vfs_register (&failing.vfs, 1), ==, SQLITE_OK);
}

void
failing_vfs_arm (int nth, FailingMode mode, int code)
{
  g_mutex_lock (&failing.mutex);
  failing.armed = TRUE;
  failing.calls = 0;
  failing.nth = nth;
  failing.mode = mode;
  failing.code = code;
  g_mutex_unlock (&failing.mutex);
}

int
failing_vfs_disarm (void)
{
  int calls;

  g_mutex_lock (&failing.mutex);
  failing.armed = FALSE;
  calls = failing.calls;
  g_mutex_unlock (&failing.mutex);
  return calls;
}
