-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- What the dataset is made of, as a whole and by row.

-- name: last-action
SELECT coalesce(max(id), 0) FROM action;

-- name: categories
SELECT id, name FROM category ORDER BY id;

-- name: locations
SELECT id, CASE WHEN name <> '' THEN name ELSE code END FROM location
WHERE import_id IS NULL OR import_id IS NOT (SELECT import_id FROM running_import) ORDER BY id;

-- name: location-addresses
SELECT id, address FROM location
WHERE address <> ''
  AND (import_id IS NULL OR import_id IS NOT (SELECT import_id FROM running_import))
ORDER BY id;

-- name: web-shops
SELECT id, name FROM location
WHERE online = 1
  AND (import_id IS NULL OR import_id IS NOT (SELECT import_id FROM running_import))
ORDER BY id;

-- name: products
SELECT id, code, name, coalesce(category_id, 0), brand, supplier, coalesce(warranty_months, 0),
       coalesce(lifetime_days, 0)
FROM product ORDER BY id;

-- name: tags
SELECT id, name FROM tag ORDER BY id;

-- name: segments
SELECT id, name, text FROM segment ORDER BY id;

-- name: all-customers
-- scan: everybody is counted.
SELECT id, coalesce(merged_into, 0), name, given_name, family_name, number, card_number,
       birth_year, birth_month, birth_day, joined_on, coalesce(household_id, 0)
FROM customer WHERE erased_at IS NULL AND deleted_at IS NULL ORDER BY id;

-- name: customer
SELECT id, coalesce(merged_into, 0), name, given_name, family_name, number, card_number,
       birth_year, birth_month, birth_day, joined_on, coalesce(household_id, 0)
FROM customer WHERE id = ?1 AND erased_at IS NULL AND deleted_at IS NULL;

-- name: all-contacts
-- scan: everybody is counted.
SELECT customer_id, kind, value, value_key, city, country, postcode
FROM contact_point
WHERE customer_id IS NOT NULL ORDER BY customer_id, preferred DESC, id;

-- name: contacts
SELECT customer_id, kind, value, value_key, city, country, postcode
FROM contact_point
WHERE customer_id = ?1 ORDER BY preferred DESC, id;

-- name: joined
-- Whom somebody was merged into.
SELECT DISTINCT merged_into FROM customer WHERE merged_into IS NOT NULL;

-- name: parts
-- What a person has of those who were merged into them: names, and contact points. CROSS JOIN keeps
-- SQLite from reading every contact point for somebody whom nobody was merged into.
WITH RECURSIVE part (id) AS (
  SELECT id FROM customer WHERE merged_into = ?1
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT part.id, 'name', c.name || ' ' || c.given_name || ' ' || c.family_name || ' ' ||
       c.number || ' ' || c.card_number, '', '', '', ''
FROM part CROSS JOIN customer AS c ON c.id = part.id
UNION ALL
SELECT part.id, p.kind, p.value, p.value_key, p.city, p.country, p.postcode
FROM part CROSS JOIN contact_point AS p ON p.customer_id = part.id;

-- name: household-contacts
SELECT household_id, kind, value, value_key, city, country, postcode
FROM contact_point
WHERE household_id = ?1 ORDER BY preferred DESC, id;

-- name: all-permissions
-- scan: everybody is counted.
SELECT customer_id, channel, granted, since_on FROM permission ORDER BY customer_id;

-- name: permissions
SELECT customer_id, channel, granted, since_on FROM permission WHERE customer_id = ?1;

-- name: all-tagged
-- scan: everybody is counted.
SELECT customer_id, tag_id FROM customer_tag ORDER BY customer_id, tag_id;

-- name: tagged
SELECT customer_id, tag_id FROM customer_tag WHERE customer_id = ?1 ORDER BY tag_id;

-- name: all-known
-- scan: everybody is counted. What every shop may know of a person, in the order of the table that
-- reads it.
SELECT id, occupation, income_band, interests, gender, language, joined_how, joined_where, children,
       household_size, prefers
FROM customer
WHERE erased_at IS NULL AND deleted_at IS NULL
  AND (occupation <> '' OR income_band <> '' OR interests <> '' OR gender <> '' OR language <> '' OR
       joined_how <> '' OR joined_where <> '' OR children IS NOT NULL OR
       household_size IS NOT NULL OR prefers <> '')
ORDER BY id;

-- name: known
SELECT id, occupation, income_band, interests, gender, language, joined_how, joined_where, children,
       household_size, prefers
FROM customer WHERE id = ?1 AND erased_at IS NULL AND deleted_at IS NULL;

-- name: all-own
-- scan: everybody is counted.
SELECT customer_id, text, coalesce(number, choice_id) FROM field_value
WHERE field_id = ?1
  AND customer_id NOT IN (SELECT id FROM customer WHERE deleted_at IS NOT NULL)
ORDER BY customer_id;

-- name: own
SELECT customer_id, text, coalesce(number, choice_id) FROM field_value
WHERE field_id = ?1 AND customer_id = ?2
  AND NOT EXISTS (SELECT 1 FROM customer WHERE id = ?2 AND deleted_at IS NOT NULL);

-- name: all-activity
-- scan: everybody is counted.
SELECT customer_id, product_id, day_on, kind = 'left' FROM activity
WHERE customer_id NOT IN (SELECT id FROM customer WHERE deleted_at IS NOT NULL)
ORDER BY customer_id;

-- name: activity
SELECT customer_id, product_id, day_on, kind = 'left' FROM activity
WHERE customer_id = ?1
  AND NOT EXISTS (SELECT 1 FROM customer WHERE id = ?1 AND deleted_at IS NOT NULL);

-- name: zone
SELECT time_zone FROM shop;

-- name: all-points
-- scan: everybody is counted.
SELECT customer_id, id, points, kind, effective_on, lapses_on, coalesce(lot_id, 0),
       coalesce(reverses, 0), recorded_at
FROM points_entry
WHERE customer_id NOT IN (SELECT id FROM customer WHERE deleted_at IS NOT NULL);

-- name: points
SELECT customer_id, id, points, kind, effective_on, lapses_on, coalesce(lot_id, 0),
       coalesce(reverses, 0), recorded_at
FROM points_entry
WHERE customer_id = ?1
  AND NOT EXISTS (SELECT 1 FROM customer WHERE id = ?1 AND deleted_at IS NOT NULL);

-- name: all-tickets
-- scan: everybody is counted.
SELECT customer_id, id, kind, opened_on, closed_on FROM ticket
WHERE customer_id IS NOT NULL
  AND customer_id NOT IN (SELECT id FROM customer WHERE deleted_at IS NOT NULL);

-- name: tickets
SELECT customer_id, id, kind, opened_on, closed_on FROM ticket
WHERE customer_id = ?1
  AND NOT EXISTS (SELECT 1 FROM customer WHERE id = ?1 AND deleted_at IS NOT NULL);

-- name: newest-receipt
-- scan: of the first row that there is from the end, nothing behind it is read.
SELECT id FROM whole_receipt ORDER BY id DESC LIMIT 1;

-- name: all-receipts
-- scan: every receipt is counted.
SELECT id, coalesce(customer_id, 0), sold_on, coalesce(sold_time, -1), location_id
FROM whole_receipt ORDER BY id;

-- name: receipt
SELECT id, coalesce(customer_id, 0), sold_on, coalesce(sold_time, -1), location_id
FROM whole_receipt WHERE id = ?1;

-- name: all-lines
-- scan: every line is counted.
SELECT receipt_id, product_id, kind, quantity_milli, net_minor, cost_minor FROM whole_receipt_line
ORDER BY receipt_id, line;

-- name: lines
SELECT receipt_id, product_id, kind, quantity_milli, net_minor, cost_minor FROM whole_receipt_line
WHERE receipt_id = ?1 ORDER BY line;

-- name: changed-rows
-- Since an action: table, key, and the customers or household that the row belongs or belonged to.
SELECT table_name, json_extract(row_key, '$[0]'),
       json_extract(before, '$.customer_id'), json_extract(after, '$.customer_id'),
       json_extract(before, '$.household_id'), json_extract(after, '$.household_id'),
       CASE WHEN table_name = 'customer' THEN json_extract(before, '$.merged_into') END
FROM change WHERE action_id > ?1;

-- name: imports
-- That were made, taken back or made again since an action.
WITH RECURSIVE undone (id) AS (
  SELECT id FROM action WHERE id > ?1
  UNION
  SELECT a.undoes FROM undone JOIN action AS a ON a.id = undone.id WHERE a.undoes IS NOT NULL
)
SELECT id FROM import WHERE action_id IN (SELECT id FROM undone);

-- name: import-receipts
SELECT id FROM whole_receipt WHERE import_id = ?1;

-- name: import-customers
SELECT id FROM customer WHERE import_id = ?1
UNION SELECT customer_id FROM contact_point WHERE import_id = ?1 AND customer_id IS NOT NULL
UNION SELECT customer_id FROM customer_tag WHERE import_id = ?1
UNION SELECT customer_id FROM consent WHERE import_id = ?1
UNION SELECT customer_id FROM field_value WHERE import_id = ?1
UNION SELECT customer_id FROM activity WHERE import_id = ?1
UNION SELECT customer_id FROM points_entry WHERE import_id = ?1;

-- name: past-receipts
-- That an action since then took away, or one that such an action took back had.
WITH RECURSIVE undone (id) AS (
  SELECT id FROM action WHERE id > ?1
  UNION
  SELECT a.undoes FROM undone JOIN action AS a ON a.id = undone.id WHERE a.undoes IS NOT NULL
)
SELECT DISTINCT p.id FROM undone JOIN past_receipt AS p ON p.action_id = undone.id;

-- name: household-customers
SELECT id FROM customer WHERE household_id = ?1;

-- name: root
-- The customer that this one became part of.
WITH RECURSIVE up (id, next) AS (
  SELECT id, merged_into FROM customer WHERE id = ?1
  UNION
  SELECT customer.id, customer.merged_into FROM up JOIN customer ON customer.id = up.next
)
SELECT id FROM up WHERE next IS NULL;
