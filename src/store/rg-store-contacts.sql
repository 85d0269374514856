-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Contact points.

-- name: of-customer
-- A person's own and those of whoever was merged into them, then those of the home, the preferred
-- ones first. What two of them have is told once.
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT id, customer_id IS NULL, kind, value, postcode, city, region, country, preferred,
       coalesce(quiet_from, -1), coalesce(quiet_until, -1),
       iif(bounced_key <> '' AND bounced_key = value_key, bounced_on, NULL)
FROM contact_point AS p
WHERE (p.customer_id IN (SELECT id FROM part)
       OR p.household_id = (SELECT household_id FROM customer WHERE id = ?1))
  AND (p.customer_id IS NULL OR p.customer_id = ?1 OR NOT EXISTS (
         SELECT 1 FROM part JOIN contact_point AS own ON own.customer_id = part.id
         WHERE own.kind = p.kind AND (own.customer_id = ?1 OR own.id < p.id) AND own.id <> p.id
           AND CASE WHEN p.value_key <> '' THEN own.value_key = p.value_key
                    ELSE (own.value, own.postcode, own.city) = (p.value, p.postcode, p.city) END))
ORDER BY customer_id IS NULL, kind, preferred DESC, customer_id IS NOT ?1, id;

-- name: insert
INSERT INTO contact_point (uuid, customer_id, household_id, kind, value, value_key, postcode, city,
                           region, country, preferred, quiet_from, quiet_until)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);

-- name: update
-- Nothing is written where nothing is different. What belongs to somebody who was merged stays
-- theirs: the merge may be taken back.
WITH RECURSIVE part (id) AS (
  VALUES (?2)
  UNION
  SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
)
UPDATE contact_point
SET customer_id = iif(customer_id IN (SELECT id FROM part), customer_id, ?2), household_id = ?3,
    kind = ?4, value = ?5, value_key = ?6, postcode = ?7, city = ?8, region = ?9, country = ?10,
    preferred = ?11, quiet_from = ?12, quiet_until = ?13
WHERE id = ?1
  AND (iif(customer_id IN (SELECT id FROM part), ?2, customer_id), household_id, kind, value,
       postcode, city, region, country, preferred, quiet_from, quiet_until)
      IS NOT (?2, ?3, ?4, ?5, ?7, ?8, ?9, ?10, ?11, ?12, ?13);

-- name: delete
DELETE FROM contact_point WHERE id = ?1;

-- name: prefer
-- All others of the kind and owner step back.
UPDATE contact_point SET preferred = 0
WHERE id <> ?1 AND kind = ?4 AND preferred <> 0 AND (customer_id = ?2 OR household_id = ?3);

-- name: home
SELECT household_id FROM customer WHERE id = ?1;

-- name: keys-for
SELECT value FROM derived WHERE name = 'phone-keys';

-- name: set-keys-for
INSERT INTO derived (name, value) VALUES ('phone-keys', ?1)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: all-phones
-- scan: all numbers anew, once after the country or the rules have changed.
SELECT id, value, value_key FROM contact_point WHERE kind = 'phone' ORDER BY id;

-- name: set-key
UPDATE contact_point SET value_key = ?2 WHERE id = ?1;

-- name: images
SELECT id, json_extract(before, '$.value'), json_extract(after, '$.value') FROM change
WHERE table_name = 'contact_point'
  AND 'phone' IN (json_extract(before, '$.kind'), json_extract(after, '$.kind'));

-- name: set-image-keys
UPDATE change SET before = json_replace(before, '$.value_key', ?2),
                  after = json_replace(after, '$.value_key', ?3)
WHERE id = ?1;
