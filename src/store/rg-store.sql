-- The store's own statements: the shop, actions, the generation.

-- name: begin-write
BEGIN IMMEDIATE;

-- name: shop
SELECT uuid, name, currency, time_zone, first_weekday, country, address,
       prices_include_tax, margin_permille, is_sample, created_at
FROM shop WHERE id = 1;

-- name: shop-insert
INSERT INTO shop (id, uuid, name, currency, time_zone, first_weekday, country, address,
                  prices_include_tax, margin_permille, is_sample, secret, created_at)
VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, randomblob(32), ?11);

-- name: action-insert
INSERT INTO action (uuid, at, staff_id, kind, label) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: action-label
UPDATE action SET label = ?2 WHERE id = ?1;

-- name: action-undoes
UPDATE action SET undoes = ?2 WHERE id = ?1;

-- name: action-delete
DELETE FROM action WHERE id = ?1;

-- name: any-change
SELECT 1 FROM change WHERE action_id = ?1 LIMIT 1;

-- name: changed-rows
-- Table, key, and the customers that an action has changed: its own, and the one that it was merged
-- into before; then the homes whose people are reached in another way; and whether what is derived
-- from them is stale. Where an erased person's images are empty, nobody can tell: it is.
SELECT table_name,
       json_extract(row_key, '$[0]'),
       CASE WHEN table_name IN ('customer', 'field_value') THEN json_extract(row_key, '$[0]')
            WHEN table_name IN ('contact_point', 'customer_tag', 'consent', 'receipt',
                                'customer_identity', 'points_entry')
            THEN coalesce(json_extract(after, '$.customer_id'),
                          json_extract(before, '$.customer_id')) END,
       CASE WHEN table_name = 'customer' THEN json_extract(before, '$.merged_into')
            WHEN table_name = 'receipt' THEN json_extract(before, '$.customer_id') END,
       CASE WHEN table_name = 'contact_point' THEN json_extract(before, '$.household_id') END,
       CASE WHEN table_name = 'contact_point' THEN json_extract(after, '$.household_id') END,
       CASE WHEN table_name IN ('customer_tag', 'field_value') THEN 0
            WHEN table_name = 'customer' AND before <> '{}' AND after <> '{}'
            THEN json_extract(before, '$.name', '$.given_name', '$.family_name', '$.number',
                              '$.card_number', '$.household_id', '$.merged_into', '$.erased_at')
                 IS NOT
                 json_extract(after, '$.name', '$.given_name', '$.family_name', '$.number',
                              '$.card_number', '$.household_id', '$.merged_into', '$.erased_at')
            ELSE 1 END
FROM change WHERE action_id = ?1 ORDER BY id;

-- name: generation
SELECT value FROM generation WHERE id = 1;

-- name: generation-bump
UPDATE generation SET value = value + 1 WHERE id = 1;
