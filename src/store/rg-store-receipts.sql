-- Receipts as people read them, and the last import.

-- name: by-id
-- One receipt with the names that belong to it.
SELECT r.number, r.sold_on, r.sold_time, l.name, r.customer_id, r.staff_name
FROM whole_receipt AS r JOIN location AS l ON l.id = r.location_id
WHERE r.id = ?1;

-- name: lines
SELECT p.name, p.code, n.kind, n.quantity_milli, n.net_minor
FROM whole_receipt_line AS n JOIN product AS p ON p.id = n.product_id
WHERE n.receipt_id = ?1 ORDER BY n.line;

-- name: delivery
SELECT d.method, d.placed, d.sent_on, d.cost_minor,
       concat_ws (', ', nullif(d.name, ''), nullif(d.street, ''),
                  nullif(trim(d.postcode || ' ' || d.city), ''), nullif(d.region, ''),
                  nullif(d.country, ''))
FROM whole_receipt AS r JOIN delivery AS d ON d.receipt_uuid = r.uuid
WHERE r.id = ?1;

-- name: last-import
-- The newest import that still stands.
SELECT id, action_id, kind, file_name, at FROM import
WHERE state = 'done' ORDER BY id DESC LIMIT 1;

-- name: imported-receipts
SELECT count(*) FROM whole_receipt WHERE import_id = ?1;

-- name: imported-customers
SELECT count(*) FROM customer WHERE import_id = ?1 AND deleted_at IS NULL;
