/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* SQLite's locks, held so that nothing else in this process can drop them.
 *
 * POSIX drops all locks of a process on a file as soon as the process closes any descriptor of it
 * (see fcntl(2)). A file dialog that looks into the shop's folder does just that: the next program
 * that opened the shop would take it for abandoned, empty the memory that this one shares with its
 * own threads, and remove the log that this one still writes to. Locks of open file descriptions
 * belong to the descriptor that took them; other processes respect them like any other. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From now on SQLite locks by open file descriptions. Before the first file is opened; again does
 * nothing.
 *
 * SQLite lets the connections of one process share one lock of the file, and asks for more through
 * whichever descriptor is at hand; it must be the one that holds the lock. So the connection that
 * opens a file first is the one that writes, and is closed last; connections that only read may
 * come and go between. */
void rg_file_locks_install (void);

G_END_DECLS
