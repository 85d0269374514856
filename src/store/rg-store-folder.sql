-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- The shop's tables as open files: what each column becomes. @words@ are names of the schema.

-- name: tables
-- All but what is derived, what is kept for taking back, and what is nobody's business outside.
SELECT name, coalesce(sql, '') FROM sqlite_schema
WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'past_%'
  AND name NOT IN ('change', 'customer_fact', 'derived', 'erased', 'generation', 'permission',
                   'points_left', 'running_import', 'access')
ORDER BY name;

-- name: references
SELECT "table" FROM pragma_foreign_key_list (?1) WHERE "from" = ?2;

-- name: has-uuid
SELECT 1 FROM pragma_table_info (?1) WHERE name = 'uuid';

-- name: rows
SELECT @columns@ FROM main."@table@" AS row WHERE @there@;

-- name: there
-- What belongs to people who are deleted stays out.
(row."@column@" IS NULL
 OR row."@column@" NOT IN (SELECT id FROM main.customer WHERE deleted_at IS NOT NULL))

-- name: home
-- And a home of which they alone are.
(row."@column@" IS NULL
 OR EXISTS (SELECT 1 FROM main.customer
            WHERE household_id = row."@column@" AND deleted_at IS NULL)
 OR NOT EXISTS (SELECT 1 FROM main.customer WHERE household_id = row."@column@"))

-- name: plain
row."@column@"

-- name: hexadecimal
lower(hex(row."@column@"))

-- name: uuid
lower(substr(hex(row."@column@"), 1, 8) || '-' || substr(hex(row."@column@"), 9, 4) || '-' ||
      substr(hex(row."@column@"), 13, 4) || '-' || substr(hex(row."@column@"), 17, 4) || '-' ||
      substr(hex(row."@column@"), 21))

-- name: reference
(SELECT lower(substr(hex(uuid), 1, 8) || '-' || substr(hex(uuid), 9, 4) || '-' ||
              substr(hex(uuid), 13, 4) || '-' || substr(hex(uuid), 17, 4) || '-' ||
              substr(hex(uuid), 21))
 FROM main."@parent@" WHERE id = row."@column@")

-- name: source
(SELECT name FROM main.source WHERE id = row."@column@")

-- name: day
date(row."@column@" * 86400, 'unixepoch')

-- name: instant
strftime('%Y-%m-%dT%H:%M:%SZ', row."@column@", 'unixepoch')

-- name: decimal
iif(row."@column@" IS NULL, NULL,
    printf('%s%d.%0@digits@d', iif(row."@column@" < 0, '-', ''), abs(row."@column@") / @unit@,
           abs(row."@column@") % @unit@))
