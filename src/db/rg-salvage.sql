-- Making whole what was salvaged. "stand-in-TABLE" makes a row for others to refer to.

-- name: columns
SELECT name, type, pk, "notnull" FROM pragma_table_xinfo (?1) ORDER BY cid;

-- name: without-rowid
SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?1;

-- name: references
-- Which column of which table refers to which table, and whether by what is no number of a row.
SELECT m.name, f."from", f."table",
       EXISTS (SELECT 1 FROM pragma_table_info (f."table") AS key
               WHERE key.pk = 1 AND key.name <> 'id')
FROM sqlite_schema AS m, pragma_foreign_key_list (m.name) AS f
WHERE m.type = 'table' ORDER BY m.name, f."from";

-- name: index-shapes
-- How many values a row of each index has.
SELECT DISTINCT (SELECT count(*) FROM pragma_index_xinfo (m.name))
FROM sqlite_schema AS m WHERE m.type = 'index';

-- name: lost-values
SELECT DISTINCT c."@column@" FROM main."@table@" AS c
WHERE c."@column@" IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM main."@parent@" AS p WHERE p.id = c."@column@");

-- name: forget-rows
DELETE FROM main."@table@" WHERE "@column@" = ?1;

-- name: forget-unnumbered
-- Rows whose parent, which has a key of the same name, is lost.
DELETE FROM main."@table@" WHERE "@column@" IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM main."@parent@" AS p WHERE p."@column@" = "@table@"."@column@");

-- name: lost-products
-- scan: every line, once; lines refer to products without the file knowing it.
SELECT DISTINCT l.product_id FROM receipt_line AS l
WHERE NOT EXISTS (SELECT 1 FROM product AS p WHERE p.id = l.product_id);

-- name: forget-lost-lines
-- scan: every line, once.
DELETE FROM receipt_line
WHERE NOT EXISTS (SELECT 1 FROM receipt AS r WHERE r.id = receipt_line.receipt_id);

-- name: stand-in-shop
INSERT INTO shop (id, uuid, name, currency, time_zone, secret, created_at)
SELECT 1, randomblob(16), ?1, ?2, 'UTC', randomblob(32), ?3
WHERE NOT EXISTS (SELECT 1 FROM shop);

-- name: stand-in-generation
INSERT OR IGNORE INTO generation (id, value) VALUES (1, 1);

-- name: stand-in-action
INSERT OR IGNORE INTO action (id, uuid, at, kind, label)
VALUES (?1, randomblob(16), 0, 'lost', 'Lost');

-- name: stand-in-source
INSERT OR IGNORE INTO source (id, name) VALUES (?1, 'Lost ' || ?1);

-- name: stand-in-import
-- Its action and source get stand-ins where they are lost, too.
INSERT OR IGNORE INTO import (id, uuid, action_id, source_id, kind, dialect, file_name, file_hash,
                              at, summary)
VALUES (?1, randomblob(16), coalesce((SELECT min(id) FROM action), 1),
        coalesce((SELECT min(id) FROM source), 1), 'sales', '', 'Lost ' || ?1, zeroblob(32), 0,
        '{}');

-- name: stand-in-location
INSERT OR IGNORE INTO location (id, uuid, code, name)
VALUES (?1, randomblob(16), 'lost-' || ?1, 'Lost ' || ?1);

-- name: stand-in-category
INSERT OR IGNORE INTO category (id, uuid, name) VALUES (?1, randomblob(16), 'Lost ' || ?1);

-- name: stand-in-product
INSERT OR IGNORE INTO product (id, uuid, code, name)
VALUES (?1, randomblob(16), 'lost-' || ?1, 'Lost ' || ?1);

-- name: stand-in-household
INSERT OR IGNORE INTO household (id, uuid, name) VALUES (?1, randomblob(16), 'Lost ' || ?1);

-- name: stand-in-customer
INSERT OR IGNORE INTO customer (id, uuid, number) VALUES (?1, randomblob(16), ?1);

-- name: stand-in-staff
INSERT OR IGNORE INTO staff (id, uuid, name, active) VALUES (?1, randomblob(16), 'Lost ' || ?1, 0);

-- name: stand-in-tag
INSERT OR IGNORE INTO tag (id, uuid, name) VALUES (?1, randomblob(16), 'Lost ' || ?1);

-- name: stand-in-wording
INSERT OR IGNORE INTO wording (id, uuid, version, text)
VALUES (?1, randomblob(16), 'Lost ' || ?1, '');

-- name: stand-in-segment
INSERT OR IGNORE INTO segment (id, uuid, name, text)
VALUES (?1, randomblob(16), 'Lost ' || ?1, '');

-- name: stand-in-campaign
INSERT OR IGNORE INTO campaign (id, uuid, name, segment_text, created_on)
VALUES (?1, randomblob(16), 'Lost ' || ?1, '', 0);
