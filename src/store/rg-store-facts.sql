-- The derived table customer_fact. Whoever is deleted keeps their row, which nobody shows.

-- name: resolve
-- The living customer that this one is part of; no row where it was removed.
WITH RECURSIVE chain (id, merged_into) AS (
  SELECT id, merged_into FROM customer WHERE id = ?1
  UNION
  SELECT c.id, c.merged_into FROM chain JOIN customer AS c ON c.id = chain.merged_into
)
SELECT id FROM chain WHERE merged_into IS NULL;

-- name: delete
DELETE FROM customer_fact WHERE customer_id = ?1;

-- name: purchases
-- Of a living customer and all that were merged into it.
WITH RECURSIVE member (id) AS (
  SELECT ?1
  UNION
  SELECT c.id FROM member CROSS JOIN customer AS c ON c.merged_into = member.id
)
SELECT count(CASE WHEN r.sale_lines > 0 THEN 1 END),
       min(CASE WHEN r.sale_lines > 0 THEN r.sold_on END),
       max(CASE WHEN r.sale_lines > 0 THEN r.sold_on END),
       coalesce(sum(r.net_sales_minor), 0)
FROM member CROSS JOIN whole_receipt AS r ON r.customer_id = member.id;

-- name: words
-- Everything that the search looks at: the customer's own words, then its contact points.
SELECT name, given_name, family_name, number, card_number FROM customer
WHERE id = ?1 AND merged_into IS NULL AND erased_at IS NULL;

-- name: contact-words
-- Their own, then those of the home.
SELECT kind, value, value_key, city FROM contact_point
WHERE customer_id = ?1 OR household_id = (SELECT household_id FROM customer WHERE id = ?1)
ORDER BY customer_id IS NULL, id;

-- name: also-words
-- What those are found by who were merged into a person, who is found by it too. From the few
-- members outwards: the planner would read everybody for each person.
WITH RECURSIVE member (id) AS (
  SELECT id FROM customer WHERE merged_into = ?1
  UNION
  SELECT c.id FROM member CROSS JOIN customer AS c ON c.merged_into = member.id
)
SELECT 'name', c.name || ' ' || c.given_name || ' ' || c.family_name,
       c.number || ' ' || c.card_number, ''
FROM member CROSS JOIN customer AS c ON c.id = member.id
UNION ALL
SELECT p.kind, p.value, p.value_key, p.city
FROM member CROSS JOIN contact_point AS p ON p.customer_id = member.id;

-- name: insert
INSERT INTO customer_fact (customer_id, sort_key, search, visits, first_on, last_on, spend_minor)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: count
-- scan: customer_fact (its shortest index)
SELECT count(*) FROM customer_fact;

-- name: delete-all
DELETE FROM customer_fact;

-- name: all-customers
-- scan: everyone anew.
SELECT id, name, given_name, family_name, number, card_number, merged_into,
       erased_at IS NOT NULL, coalesce(household_id, 0)
FROM customer ORDER BY id;

-- name: all-contacts
-- scan: everyone anew, in the customers' order.
SELECT customer_id, kind, value, value_key, city FROM contact_point
WHERE customer_id IS NOT NULL ORDER BY customer_id, id;

-- name: delete-stale
DELETE FROM customer_fact WHERE customer_id IN (SELECT id FROM temp.stale WHERE kind < 2);

-- name: stale-customers
-- Those by themselves.
SELECT c.id, c.name, c.given_name, c.family_name, c.number, c.card_number, c.merged_into,
       c.erased_at IS NOT NULL, coalesce(c.household_id, 0)
FROM temp.stale AS s CROSS JOIN customer AS c ON c.id = s.id
WHERE s.kind = 1 ORDER BY s.id;

-- name: stale-contacts
SELECT p.customer_id, p.kind, p.value, p.value_key, p.city
FROM temp.stale AS s CROSS JOIN contact_point AS p ON p.customer_id = s.id
WHERE s.kind = 1 ORDER BY s.id, p.id;

-- name: stale-receipts
SELECT r.customer_id, r.sold_on, r.sale_lines > 0, r.net_sales_minor
FROM temp.stale AS s CROSS JOIN whole_receipt AS r ON r.customer_id = s.id
WHERE s.kind = 1;

-- name: home-words
SELECT kind, value, value_key, city FROM contact_point WHERE household_id = ?1 ORDER BY id;

-- name: all-receipts
-- scan: everyone anew.
SELECT customer_id, sold_on, sale_lines > 0, net_sales_minor FROM whole_receipt
WHERE customer_id IS NOT NULL;

-- name: locale
SELECT value FROM derived WHERE name = 'sort-locale';

-- name: set-locale
INSERT INTO derived (name, value) VALUES ('sort-locale', ?1)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
