-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Tickets.

-- name: open
-- ?1 the last due day (NULL: any), ?2 a customer (NULL: any), ?3 staff (NULL: any), ?4 a kind
-- (NULL: any).
SELECT t.id FROM ticket AS t
WHERE t.closed_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM customer WHERE id = t.customer_id
                  AND (deleted_at IS NOT NULL OR erased_at IS NOT NULL))
  AND (?1 IS NULL OR t.due_on <= ?1)
  AND (?2 IS NULL OR t.customer_id IN (
         WITH RECURSIVE member (id) AS (
           SELECT ?2
           UNION
           SELECT m.id FROM member CROSS JOIN customer AS m ON m.merged_into = member.id
         )
         SELECT id FROM member))
  AND (?3 IS NULL OR t.staff_id = ?3)
  AND (?4 IS NULL OR t.kind = ?4)
ORDER BY CASE t.priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END,
         t.due_on IS NULL, t.due_on, t.opened_on, t.id;

-- name: closed
-- The same of those that are closed.
SELECT t.id FROM ticket AS t
WHERE t.closed_on IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM customer WHERE id = t.customer_id
                  AND (deleted_at IS NOT NULL OR erased_at IS NOT NULL))
  AND (?1 IS NULL OR t.due_on <= ?1)
  AND (?2 IS NULL OR t.customer_id IN (
         WITH RECURSIVE member (id) AS (
           SELECT ?2
           UNION
           SELECT m.id FROM member CROSS JOIN customer AS m ON m.merged_into = member.id
         )
         SELECT id FROM member))
  AND (?3 IS NULL OR t.staff_id = ?3)
  AND (?4 IS NULL OR t.kind = ?4)
ORDER BY t.closed_on DESC, t.closed_time DESC, t.id DESC;

-- name: subjects
-- Of those that are not closed, and who came with it.
SELECT t.id, t.subject, coalesce(nullif(c.name, ''), c.number, '') FROM ticket AS t
LEFT JOIN customer AS c ON c.id = t.customer_id
WHERE t.closed_on IS NULL AND c.deleted_at IS NULL AND c.erased_at IS NULL;

-- name: by-id
SELECT t.id, t.uuid, t.kind, t.customer_id, t.product_id,
       coalesce(nullif(product.name, ''), product.code, ''), t.receipt_uuid, r.id,
       coalesce(r.number, ''), r.sold_on, t.subject, t.text, t.channel, t.priority, t.state,
       t.outcome, t.solution, t.opened_on, t.opened_time, t.due_on, t.closed_on, t.closed_time,
       t.staff_id, staff.name
FROM ticket AS t
LEFT JOIN product ON product.id = t.product_id
LEFT JOIN whole_receipt AS r ON r.uuid = t.receipt_uuid
LEFT JOIN staff ON staff.id = t.staff_id
WHERE t.id = ?1;

-- name: find
SELECT id FROM ticket WHERE hex(uuid) = upper(replace(?1, '-', '')) OR id = ?2;

-- name: has-bought
SELECT 1 FROM customer_fact WHERE customer_id = ?1 AND first_on IS NOT NULL;

-- name: was-imported
-- Whether the import that brought a product has been taken back.
SELECT 1 FROM product JOIN import ON import.id = product.import_id
WHERE product.id = ?1 AND import.state = 'taken-back';

-- name: receipts
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id)
SELECT r.id, r.number, r.sold_on, r.net_sales_minor
FROM part JOIN whole_receipt AS r ON r.customer_id = part.id
ORDER BY r.sold_on DESC, r.id DESC LIMIT ?2;

-- name: find-receipt
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id)
SELECT r.id FROM whole_receipt AS r
WHERE r.number = ?2 AND (?1 = 0 OR r.customer_id IN (SELECT id FROM part))
ORDER BY r.sold_on DESC, r.id DESC LIMIT 1;

-- name: insert
INSERT INTO ticket (uuid, customer_id, opened_on, opened_time, kind, product_id, receipt_uuid,
                    subject, text, channel, priority, state, outcome, solution, due_on, closed_on,
                    closed_time, staff_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18);

-- name: update
-- Nothing is written where nothing is different. One that came under somebody stays theirs.
UPDATE ticket
SET customer_id = coalesce(customer_id, ?2), opened_on = ?3, opened_time = ?4, kind = ?5,
    product_id = ?6, receipt_uuid = ?7, subject = ?8, text = ?9, channel = ?10, priority = ?11,
    state = ?12, outcome = ?13, solution = ?14, due_on = ?15, closed_on = ?16, closed_time = ?17,
    staff_id = ?18
WHERE uuid = ?1
  AND (customer_id, opened_on, opened_time, kind, product_id, receipt_uuid, subject, text, channel,
       priority, state, outcome, solution, due_on, closed_on, closed_time, staff_id)
      IS NOT (coalesce(customer_id, ?2), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
              ?16, ?17, ?18);

-- name: delete
DELETE FROM ticket WHERE id = ?1;
