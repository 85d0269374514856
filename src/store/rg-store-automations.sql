-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Automations, and what they have done.

-- name: all
SELECT a.id, a.uuid, a.name, a.text, a.since_on,
       (SELECT count(*) FROM firing AS f WHERE f.automation = a.uuid AND f.done = 1),
       (SELECT max(fired_at) FROM firing AS f WHERE f.automation = a.uuid AND f.done = 1)
FROM automation AS a ORDER BY a.name, a.id;

-- name: by-id
SELECT a.id, a.uuid, a.name, a.text, a.since_on,
       (SELECT count(*) FROM firing AS f WHERE f.automation = a.uuid AND f.done = 1),
       (SELECT max(fired_at) FROM firing AS f WHERE f.automation = a.uuid AND f.done = 1)
FROM automation AS a WHERE a.id = ?1;

-- name: set-text
UPDATE automation SET text = ?2 WHERE id = ?1 AND text <> ?2;

-- name: insert
INSERT INTO automation (uuid, name, text) VALUES (?1, ?2, ?3);

-- name: update
UPDATE automation SET name = ?2, text = ?3, since_on = ?4
WHERE id = ?1 AND (name, text, since_on) IS NOT (?2, ?3, ?4);

-- name: delete
DELETE FROM automation WHERE id = ?1;

-- name: staff
SELECT id FROM staff WHERE name = ?1 AND active = 1 ORDER BY id LIMIT 1;

-- name: open-campaign
-- The newest of that name whose list is not fixed.
SELECT id FROM campaign WHERE name = ?1 AND fixed_at IS NULL ORDER BY id DESC LIMIT 1;

-- name: living
-- Who somebody is by now, as long as they are there.
WITH RECURSIVE up (id, next) AS (
  SELECT id, merged_into FROM customer WHERE id = ?1
  UNION
  SELECT c.id, c.merged_into FROM up JOIN customer AS c ON c.id = up.next
)
SELECT c.id, c.uuid, c.prefers FROM up JOIN customer AS c ON c.id = up.id
WHERE up.next IS NULL AND c.erased_at IS NULL AND c.deleted_at IS NULL;

-- name: fired-row
-- ?1 an automation, ?2 an occasion: whosoever's it was.
SELECT 1 FROM firing WHERE automation = ?1 AND occasion = ?2 LIMIT 1;

-- name: fired-person
-- The same of the customer ?3, and of those who were merged into them.
WITH RECURSIVE part (id) AS (
  SELECT ?3
  UNION
  SELECT m.id FROM part CROSS JOIN customer AS m ON m.merged_into = part.id
)
SELECT 1 FROM part CROSS JOIN customer AS c ON c.id = part.id
CROSS JOIN firing AS f ON f.customer = c.uuid AND f.automation = ?1 AND f.occasion = ?2
LIMIT 1;

-- name: fired-near
-- The same of any occasion that begins with ?2 and was due within ?5 days of the day ?4.
WITH RECURSIVE part (id) AS (
  SELECT ?3
  UNION
  SELECT m.id FROM part CROSS JOIN customer AS m ON m.merged_into = part.id
)
SELECT 1 FROM part CROSS JOIN customer AS c ON c.id = part.id
CROSS JOIN firing AS f ON f.customer = c.uuid AND f.automation = ?1
  AND substr(f.occasion, 1, length(?2)) = ?2 AND abs(f.due_on - ?4) < ?5
LIMIT 1;

-- name: tickets
SELECT id, customer_id, coalesce(product_id, 0), kind = 'enquiry', opened_on, closed_on
FROM ticket WHERE customer_id IS NOT NULL;

-- name: fire
INSERT INTO firing (automation, occasion, customer, due_on, fired_at, done)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: fired
-- What it has done, the newest first.
SELECT c.id, f.due_on, f.fired_at, f.done, f.occasion FROM firing AS f
JOIN customer AS c ON c.uuid = f.customer
WHERE f.automation = ?1 ORDER BY f.fired_at DESC, f.due_on DESC, c.id LIMIT ?2;
