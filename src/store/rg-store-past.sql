-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- People as they were. On a connection of its own, temporary tables hold the rows that were
-- different, and temporary views of the tables' own names put them in place of what there is now:
-- whatever reads a person by id then reads the past. Going back, each change gives its row the
-- image before it.

-- name: rows-customer
CREATE TEMP TABLE past_customer (
  id INTEGER PRIMARY KEY, merged_into, name DEFAULT '', given_name DEFAULT '',
  family_name DEFAULT '', number DEFAULT '', card_number DEFAULT '', birth_year, birth_month,
  birth_day, joined_on, household_id, deleted_at, erased_at, occupation DEFAULT '',
  income_band DEFAULT '', interests DEFAULT '', gender DEFAULT '', language DEFAULT '',
  joined_how DEFAULT '', joined_where DEFAULT '', children, household_size, prefers DEFAULT '');

-- name: hidden-customer
-- Rows of today that are not what they were.
CREATE TEMP TABLE past_hidden_customer (id INTEGER PRIMARY KEY);

-- name: index-merged
CREATE INDEX temp.past_customer_merged ON past_customer (merged_into)
WHERE merged_into IS NOT NULL;

-- name: index-home
CREATE INDEX temp.past_customer_household ON past_customer (household_id)
WHERE household_id IS NOT NULL;

-- name: view-customer
CREATE TEMP VIEW "@customer@" AS
SELECT * FROM temp.past_customer
UNION ALL
SELECT id, merged_into, name, given_name, family_name, number, card_number, birth_year,
       birth_month, birth_day, joined_on, household_id, deleted_at, erased_at, occupation,
       income_band, interests, gender, language, joined_how, joined_where, children,
       household_size, prefers
FROM main.customer WHERE id NOT IN (SELECT id FROM temp.past_hidden_customer);

-- name: take-customer
INSERT INTO temp.past_customer
SELECT id, merged_into, name, given_name, family_name, number, card_number, birth_year,
       birth_month, birth_day, joined_on, household_id, deleted_at, erased_at, occupation,
       income_band, interests, gender, language, joined_how, joined_where, children,
       household_size, prefers
FROM main.customer WHERE id = ?1 AND id NOT IN (SELECT id FROM temp.past_hidden_customer);

-- name: hide-customer
INSERT INTO temp.past_hidden_customer (id) VALUES (?1) ON CONFLICT DO NOTHING;

-- name: begin-customer
INSERT INTO temp.past_customer (id) VALUES (?1) ON CONFLICT DO NOTHING;

-- name: drop-customer
DELETE FROM temp.past_customer WHERE id = ?1;

-- name: set-customer
-- An image has all columns of the row, or the one that changed for many at once.
UPDATE temp.past_customer SET (
  merged_into, name, given_name, family_name, number, card_number, birth_year, birth_month,
  birth_day, joined_on, household_id, deleted_at, erased_at, occupation, income_band, interests,
  gender, language, joined_how, joined_where, children, household_size, prefers) = (
  SELECT json_extract(row, '$.merged_into'), json_extract(row, '$.name'),
         json_extract(row, '$.given_name'), json_extract(row, '$.family_name'),
         json_extract(row, '$.number'), json_extract(row, '$.card_number'),
         json_extract(row, '$.birth_year'), json_extract(row, '$.birth_month'),
         json_extract(row, '$.birth_day'), json_extract(row, '$.joined_on'),
         json_extract(row, '$.household_id'), json_extract(row, '$.deleted_at'),
         json_extract(row, '$.erased_at'), json_extract(row, '$.occupation'),
         json_extract(row, '$.income_band'), json_extract(row, '$.interests'),
         json_extract(row, '$.gender'), json_extract(row, '$.language'),
         json_extract(row, '$.joined_how'), json_extract(row, '$.joined_where'),
         json_extract(row, '$.children'), json_extract(row, '$.household_size'),
         json_extract(row, '$.prefers')
  FROM (SELECT json_patch(json_object(
    'merged_into', merged_into, 'name', name, 'given_name', given_name, 'family_name',
    family_name, 'number', number, 'card_number', card_number, 'birth_year', birth_year,
    'birth_month', birth_month, 'birth_day', birth_day, 'joined_on', joined_on, 'household_id',
    household_id, 'deleted_at', deleted_at, 'erased_at', erased_at, 'occupation', occupation,
    'income_band', income_band, 'interests', interests, 'gender', gender, 'language', language,
    'joined_how', joined_how, 'joined_where', joined_where, 'children', children,
    'household_size', household_size, 'prefers', prefers), ?2) AS row))
WHERE id = ?1;

-- name: rows-contact-point
CREATE TEMP TABLE past_contact_point (
  id INTEGER PRIMARY KEY, customer_id, household_id, kind, preferred, value, value_key, city,
  country, postcode, import_id);

-- name: hidden-contact-point
CREATE TEMP TABLE past_hidden_contact_point (id INTEGER PRIMARY KEY);

-- name: index-contact-owner
CREATE INDEX temp.past_contact_point_customer ON past_contact_point (customer_id);

-- name: index-contact-home
CREATE INDEX temp.past_contact_point_household ON past_contact_point (household_id)
WHERE household_id IS NOT NULL;

-- name: view-contact-point
CREATE TEMP VIEW "@contact_point@" AS
SELECT id, customer_id, household_id, kind, preferred, value, value_key, city, country, postcode
FROM temp.past_contact_point
UNION ALL
SELECT id, customer_id, household_id, kind, preferred, value, value_key, city, country, postcode
FROM main.contact_point WHERE id NOT IN (SELECT id FROM temp.past_hidden_contact_point);

-- name: hide-contact-point
INSERT INTO temp.past_hidden_contact_point (id) VALUES (?1) ON CONFLICT DO NOTHING;

-- name: drop-contact-point
DELETE FROM temp.past_contact_point WHERE id = ?1;

-- name: set-contact-point
INSERT INTO temp.past_contact_point
SELECT ?1, json_extract(?2, '$.customer_id'), json_extract(?2, '$.household_id'),
       json_extract(?2, '$.kind'), json_extract(?2, '$.preferred'), json_extract(?2, '$.value'),
       json_extract(?2, '$.value_key'), json_extract(?2, '$.city'),
       json_extract(?2, '$.country'), json_extract(?2, '$.postcode'),
       json_extract(?2, '$.import_id');

-- name: rows-customer-tag
CREATE TEMP TABLE past_customer_tag (
  customer_id, tag_id, import_id, PRIMARY KEY (customer_id, tag_id));

-- name: hidden-customer-tag
CREATE TEMP TABLE past_hidden_customer_tag (
  customer_id, tag_id, PRIMARY KEY (customer_id, tag_id));

-- name: view-customer-tag
CREATE TEMP VIEW "@customer_tag@" AS
SELECT customer_id, tag_id FROM temp.past_customer_tag
UNION ALL
SELECT customer_id, tag_id FROM main.customer_tag
WHERE NOT EXISTS (SELECT 1 FROM temp.past_hidden_customer_tag AS hidden
                  WHERE hidden.customer_id = customer_tag.customer_id
                    AND hidden.tag_id = customer_tag.tag_id);

-- name: hide-customer-tag
INSERT INTO temp.past_hidden_customer_tag (customer_id, tag_id) VALUES (?1, ?2)
ON CONFLICT DO NOTHING;

-- name: drop-customer-tag
DELETE FROM temp.past_customer_tag WHERE customer_id = ?1 AND tag_id = ?2;

-- name: set-customer-tag
INSERT INTO temp.past_customer_tag (customer_id, tag_id, import_id)
VALUES (?1, ?2, json_extract(?3, '$.import_id'));

-- name: rows-field-value
CREATE TEMP TABLE past_field_value (
  customer_id, field_id, part, text, number, choice_id, import_id,
  PRIMARY KEY (customer_id, field_id, part));

-- name: hidden-field-value
CREATE TEMP TABLE past_hidden_field_value (
  customer_id, field_id, part, PRIMARY KEY (customer_id, field_id, part));

-- name: view-field-value
CREATE TEMP VIEW "@field_value@" AS
SELECT customer_id, field_id, part, text, number, choice_id FROM temp.past_field_value
UNION ALL
SELECT customer_id, field_id, part, text, number, choice_id FROM main.field_value
WHERE NOT EXISTS (SELECT 1 FROM temp.past_hidden_field_value AS hidden
                  WHERE hidden.customer_id = field_value.customer_id
                    AND hidden.field_id = field_value.field_id
                    AND hidden.part = field_value.part);

-- name: hide-field-value
INSERT INTO temp.past_hidden_field_value (customer_id, field_id, part) VALUES (?1, ?2, ?3)
ON CONFLICT DO NOTHING;

-- name: drop-field-value
DELETE FROM temp.past_field_value WHERE customer_id = ?1 AND field_id = ?2 AND part = ?3;

-- name: set-field-value
INSERT INTO temp.past_field_value
SELECT ?1, ?2, ?3, json_extract(?4, '$.text'), json_extract(?4, '$.number'),
       json_extract(?4, '$.choice_id'), json_extract(?4, '$.import_id');

-- name: rows-segment-person
CREATE TEMP TABLE past_segment_person (
  segment_id, customer_id, chosen, reason, PRIMARY KEY (segment_id, customer_id));

-- name: hidden-segment-person
CREATE TEMP TABLE past_hidden_segment_person (
  segment_id, customer_id, PRIMARY KEY (segment_id, customer_id));

-- name: view-segment-person
CREATE TEMP VIEW "@segment_person@" AS
SELECT * FROM temp.past_segment_person
UNION ALL
SELECT segment_id, customer_id, chosen, reason FROM main.segment_person
WHERE NOT EXISTS (SELECT 1 FROM temp.past_hidden_segment_person AS hidden
                  WHERE hidden.segment_id = segment_person.segment_id
                    AND hidden.customer_id = segment_person.customer_id);

-- name: hide-segment-person
INSERT INTO temp.past_hidden_segment_person (segment_id, customer_id) VALUES (?1, ?2)
ON CONFLICT DO NOTHING;

-- name: drop-segment-person
DELETE FROM temp.past_segment_person WHERE segment_id = ?1 AND customer_id = ?2;

-- name: set-segment-person
INSERT INTO temp.past_segment_person
SELECT ?1, ?2, json_extract(?3, '$.chosen'), json_extract(?3, '$.reason');

-- name: rows-ticket
CREATE TEMP TABLE past_ticket (id INTEGER PRIMARY KEY, customer_id, kind, opened_on, closed_on);

-- name: hidden-ticket
CREATE TEMP TABLE past_hidden_ticket (id INTEGER PRIMARY KEY);

-- name: index-ticket-owner
CREATE INDEX temp.past_ticket_customer ON past_ticket (customer_id);

-- name: view-ticket
CREATE TEMP VIEW "@ticket@" AS
SELECT id, customer_id, kind, opened_on, closed_on FROM temp.past_ticket
UNION ALL
SELECT id, customer_id, kind, opened_on, closed_on FROM main.ticket
WHERE id NOT IN (SELECT id FROM temp.past_hidden_ticket);

-- name: hide-ticket
INSERT INTO temp.past_hidden_ticket (id) VALUES (?1) ON CONFLICT DO NOTHING;

-- name: drop-ticket
DELETE FROM temp.past_ticket WHERE id = ?1;

-- name: set-ticket
INSERT INTO temp.past_ticket
SELECT ?1, json_extract(?2, '$.customer_id'), json_extract(?2, '$.kind'),
       json_extract(?2, '$.opened_on'), json_extract(?2, '$.closed_on');

-- name: changes
-- Of people, from one instant to another, the latest first: the row, its image before, whether that
-- is the row's beginning, and whom it belongs or belonged to. What came with an import that has
-- been taken back has never been, so that nothing tells of its going.
-- CROSS JOIN keeps SQLite from passing over all changes that ever were, only for their order.
SELECT c.table_name, json_extract(c.row_key, '$[0]'), json_extract(c.row_key, '$[1]'),
       json_extract(c.row_key, '$[2]'), c.before,
       c.before IS NULL AND NOT EXISTS (
         SELECT 1 FROM change AS earlier
         WHERE earlier.table_name = c.table_name AND earlier.row_key = c.row_key
           AND earlier.action_id < c.action_id),
       json_extract(c.before, '$.customer_id'), json_extract(c.after, '$.customer_id'),
       json_extract(c.before, '$.household_id'), json_extract(c.after, '$.household_id'),
       json_extract(c.before, '$.merged_into'), json_extract(c.after, '$.merged_into'),
       json_extract(c.before, '$.name'), c.after IS NULL
FROM action AS a CROSS JOIN change AS c ON c.action_id = a.id
WHERE a.at > ?1 AND a.at <= ?2
  AND c.table_name IN ('customer', 'contact_point', 'customer_tag', 'field_value',
                       'segment_person', 'tag', 'ticket')
  AND c.before IS NOT '{}' AND c.after IS NOT '{}'
  AND NOT ((c.before IS NULL OR c.after IS NULL) AND EXISTS (
    SELECT 1 FROM import AS i
    WHERE i.id = json_extract(coalesce(c.before, c.after), '$.import_id')
      AND i.state = 'taken-back'))
ORDER BY c.id DESC;

-- name: imports
SELECT i.id, a.at FROM import AS i JOIN action AS a ON a.id = i.action_id
WHERE a.at > ?1 AND a.at <= ?2;

-- name: import-contacts
-- What an import brought, and what has gone since.
SELECT id, customer_id FROM main.contact_point WHERE import_id = ?1 AND customer_id IS NOT NULL
UNION
SELECT id, customer_id FROM temp.past_contact_point
WHERE import_id = ?1 AND customer_id IS NOT NULL;

-- name: import-tags
-- Not what an earlier import had brought, somebody took away, and this one brought again.
SELECT customer_id, tag_id FROM main.customer_tag AS t WHERE import_id = ?1
  AND NOT EXISTS (SELECT 1 FROM temp.past_hidden_customer_tag AS hidden
                  WHERE hidden.customer_id = t.customer_id AND hidden.tag_id = t.tag_id)
UNION
SELECT customer_id, tag_id FROM temp.past_customer_tag WHERE import_id = ?1;

-- name: import-values
-- As with tags.
SELECT customer_id, field_id, part FROM main.field_value AS v WHERE import_id = ?1
  AND NOT EXISTS (SELECT 1 FROM temp.past_hidden_field_value AS hidden
                  WHERE hidden.customer_id = v.customer_id AND hidden.field_id = v.field_id
                    AND hidden.part = v.part)
UNION
SELECT customer_id, field_id, part FROM temp.past_field_value WHERE import_id = ?1;

-- name: made-by-hand
-- When customers were written down, but for those that imports brought.
SELECT json_extract(c.row_key, '$[0]'), min(a.at)
FROM change AS c JOIN action AS a ON a.id = c.action_id
WHERE c.table_name = 'customer' AND c.before IS NULL GROUP BY c.row_key;

-- name: made-by-imports
-- scan: everybody is asked.
SELECT c.id, coalesce(a.at, i.at) FROM main.customer AS c JOIN import AS i ON i.id = c.import_id
LEFT JOIN action AS a ON a.id = i.action_id
WHERE c.import_id IS NOT NULL;

-- name: household
SELECT id FROM customer WHERE household_id = ?1;

-- name: receipts
SELECT id FROM whole_receipt WHERE customer_id = ?1;

-- name: permissions
-- scan: the whole ledger, once. Whose permission an entry changed since a day, and when: entries
-- count from the day on which somebody said so, what takes one back from the day on which that was
-- done. And whether all that they ever said about the channel is that.
SELECT customer_id, CASE WHEN reverses IS NULL THEN effective_on END, recorded_at, channel,
       reverses IS NULL AND NOT EXISTS (
         SELECT 1 FROM consent AS other WHERE other.customer_id = consent.customer_id AND
           other.channel = consent.channel AND other.id <> consent.id)
FROM consent
WHERE effective_on > ?1 OR (reverses IS NOT NULL AND recorded_at >= ?2);

-- name: parts
-- Names and contact points of those who were merged into a person. CROSS JOIN keeps SQLite from
-- reading every row that has changed for somebody whom nobody was merged into.
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT p.id FROM part CROSS JOIN temp.past_customer AS p ON p.merged_into = part.id
  UNION
  SELECT c.id FROM part CROSS JOIN main.customer AS c ON c.merged_into = part.id
  WHERE c.id NOT IN (SELECT id FROM temp.past_hidden_customer)
)
SELECT owner, kind, value, value_key, city, country, postcode FROM (
  SELECT p.id AS owner, 'name' AS kind, p.name || ' ' || p.given_name || ' ' || p.family_name ||
         ' ' || p.number || ' ' || p.card_number AS value, '' AS value_key, '' AS city,
         '' AS country, '' AS postcode, 0 AS contact
  FROM part CROSS JOIN temp.past_customer AS p ON p.id = part.id WHERE part.id <> ?1
  UNION ALL
  SELECT c.id, 'name', c.name || ' ' || c.given_name || ' ' || c.family_name || ' ' || c.number ||
         ' ' || c.card_number, '', '', '', '', 0
  FROM part CROSS JOIN main.customer AS c ON c.id = part.id
  WHERE part.id <> ?1 AND c.id NOT IN (SELECT id FROM temp.past_hidden_customer)
  UNION ALL
  SELECT p.customer_id, p.kind, p.value, p.value_key, p.city, p.country, p.postcode, p.id
  FROM part CROSS JOIN temp.past_contact_point AS p ON p.customer_id = part.id WHERE part.id <> ?1
  UNION ALL
  SELECT p.customer_id, p.kind, p.value, p.value_key, p.city, p.country, p.postcode, p.id
  FROM part CROSS JOIN main.contact_point AS p ON p.customer_id = part.id
  WHERE part.id <> ?1 AND p.id NOT IN (SELECT id FROM temp.past_hidden_contact_point))
ORDER BY contact > 0, owner, contact;
