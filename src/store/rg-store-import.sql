-- Imports.

-- name: card-ranges
SELECT first, last FROM card_range ORDER BY first;

-- name: source
SELECT id FROM source WHERE name = ?1;

-- name: source-insert
INSERT INTO source (name) VALUES (?1);

-- name: insert
INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, file_hash, at, summary)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, '');

-- name: running-insert
-- Under the action 0, which nobody sees.
INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, file_hash, state, at,
                    summary)
VALUES (?1, 0, ?2, ?3, ?4, ?5, ?6, 'running', ?7, '');

-- name: running-action
INSERT INTO action (id, uuid, at, kind, label) VALUES (0, ?1, ?2, 'import', '');

-- name: running-mark
INSERT INTO running_import (id, import_id, first_receipt, made_source) VALUES (1, ?1, ?2, ?3);

-- name: running-person
-- Looks like somebody who was erased until the import is whole.
INSERT INTO customer (id, uuid, erased_at, import_id) VALUES (?1, ?2, 0, ?3);

-- name: running-done
UPDATE import SET action_id = ?2, at = ?3, state = 'done' WHERE id = ?1;

-- name: last-customer
SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'customer'), 0);

-- name: last-product
SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'product'), 0);

-- name: set-summary
UPDATE import SET summary = ?2 WHERE id = ?1;

-- name: list
SELECT id, action_id, at, uuid, kind, dialect, file_name, state, summary
FROM import WHERE state <> 'running' ORDER BY id DESC;

-- name: one
SELECT id, action_id, at, uuid, kind, dialect, file_name, state, summary
FROM import WHERE id = ?1 AND state <> 'running';

-- name: last-origin
-- The till that was named for the last file with these columns.
SELECT json_extract(i.summary, '$.till'), s.name = json_extract(i.summary, '$.till'),
  coalesce(json_extract(i.summary, '$.corrections'), '')
FROM import AS i JOIN source AS s ON s.id = i.source_id
WHERE i.state = 'done' AND json_valid(i.summary) AND json_extract(i.summary, '$.columns') = ?1
ORDER BY i.id DESC LIMIT 1;

-- name: tills
SELECT DISTINCT json_extract(summary, '$.till') FROM import
WHERE state = 'done' AND json_valid(summary) AND json_extract(summary, '$.till') <> ''
ORDER BY 1;

-- name: locations
SELECT id, code, coalesce(time_zone, '') FROM location
WHERE import_id IS NOT (SELECT import_id FROM running_import);

-- name: location-insert
INSERT INTO location (uuid, code, name, import_id, online) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: category
SELECT id FROM category WHERE name = ?1;

-- name: category-insert
INSERT INTO category (uuid, name, import_id) VALUES (?1, ?2, ?3);

-- name: product
SELECT id, name, category_id, brand, supplier, cost_micro,
  coalesce((SELECT name FROM category WHERE category.id = category_id), ''),
  coalesce(warranty_months, 0), coalesce(lifetime_days, 0)
FROM product WHERE code = ?1;

-- name: product-insert
-- ?7 is the id that was kept free for it, or NULL.
INSERT INTO product (id, uuid, code, name, category_id, brand, import_id, supplier, cost_micro,
                     warranty_months, lifetime_days)
VALUES (?7, ?1, ?2, ?3, ?4, ?5, ?6, ?8, ?9, nullif(?10, 0), nullif(?11, 0));

-- name: product-fill
-- Only what nobody knew before.
UPDATE product SET name = CASE WHEN name = '' THEN ?2 ELSE name END,
  category_id = coalesce(category_id, ?3),
  brand = CASE WHEN brand = '' THEN ?4 ELSE brand END
WHERE id = ?1;

-- name: product-update
-- What a file of products says stands before what was there.
UPDATE product SET name = CASE WHEN ?2 = '' THEN name ELSE ?2 END,
  category_id = coalesce(?3, category_id),
  brand = CASE WHEN ?4 = '' THEN brand ELSE ?4 END,
  supplier = CASE WHEN ?5 = '' THEN supplier ELSE ?5 END,
  cost_micro = coalesce(?6, cost_micro),
  warranty_months = coalesce(nullif(?7, 0), warranty_months),
  lifetime_days = coalesce(nullif(?8, 0), lifetime_days)
WHERE id = ?1;

-- name: stock
SELECT quantity_milli FROM stock WHERE product_id = ?1 AND location = ?2;

-- name: stock-insert
INSERT INTO stock (product_id, location, quantity_milli, counted_on, import_id)
VALUES (?1, ?2, ?3, ?4, ?5);

-- name: stock-update
UPDATE stock SET quantity_milli = ?3, counted_on = ?4 WHERE product_id = ?1 AND location = ?2;

-- name: activity
SELECT 1 FROM activity WHERE uuid = ?1;

-- name: activity-insert
INSERT INTO activity (uuid, customer_id, product_id, kind, day_on, time, quantity_milli, import_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: delivery
-- Whether what is known of how a receipt was sent is what the file says; no row: nothing is known.
SELECT customer_id IS ?2 AND method = ?3 AND placed = ?4 AND sent_on IS ?5 AND cost_minor IS ?6
       AND name = ?7 AND street = ?8 AND postcode = ?9 AND city = ?10 AND region = ?11
       AND country = ?12
FROM delivery WHERE receipt_uuid = ?1;

-- name: delivery-insert
INSERT INTO delivery (receipt_uuid, customer_id, method, placed, sent_on, cost_minor, name, street,
                      postcode, city, region, country, import_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);

-- name: delivery-update
UPDATE delivery SET customer_id = ?2, method = ?3, placed = ?4, sent_on = ?5, cost_minor = ?6,
  name = ?7, street = ?8, postcode = ?9, city = ?10, region = ?11, country = ?12
WHERE receipt_uuid = ?1;

-- name: any-receipt
-- scan: stops at the first row.
SELECT 1 FROM whole_receipt LIMIT 1;

-- name: receipt
SELECT id, lines_hash, customer_id FROM whole_receipt
WHERE number = ?1 AND source_id = ?2 AND location_id = ?3 AND till = ?4 AND period = ?5;

-- name: n-lines
SELECT count(*) FROM whole_receipt_line WHERE receipt_id = ?1;

-- name: has-products
SELECT 1 FROM receipt_line AS l JOIN product AS p ON p.id = l.product_id
WHERE l.receipt_id = ?1 AND p.code <> ?2 LIMIT 1;

-- name: receipt-by-hand
-- Whether somebody edited the receipt by hand and has not taken that back.
SELECT 1 FROM change AS c JOIN action AS a ON a.id = c.action_id
WHERE c.table_name = 'receipt' AND c.row_key = json_array(?1)
  AND a.undoes IS NULL
  AND NOT EXISTS (SELECT 1 FROM import AS i WHERE i.action_id = a.id)
  AND NOT EXISTS (SELECT 1 FROM action AS u WHERE u.undoes = a.id)
LIMIT 1;

-- name: keep-receipt
INSERT INTO past_receipt (action_id, id, uuid, source_id, location_id, till, number, period,
  sold_on, sold_time, sold_at, customer_id, staff_name, lines_hash, net_minor, net_sales_minor,
  sale_lines, import_id)
SELECT ?2, id, uuid, source_id, location_id, till, number, period, sold_on, sold_time, sold_at,
  customer_id, staff_name, lines_hash, net_minor, net_sales_minor, sale_lines, import_id
FROM receipt WHERE id = ?1;

-- name: keep-lines
INSERT INTO past_receipt_line (action_id, receipt_id, line, product_id, kind, quantity_milli,
  unit_price_micro, net_minor, discount_minor, tax_minor, cost_minor, returns_receipt_id,
  returns_line)
SELECT ?2, receipt_id, line, product_id, kind, quantity_milli, unit_price_micro, net_minor,
  discount_minor, tax_minor, cost_minor, returns_receipt_id, returns_line
FROM receipt_line WHERE receipt_id = ?1;

-- name: delete-lines
DELETE FROM receipt_line WHERE receipt_id = ?1;

-- name: delete-receipt
DELETE FROM receipt WHERE id = ?1;

-- name: last-receipt
-- Ids are never used again, so the next ones begin behind the highest that ever was.
SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'receipt'), 0);

-- name: receipt-shape
-- The columns of the table that src/store/rg-import-rows.c makes of a batch.
CREATE TABLE import_receipt (id INTEGER, uuid BLOB, source_id INTEGER, location_id INTEGER,
  till TEXT, number TEXT, period TEXT, sold_on INTEGER, sold_time INTEGER, sold_at INTEGER,
  customer_id INTEGER, staff_name TEXT, lines_hash INTEGER, net_minor INTEGER,
  net_sales_minor INTEGER, sale_lines INTEGER, import_id INTEGER);

-- name: line-shape
CREATE TABLE import_line (receipt_id INTEGER, line INTEGER, product_id INTEGER, kind INTEGER,
  quantity_milli INTEGER, unit_price_micro INTEGER, net_minor INTEGER, discount_minor INTEGER,
  tax_minor INTEGER, cost_minor INTEGER);

-- name: receipts-insert
INSERT INTO receipt (id, uuid, source_id, location_id, till, number, period, sold_on, sold_time,
  sold_at, customer_id, staff_name, lines_hash, net_minor, net_sales_minor, sale_lines, import_id)
SELECT id, uuid, source_id, location_id, till, number, period, sold_on, sold_time, sold_at,
  customer_id, staff_name, lines_hash, net_minor, net_sales_minor, sale_lines, import_id
FROM @table@;

-- name: lines-insert
INSERT INTO receipt_line (receipt_id, line, product_id, kind, quantity_milli, unit_price_micro,
  net_minor, discount_minor, tax_minor, cost_minor)
SELECT receipt_id, line, product_id, kind, quantity_milli, unit_price_micro, net_minor,
  discount_minor, tax_minor, cost_minor
FROM @table@;

-- name: identity
-- Whose number it is, and whether somebody deleted them here.
SELECT i.customer_id, c.deleted_at IS NOT NULL
FROM customer_identity AS i JOIN customer AS c ON c.id = i.customer_id
WHERE i.source_id = ?1 AND i.external_id = ?2;

-- name: identity-insert
INSERT INTO customer_identity (source_id, external_id, customer_id, import_id)
VALUES (?1, ?2, ?3, ?4);

-- name: living-name
-- How the customer that this one is part of now is called.
WITH RECURSIVE chain (id, merged_into) AS (
  SELECT id, merged_into FROM customer WHERE id = ?1
  UNION
  SELECT c.id, c.merged_into FROM chain JOIN customer AS c ON c.id = chain.merged_into
)
SELECT CASE WHEN c.name <> '' THEN c.name
            WHEN c.given_name <> '' OR c.family_name <> ''
              THEN trim(c.given_name || ' ' || c.family_name)
            ELSE c.number END
FROM chain JOIN customer AS c ON c.id = chain.id WHERE chain.merged_into IS NULL;

-- name: by-card
-- Whose card it is. Who was merged into somebody comes first: purchases stay with whom they came
-- under, and the living one's number may be a copy.
SELECT id FROM customer
WHERE card_number = ?1 AND card_number <> '' AND erased_at IS NULL AND deleted_at IS NULL
ORDER BY merged_into IS NULL, id LIMIT 2;

-- name: by-contact
-- People who have an e-mail or a phone, with what tells whether they are the same person. A number
-- of the same source that is not made up says that the till knows them apart. Of several who became
-- one person, one.
WITH RECURSIVE up (start, id, next) AS (
  SELECT p.customer_id, c.id, c.merged_into
  FROM contact_point AS p JOIN customer AS c ON c.id = p.customer_id
  WHERE p.kind = ?1 AND p.value_key = ?2 AND p.value_key <> '' AND c.erased_at IS NULL
    AND c.deleted_at IS NULL
  UNION
  SELECT up.start, c.id, c.merged_into FROM up JOIN customer AS c ON c.id = up.next
)
SELECT c.id, c.name, c.given_name, c.family_name,
  EXISTS (SELECT 1 FROM customer_identity AS i
          WHERE i.customer_id = c.id AND i.source_id = ?3 AND i.external_id NOT GLOB '~*'),
  min(up.start <> up.id)
FROM up JOIN customer AS c ON c.id = up.start
WHERE up.next IS NULL
GROUP BY up.id
LIMIT 2;

-- name: deleted-identities
-- External ids of people whom somebody here deleted by hand while that still took their rows away.
SELECT json_extract(c.row_key, '$[1]')
FROM change AS c JOIN action AS a ON a.id = c.action_id
WHERE c.table_name = 'customer_identity' AND json_extract(c.row_key, '$[0]') = ?1
  AND c.after IS NULL AND a.undoes IS NULL
  AND NOT EXISTS (SELECT 1 FROM action AS u WHERE u.undoes = a.id);

-- name: edited-by-hand
-- What somebody changed by hand in customers and contact points, and has not taken back: whose
-- row, and which column; a removed contact point gives its kind.
SELECT c.table_name, json_extract(c.row_key, '$[0]'), was.key, 0
FROM change AS c JOIN action AS a ON a.id = c.action_id, json_each (c.before) AS was
WHERE c.table_name IN ('customer', 'contact_point') AND c.before IS NOT NULL
  AND c.after IS NOT NULL AND was.value IS NOT json_extract(c.after, '$.' || was.key)
  AND a.undoes IS NULL
  AND NOT EXISTS (SELECT 1 FROM import AS i WHERE i.action_id = a.id)
  AND NOT EXISTS (SELECT 1 FROM action AS u WHERE u.undoes = a.id)
UNION ALL
SELECT c.table_name, json_extract(c.before, '$.customer_id'), json_extract(c.before, '$.kind'), 1
FROM change AS c JOIN action AS a ON a.id = c.action_id
WHERE c.table_name = 'contact_point' AND c.after IS NULL
  AND a.undoes IS NULL
  AND NOT EXISTS (SELECT 1 FROM action AS u WHERE u.undoes = a.id);

-- name: own-by-hand
-- What somebody wrote or took away by hand in the shop's own fields, and has not taken back.
SELECT DISTINCT json_extract(c.row_key, '$[0]'), json_extract(c.row_key, '$[1]')
FROM change AS c JOIN action AS a ON a.id = c.action_id
WHERE c.table_name = 'field_value' AND a.undoes IS NULL
  AND NOT EXISTS (SELECT 1 FROM import AS i WHERE i.action_id = a.id)
  AND NOT EXISTS (SELECT 1 FROM action AS u WHERE u.undoes = a.id);

-- name: customer
SELECT name, given_name, family_name, card_number, gender, language, note, occupation, income_band,
  interests, coalesce(CAST(children AS TEXT), ''), coalesce(CAST(household_size AS TEXT), ''),
  coalesce((SELECT staff.name FROM staff WHERE staff.id = owner_id), ''), joined_how, joined_where,
  prefers, birth_year, birth_month, birth_day, joined_on, erased_at IS NOT NULL
FROM customer WHERE id = ?1;

-- name: customer-insert
-- ?24 is the id that was kept free for it, or NULL.
INSERT INTO customer (id, uuid, number, name, given_name, family_name, card_number, gender,
  language, note, occupation, income_band, interests, children, household_size, owner_id,
  joined_how, joined_where, prefers, birth_year, birth_month, birth_day, joined_on, import_id)
VALUES (?24, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,
  CAST(nullif(?13, '') AS INTEGER), CAST(nullif(?14, '') AS INTEGER),
  (SELECT id FROM staff WHERE name = nullif(?15, '') ORDER BY id LIMIT 1), ?16, ?17, ?18, ?19,
  ?20, ?21, ?22, ?23);

-- name: customer-update
UPDATE customer SET name = ?2, given_name = ?3, family_name = ?4, card_number = ?5, gender = ?6,
  language = ?7, note = ?8, occupation = ?9, income_band = ?10, interests = ?11,
  children = CAST(nullif(?12, '') AS INTEGER), household_size = CAST(nullif(?13, '') AS INTEGER),
  owner_id = CASE WHEN coalesce((SELECT name FROM staff WHERE id = owner_id), '') = ?14
                  THEN owner_id
                  ELSE (SELECT id FROM staff WHERE name = ?14 ORDER BY id LIMIT 1) END,
  joined_how = ?15, joined_where = ?16, prefers = ?17, birth_year = ?18, birth_month = ?19,
  birth_day = ?20, joined_on = ?21
WHERE id = ?1;

-- name: contacts
SELECT id, kind, value, value_key, postcode, city, region, country, import_id
FROM contact_point WHERE customer_id = ?1 ORDER BY id;

-- name: contact-insert
INSERT INTO contact_point (uuid, customer_id, kind, preferred, value, value_key, postcode, city,
  region, country, import_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);

-- name: contact-update
UPDATE contact_point SET value = ?2, value_key = ?3, postcode = ?4, city = ?5, region = ?6,
  country = ?7
WHERE id = ?1;

-- name: tag
-- By its name, or by one that it had.
SELECT coalesce((SELECT id FROM tag WHERE name = ?1),
                (SELECT tag_id FROM tag_name WHERE name = ?1));

-- name: tag-insert
INSERT INTO tag (uuid, name, import_id) VALUES (?1, ?2, ?3);

-- name: has-tag
SELECT 1 FROM customer_tag WHERE customer_id = ?1 AND tag_id = ?2;

-- name: tagged-before
-- Whether the customer ever had the tag: somebody took it off.
SELECT 1 FROM change
WHERE table_name = 'customer_tag' AND row_key = json_array(?1, ?2) LIMIT 1;

-- name: customer-tag-insert
INSERT INTO customer_tag (customer_id, tag_id, import_id) VALUES (?1, ?2, ?3);
