-- Taking back what an import made, besides its receipts. ?1 is the import, ?2 its action. Whatever
-- somebody else needs by now stays.

-- name: n-made
SELECT (SELECT count(*) FROM customer WHERE import_id = ?1) +
       (SELECT count(*) FROM contact_point WHERE import_id = ?1) +
       (SELECT count(*) FROM consent WHERE import_id = ?1) +
       (SELECT count(*) FROM product WHERE import_id = ?1);

-- name: edited-since
-- Edits by hand of what the import made.
SELECT DISTINCT c.action_id FROM change AS c
WHERE c.action_id > ?2
  AND NOT EXISTS (SELECT 1 FROM import AS i WHERE i.action_id = c.action_id)
  AND ((c.table_name = 'customer' AND EXISTS (
          SELECT 1 FROM customer AS x
          WHERE x.id = json_extract(c.row_key, '$[0]') AND x.import_id = ?1))
    OR (c.table_name = 'contact_point' AND EXISTS (
          SELECT 1 FROM contact_point AS x
          WHERE x.id = json_extract(c.row_key, '$[0]') AND x.import_id = ?1))
    OR (c.table_name = 'product' AND EXISTS (
          SELECT 1 FROM product AS x
          WHERE x.id = json_extract(c.row_key, '$[0]') AND x.import_id = ?1)));

-- name: contact-points
DELETE FROM contact_point WHERE import_id = ?1
  AND NOT EXISTS (SELECT 1 FROM change AS c JOIN import AS i ON i.action_id = c.action_id
                  WHERE c.table_name = 'contact_point' AND c.row_key = json_array(contact_point.id)
                    AND c.action_id > ?2 AND i.state = 'done');

-- name: customer-tags
DELETE FROM customer_tag WHERE import_id = ?1;

-- name: customers
DELETE FROM customer WHERE import_id = ?1
  AND NOT EXISTS (SELECT 1 FROM receipt AS r WHERE r.customer_id = customer.id)
  AND NOT EXISTS (SELECT 1 FROM consent AS e WHERE e.customer_id = customer.id)
  AND NOT EXISTS (SELECT 1 FROM contact_point AS p WHERE p.customer_id = customer.id)
  AND NOT EXISTS (SELECT 1 FROM customer_tag AS t WHERE t.customer_id = customer.id)
  AND NOT EXISTS (SELECT 1 FROM customer_identity AS d
                  WHERE d.customer_id = customer.id AND d.import_id IS NOT ?1)
  AND NOT EXISTS (SELECT 1 FROM campaign_member AS m WHERE m.customer_id = customer.id)
  AND NOT EXISTS (SELECT 1 FROM customer AS other WHERE other.merged_into = customer.id)
  AND NOT EXISTS (SELECT 1 FROM change AS c JOIN import AS i ON i.action_id = c.action_id
                  WHERE c.table_name = 'customer' AND c.row_key = json_array(customer.id)
                    AND c.action_id > ?2 AND i.state = 'done');

-- name: identities
-- Of people whom another import made.
DELETE FROM customer_identity WHERE import_id = ?1
  AND (SELECT c.import_id FROM customer AS c WHERE c.id = customer_identity.customer_id) IS NOT ?1;

-- name: households
DELETE FROM household WHERE import_id = ?1
  AND NOT EXISTS (SELECT 1 FROM customer AS c WHERE c.household_id = household.id)
  AND NOT EXISTS (SELECT 1 FROM contact_point AS p WHERE p.household_id = household.id);

-- name: tags
DELETE FROM tag WHERE import_id = ?1
  AND NOT EXISTS (SELECT 1 FROM customer_tag AS t WHERE t.tag_id = tag.id);

-- name: products
-- scan: lines have no index by product, and this runs once a take-back.
DELETE FROM product WHERE import_id = ?1
  AND id NOT IN (SELECT product_id FROM receipt_line)
  AND NOT EXISTS (SELECT 1 FROM change AS c JOIN import AS i ON i.action_id = c.action_id
                  WHERE c.table_name = 'product' AND c.row_key = json_array(product.id)
                    AND c.action_id > ?2 AND i.state = 'done');

-- name: categories
DELETE FROM category WHERE import_id = ?1
  AND NOT EXISTS (SELECT 1 FROM product AS p WHERE p.category_id = category.id);

-- name: locations
-- scan: receipts have no index by location, and this runs once a take-back.
DELETE FROM location WHERE import_id = ?1
  AND id NOT IN (SELECT location_id FROM receipt);
