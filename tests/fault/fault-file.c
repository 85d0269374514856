/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Files for the fault tests. */
#include "fault-file.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

char *
fault_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("rg-fault-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
fault_folder_remove (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

void
fault_file_copy (const char *from, const char *to)
{
  static const char *const beside[] = { "-wal", "-shm", "-journal", ".lock" };
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  for (gsize i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *path = g_strconcat (to, beside[i], NULL);

      g_remove (path);
    }
  g_file_get_contents (from, &contents, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (to, contents, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

/* The first column of all rows, a line each. */
static char *
fault_file_rows (const char *path, const char *sql)
{
  GString *rows = g_string_new (NULL);
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 5000);
  if (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (handle));
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (rows, "%s\n", (const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return g_string_free_and_steal (rows);
}

void
fault_file_assert_whole (const char *path)
{
  g_autofree char *integrity = fault_file_rows (path, "PRAGMA integrity_check");
  g_autofree char *keys = fault_file_rows (path, "PRAGMA foreign_key_check");

  g_assert_cmpstr (integrity, ==, "ok\n");
  g_assert_cmpstr (keys, ==, "");
}

gint64
fault_file_query (const char *path, const char *sql)
{
  g_autofree char *rows = fault_file_rows (path, sql);

  return g_ascii_strtoll (rows, NULL, 10);
}

void
fault_assert_no_memory (void)
{
  g_assert_cmpint (sqlite3_memory_used (), ==, 0);
}
