/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A file system for SQLite that fails when it is told to.
 *
 * It lies over the default one and becomes the default. Calls that change a file (write, truncate,
 * sync, and growing the shared memory) are counted from 1 while it is armed. Safe to use from
 * several threads. */
#pragma once

#include <glib.h>

typedef enum {
  FAILING_ONCE,   /* only the Nth call fails, as after a passing hiccup */
  FAILING_ALWAYS, /* the Nth call and all later ones fail: the disk is full and stays so */
} FailingMode;

/* The ways in which a test lets a call fail. */
typedef struct {
  const char *name;
  FailingMode mode;
  int code;
} FailingFault;

extern const FailingFault failing_faults[];
extern const guint failing_n_faults;

/* To be called once, before any file is opened. */
void failing_vfs_install (void);
/* From now on the Nth changing call fails with the given SQLite code (SQLITE_FULL, …). */
void failing_vfs_arm (int nth, FailingMode mode, int code);
/* Ends that. Returns how many changing calls there were since it was armed. */
int failing_vfs_disarm (void);
