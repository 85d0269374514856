-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Two customers who are one person.

-- name: person
-- Everything of one row that a merge may choose.
SELECT c.name, c.given_name, c.family_name, c.number, coalesce(c.birth_year, 0),
       coalesce(c.birth_month, 0), coalesce(c.birth_day, 0), c.card_number, c.gender, c.language,
       c.note, c.occupation, c.income_band, c.interests, c.children, c.household_size,
       c.joined_on, c.joined_how, c.joined_where, coalesce(c.household_id, 0),
       coalesce(c.owner_id, 0), c.prefers,
       coalesce(household.name, ''), coalesce(staff.name, '')
FROM customer AS c
LEFT JOIN household ON household.id = c.household_id
LEFT JOIN staff ON staff.id = c.owner_id
WHERE c.id = ?1 AND c.erased_at IS NULL AND c.deleted_at IS NULL;

-- name: counts
-- Contact points, tags and visits of somebody and whoever was merged into them.
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT (SELECT count(*) FROM part JOIN contact_point ON contact_point.customer_id = part.id),
       (SELECT count(DISTINCT tag_id)
        FROM part JOIN customer_tag ON customer_tag.customer_id = part.id),
       (SELECT count(*) FROM part JOIN whole_receipt AS r ON r.customer_id = part.id
        WHERE r.sale_lines > 0);

-- name: contact
-- The first contact point of a kind.
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT p.id, p.value, p.postcode, p.city, p.region, p.country
FROM part JOIN contact_point AS p ON p.customer_id = part.id
WHERE p.kind = ?2
ORDER BY p.preferred DESC, p.customer_id <> ?1, p.id LIMIT 1;

-- name: prefer
UPDATE contact_point SET preferred = 1 WHERE id = ?1 AND preferred = 0;

-- name: prefer-none
-- Of a kind, of somebody and whoever was merged into them.
UPDATE contact_point SET preferred = 0
WHERE kind = ?2 AND preferred = 1 AND customer_id IN (
  WITH RECURSIVE part (id) AS (
    VALUES (?1)
    UNION
    SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
  )
  SELECT id FROM part);

-- name: keep
-- What was chosen; nothing is written where nothing is different.
UPDATE customer
SET name = ?2, given_name = ?3, family_name = ?4, birth_year = nullif(?5, 0),
    birth_month = nullif(?6, 0), birth_day = nullif(?7, 0), card_number = ?8, gender = ?9,
    language = ?10, note = ?11, occupation = ?12, income_band = ?13, interests = ?14,
    children = ?15, household_size = ?16, joined_on = ?17, joined_how = ?18, joined_where = ?19,
    household_id = nullif(?20, 0), owner_id = nullif(?21, 0), prefers = ?22
WHERE id = ?1
  AND (name, given_name, family_name, coalesce(birth_year, 0), coalesce(birth_month, 0),
       coalesce(birth_day, 0), card_number, gender, language, note, occupation, income_band,
       interests, coalesce(children, -1), coalesce(household_size, -1),
       coalesce(joined_on, -1000000), joined_how, joined_where, coalesce(household_id, 0),
       coalesce(owner_id, 0), prefers)
   <> (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, coalesce(?15, -1),
       coalesce(?16, -1), coalesce(?17, -1000000), ?18, ?19, ?20, ?21, ?22);

-- name: merge
UPDATE customer SET merged_into = ?2 WHERE id = ?1;
