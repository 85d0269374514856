-- Templates of the change log: @words@ are filled with names from the schema, never with values.

-- name: current-action
-- The action that the triggers write under; 0 while no write function runs; -1 while rows go that
-- nobody has seen.
CREATE TEMP TABLE current_action (id INTEGER NOT NULL, bulk INTEGER NOT NULL);

-- name: current-action-start
INSERT INTO temp.current_action (id, bulk) VALUES (0, 0);

-- name: set-action
UPDATE temp.current_action SET id = ?1, bulk = 0;

-- name: set-bulk
UPDATE temp.current_action SET bulk = ?1;

-- name: columns
SELECT name, type, pk, dflt_value FROM pragma_table_info (?1) ORDER BY cid;

-- name: references
-- The tables and columns that refer to a table: scan over the few tables of the schema.
SELECT m.name, f."from"
FROM sqlite_schema AS m, pragma_foreign_key_list (m.name) AS f
WHERE m.type = 'table' AND f."table" = ?1 AND m.name NOT LIKE 'past_%'
ORDER BY m.name, f."from";

-- name: trigger-insert
CREATE TEMP TRIGGER "log_@table@_insert" AFTER INSERT ON main."@table@" WHEN @when@
BEGIN
  INSERT INTO change (action_id, table_name, row_key, before, after)
  VALUES ((SELECT id FROM current_action), '@table@', json_array(@key@), NULL, json_object(@new@));
END;

-- name: trigger-update
CREATE TEMP TRIGGER "log_@table@_update" AFTER UPDATE ON main."@table@" WHEN @when@
BEGIN
  INSERT INTO change (action_id, table_name, row_key, before, after)
  VALUES ((SELECT id FROM current_action), '@table@', json_array(@key@),
          json_object(@old@), json_object(@new@));
END;

-- name: trigger-drop
DROP TRIGGER temp."log_@table@_@what@";

-- name: trigger-update-narrow
-- Of rows in which one column alone changes: the images hold nothing else.
CREATE TEMP TRIGGER "log_@table@_update" AFTER UPDATE ON main."@table@" WHEN @when@
BEGIN
  SELECT RAISE (ABORT, 'another column changes') WHERE @others@;
  INSERT INTO change (action_id, table_name, row_key, before, after)
  VALUES ((SELECT id FROM current_action), '@table@', json_array(@key@),
          json_object(@old@), json_object(@new@));
END;

-- name: trigger-delete
CREATE TEMP TRIGGER "log_@table@_delete" AFTER DELETE ON main."@table@"
WHEN (SELECT id FROM current_action) >= 0
BEGIN
  INSERT INTO change (action_id, table_name, row_key, before, after)
  VALUES ((SELECT id FROM current_action), '@table@', json_array(@key@), json_object(@old@), NULL);
END;

-- name: row-now
SELECT json_object(@columns@) FROM main."@table@" WHERE @match@;

-- name: row-insert
INSERT INTO main."@table@" (@names@) SELECT @values@;

-- name: row-update
UPDATE main."@table@" SET @assign@ WHERE @match@;

-- name: row-delete
DELETE FROM main."@table@" WHERE @match@;

-- name: children
SELECT json_array(@key@), @import@ FROM main."@table@"
WHERE "@column@" = json_extract(?1, '$[0]') AND (?2 = 0 OR @import@ IS NOT ?2) LIMIT 20;

-- name: many-columns
-- What the images of an action's rows of one table hold.
SELECT key FROM json_each ((SELECT coalesce(after, before) FROM change
                            WHERE action_id = ?1 AND table_name = ?2 LIMIT 1));

-- name: many-kinds
-- Whether an action made, altered and deleted rows of a table.
SELECT coalesce(max(before IS NULL), 0), coalesce(max(before IS NOT NULL AND after IS NOT NULL), 0),
       coalesce(max(after IS NULL), 0)
FROM change WHERE action_id = ?1 AND table_name = ?2;

-- name: many-twice
-- A row that an action changed more than once.
SELECT 1 FROM change WHERE action_id = ?1 AND table_name = ?2
GROUP BY row_key HAVING count(*) > 1 LIMIT 1;

-- name: many-differ
-- Whether a row is not as an action left it.
SELECT 1 FROM change AS c LEFT JOIN main."@table@" AS now ON @match@
WHERE c.action_id = ?1 AND c.table_name = '@table@'
  AND iif(@there@, json_object(@now@), NULL) IS NOT c.after LIMIT 1;

-- name: many-children
-- Whether a row refers to one that an action made, and was not made by it.
SELECT 1 FROM main."@child@" AS child
WHERE child."@column@" IN (SELECT json_extract(row_key, '$[0]') FROM change
                           WHERE action_id = ?1 AND table_name = '@table@' AND before IS NULL)
  AND NOT EXISTS (SELECT 1 FROM change
                  WHERE table_name = '@child@' AND row_key = json_array(@key@)
                    AND action_id = ?1)
LIMIT 1;

-- name: many-log-deletes
-- The rows that an action made go: what it left is what was before.
INSERT INTO change (action_id, table_name, row_key, before, after)
SELECT (SELECT id FROM current_action), table_name, row_key, after, NULL FROM change
WHERE action_id = ?1 AND table_name = '@table@' AND before IS NULL ORDER BY id;

-- name: many-log-inserts
-- The rows that an action deleted come back as they were.
INSERT INTO change (action_id, table_name, row_key, before, after)
SELECT (SELECT id FROM current_action), table_name, row_key, NULL, before FROM change
WHERE action_id = ?1 AND table_name = '@table@' AND after IS NULL ORDER BY id;

-- name: many-delete
DELETE FROM main."@table@" WHERE (@keys@) IN (
  SELECT @values@ FROM change AS c
  WHERE c.action_id = ?1 AND c.table_name = '@table@' AND c.before IS NULL);

-- name: many-update
UPDATE main."@table@" AS now SET @assign@ FROM change AS c
WHERE c.action_id = ?1 AND c.table_name = '@table@' AND c.before IS NOT NULL
  AND c.after IS NOT NULL AND @match@;

-- name: many-insert
INSERT INTO main."@table@" (@names@)
SELECT @values@ FROM change AS c
WHERE c.action_id = ?1 AND c.table_name = '@table@' AND c.after IS NULL ORDER BY c.id;
