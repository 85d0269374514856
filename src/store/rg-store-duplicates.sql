-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Customers who may be one person twice.

-- name: people
-- scan: everybody is compared.
SELECT c.id, coalesce(c.merged_into, 0), c.name, c.given_name, c.family_name, c.number,
       coalesce(c.birth_year, 0), coalesce(c.birth_month, 0), coalesce(c.birth_day, 0), c.gender,
       c.card_number, coalesce(c.household_id, 0), coalesce(f.visits, 0), f.first_on, f.last_on
FROM customer AS c LEFT JOIN customer_fact AS f ON f.customer_id = c.id
WHERE c.erased_at IS NULL AND c.deleted_at IS NULL ORDER BY c.id;

-- name: contacts
-- scan: everybody is compared.
SELECT customer_id, kind, value, value_key, postcode, city FROM contact_point
WHERE customer_id IS NOT NULL ORDER BY customer_id, preferred DESC, id;

-- name: not-same
-- Those of whom somebody said so: few.
SELECT customer_id, other_customer_id FROM not_same;

-- name: tell-apart
INSERT OR IGNORE INTO not_same (customer_id, other_customer_id) VALUES (?1, ?2);

-- name: by-contact
-- Somebody living who has an e-mail or a phone, or whom somebody was merged into who has it.
WITH RECURSIVE up (id, next) AS (
  SELECT c.id, c.merged_into
  FROM contact_point AS p JOIN customer AS c ON c.id = p.customer_id
  WHERE p.kind = ?1 AND p.value_key = ?2 AND p.value_key <> '' AND c.erased_at IS NULL
    AND c.deleted_at IS NULL
  UNION
  SELECT c.id, c.merged_into FROM up JOIN customer AS c ON c.id = up.next
)
SELECT id FROM up WHERE next IS NULL AND id <> ?3 ORDER BY id LIMIT 1;

-- name: by-name
-- Somebody whom lists sort where this name is.
SELECT f.customer_id FROM customer_fact AS f JOIN customer AS c ON c.id = f.customer_id
WHERE f.sort_key = ?1 AND f.customer_id <> ?2 AND c.deleted_at IS NULL
ORDER BY f.customer_id LIMIT 1;
