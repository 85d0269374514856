/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Splits .sql files into their named statements. */
#include "db/rg-sql.h"

#include <gio/gio.h>
#include <string.h>

#define RG_SQL_ROOT "/io/github/regulars/sql/"
#define RG_SQL_NAME "-- name: "

GHashTable *
rg_sql_load (const char *group, GError **error)
{
  g_autofree char *path = g_strconcat (RG_SQL_ROOT, group, ".sql", NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, error);
  g_autoptr (GHashTable) statements = NULL;
  const char *at;

  if (bytes == NULL)
    return NULL;

  statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  at = strstr (g_bytes_get_data (bytes, NULL), RG_SQL_NAME);
  while (at != NULL)
    {
      const char *name = at + strlen (RG_SQL_NAME);
      const char *body = name + strcspn (name, "\n");
      const char *next = strstr (body, "\n" RG_SQL_NAME);
      gsize length = next != NULL ? (gsize) (next - body) : strlen (body);

      g_hash_table_insert (statements, g_strchomp (g_strndup (name, (gsize) (body - name))),
                           g_strndup (body, length));
      at = next != NULL ? next + 1 : NULL;
    }
  return g_steal_pointer (&statements);
}

GStrv
rg_sql_groups (void)
{
  g_auto (GStrv) files = g_resources_enumerate_children (RG_SQL_ROOT, 0, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    g_strv_builder_take (builder, g_strndup (files[i], strlen (files[i]) - strlen (".sql")));
  return g_strv_builder_end (builder);
}
