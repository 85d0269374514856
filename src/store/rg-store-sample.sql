-- The sample shop, written once into a new file.

-- name: source
INSERT INTO source (id, name) VALUES (1, 'sample');

-- name: import
INSERT INTO import (id, uuid, action_id, source_id, kind, dialect, file_name, file_hash, at,
                    summary)
VALUES (1, ?1, ?2, 1, 'sample', 'sample', '', ?3, ?4, ?5);

-- name: staff
-- A new file has its first member of staff already.
INSERT INTO staff (id, uuid, name) VALUES (?1, ?2, ?3)
ON CONFLICT (id) DO UPDATE SET uuid = excluded.uuid, name = excluded.name;

-- name: location
INSERT INTO location (id, uuid, code, name, address, import_id) VALUES (?1, ?2, ?3, ?4, ?5, 1);

-- name: postcode-set
INSERT INTO postcode_set (id, uuid, name, countries, points, loaded_at, in_use)
VALUES (1, ?1, ?2, ?3, ?4, ?5, 1);

-- name: category
INSERT INTO category (id, uuid, name, import_id) VALUES (?1, ?2, ?3, 1);

-- name: tag
INSERT INTO tag (id, uuid, name, import_id) VALUES (?1, ?2, ?3, 1);

-- name: product
INSERT INTO product (id, uuid, code, name, category_id, brand, supplier, cost_micro, import_id,
                     warranty_months, lifetime_days)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, nullif(?9, 0), nullif(?10, 0));

-- name: household
INSERT INTO household (id, uuid, name, import_id) VALUES (?1, ?2, ?3, 1);

-- name: customer
INSERT INTO customer (id, uuid, number, name, given_name, family_name, birth_year, birth_month,
                      birth_day, language, note, card_number, joined_on, household_id, prefers,
                      import_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 1);

-- name: identity
INSERT INTO customer_identity (source_id, external_id, customer_id, import_id)
VALUES (1, ?1, ?2, 1);

-- name: contact
INSERT INTO contact_point (uuid, customer_id, household_id, kind, preferred, value, value_key,
                           postcode, city, country, import_id)
VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8, ?9, 1);

-- name: customer-tag
INSERT INTO customer_tag (customer_id, tag_id, import_id) VALUES (?1, ?2, 1);

-- name: consent
INSERT INTO consent (uuid, customer_id, channel, granted, effective_on, recorded_at, how, staff_id,
                     import_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1);

-- name: receipt
INSERT INTO receipt (id, uuid, source_id, location_id, till, number, period, sold_on, sold_time,
                     sold_at, customer_id, staff_name, lines_hash, net_minor, net_sales_minor,
                     sale_lines, import_id)
VALUES (?1, ?2, 1, ?3, ?4, ?5, '', ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 1);

-- name: line
INSERT INTO receipt_line (receipt_id, line, product_id, kind, quantity_milli, unit_price_micro,
                          net_minor, discount_minor, tax_minor, cost_minor, returns_receipt_id,
                          returns_line)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);

-- name: activity
INSERT INTO activity (uuid, customer_id, product_id, kind, day_on, time, quantity_milli, import_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1000, 1);

-- name: club
-- What the members of the first tag who have a card bought since a day.
-- scan: customer_tag, receipt (the sample is made once)
SELECT r.customer_id, r.uuid, r.sold_on, r.net_sales_minor
FROM customer_tag AS t JOIN customer AS c ON c.id = t.customer_id AND c.card_number <> ''
JOIN receipt AS r ON r.customer_id = c.id
WHERE t.tag_id = 1 AND r.sold_on > ?1
ORDER BY r.customer_id, r.sold_on, r.id;

-- name: points
INSERT INTO points_entry (uuid, customer_id, points, kind, effective_on, recorded_at, lapses_on,
                          receipt_uuid, import_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1);

-- name: segment
INSERT INTO segment (uuid, name, text) VALUES (?1, ?2, ?3);

-- name: campaign-people
-- Who had come at least three times when the sample's letter was written.
-- scan: receipt (the sample is made once)
SELECT customer_id FROM receipt
WHERE customer_id IS NOT NULL AND sale_lines > 0 AND sold_on < ?1
GROUP BY customer_id HAVING count(*) >= 3
ORDER BY customer_id;

-- name: campaign
INSERT INTO campaign (uuid, name, segment_text, subject, message, closing, signature,
                      piece_cost_minor, hold_out_permille, created_on, offer_kind, offer_value,
                      offer_until)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'percent', ?11, ?12);

-- name: campaign-product
-- What most people bought by then.
-- scan: receipt_line (the sample is made once)
INSERT INTO campaign_product (campaign_id, role, place, product_id)
SELECT ?1, 'for', 1, line.product_id
FROM receipt JOIN receipt_line AS line ON line.receipt_id = receipt.id
WHERE receipt.sold_on < ?2 AND line.kind = 0
GROUP BY line.product_id ORDER BY count(*) DESC, line.product_id LIMIT 1;

-- name: campaign-sent
UPDATE campaign SET fixed_at = ?2, sent_on = ?3, ends_on = ?3 + 20 WHERE id = ?1;

-- name: campaign-output
INSERT INTO campaign_output (campaign_id, kind, pieces, at)
SELECT ?1, 'pdf', count(*), ?2 FROM campaign_member
WHERE campaign_id = ?1 AND state = 'included';

-- name: automation
INSERT INTO automation (uuid, name, text) VALUES (?1, ?2, ?3);

-- name: task
INSERT INTO task (uuid, what, customer_id, staff_id, due_on, created_on, done_on)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: ticket
-- Of the customer's latest purchase, where it is about one.
INSERT INTO ticket (uuid, kind, customer_id, product_id, receipt_uuid, subject, text, channel,
                    priority, state, solution, outcome, opened_on, opened_time, due_on, closed_on,
                    closed_time, staff_id)
SELECT ?1, ?2, ?3, iif(?4, last.product_id, NULL), iif(?4, last.uuid, NULL), ?5, ?6, ?7, ?8, ?9,
       ?10, ?11, ?12, ?13, ?14, ?15, iif(?15 IS NULL, NULL, ?13 + 3600), ?16
FROM (SELECT 1) LEFT JOIN (
  SELECT r.uuid, l.product_id FROM receipt AS r JOIN receipt_line AS l ON l.receipt_id = r.id
  WHERE r.customer_id = ?3 AND l.kind = 0 AND l.product_id IS NOT NULL AND r.sold_on <= ?12
  ORDER BY r.sold_on DESC, r.id DESC, l.line LIMIT 1) AS last;

-- name: year-sales
-- scan: receipt (the sample is made once)
SELECT coalesce(sum(net_sales_minor), 0) FROM receipt WHERE sold_on > ?1;
