-- Erasing a person: what goes, what is emptied, and what has to forget them.
--
-- Each statement takes the id of one row of `customer` as ?1; a merged person is erased row by row.
-- A row of `change` is the person's where it is their own row or names them in customer_id.

-- name: chain
-- A person and whoever was merged into them.
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT id FROM part;

-- name: customer
SELECT name, number, erased_at IS NOT NULL FROM customer WHERE id = ?1;

-- name: secret
SELECT secret FROM shop;

-- name: hashes
SELECT hash FROM erased;

-- name: add-hash
INSERT OR IGNORE INTO erased (hash, at) VALUES (?1, ?2);

-- name: traces
-- By what an import would know them again: the kind of the trace, and its text.
SELECT kind, value_key FROM contact_point
WHERE customer_id = ?1 AND kind IN ('email', 'phone') AND value_key <> ''
UNION ALL
SELECT 'card', card_number FROM customer WHERE id = ?1 AND card_number <> ''
UNION ALL
SELECT 'number of ' || source.name, external_id
FROM customer_identity JOIN source ON source.id = customer_identity.source_id
WHERE customer_id = ?1;

-- name: words
-- scan: once for each person who is erased. Every name, e-mail, phone and street that they have or
-- had: lines of History and of imports may have them.
SELECT DISTINCT trim(word) FROM (
  SELECT name AS word FROM customer WHERE id = ?1
  UNION ALL
  SELECT given_name || ' ' || family_name FROM customer WHERE id = ?1
  UNION ALL
  SELECT value FROM contact_point WHERE customer_id = ?1
  UNION ALL
  SELECT json_extract(image.value, '$.name')
  FROM change, json_each (json_array(before, after)) AS image
  WHERE table_name = 'customer' AND row_key = json_array(?1) AND image.value IS NOT NULL
  UNION ALL
  SELECT json_extract(image.value, '$.value')
  FROM change, json_each (json_array(before, after)) AS image
  WHERE table_name = 'contact_point' AND image.value IS NOT NULL
    AND ?1 IN (json_extract(before, '$.customer_id'), json_extract(after, '$.customer_id'))
)
WHERE length(trim(word)) > 2;

-- name: actions
-- scan: once for each person who is erased. The actions that changed anything of theirs, and
-- whether they changed anything else.
SELECT mine.action_id, EXISTS (
  SELECT 1 FROM change AS other
  WHERE other.action_id = mine.action_id
    AND NOT (other.table_name = 'customer' AND other.row_key = json_array(?1))
    AND coalesce(json_extract(other.before, '$.customer_id'),
                 json_extract(other.after, '$.customer_id')) IS NOT ?1)
FROM (
  SELECT DISTINCT action_id FROM change
  WHERE (table_name = 'customer' AND row_key = json_array(?1))
     OR ?1 IN (json_extract(before, '$.customer_id'), json_extract(after, '$.customer_id'))
) AS mine;

-- name: set-label
UPDATE action SET label = ?2 WHERE id = ?1;

-- name: strike-label
-- ?2 is a word of theirs.
UPDATE action SET label = replace(label, ?2, '…') WHERE id = ?1 AND instr(label, ?2) > 0;

-- name: strike-imports
-- scan: once for each of their words; imports are few. Reasons quote what stood in the file.
UPDATE import SET summary = json_set(summary,
  '$.refusals', json((
    SELECT json_group_array(json_set(value, '$.reason',
                                     replace(json_extract(value, '$.reason'), ?1, '…')))
    FROM json_each (summary, '$.refusals'))),
  '$.cells_dropped', json((
    SELECT json_group_array(json_set(value, '$.reason',
                                     replace(json_extract(value, '$.reason'), ?1, '…')))
    FROM json_each (summary, '$.cells_dropped'))))
WHERE json_valid(summary) AND EXISTS (
  SELECT 1 FROM json_tree (summary) AS leaf
  WHERE leaf.key = 'reason' AND instr(leaf.value, ?1) > 0);

-- name: leave-home
UPDATE customer SET household_id = NULL WHERE id = ?1;

-- name: empty-home
-- The person's home, where nobody else lives in it.
SELECT home.household_id FROM customer AS home
WHERE home.id = ?1 AND home.household_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM customer AS other
                  WHERE other.household_id = home.household_id AND other.id <> home.id);

-- name: delete-home-contacts
DELETE FROM contact_point WHERE household_id = ?1;

-- name: delete-home
DELETE FROM household WHERE id = ?1;

-- name: delete-home-images
-- scan: once for each home that is erased.
UPDATE change SET before = iif(before IS NULL, NULL, '{}'), after = iif(after IS NULL, NULL, '{}')
WHERE (table_name = 'household' AND row_key = json_array(?1))
   OR (table_name = 'contact_point'
       AND ?1 IN (json_extract(before, '$.household_id'), json_extract(after, '$.household_id')));

-- name: delete-contact-points
DELETE FROM contact_point WHERE customer_id = ?1;

-- name: delete-identities
DELETE FROM customer_identity WHERE customer_id = ?1;

-- name: delete-tags
DELETE FROM customer_tag WHERE customer_id = ?1;

-- name: delete-notes
DELETE FROM note WHERE customer_id = ?1;

-- name: delete-field-values
DELETE FROM field_value WHERE customer_id = ?1;

-- name: delete-tasks
DELETE FROM task WHERE customer_id = ?1;

-- name: delete-firings
-- Nothing is done for them any more, and so nothing twice.
DELETE FROM firing WHERE customer = (SELECT uuid FROM customer WHERE id = ?1);

-- name: delete-choices
DELETE FROM segment_person WHERE customer_id = ?1;

-- name: delete-not-same
DELETE FROM not_same WHERE customer_id = ?1 OR other_customer_id = ?1;

-- name: delete-seed
DELETE FROM seed_person WHERE customer_id = ?1;

-- name: forget-suppressed
-- That somebody asked never to be contacted stays; who it was goes.
UPDATE suppressed SET customer_id = NULL WHERE customer_id = ?1;

-- name: empty-consents
-- The ledger itself stays: that somebody allowed or forbade something names nobody.
UPDATE consent SET evidence = '' WHERE customer_id = ?1 AND evidence <> '';

-- name: empty-points
-- What was earned and spent names nobody; why may.
UPDATE points_entry SET note = '' WHERE customer_id = ?1 AND note <> '';

-- name: empty-letters
UPDATE campaign_member SET name = '', contact = '', subject = '', body = ''
WHERE customer_id = ?1;

-- name: empty-mails
-- What a mail server said may hold the address; that something was sent stays.
UPDATE outbox SET said = '' WHERE customer_id = ?1;

-- name: empty-answers
-- The same of mail that came back.
UPDATE mail_answer SET said = ''
WHERE message_id IN (SELECT message_id FROM outbox WHERE customer_id = ?1);

-- name: forget-coupons
-- Used ones stay: that a coupon came back names nobody.
DELETE FROM coupon
WHERE customer_id = ?1
  AND NOT EXISTS (SELECT 1 FROM coupon_use WHERE coupon_use.code = coupon.code);

-- name: empty-discounts
UPDATE discount SET reason = '' WHERE customer_id = ?1;

-- name: empty-tickets
-- What was wrong with which product stays; whose words it was told in goes.
UPDATE ticket SET subject = '', text = '', solution = '' WHERE customer_id = ?1;

-- name: empty-customer
UPDATE customer SET number = '', name = '', given_name = '', family_name = '', birth_year = NULL,
  birth_month = NULL, birth_day = NULL, gender = '', language = '', note = '', card_number = '',
  occupation = '', income_band = '', interests = '', prefers = '', children = NULL,
  household_size = NULL,
  joined_how = '', joined_where = '', household_id = NULL, owner_id = NULL, erased_at = ?2
WHERE id = ?1;

-- name: empty-images
-- scan: once for each person who is erased. The till's number is in the key itself.
UPDATE change SET before = iif(before IS NULL, NULL, '{}'), after = iif(after IS NULL, NULL, '{}'),
  row_key = iif(table_name = 'customer_identity', '[]', row_key)
WHERE table_name <> 'receipt'
  AND ((table_name = 'customer' AND row_key = json_array(?1))
    OR ?1 IN (json_extract(before, '$.customer_id'), json_extract(after, '$.customer_id')));

-- name: checkpoint
PRAGMA wal_checkpoint (TRUNCATE);

-- name: delete-deliveries
DELETE FROM delivery WHERE customer_id = ?1;

-- name: delete-activity
DELETE FROM activity WHERE customer_id = ?1;
