-- Copies of the shop's file. Templates: @words@ are filled with names from the schema.

-- name: tables
SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
ORDER BY name;

-- name: count
-- scan: each row of each table, once.
SELECT count(*) FROM main."@table@";

-- name: bytes
SELECT page_count * page_size FROM pragma_page_count, pragma_page_size;

-- name: rows
-- scan: each row of each table, once, in the order of the table's own keys.
SELECT * FROM main."@table@" NOT INDEXED;

-- name: table-entries
-- scan: each row of each table, once.
SELECT @values@ FROM main."@table@" NOT INDEXED;

-- name: index-entries
-- scan: each entry of each index, once, in the order in which they stand.
SELECT rg_ordered_entries (@values@) FROM main."@table@" INDEXED BY "@index@" WHERE @condition@;

-- name: table-check
PRAGMA integrity_check ("@table@");

-- name: indexes
-- Of a table, those that are not the table itself; the text is where a partial one has its
-- condition.
SELECT l.name, l."unique", l.partial, coalesce (s.sql, '')
FROM pragma_index_list (?1) AS l LEFT JOIN sqlite_schema AS s ON s.name = l.name
WHERE NOT (l.origin = 'pk' AND (SELECT wr FROM pragma_table_list (?1) WHERE schema = 'main'));

-- name: index-columns
-- How SQL calls it, whether it is of the key, and whether it is a column in the plain order.
SELECT CASE WHEN cid = -1 THEN 'rowid' ELSE '"' || name || '"' END, key,
  cid >= -1 AND "desc" = 0 AND coll = 'BINARY'
FROM pragma_index_xinfo (?1) ORDER BY seqno;

-- name: things
-- What a schema is made of: the tables, or (?1 = 0) what stands on them.
SELECT sql FROM sqlite_schema
WHERE (type = 'table') = ?1 AND sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
ORDER BY CASE type WHEN 'index' THEN 1 WHEN 'view' THEN 2 ELSE 3 END, rowid;

-- name: schema
-- All of a schema, in an order that is the same in each file that has it.
SELECT type, name, tbl_name, coalesce (sql, '') FROM sqlite_schema ORDER BY type, name;

-- name: columns
-- Of a table; `hidden` are computed columns, which no table of ours has.
SELECT name, hidden FROM pragma_table_xinfo (?1) ORDER BY cid;

-- name: foreign-things
-- Tables that are none: virtual ones.
SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL%';

-- name: copy-read
-- scan: each row of each table, once, in the order of the table's own keys.
SELECT @columns@ FROM main."@table@" NOT INDEXED;

-- name: copy-write
INSERT INTO main."@table@" (@columns@) VALUES (@places@);

-- name: sequences
-- The ids that were given last: none is given again.
SELECT name, seq FROM sqlite_sequence;

-- name: sequence-update
UPDATE sqlite_sequence SET seq = max (seq, ?2) WHERE name = ?1;

-- name: sequence-insert
INSERT INTO sqlite_sequence (name, seq)
SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1);
