/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who writes to a shop's file: a lock file beside it, "shop.regulars.lock".
 *
 * The lock is an open file description lock of the kernel's, so it ends with whoever held it,
 * however that ended. The text in the file says who it is, for the process that finds it
 * locked. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _RgLock RgLock;

typedef struct
{
  int pid;
  char *bus_name; /* where commands can be handed to; "" for nowhere */
} RgLockHolder;

/* Takes the lock of the shop's file, which need not exist; links in the path are followed. NULL
 * with G_IO_ERROR_BUSY where another holds it (in this process, too), with another error where
 * there cannot be a lock file. */
RgLock *rg_lock_take (const char *path, GError **error);
/* Says where commands can be handed to; "" for nowhere. */
gboolean rg_lock_set_bus_name (RgLock *lock, const char *bus_name, GError **error);
void rg_lock_release (RgLock *lock);

/* Who holds the lock now; NULL where nobody does. */
RgLockHolder *rg_lock_find_holder (const char *path);
void rg_lock_holder_free (RgLockHolder *holder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgLock, rg_lock_release)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgLockHolder, rg_lock_holder_free)

G_END_DECLS
