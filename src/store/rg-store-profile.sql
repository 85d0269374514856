-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- One customer in full. Every statement is found by an index: the page has a millisecond.

-- name: resolve
-- Whom a customer became part of; the customer where nobody.
WITH RECURSIVE up (id, next) AS (
  SELECT id, merged_into FROM customer WHERE id = ?1
  UNION
  SELECT customer.id, customer.merged_into FROM up JOIN customer ON customer.id = up.next
)
SELECT id FROM up WHERE next IS NULL;

-- name: home
-- The home, what all its people spend, and who looks after the person.
SELECT coalesce(home.id, 0), coalesce(home.name, ''),
       (SELECT coalesce(sum(fact.spend_minor), 0)
        FROM customer AS member JOIN customer_fact AS fact ON fact.customer_id = member.id
        WHERE member.household_id = home.id AND member.deleted_at IS NULL),
       coalesce(staff.name, '')
FROM customer
LEFT JOIN household AS home ON home.id = customer.household_id
LEFT JOIN staff ON staff.id = customer.owner_id
WHERE customer.id = ?1;

-- name: tags
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT DISTINCT tag.name, tag.colour
FROM part JOIN customer_tag ON customer_tag.customer_id = part.id
JOIN tag ON tag.id = customer_tag.tag_id
ORDER BY tag.name;

-- name: also
-- Whoever was merged into the person, by the name of their own.
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT c.id, c.name, c.number FROM part JOIN customer AS c ON c.id = part.id
WHERE c.id <> ?1
ORDER BY c.id;

-- name: household
-- The others of the home.
SELECT id, name, number
FROM customer
WHERE household_id = (SELECT household_id FROM customer WHERE id = ?1)
  AND id <> ?1 AND merged_into IS NULL AND deleted_at IS NULL
ORDER BY id;

-- name: receipts
-- All receipts of a person and of whoever was merged into them, the newest first.
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT receipt.id, receipt.sold_on, coalesce(location.name, ''), receipt.sale_lines,
       receipt.net_sales_minor
FROM part JOIN whole_receipt AS receipt ON receipt.customer_id = part.id
LEFT JOIN location ON location.id = receipt.location_id
ORDER BY receipt.sold_on DESC, receipt.sold_time DESC, receipt.id DESC;
