/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A file system between SQLite and the disk whose power can be cut.
 *
 * What SQLite writes stays in memory until it syncs, as in a disk's cache. At the cut each 512 byte
 * sector that was not synced is kept, dropped or torn by a seeded die; so are new ends of files,
 * files that were made and files that were removed. Then the process stops. Memory that processes
 * share, and locks, are the real ones. What the program does with names, folders and files outside
 * of SQLite lasts when it was flushed, and may be lost before (power-files.c). */
#pragma once

#include <glib.h>

#define POWER_CUT 77 /* the exit status after a cut */

/* Makes it SQLite's default file system; passes everything through until power_vfs_begin(). */
void power_vfs_install (void);
/* From now on, for the files that are opened from now on: the power fails at the cut-th changing
 * operation; 0: not by itself. */
void power_vfs_begin (guint cut, guint32 seed);
/* Changing operations since. */
guint power_vfs_get_operations (void);
/* Cuts the power now. */
G_NORETURN void power_vfs_cut (void);
