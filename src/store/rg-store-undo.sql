-- Taking actions back.

-- name: actions
SELECT a.id, a.at, a.kind, a.label, coalesce(s.name, ''), coalesce(a.undoes, 0)
FROM action AS a LEFT JOIN staff AS s ON s.id = a.staff_id
WHERE a.id < ?1 AND a.id > 0 ORDER BY a.id DESC LIMIT ?2;

-- name: action
SELECT a.id, a.at, a.kind, a.label, coalesce(s.name, ''), coalesce(a.undoes, 0)
FROM action AS a LEFT JOIN staff AS s ON s.id = a.staff_id
WHERE a.id = ?1;

-- name: take-backs
-- The actions that took this one back, the newest first.
SELECT id FROM action WHERE undoes = ?1 ORDER BY id DESC;

-- name: import-of
SELECT id FROM import WHERE action_id = ?1;

-- name: import-action
SELECT action_id FROM import WHERE id = ?1;

-- name: rows
-- But for those whose images went with an erased person.
SELECT table_name, row_key, before, after FROM change
WHERE action_id = ?1 AND coalesce(before, after) <> '{}' ORDER BY id;

-- name: any-erased
SELECT 1 FROM change WHERE action_id = ?1 AND coalesce(before, after) = '{}' LIMIT 1;

-- name: n-rows
SELECT count(*) FROM change WHERE action_id = ?1;

-- name: tables
-- In the schema's order, in which a table follows those that it refers to.
SELECT s.name FROM sqlite_schema AS s
WHERE s.type = 'table' AND s.name IN (SELECT table_name FROM change WHERE action_id = ?1)
ORDER BY s.rowid;

-- name: any-changed-since
-- A row of an action that another one has changed later. The first condition is quick, and mostly
-- says no.
SELECT 1 FROM change AS mine
WHERE mine.action_id = ?1
  AND EXISTS (SELECT 1 FROM change WHERE action_id > ?1)
  AND EXISTS (SELECT 1 FROM change AS later
              WHERE later.table_name = mine.table_name AND later.row_key = mine.row_key
                AND later.action_id > ?1)
LIMIT 1;

-- name: differs
-- Whether a member of the first object is not the same in the second one.
SELECT 1 FROM json_each (?1) AS was LEFT JOIN json_each (?2) AS now ON now.key = was.key
WHERE was.value IS NOT now.value LIMIT 1;

-- name: later-changes
SELECT DISTINCT action_id FROM change
WHERE table_name = ?1 AND row_key = ?2 AND action_id > ?3 ORDER BY action_id DESC;

-- name: later-changes-of-columns
-- The same of those that changed a column in which ?4 and ?5 differ.
SELECT DISTINCT action_id FROM change AS c
WHERE c.table_name = ?1 AND c.row_key = ?2 AND c.action_id > ?3
  AND (c.before IS NULL OR c.after IS NULL OR EXISTS (
    SELECT 1 FROM json_each (?4) AS was JOIN json_each (?5) AS became ON became.key = was.key
    WHERE was.value IS NOT became.value
      AND json_extract(c.before, '$.' || was.key) IS NOT json_extract(c.after, '$.' || was.key)))
ORDER BY action_id DESC;

-- name: image-of-columns
-- After the change ?2 to ?3, with the columns that it changed as they are now.
SELECT json_group_object(became.key, iif(was.value IS NOT became.value, now.value, became.value))
FROM json_each (?3) AS became
LEFT JOIN json_each (?2) AS was ON was.key = became.key
LEFT JOIN json_each (?1) AS now ON now.key = became.key;

-- name: image-without
-- As it is now, but the columns that the change ?2 to ?3 changed as they were before it.
SELECT json_group_object(now.key, iif(was.value IS NOT became.value, was.value, now.value))
FROM json_each (?1) AS now
LEFT JOIN json_each (?2) AS was ON was.key = now.key
LEFT JOIN json_each (?3) AS became ON became.key = now.key;

-- name: took-away
-- Who since took away, or pointed elsewhere, what referred to a row that the action made: their
-- work can only be taken back while the row is there.
WITH reference (child, "column", parent) AS MATERIALIZED (
  SELECT m.name, f."from", f."table"
  FROM sqlite_schema AS m, pragma_foreign_key_list (m.name) AS f
  WHERE m.type = 'table' AND m.name NOT LIKE 'past_%' AND f."table" IN (
    SELECT table_name FROM change WHERE action_id = ?1 AND before IS NULL)
)
SELECT DISTINCT c.action_id
FROM reference AS r CROSS JOIN change AS c ON c.table_name = r.child AND c.action_id > ?1
CROSS JOIN change AS made ON made.table_name = r.parent
  AND made.row_key = json_array(json_extract(c.before, '$.' || r."column"))
  AND made.action_id = ?1 AND made.before IS NULL
WHERE c.before IS NOT NULL
  AND json_extract(c.after, '$.' || r."column") IS NOT json_extract(c.before, '$.' || r."column");

-- name: defer-keys
PRAGMA defer_foreign_keys = ON;

-- name: delete-consents
-- Of a person whose making is taken back: whatever is left there is reversed already.
DELETE FROM consent WHERE customer_id = json_extract(?1, '$[0]');

-- name: delete-points
DELETE FROM points_entry WHERE customer_id = json_extract(?1, '$[0]');

-- name: open-entries
-- The actions behind a person's entries that still count.
SELECT DISTINCT c.action_id FROM consent AS e
JOIN change AS c ON c.table_name = 'consent' AND c.row_key = json_array(e.id)
WHERE e.customer_id = json_extract(?1, '$[0]') AND e.reverses IS NULL AND e.import_id IS NULL
  AND c.action_id > ?2
UNION
SELECT c.action_id FROM points_entry AS e
JOIN change AS c ON c.table_name = 'points_entry' AND c.row_key = json_array(e.id)
WHERE e.customer_id = json_extract(?1, '$[0]') AND e.reverses IS NULL AND e.import_id IS NULL
  AND c.action_id > ?2;

-- name: n-receipts
SELECT (SELECT count(*) FROM receipt WHERE import_id = ?1) +
       (SELECT count(*) FROM past_receipt WHERE action_id = ?2) +
       (SELECT count(*) FROM past_receipt WHERE action_id = ?3);

-- name: receipts-replaced-since
-- Receipts of an import that a later action took away.
SELECT DISTINCT p.action_id FROM past_receipt AS p
WHERE p.import_id = ?1 AND p.action_id > ?2
  AND NOT EXISTS (SELECT 1 FROM receipt AS r WHERE r.id = p.id AND r.import_id = ?1);

-- name: receipts-edited-since
SELECT DISTINCT c.action_id FROM change AS c
WHERE c.action_id > ?2 AND c.table_name = 'receipt'
  AND EXISTS (SELECT 1 FROM receipt AS r
              WHERE r.id = json_extract(c.row_key, '$[0]') AND r.import_id = ?1);

-- name: restored-and-gone
-- Receipts that an action brought back and that a later one took away again.
SELECT DISTINCT later.action_id
FROM past_receipt AS p JOIN past_receipt AS later ON later.id = p.id AND later.action_id > ?2
WHERE p.action_id = ?1
  AND NOT EXISTS (SELECT 1 FROM receipt AS r WHERE r.id = p.id AND r.import_id = p.import_id);

-- name: was-restored
-- Whether taking the first action's work back brought the receipt with the key back.
SELECT 1 FROM past_receipt WHERE action_id = ?1 AND id = json_extract(?2, '$[0]');

-- name: identity-taken
-- Receipts that would come back, and that another import has brought in meanwhile.
SELECT DISTINCT i.action_id
FROM past_receipt AS p
JOIN receipt AS r ON r.number = p.number AND r.source_id = p.source_id
  AND r.location_id = p.location_id AND r.till = p.till AND r.period = p.period
JOIN import AS i ON i.id = r.import_id
WHERE p.action_id = ?1 AND r.import_id <> ?2
  AND NOT EXISTS (SELECT 1 FROM past_receipt AS q WHERE q.action_id = ?3 AND q.id = r.id);

-- name: keep-import-receipts
INSERT INTO past_receipt (action_id, id, uuid, source_id, location_id, till, number, period,
  sold_on, sold_time, sold_at, customer_id, staff_name, lines_hash, net_minor, net_sales_minor,
  sale_lines, import_id)
SELECT ?2, id, uuid, source_id, location_id, till, number, period, sold_on, sold_time, sold_at,
  customer_id, staff_name, lines_hash, net_minor, net_sales_minor, sale_lines, import_id
FROM receipt WHERE import_id = ?1;

-- name: keep-restored-receipts
INSERT INTO past_receipt (action_id, id, uuid, source_id, location_id, till, number, period,
  sold_on, sold_time, sold_at, customer_id, staff_name, lines_hash, net_minor, net_sales_minor,
  sale_lines, import_id)
SELECT ?2, r.id, r.uuid, r.source_id, r.location_id, r.till, r.number, r.period, r.sold_on,
  r.sold_time, r.sold_at, r.customer_id, r.staff_name, r.lines_hash, r.net_minor,
  r.net_sales_minor, r.sale_lines, r.import_id
FROM past_receipt AS p JOIN receipt AS r ON r.id = p.id
WHERE p.action_id = ?1;

-- name: keep-lines
INSERT INTO past_receipt_line (action_id, receipt_id, line, product_id, kind, quantity_milli,
  unit_price_micro, net_minor, discount_minor, tax_minor, cost_minor, returns_receipt_id,
  returns_line)
SELECT ?1, l.receipt_id, l.line, l.product_id, l.kind, l.quantity_milli, l.unit_price_micro,
  l.net_minor, l.discount_minor, l.tax_minor, l.cost_minor, l.returns_receipt_id, l.returns_line
FROM past_receipt AS p JOIN receipt_line AS l ON l.receipt_id = p.id
WHERE p.action_id = ?1;

-- name: delete-kept-lines
DELETE FROM receipt_line WHERE receipt_id IN (SELECT id FROM past_receipt WHERE action_id = ?1);

-- name: delete-kept-receipts
DELETE FROM receipt WHERE id IN (SELECT id FROM past_receipt WHERE action_id = ?1);

-- name: restore-receipts
INSERT INTO receipt (id, uuid, source_id, location_id, till, number, period, sold_on, sold_time,
  sold_at, customer_id, staff_name, lines_hash, net_minor, net_sales_minor, sale_lines, import_id)
SELECT id, uuid, source_id, location_id, till, number, period, sold_on, sold_time, sold_at,
  customer_id, staff_name, lines_hash, net_minor, net_sales_minor, sale_lines, import_id
FROM past_receipt WHERE action_id = ?1;

-- name: restore-lines
INSERT INTO receipt_line (receipt_id, line, product_id, kind, quantity_milli, unit_price_micro,
  net_minor, discount_minor, tax_minor, cost_minor, returns_receipt_id, returns_line)
SELECT receipt_id, line, product_id, kind, quantity_milli, unit_price_micro, net_minor,
  discount_minor, tax_minor, cost_minor, returns_receipt_id, returns_line
FROM past_receipt_line WHERE action_id = ?1;

-- name: missing-products
-- Lines that came back and whose product has gone since: lines have no foreign keys.
SELECT 1 FROM past_receipt_line AS l
WHERE l.action_id = ?1 AND NOT EXISTS (SELECT 1 FROM product AS p WHERE p.id = l.product_id)
LIMIT 1;

-- name: needs-deleted
-- Whether what came back belongs to somebody who has been deleted since.
-- scan: the first row of an index of the deleted alone, which mostly has none.
SELECT 1 WHERE EXISTS (SELECT 1 FROM customer WHERE deleted_at IS NOT NULL) AND (
  EXISTS (SELECT 1 FROM change AS c JOIN customer AS gone
          ON gone.id IN (json_extract(c.after, '$.customer_id'),
                         json_extract(c.after, '$.other_customer_id'),
                         json_extract(c.after, '$.merged_into'))
          WHERE c.action_id = ?1 AND gone.deleted_at IS NOT NULL)
  OR EXISTS (SELECT 1 FROM past_receipt AS p JOIN receipt AS r ON r.id = p.id
             JOIN customer AS gone ON gone.id = r.customer_id
             WHERE p.action_id = ?2 AND gone.deleted_at IS NOT NULL));

-- name: used-products-gone
-- scan: lines have no index by product; read only where the action deleted one.
SELECT 1 FROM receipt_line
WHERE EXISTS (SELECT 1 FROM change
              WHERE action_id = ?1 AND table_name = 'product' AND after IS NULL)
  AND product_id IN (SELECT json_extract(row_key, '$[0]') FROM change
                     WHERE action_id = ?1 AND table_name = 'product' AND after IS NULL)
  AND product_id NOT IN (SELECT id FROM product)
LIMIT 1;

-- name: moved-customers
-- Whose receipts went with the first action or came back from the second one.
SELECT DISTINCT customer_id FROM past_receipt
WHERE action_id IN (?1, ?2) AND customer_id IS NOT NULL;

-- name: import-state
UPDATE import SET state = ?2 WHERE action_id = ?1;
