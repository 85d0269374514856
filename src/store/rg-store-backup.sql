-- Backups, and what a restore carries over.

-- name: label
-- scan: both tables are counted, once a backup.
SELECT uuid, name,
  (SELECT count(*) FROM customer WHERE merged_into IS NULL AND erased_at IS NULL),
  (SELECT count(*) FROM receipt),
  (SELECT max(sold_on) FROM receipt)
FROM shop;

-- name: name
SELECT name, is_sample FROM shop;

-- name: bytes
SELECT page_count * page_size FROM pragma_page_count, pragma_page_size;

-- name: shop-uuid
SELECT uuid FROM shop;

-- name: erased-hashes
SELECT hash, at FROM erased;

-- name: erased-customers
-- scan: once a restore; few are erased.
SELECT uuid, erased_at FROM customer WHERE erased_at IS NOT NULL;

-- name: add-erased-hash
INSERT OR IGNORE INTO erased (hash, at) VALUES (?1, ?2);

-- name: customer-of-uuid
SELECT id FROM customer WHERE uuid = ?1 AND erased_at IS NULL;

-- name: erase-customer
UPDATE customer SET number = '', name = '', given_name = '', family_name = '', birth_year = NULL,
  birth_month = NULL, birth_day = NULL, gender = '', language = '', note = '', card_number = '',
  household_id = NULL, erased_at = ?2
WHERE id = ?1;

-- name: erase-contacts
DELETE FROM contact_point WHERE customer_id = ?1;

-- name: erase-identities
DELETE FROM customer_identity WHERE customer_id = ?1;

-- name: erase-letters
UPDATE campaign_member SET name = '', contact = '', subject = '', body = ''
WHERE customer_id = ?1;

-- name: erase-images
-- scan: once for each person who was erased after the backup was made.
UPDATE change SET before = CASE WHEN before IS NULL THEN NULL ELSE '{}' END,
                  after = CASE WHEN after IS NULL THEN NULL ELSE '{}' END
WHERE (table_name = 'customer' AND row_key = json_array (?1))
   OR (table_name IN ('contact_point', 'customer_identity', 'campaign_member')
       AND ?1 IN (json_extract (before, '$.customer_id'), json_extract (after, '$.customer_id')));
