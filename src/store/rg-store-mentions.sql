-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Where somebody wrote of a person elsewhere than with them.

-- name: words
-- What they are called, and how they are reached.
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id)
SELECT DISTINCT trim(word) FROM (
  SELECT c.name AS word FROM part JOIN customer AS c ON c.id = part.id
  UNION ALL
  SELECT c.given_name || ' ' || c.family_name FROM part JOIN customer AS c ON c.id = part.id
  UNION ALL
  SELECT p.value FROM part JOIN contact_point AS p ON p.customer_id = part.id
  WHERE p.kind IN ('email', 'phone'))
WHERE length(trim(word)) > 1;

-- name: texts
-- scan: once for each person who is erased, and only what somebody wrote. Kind, what it opens, and
-- the text. What belongs to people who are deleted opens nowhere.
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id),
gone (id) AS (SELECT id FROM customer WHERE deleted_at IS NOT NULL)
SELECT 'note', customer_id, text FROM note
WHERE customer_id NOT IN (SELECT id FROM part UNION SELECT id FROM gone)
UNION ALL
SELECT 'customer', id, note FROM customer
WHERE note <> '' AND deleted_at IS NULL AND id NOT IN (SELECT id FROM part)
UNION ALL
SELECT 'field', customer_id, text FROM field_value
WHERE text <> '' AND customer_id NOT IN (SELECT id FROM part UNION SELECT id FROM gone)
UNION ALL
SELECT 'task', id, what FROM task
WHERE coalesce(customer_id, 0) NOT IN (SELECT id FROM part UNION SELECT id FROM gone)
UNION ALL
SELECT 'ticket', id, subject || char(10) || text || char(10) || solution
FROM ticket
WHERE coalesce(customer_id, 0) NOT IN (SELECT id FROM part UNION SELECT id FROM gone)
UNION ALL
SELECT 'tag', id, name FROM tag
UNION ALL
SELECT 'campaign', id, name || char(10) || subject || char(10) || message || char(10) || closing ||
                       char(10) || signature || char(10) || counter || char(10) || offer_for ||
                       char(10) || offer_with
FROM campaign
UNION ALL
SELECT 'campaign', campaign_id, name || char(10) || subject || char(10) || message
FROM campaign_version
UNION ALL
SELECT 'template', id, name || char(10) || subject || char(10) || message || char(10) || closing ||
                       char(10) || signature || char(10) || counter || char(10) || offer_for ||
                       char(10) || offer_with
FROM message_template
UNION ALL
SELECT 'template', template_id, name || char(10) || subject || char(10) || message
FROM template_version
UNION ALL
SELECT 'segment', id, name || char(10) || text FROM segment
UNION ALL
SELECT 'segment', segment_id, reason FROM segment_person
WHERE reason <> '' AND customer_id NOT IN (SELECT id FROM part UNION SELECT id FROM gone)
UNION ALL
SELECT 'view', id, name || char(10) || search FROM customer_view;
