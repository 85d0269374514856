/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* DuckDB's C library through dlopen. */
#include "rg-perf-duck.h"

#include <dlfcn.h>

/* duckdb_result of duckdb.h: six words that only the library reads. */
typedef struct {
  guint64 words[6];
} DuckResult;

struct _RgDuck
{
  void *library, *database, *connection;
  int (*open) (const char *path, void **database);
  int (*connect) (void *database, void **connection);
  int (*query) (void *connection, const char *sql, DuckResult *result);
  const char *(*error) (DuckResult *result);
  guint64 (*rows) (DuckResult *result);
  gint64 (*value) (DuckResult *result, guint64 column, guint64 row);
  void (*destroy) (DuckResult *result);
  void (*disconnect) (void **connection);
  void (*close) (void **database);
};

RgDuck *
rg_duck_new (const char *library)
{
  RgDuck *duck = g_new0 (RgDuck, 1);

  duck->library = dlopen (library, RTLD_NOW | RTLD_LOCAL);
  if (duck->library == NULL)
    {
      g_printerr ("%s\n", dlerror ());
      g_free (duck);
      return NULL;
    }
  *(void **) &duck->open = dlsym (duck->library, "duckdb_open");
  *(void **) &duck->connect = dlsym (duck->library, "duckdb_connect");
  *(void **) &duck->query = dlsym (duck->library, "duckdb_query");
  *(void **) &duck->error = dlsym (duck->library, "duckdb_result_error");
  *(void **) &duck->value = dlsym (duck->library, "duckdb_value_int64");
  *(void **) &duck->rows = dlsym (duck->library, "duckdb_row_count");
  *(void **) &duck->destroy = dlsym (duck->library, "duckdb_destroy_result");
  *(void **) &duck->disconnect = dlsym (duck->library, "duckdb_disconnect");
  *(void **) &duck->close = dlsym (duck->library, "duckdb_close");
  if (duck->open (NULL, &duck->database) != 0 ||
      duck->connect (duck->database, &duck->connection) != 0)
    g_error ("DuckDB does not open");
  return duck;
}

void
rg_duck_free (RgDuck *duck)
{
  duck->disconnect (&duck->connection);
  duck->close (&duck->database);
  g_free (duck);
}

gint64
rg_duck_get_int (RgDuck *duck, const char *sql)
{
  DuckResult result = { { 0 } };
  gint64 value;

  if (duck->query (duck->connection, sql, &result) != 0)
    g_error ("DuckDB: %s", duck->error (&result));
  value = duck->value (&result, 0, 0);
  duck->destroy (&result);
  return value;
}

gint64 *
rg_duck_get_ints (RgDuck *duck, const char *sql, guint *n)
{
  DuckResult result = { { 0 } };
  gint64 *values;

  if (duck->query (duck->connection, sql, &result) != 0)
    g_error ("DuckDB: %s", duck->error (&result));
  *n = (guint) duck->rows (&result);
  values = g_new (gint64, *n + 1);
  for (guint i = 0; i < *n; i++)
    values[i] = duck->value (&result, 0, i);
  duck->destroy (&result);
  return values;
}

void
rg_duck_run (RgDuck *duck, const char *sql)
{
  rg_duck_get_int (duck, sql);
}
