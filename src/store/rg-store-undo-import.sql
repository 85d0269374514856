-- Taking back what imports made, besides their receipts. Whatever somebody else needs by now stays,
-- and goes with whoever needed it last: each statement looks at all imports that are taken back.
-- What took something away needs whom it belonged to, or it could not be taken back; but for the
-- action that this is done in, which brings both back.

-- name: n-made
-- ?1 is the import.
SELECT (SELECT count(*) FROM customer WHERE import_id = ?1) +
       (SELECT count(*) FROM contact_point WHERE import_id = ?1) +
       (SELECT count(*) FROM consent WHERE import_id = ?1) +
       (SELECT count(*) FROM points_entry WHERE import_id = ?1) +
       (SELECT count(*) FROM field_value WHERE import_id = ?1) +
       (SELECT count(*) FROM product WHERE import_id = ?1);

-- name: edited-since
-- Edits by hand of what the import ?1 made in its action ?2; erased people stand in nobody's way.
SELECT DISTINCT c.action_id FROM change AS c
WHERE c.action_id > ?2 AND coalesce(c.before, c.after) <> '{}'
  AND NOT EXISTS (SELECT 1 FROM import AS i WHERE i.action_id = c.action_id)
  AND ((c.table_name = 'customer' AND EXISTS (
          SELECT 1 FROM customer AS x
          WHERE x.id = json_extract(c.row_key, '$[0]') AND x.import_id = ?1))
    OR (c.table_name = 'contact_point' AND EXISTS (
          SELECT 1 FROM contact_point AS x
          WHERE x.id = json_extract(c.row_key, '$[0]') AND x.import_id = ?1))
    OR (c.table_name = 'field_value' AND EXISTS (
          SELECT 1 FROM field_value AS x
          WHERE x.customer_id = json_extract(c.row_key, '$[0]')
            AND x.field_id = json_extract(c.row_key, '$[1]')
            AND x.part = json_extract(c.row_key, '$[2]') AND x.import_id = ?1))
    OR (c.table_name = 'product' AND EXISTS (
          SELECT 1 FROM product AS x
          WHERE x.id = json_extract(c.row_key, '$[0]') AND x.import_id = ?1)));

-- name: contact-points
-- But for those that somebody changed since and that still are as they made them.
DELETE FROM contact_point WHERE import_id IN (SELECT id FROM import WHERE state = 'taken-back')
  AND NOT EXISTS (
    SELECT 1 FROM import AS m
    JOIN change AS c ON c.table_name = 'contact_point' AND c.row_key = json_array(contact_point.id)
      AND c.action_id > m.action_id
    JOIN standing_action AS a ON a.id = c.action_id
    WHERE m.id = contact_point.import_id);

-- name: activity
DELETE FROM activity WHERE import_id IN (SELECT id FROM import WHERE state = 'taken-back');

-- name: deliveries
DELETE FROM delivery WHERE import_id IN (SELECT id FROM import WHERE state = 'taken-back');

-- name: coupons
DELETE FROM coupon_use WHERE import_id IN (SELECT id FROM import WHERE state = 'taken-back');

-- name: stock
-- But for what another import counted since.
DELETE FROM stock WHERE import_id IN (SELECT id FROM import WHERE state = 'taken-back')
  AND NOT EXISTS (
    SELECT 1 FROM import AS m
    JOIN change AS c ON c.table_name = 'stock'
      AND c.row_key = json_array(stock.product_id, stock.location) AND c.action_id > m.action_id
    JOIN import AS i ON i.action_id = c.action_id
    WHERE m.id = stock.import_id AND i.state = 'done');

-- name: customer-tags
DELETE FROM customer_tag WHERE import_id IN (SELECT id FROM import WHERE state = 'taken-back');

-- name: field-values
-- But for those that somebody changed since.
DELETE FROM field_value WHERE import_id IN (SELECT id FROM import WHERE state = 'taken-back')
  AND NOT EXISTS (
    SELECT 1 FROM import AS m
    JOIN change AS c ON c.table_name = 'field_value'
      AND c.row_key = json_array(field_value.customer_id, field_value.field_id, field_value.part)
      AND c.action_id > m.action_id
    JOIN standing_action AS a ON a.id = c.action_id
    WHERE m.id = field_value.import_id);

-- name: customers
-- But for those that somebody's work still needs: also what they took away comes back one day.
DELETE FROM customer WHERE import_id IN (SELECT id FROM import WHERE state = 'taken-back')
  AND NOT EXISTS (SELECT 1 FROM receipt AS r WHERE r.customer_id = customer.id)
  AND NOT EXISTS (SELECT 1 FROM consent AS e WHERE e.customer_id = customer.id)
  AND NOT EXISTS (SELECT 1 FROM points_entry AS e WHERE e.customer_id = customer.id)
  AND NOT EXISTS (SELECT 1 FROM contact_point AS p WHERE p.customer_id = customer.id)
  AND NOT EXISTS (SELECT 1 FROM customer_tag AS t WHERE t.customer_id = customer.id)
  AND NOT EXISTS (SELECT 1 FROM field_value AS f WHERE f.customer_id = customer.id)
  AND NOT EXISTS (SELECT 1 FROM customer_identity AS d
                  LEFT JOIN import AS i ON i.id = d.import_id
                  WHERE d.customer_id = customer.id AND i.state IS NOT 'taken-back')
  AND NOT EXISTS (SELECT 1 FROM campaign_member AS m WHERE m.customer_id = customer.id)
  AND NOT EXISTS (SELECT 1 FROM task AS k WHERE k.customer_id = customer.id)
  AND NOT EXISTS (SELECT 1 FROM note AS o WHERE o.customer_id = customer.id)
  AND NOT EXISTS (SELECT 1 FROM ticket AS q WHERE q.customer_id = customer.id)
  AND NOT EXISTS (SELECT 1 FROM firing AS g WHERE g.customer = customer.uuid)
  AND NOT EXISTS (SELECT 1 FROM activity AS v WHERE v.customer_id = customer.id)
  AND NOT EXISTS (SELECT 1 FROM delivery AS d WHERE d.customer_id = customer.id)
  AND NOT EXISTS (SELECT 1 FROM segment_person AS h WHERE h.customer_id = customer.id)
  AND NOT EXISTS (SELECT 1 FROM not_same AS n
                  WHERE customer.id IN (n.customer_id, n.other_customer_id))
  AND NOT EXISTS (SELECT 1 FROM customer AS other WHERE other.merged_into = customer.id)
  AND NOT EXISTS (
    SELECT 1 FROM import AS m
    JOIN change AS c ON c.table_name = 'customer' AND c.row_key = json_array(customer.id)
      AND c.action_id > m.action_id
    JOIN standing_action AS a ON a.id = c.action_id
    WHERE m.id = customer.import_id)
  AND NOT EXISTS (
    SELECT 1 FROM import AS m
    JOIN change AS c ON c.table_name IN ('contact_point', 'customer_tag')
      AND coalesce(json_extract(c.after, '$.customer_id'),
                   json_extract(c.before, '$.customer_id')) = customer.id
      AND c.after IS NULL AND c.action_id > m.action_id
    JOIN standing_action AS a ON a.id = c.action_id
    WHERE m.id = customer.import_id)
  AND NOT EXISTS (
    SELECT 1 FROM import AS m
    JOIN change AS c ON c.table_name = 'field_value'
      AND coalesce(json_extract(c.after, '$.customer_id'),
                   json_extract(c.before, '$.customer_id')) = customer.id
      AND c.after IS NULL AND c.action_id > m.action_id
    JOIN standing_action AS a ON a.id = c.action_id
    WHERE m.id = customer.import_id)
  AND id NOT IN (
    SELECT json_extract(c.before, '$.' || k."from")
    FROM sqlite_schema AS s, pragma_foreign_key_list (s.name) AS k
    CROSS JOIN change AS c ON c.table_name = s.name
      AND c.action_id < (SELECT max(id) FROM action)
    JOIN standing_action AS a ON a.id = c.action_id
    WHERE s.type = 'table' AND k."table" = 'customer' AND s.name NOT LIKE 'past_%'
      AND s.name NOT IN ('contact_point', 'customer_tag', 'field_value')
      AND json_extract(c.before, '$.' || k."from") IS NOT NULL
      AND json_extract(c.before, '$.' || k."from") IS NOT json_extract(c.after, '$.' || k."from"));

-- name: identities
-- Of people whom another import made.
DELETE FROM customer_identity WHERE import_id IN (SELECT id FROM import WHERE state = 'taken-back')
  AND (SELECT c.import_id FROM customer AS c WHERE c.id = customer_identity.customer_id)
    IS NOT customer_identity.import_id;

-- name: households
-- But for those whom somebody left, who comes back one day.
DELETE FROM household WHERE import_id IN (SELECT id FROM import WHERE state = 'taken-back')
  AND NOT EXISTS (SELECT 1 FROM customer AS c WHERE c.household_id = household.id)
  AND NOT EXISTS (SELECT 1 FROM contact_point AS p WHERE p.household_id = household.id)
  AND id NOT IN (
    SELECT json_extract(c.before, '$.household_id') FROM change AS c
    JOIN standing_action AS a ON a.id = c.action_id AND a.id < (SELECT max(id) FROM action)
    WHERE c.table_name IN ('customer', 'contact_point')
      AND json_extract(c.before, '$.household_id') IS NOT NULL
      AND json_extract(c.before, '$.household_id') IS NOT json_extract(c.after, '$.household_id'));

-- name: tags
-- But for those that somebody changed since, or took from somebody, which comes back one day.
DELETE FROM tag WHERE import_id IN (SELECT id FROM import WHERE state = 'taken-back')
  AND NOT EXISTS (SELECT 1 FROM customer_tag AS t WHERE t.tag_id = tag.id)
  AND NOT EXISTS (SELECT 1 FROM tag_name AS n WHERE n.tag_id = tag.id)
  AND NOT EXISTS (
    SELECT 1 FROM import AS m
    JOIN change AS c ON c.table_name = 'tag' AND c.row_key = json_array(tag.id)
      AND c.action_id > m.action_id
    JOIN standing_action AS a ON a.id = c.action_id
    WHERE m.id = tag.import_id)
  AND id NOT IN (
    SELECT json_extract(c.row_key, '$[1]') FROM change AS c
    JOIN standing_action AS a ON a.id = c.action_id
    WHERE c.table_name = 'customer_tag' AND c.after IS NULL);

-- name: products
-- But for those that somebody changed since, or took out of something, which comes back one day.
-- scan: lines have no index by product, and this runs once a take-back.
DELETE FROM product WHERE import_id IN (SELECT id FROM import WHERE state = 'taken-back')
  AND id NOT IN (SELECT product_id FROM receipt_line)
  AND NOT EXISTS (SELECT 1 FROM activity AS v WHERE v.product_id = product.id)
  AND NOT EXISTS (SELECT 1 FROM stock AS s WHERE s.product_id = product.id)
  AND NOT EXISTS (SELECT 1 FROM campaign_product AS o WHERE o.product_id = product.id)
  AND NOT EXISTS (SELECT 1 FROM template_product AS t WHERE t.product_id = product.id)
  AND NOT EXISTS (SELECT 1 FROM ticket AS q WHERE q.product_id = product.id)
  AND NOT EXISTS (
    SELECT 1 FROM import AS m
    JOIN change AS c ON c.table_name = 'product' AND c.row_key = json_array(product.id)
      AND c.action_id > m.action_id
    JOIN standing_action AS a ON a.id = c.action_id
    WHERE m.id = product.import_id)
  AND id NOT IN (
    SELECT json_extract(c.before, '$.' || k."from")
    FROM sqlite_schema AS s, pragma_foreign_key_list (s.name) AS k
    CROSS JOIN change AS c ON c.table_name = s.name
      AND c.action_id < (SELECT max(id) FROM action)
    JOIN standing_action AS a ON a.id = c.action_id
    WHERE s.type = 'table' AND k."table" = 'product' AND s.name NOT LIKE 'past_%'
      AND json_extract(c.before, '$.' || k."from") IS NOT NULL
      AND json_extract(c.before, '$.' || k."from") IS NOT json_extract(c.after, '$.' || k."from"));

-- name: categories
-- But for those out of which somebody took a product, which comes back one day.
DELETE FROM category WHERE import_id IN (SELECT id FROM import WHERE state = 'taken-back')
  AND NOT EXISTS (SELECT 1 FROM product AS p WHERE p.category_id = category.id)
  AND id NOT IN (
    SELECT json_extract(c.before, '$.category_id') FROM change AS c
    JOIN standing_action AS a ON a.id = c.action_id AND a.id < (SELECT max(id) FROM action)
    WHERE c.table_name = 'product' AND json_extract(c.before, '$.category_id') IS NOT NULL
      AND json_extract(c.before, '$.category_id') IS NOT json_extract(c.after, '$.category_id'));

-- name: locations
-- But for those that somebody changed since.
-- scan: receipts have no index by location, and this runs once a take-back.
DELETE FROM location WHERE import_id IN (SELECT id FROM import WHERE state = 'taken-back')
  AND id NOT IN (SELECT location_id FROM receipt)
  AND NOT EXISTS (
    SELECT 1 FROM import AS m
    JOIN change AS c ON c.table_name = 'location' AND c.row_key = json_array(location.id)
      AND c.action_id > m.action_id
    JOIN standing_action AS a ON a.id = c.action_id
    WHERE m.id = location.import_id);
