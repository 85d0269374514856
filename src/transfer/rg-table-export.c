/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows as CSV. */
#include "transfer/rg-table-export.h"

#include "transfer/rg-csv-write.h"

GBytes *
rg_table_to_csv (const GPtrArray *rows)
{
  GString *out = g_string_new ("\xef\xbb\xbf");

  for (guint i = 0; i < rows->len; i++)
    {
      gboolean begun = FALSE;

      for (char **cell = rows->pdata[i]; *cell != NULL; cell++)
        rg_csv_write_cell (out, &begun, *cell);
      rg_csv_write_end (out, &begun);
    }
  return g_string_free_to_bytes (out);
}

gboolean
rg_table_save_csv (const GPtrArray *rows, GFile *file, GError **error)
{
  g_autoptr (GBytes) bytes = rg_table_to_csv (rows);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_file_replace_contents (file, data, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL,
                                  error);
}
