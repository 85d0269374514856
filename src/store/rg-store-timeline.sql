-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- The timeline of one customer. Statements that name a kind give id, day and second of the day
-- (NULL: not known) or, with a NULL day, id, NULL and the instant. Those of one entry give what it
-- was, who did it, money or which of several it is, and what it opens.
--
-- A plus before an id takes its affinity away, without which no index of an expression serves.

-- name: purchases
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id)
SELECT r.id, r.sold_on, r.sold_time FROM part JOIN whole_receipt AS r ON r.customer_id = part.id
WHERE r.sale_lines > 0;

-- name: returns
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id)
SELECT r.id, r.sold_on, r.sold_time FROM part JOIN whole_receipt AS r ON r.customer_id = part.id
WHERE r.sale_lines = 0;

-- name: receipt
-- Also whether it was sent home, and how.
SELECT coalesce(location.name, ''), r.staff_name, r.net_sales_minor, r.sale_lines,
       d.id IS NOT NULL, coalesce(d.method, '')
FROM whole_receipt AS r LEFT JOIN location ON location.id = r.location_id
LEFT JOIN delivery AS d ON d.receipt_uuid = r.uuid
WHERE r.id = ?1;

-- name: notes
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id)
SELECT n.id, NULL, n.at FROM part JOIN note AS n ON n.customer_id = part.id WHERE n.kind = 'note';

-- name: calls
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id)
SELECT n.id, NULL, n.at FROM part JOIN note AS n ON n.customer_id = part.id WHERE n.kind = 'call';

-- name: note
SELECT n.text, coalesce(staff.name, ''), 0, n.id
FROM note AS n LEFT JOIN staff ON staff.id = n.staff_id
WHERE n.id = ?1;

-- name: campaigns
-- Those whose list is fixed; the day on which they went out, or else on which that was done. The
-- id is twice the campaign's, and one more where the person was not written to, for comparison.
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id)
SELECT 2 * campaign.id + min(m.state = 'held-out'), campaign.sent_on,
       iif(campaign.sent_on IS NULL, campaign.fixed_at, NULL)
FROM part JOIN campaign_member AS m ON m.customer_id = part.id
JOIN campaign ON campaign.id = m.campaign_id
WHERE campaign.fixed_at IS NOT NULL AND m.state IN ('included', 'held-out')
GROUP BY campaign.id;

-- name: campaign
SELECT name, '', iif(?1 % 2, 2, sent_on IS NULL), id FROM campaign WHERE id = ?1 / 2;

-- name: activities
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id)
SELECT a.id, a.day_on, a.time FROM part JOIN activity AS a ON a.customer_id = part.id;

-- name: activity
SELECT coalesce(nullif(product.name, ''), product.code), '', a.kind = 'left', a.product_id
FROM activity AS a JOIN product ON product.id = a.product_id
WHERE a.id = ?1;

-- name: tasks
-- The day on which they were done; else on which somebody thought of them.
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id)
SELECT t.id, coalesce(t.done_on, t.created_on), NULL
FROM part JOIN task AS t ON t.customer_id = part.id;

-- name: task
SELECT t.what, coalesce(staff.name, ''), t.done_on IS NOT NULL, t.id
FROM task AS t LEFT JOIN staff ON staff.id = t.staff_id
WHERE t.id = ?1;

-- name: tickets
-- The day on which they were opened. The id is twice the ticket's, and one more for the end of it:
-- two entries of one that is closed.
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id)
SELECT 2 * t.id, t.opened_on, t.opened_time
FROM part JOIN ticket AS t ON t.customer_id = part.id
UNION ALL
SELECT 2 * t.id + 1, t.closed_on, t.closed_time
FROM part JOIN ticket AS t ON t.customer_id = part.id WHERE t.closed_on IS NOT NULL;

-- name: ticket
SELECT t.subject, coalesce(staff.name, ''), 2 * (?1 % 2) + (t.kind = 'enquiry'), t.id, t.solution,
       t.outcome
FROM ticket AS t LEFT JOIN staff ON staff.id = t.staff_id
WHERE t.id = ?1 / 2;

-- name: discounts
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id)
SELECT d.id, d.given_on, NULL FROM part JOIN discount AS d ON d.customer_id = part.id;

-- name: discount
SELECT d.reason, coalesce(staff.name, ''), coalesce(d.amount_minor, 0), d.id,
       coalesce(d.percent_milli, 0)
FROM discount AS d LEFT JOIN staff ON staff.id = d.staff_id
WHERE d.id = ?1;

-- name: points
-- The day on which they came or went.
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id)
SELECT e.id, e.effective_on, NULL FROM part JOIN points_entry AS e ON e.customer_id = part.id;

-- name: points-entry
SELECT e.kind, coalesce(staff.name, ''), e.points, e.customer_id, e.note
FROM points_entry AS e LEFT JOIN staff ON staff.id = e.staff_id
WHERE e.id = ?1;

-- name: permissions
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id)
SELECT e.id, NULL, e.recorded_at FROM part JOIN consent AS e ON e.customer_id = part.id;

-- name: permission
SELECT e.channel, coalesce(staff.name, e.evidence), e.granted, e.reverses IS NOT NULL
FROM consent AS e LEFT JOIN staff ON staff.id = e.staff_id
WHERE e.id = ?1;

-- name: imports
-- The ones that brought the person, and those that changed what is known of them.
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id)
SELECT i.id, NULL, i.at
FROM import AS i
WHERE i.state = 'done' AND (i.id IN (
  SELECT c.import_id FROM part JOIN customer AS c ON c.id = part.id
  UNION
  SELECT p.import_id FROM part JOIN contact_point AS p ON p.customer_id = part.id
  UNION
  SELECT t.import_id FROM part JOIN customer_tag AS t ON t.customer_id = part.id
  UNION
  SELECT v.import_id FROM part JOIN field_value AS v ON v.customer_id = part.id)
OR i.action_id IN (
  SELECT ch.action_id FROM part JOIN change AS ch
    ON ch.table_name = 'customer' AND ch.row_key = json_array(part.id)
  UNION
  SELECT ch.action_id FROM part JOIN change AS ch INDEXED BY change_customer
    ON coalesce(json_extract(ch.after, '$.customer_id'),
                json_extract(ch.before, '$.customer_id')) = +part.id
  WHERE ch.table_name IN ('contact_point', 'customer_tag')
  UNION
  SELECT ch.action_id FROM part JOIN change AS ch INDEXED BY change_field_value
    ON coalesce(json_extract(ch.after, '$.customer_id'),
                json_extract(ch.before, '$.customer_id')) = +part.id
  WHERE ch.table_name = 'field_value'));

-- name: import
SELECT i.file_name, coalesce(staff.name, ''), 0, i.action_id
FROM import AS i JOIN action ON action.id = i.action_id
LEFT JOIN staff ON staff.id = action.staff_id
WHERE i.id = ?1;

-- name: edits
-- By hand: of the person, of how they are reached, of their tags, of the shop's own fields. The id
-- is that of the first row that was changed.
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id)
SELECT min(mine.id), NULL, a.at
FROM (
  SELECT ch.id, ch.action_id FROM part JOIN change AS ch
    ON ch.table_name = 'customer' AND ch.row_key = json_array(part.id)
  UNION ALL
  SELECT ch.id, ch.action_id FROM part JOIN change AS ch INDEXED BY change_customer
    ON coalesce(json_extract(ch.after, '$.customer_id'),
                json_extract(ch.before, '$.customer_id')) = +part.id
  WHERE ch.table_name IN ('contact_point', 'customer_tag')
  UNION ALL
  SELECT ch.id, ch.action_id FROM part JOIN change AS ch INDEXED BY change_field_value
    ON coalesce(json_extract(ch.after, '$.customer_id'),
                json_extract(ch.before, '$.customer_id')) = +part.id
  WHERE ch.table_name = 'field_value'
) AS mine
JOIN action AS a ON a.id = mine.action_id
WHERE NOT EXISTS (SELECT 1 FROM import WHERE import.action_id = a.id)
GROUP BY a.id;

-- name: edit
-- And whom it was about.
SELECT a.label, coalesce(staff.name, ''), 0, a.id,
       CASE WHEN ch.table_name IN ('customer', 'field_value') THEN json_extract(ch.row_key, '$[0]')
            ELSE coalesce(json_extract(ch.after, '$.customer_id'),
                          json_extract(ch.before, '$.customer_id')) END
FROM change AS ch JOIN action AS a ON a.id = ch.action_id
LEFT JOIN staff ON staff.id = a.staff_id
WHERE ch.id = ?1;

-- name: edit-parts
-- What the action ?1 changed of the customer ?2: where, what, its kind, and what stood there before
-- and after.
SELECT 'customer', k.key, '',
       CASE k.key WHEN 'owner_id'
         THEN (SELECT name FROM staff WHERE staff.id = json_extract(ch.before, '$.owner_id'))
         ELSE json_extract(ch.before, '$.' || k.key) END,
       CASE k.key WHEN 'owner_id' THEN (SELECT name FROM staff WHERE staff.id = k.value)
         ELSE k.value END
FROM change AS ch, json_each (ch.after) AS k
WHERE ch.table_name = 'customer' AND ch.row_key = json_array(?2) AND ch.action_id = ?1
  AND ch.before <> '{}' AND json_extract(ch.before, '$.' || k.key) IS NOT k.value
UNION ALL
SELECT 'own', field.name, field.kind,
       coalesce(json_extract(ch.before, '$.number'),
                (SELECT name FROM field_choice AS o
                 WHERE o.id = json_extract(ch.before, '$.choice_id')),
                json_extract(ch.before, '$.text')),
       coalesce(json_extract(ch.after, '$.number'),
                (SELECT name FROM field_choice AS o
                 WHERE o.id = json_extract(ch.after, '$.choice_id')),
                json_extract(ch.after, '$.text'))
FROM change AS ch JOIN field
  ON field.id = coalesce(json_extract(ch.after, '$.field_id'),
                         json_extract(ch.before, '$.field_id'))
WHERE ch.table_name = 'field_value' AND ch.action_id = ?1
  AND coalesce(json_extract(ch.after, '$.customer_id'),
               json_extract(ch.before, '$.customer_id')) = ?2
UNION ALL
SELECT 'contact', coalesce(json_extract(ch.after, '$.kind'), json_extract(ch.before, '$.kind')), '',
       nullif(json_extract(ch.before, '$.value'), ''), nullif(json_extract(ch.after, '$.value'), '')
FROM change AS ch
WHERE ch.table_name IN ('contact_point', 'customer_tag') AND ch.table_name = 'contact_point'
  AND ch.action_id = ?1
  AND coalesce(json_extract(ch.after, '$.customer_id'),
               json_extract(ch.before, '$.customer_id')) = ?2
  AND json_extract(ch.before, '$.value') IS NOT json_extract(ch.after, '$.value');
