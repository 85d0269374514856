-- Receipts as people read them, and what a month should bring.

-- name: by-id
-- One receipt with the names that belong to it.
SELECT r.number, r.sold_on, r.sold_time, l.name, r.customer_id, r.staff_name
FROM receipt AS r JOIN location AS l ON l.id = r.location_id
WHERE r.id = ?1;

-- name: customer
-- The living customer that a receipt's customer is part of.
WITH RECURSIVE chain (id, merged_into) AS (
  SELECT id, merged_into FROM customer WHERE id = ?1
  UNION
  SELECT c.id, c.merged_into FROM chain JOIN customer AS c ON c.id = chain.merged_into
)
SELECT c.id, c.name, c.given_name, c.family_name, c.number
FROM chain JOIN customer AS c ON c.id = chain.id
WHERE chain.merged_into IS NULL;

-- name: lines
SELECT p.name, p.code, n.kind, n.quantity_milli, n.net_minor
FROM receipt_line AS n JOIN product AS p ON p.id = n.product_id
WHERE n.receipt_id = ?1 ORDER BY n.line;

-- name: last-import
-- The newest import that still stands.
SELECT id, action_id, kind, file_name, at FROM import
WHERE state = 'done' ORDER BY id DESC LIMIT 1;

-- name: imported-receipts
SELECT count(*) FROM receipt WHERE import_id = ?1;

-- name: imported-customers
SELECT count(*) FROM customer WHERE import_id = ?1;

-- name: target
-- What every month should bring; location 0 is the whole shop.
SELECT net_minor FROM target WHERE location_id = ?1 AND month_on = 0;

-- name: set-target
INSERT INTO target (location_id, month_on, net_minor) VALUES (?1, 0, ?2)
ON CONFLICT (location_id, month_on) DO UPDATE SET net_minor = excluded.net_minor;

-- name: drop-target
DELETE FROM target WHERE location_id = ?1 AND month_on = 0;
