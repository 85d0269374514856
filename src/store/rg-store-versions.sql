-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- The versions of a campaign's message.

-- name: read
SELECT number, name, weight, subject, message FROM campaign_version
WHERE campaign_id = ?1 ORDER BY number;

-- name: save
-- Nothing is written where nothing is different.
INSERT INTO campaign_version (campaign_id, number, name, weight, subject, message)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (campaign_id, number) DO UPDATE
SET name = excluded.name, weight = excluded.weight, subject = excluded.subject,
    message = excluded.message
WHERE (name, weight, subject, message)
      <> (excluded.name, excluded.weight, excluded.subject, excluded.message);

-- name: delete-beyond
-- Those whose number is larger.
DELETE FROM campaign_version WHERE campaign_id = ?1 AND number > ?2;

-- name: count
-- Who withdrew since was dealt a version, too.
SELECT version, count(*) FROM campaign_member
WHERE campaign_id = ?1 AND version > 0 AND state IN ('included', 'dropped') AND reason <> 'seed'
GROUP BY version;

-- name: members
SELECT member.customer_id
FROM campaign_member AS member
LEFT JOIN customer_fact AS fact ON fact.customer_id = member.customer_id
WHERE member.campaign_id = ?1 AND member.state = 'included' AND member.version = ?2
  AND member.reason <> 'seed'
ORDER BY fact.sort_key, member.customer_id;

-- name: spend
SELECT spend_minor FROM customer_fact WHERE customer_id = ?1;

-- name: visit-days
-- The days of visits of a customer, and of who was merged into them.
WITH RECURSIVE part (id) AS (
  SELECT ?1
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT DISTINCT receipt.sold_on FROM part
JOIN whole_receipt AS receipt ON receipt.customer_id = part.id
WHERE receipt.sale_lines > 0 AND receipt.sold_on <= ?2
ORDER BY receipt.sold_on;

-- name: rest-group
SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'rest-group';

-- name: save-rest-group
INSERT INTO setting (name, value) VALUES ('rest-group', CAST(?1 AS TEXT))
ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value;

-- name: year-first
-- When the first list of a year was fixed that somebody rests from.
SELECT min(fixed_at) FROM campaign
WHERE fixed_at >= ?1 AND fixed_at < ?2
  AND EXISTS (SELECT 1 FROM campaign_member AS m
              WHERE m.campaign_id = campaign.id AND m.reason = 'rest-group')
HAVING min(fixed_at) IS NOT NULL;

-- name: year-written
-- Who was in a list of the year, with a letter or for comparison.
SELECT DISTINCT m.customer_id
FROM campaign JOIN campaign_member AS m ON m.campaign_id = campaign.id
WHERE campaign.fixed_at >= ?1 AND campaign.fixed_at < ?2
  AND m.state IN ('included', 'held-out', 'dropped') AND m.reason <> 'seed'
  AND EXISTS (SELECT 1 FROM campaign_member AS r
              WHERE r.campaign_id = campaign.id AND r.reason = 'rest-group');

-- name: year-rest
SELECT DISTINCT m.customer_id
FROM campaign JOIN campaign_member AS m ON m.campaign_id = campaign.id
WHERE campaign.fixed_at >= ?1 AND campaign.fixed_at < ?2 AND m.reason = 'rest-group';
