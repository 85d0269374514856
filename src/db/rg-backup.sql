-- Checks of a copy of the shop's file.

-- name: tables
SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
ORDER BY name;

-- name: count
-- scan: each row of each table, once.
SELECT count(*) FROM main."@table@";
