/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Files for the fault tests: copies of a shop, and the judgement whether one is whole. */
#pragma once

#include <glib.h>

/* The path of a new private folder; free it with fault_folder_remove(). */
char *fault_folder_new (void);
void fault_folder_remove (char *folder);
/* Copies a closed shop's file; what lies beside the copy from before (WAL) goes. */
void fault_file_copy (const char *from, const char *to);
/* Fails the test unless the file passes SQLite's integrity and foreign key checks. */
void fault_file_assert_whole (const char *path);
/* The number that a query gives, through a connection of its own. */
gint64 fault_file_query (const char *path, const char *sql);
/* That SQLite holds no memory now, once all connections are closed. */
void fault_assert_no_memory (void);
