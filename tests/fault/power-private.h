/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the two halves of the file system whose power can be cut share: SQLite's files, and names
 * and files outside of SQLite. */
#pragma once

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* Whether the power can fail now, and the caller is not the file system itself. */
gboolean power_is_watching (void);
/* Counts a changing operation, at which the power may fail. */
void power_count_other (void);
/* A file of SQLite's was flushed by somebody else; FALSE where it is none. */
gboolean power_flush_held (const struct stat *info);
/* A folder was flushed: what SQLite removed in it is gone. */
void power_flush_removals (const char *folder);
/* Whether it is one of SQLite's files. In the cut. */
gboolean power_holds (const struct stat *info);

/* At the beginning, and in the cut: some of what was not flushed is lost. */
void power_files_begin (void);
void power_files_settle (GRand *dice);

G_END_DECLS
