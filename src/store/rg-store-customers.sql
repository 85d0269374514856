-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Customers: the orders of the list, one row of it, the facts of one person, and edits by hand.

-- name: ids-by-name
-- scan: customer_fact (all ids of the list, out of a covering index)
SELECT customer_id FROM customer_fact
WHERE customer_id NOT IN (SELECT id FROM customer WHERE deleted_at IS NOT NULL)
ORDER BY sort_key, customer_id LIMIT ?1;

-- name: ids-by-last-visit
-- scan: customer_fact (all ids of the list, out of a covering index)
SELECT customer_id FROM customer_fact
WHERE customer_id NOT IN (SELECT id FROM customer WHERE deleted_at IS NOT NULL)
ORDER BY last_on, customer_id LIMIT ?1;

-- name: ids-by-visits
-- scan: customer_fact (all ids of the list, out of a covering index)
SELECT customer_id FROM customer_fact
WHERE customer_id NOT IN (SELECT id FROM customer WHERE deleted_at IS NOT NULL)
ORDER BY visits, customer_id LIMIT ?1;

-- name: ids-by-spend
-- scan: customer_fact (all ids of the list, out of a covering index)
SELECT customer_id FROM customer_fact
WHERE customer_id NOT IN (SELECT id FROM customer WHERE deleted_at IS NOT NULL)
ORDER BY spend_minor, customer_id LIMIT ?1;

-- name: matches
-- Whose search text holds one folded word; only while the dataset is still being read.
-- scan: customer_fact (a word may stand anywhere in the text)
SELECT customer_id FROM customer_fact
WHERE instr(search, ?1) > 0
  AND customer_id NOT IN (SELECT id FROM customer WHERE deleted_at IS NOT NULL);

-- name: summary
-- One row of the list. A city may be that of the household, or of somebody merged into them.
SELECT customer.id, customer.name, customer.number,
       coalesce((SELECT city FROM contact_point
                 WHERE contact_point.customer_id = customer.id AND kind = 'address' AND city <> ''
                 ORDER BY preferred DESC, contact_point.id LIMIT 1),
                (SELECT city FROM contact_point
                 WHERE contact_point.household_id = customer.household_id
                   AND kind = 'address' AND city <> ''
                 ORDER BY preferred DESC, contact_point.id LIMIT 1),
                (SELECT point.city FROM customer AS other
                 JOIN contact_point AS point ON point.customer_id = other.id
                 WHERE other.merged_into = customer.id AND kind = 'address' AND city <> ''
                 ORDER BY preferred DESC, point.id LIMIT 1),
                ''),
       customer_fact.visits, customer_fact.last_on, customer_fact.spend_minor,
       (SELECT max(sold_on) FROM whole_receipt),
       customer_fact.first_on, customer.joined_on,
       coalesce((SELECT value FROM contact_point
                 WHERE contact_point.customer_id = customer.id AND kind = 'email'
                 ORDER BY preferred DESC, contact_point.id LIMIT 1), ''),
       coalesce((SELECT value FROM contact_point
                 WHERE contact_point.customer_id = customer.id AND kind = 'phone'
                 ORDER BY preferred DESC, contact_point.id LIMIT 1), '')
FROM customer JOIN customer_fact ON customer_fact.customer_id = customer.id
WHERE customer.id = ?1 AND customer.deleted_at IS NULL;

-- name: own
-- What is known of a person in the shop's own fields: theirs first, then that of whoever was merged
-- into them.
WITH RECURSIVE member (id) AS (
  VALUES (?1)
  UNION
  SELECT c.id FROM member CROSS JOIN customer AS c ON c.merged_into = member.id
)
SELECT v.field_id, v.customer_id, field.kind, v.number, coalesce(choice.name, v.text)
FROM member CROSS JOIN field_value AS v ON v.customer_id = member.id
JOIN field ON field.id = v.field_id
LEFT JOIN field_choice AS choice ON choice.id = v.choice_id
ORDER BY v.field_id, v.customer_id <> ?1, v.customer_id, choice.place, choice.id;

-- name: own-values
-- All that a field holds, by customer: a number, or a choice's place, or a text.
SELECT v.customer_id, customer.merged_into IS NOT NULL, coalesce(v.number, choice.place), v.text
FROM field_value AS v JOIN customer ON customer.id = v.customer_id
LEFT JOIN field_choice AS choice ON choice.id = v.choice_id
WHERE v.field_id = ?1 AND customer.deleted_at IS NULL ORDER BY v.customer_id;

-- name: visit-days
-- Of a person and of whoever was merged into them.
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT DISTINCT r.sold_on
FROM part JOIN whole_receipt AS r ON r.customer_id = part.id
WHERE r.sale_lines > 0
ORDER BY r.sold_on;

-- name: living
-- The living customer that one is part of, in words.
WITH RECURSIVE chain (id, merged_into) AS (
  SELECT id, merged_into FROM customer WHERE id = ?1
  UNION
  SELECT c.id, c.merged_into FROM chain JOIN customer AS c ON c.id = chain.merged_into
)
SELECT c.id, c.name, c.given_name, c.family_name, c.number
FROM chain JOIN customer AS c ON c.id = chain.id
WHERE chain.merged_into IS NULL AND c.deleted_at IS NULL;

-- name: details
-- What the edit dialog shows of a person.
SELECT name, given_name, family_name, coalesce(birth_year, 0), coalesce(birth_month, 0),
       coalesce(birth_day, 0), note, number, coalesce(household_id, 0), joined_on, gender,
       language, occupation, income_band, interests, card_number, joined_how, joined_where,
       coalesce(children, -1), coalesce(household_size, -1), coalesce(owner_id, 0),
       prefers
FROM customer WHERE id = ?1 AND erased_at IS NULL AND deleted_at IS NULL;

-- name: contact-points
-- A person's own and those of whoever was merged into them, the preferred ones first.
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT p.id, p.kind, p.value, p.postcode, p.city, p.region, p.country
FROM part JOIN contact_point AS p ON p.customer_id = part.id
ORDER BY p.preferred DESC, p.customer_id <> ?1, p.id;

-- name: insert
INSERT INTO customer (uuid, name, given_name, family_name, birth_year, birth_month, birth_day,
                      note, gender, language, occupation, income_band, interests, card_number,
                      joined_how, joined_where, children, household_size, owner_id, joined_on,
                      prefers)
VALUES (?1, ?2, ?3, ?4, nullif(?5, 0), nullif(?6, 0), nullif(?7, 0), ?8, ?9, ?10, ?11, ?12, ?13,
        ?14, ?15, ?16, nullif(?17, -1), nullif(?18, -1), nullif(?19, 0), ?20, ?21);

-- name: update
-- Nothing is written where nothing is different.
UPDATE customer
SET name = ?2, given_name = ?3, family_name = ?4, birth_year = nullif(?5, 0),
    birth_month = nullif(?6, 0), birth_day = nullif(?7, 0), note = ?8, gender = ?9, language = ?10,
    occupation = ?11, income_band = ?12, interests = ?13, card_number = ?14, joined_how = ?15,
    joined_where = ?16, children = nullif(?17, -1), household_size = nullif(?18, -1),
    owner_id = nullif(?19, 0), joined_on = ?20, prefers = ?21
WHERE id = ?1
  AND (name, given_name, family_name, coalesce(birth_year, 0), coalesce(birth_month, 0),
       coalesce(birth_day, 0), note, gender, language, occupation, income_band, interests,
       card_number, joined_how, joined_where, coalesce(children, -1),
       coalesce(household_size, -1), coalesce(owner_id, 0), joined_on, prefers)
      IS NOT (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
              ?20, ?21);

-- name: insert-contact-point
INSERT INTO contact_point (uuid, customer_id, kind, preferred, value, value_key, postcode, city,
                           region, country)
VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: update-contact-point
UPDATE contact_point
SET value = ?2, value_key = ?3, postcode = ?4, city = ?5, region = ?6, country = ?7
WHERE id = ?1 AND (value, postcode, city, region, country) <> (?2, ?4, ?5, ?6, ?7);

-- name: delete-contact-point
DELETE FROM contact_point WHERE id = ?1;

-- name: in-use
-- Whether anything points at the person that cannot lose them.
SELECT EXISTS (SELECT 1 FROM whole_receipt WHERE customer_id = ?1)
    OR EXISTS (SELECT 1 FROM consent WHERE customer_id = ?1)
    OR EXISTS (SELECT 1 FROM points_entry WHERE customer_id = ?1)
    OR EXISTS (SELECT 1 FROM campaign_member WHERE customer_id = ?1)
    OR EXISTS (SELECT 1 FROM customer WHERE merged_into = ?1);

-- name: delete
-- Hidden, with all that belongs to them: ?2 is now.
UPDATE customer SET deleted_at = ?2 WHERE id = ?1;

-- name: find-tag
SELECT id FROM tag WHERE name = ?1;

-- name: insert-tag
INSERT INTO tag (uuid, name) VALUES (?1, ?2);

-- name: tag
INSERT INTO customer_tag (customer_id, tag_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING;

-- name: untag
-- Also from those who were merged into the person.
DELETE FROM customer_tag WHERE tag_id = ?2 AND customer_id IN (
  WITH RECURSIVE part (id) AS (
    VALUES (?1)
    UNION
    SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
  )
  SELECT id FROM part);

-- name: card
-- A person's vCard.
SELECT id, uuid, name, given_name, family_name, birth_year, birth_month, birth_day, gender,
  language, note
FROM customer
WHERE id = ?1 AND merged_into IS NULL AND erased_at IS NULL AND deleted_at IS NULL;

-- name: cards
-- scan: everybody's.
SELECT id, uuid, name, given_name, family_name, birth_year, birth_month, birth_day, gender,
  language, note
FROM customer WHERE merged_into IS NULL AND erased_at IS NULL AND deleted_at IS NULL
ORDER BY id;

-- name: export
-- One row of a list as a file, with the preferred ones of what is the person's own; asked in the
-- order of the index, since sorting two rows costs more than finding them twice.
SELECT c.uuid, c.name, c.given_name, c.family_name,
       coalesce((SELECT value FROM contact_point
                 WHERE customer_id = c.id AND kind = 'email' AND preferred = 1
                 ORDER BY id LIMIT 1),
                (SELECT value FROM contact_point WHERE customer_id = c.id AND kind = 'email'
                 ORDER BY id LIMIT 1)),
       coalesce((SELECT value FROM contact_point
                 WHERE customer_id = c.id AND kind = 'phone' AND preferred = 1
                 ORDER BY id LIMIT 1),
                (SELECT value FROM contact_point WHERE customer_id = c.id AND kind = 'phone'
                 ORDER BY id LIMIT 1)),
       place.value, place.postcode, place.city, place.region, place.country,
       c.birth_year, c.birth_month, c.birth_day, c.gender, c.language, c.card_number, c.joined_on,
       c.joined_how, c.joined_where, c.occupation, c.income_band, c.interests,
       coalesce(c.children, ''), coalesce(c.household_size, ''),
       coalesce((SELECT staff.name FROM staff WHERE staff.id = c.owner_id), ''), c.note, c.prefers
FROM customer AS c LEFT JOIN contact_point AS place ON place.id = coalesce(
  (SELECT id FROM contact_point WHERE customer_id = c.id AND kind = 'address' AND preferred = 1
   ORDER BY id LIMIT 1),
  (SELECT id FROM contact_point WHERE customer_id = c.id AND kind = 'address'
   ORDER BY id LIMIT 1))
WHERE c.id = ?1 AND c.merged_into IS NULL AND c.erased_at IS NULL AND c.deleted_at IS NULL;

-- name: export-permissions
SELECT channel, granted, since_on FROM permission WHERE customer_id = ?1;

-- name: is-joined
-- Whether somebody was merged into the person.
SELECT 1 FROM customer WHERE merged_into = ?1 LIMIT 1;

-- name: own-card-contacts
-- Of a person whom nobody was merged into, which is much quicker to say.
SELECT value, postcode, city, region, country FROM contact_point
WHERE customer_id = ?1 AND kind = ?2 ORDER BY preferred DESC, id;

-- name: own-card-tags
SELECT tag.name FROM customer_tag JOIN tag ON tag.id = customer_tag.tag_id
WHERE customer_tag.customer_id = ?1 ORDER BY tag.name;

-- name: card-contacts
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT p.value, p.postcode, p.city, p.region, p.country
FROM part JOIN contact_point AS p ON p.customer_id = part.id
WHERE p.kind = ?2 ORDER BY p.preferred DESC, p.customer_id <> ?1, p.id;

-- name: card-tags
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT DISTINCT tag.name
FROM part JOIN customer_tag ON customer_tag.customer_id = part.id
JOIN tag ON tag.id = customer_tag.tag_id
ORDER BY tag.name;

-- name: by-uuid
SELECT id FROM customer
WHERE uuid = ?1 AND merged_into IS NULL AND erased_at IS NULL AND deleted_at IS NULL;
