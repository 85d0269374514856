/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A shop of the first schema: customers with a receipt each, and the import they came with. */
#include "fault-old-file.h"

#include "db/rg-db.h"

#define OLD_CUSTOMERS 300

#define OLD_ROWS \
  "INSERT INTO shop (id, uuid, name, currency, time_zone, secret, created_at) VALUES (1, " \
  "randomblob (16), 'Fjordbok', 'NOK', 'Europe/Oslo', randomblob (32), 0);" \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " \
  G_STRINGIFY (OLD_CUSTOMERS) ") " \
  "INSERT INTO customer (uuid, name, note) SELECT randomblob (16), 'Åse ' || i, " \
  "hex (zeroblob (100)) FROM n;" \
  "INSERT INTO source (name) VALUES ('till');" \
  "INSERT INTO action (uuid, at, kind, label) VALUES (randomblob (16), 0, 'import', 'Import');" \
  "UPDATE generation SET value = 2;" \
  "INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, file_hash, at, " \
  "summary) VALUES (randomblob (16), 1, 1, 'sales', '', '', x'', 0, '{}');" \
  "INSERT INTO location (uuid, code, name) VALUES (randomblob (16), '', 'Shop');" \
  "INSERT INTO product (uuid, code, name) VALUES (randomblob (16), 'A', 'Coffee');" \
  "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, sold_at, " \
  "customer_id, lines_hash, net_minor, net_sales_minor, sale_lines, import_id) SELECT " \
  "randomblob (16), 1, 1, '', id, '', 20000, 0, id, id, 100, 100, 1, 1 FROM customer;" \
  "INSERT INTO receipt_line (receipt_id, line, product_id, kind, quantity_milli, " \
  "unit_price_micro, net_minor) SELECT id, 1, 1, 0, 1000, 1000000, 100 FROM receipt;"

static char *
dup_first_schema (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (
    "/io/github/regulars/migrations/0001-first.sql", G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  g_assert_no_error (error);
  return g_strdup_printf ("BEGIN;%s;PRAGMA user_version = 1;%s;COMMIT;",
                          (const char *) g_bytes_get_data (bytes, NULL), OLD_ROWS);
}

void
fault_old_file_make (const char *path)
{
  g_autofree char *sql = dup_first_schema ();
  g_autoptr (GError) error = NULL;
  RgDb *db = rg_db_open (path, RG_DB_CREATE, &error);

  g_assert_no_error (error);
  rg_db_exec (db, sql, "test", &error);
  g_assert_no_error (error);
  rg_db_close (db);
}
