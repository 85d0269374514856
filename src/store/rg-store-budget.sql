-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- How often people are contacted.

-- name: settings
SELECT substr(name, 8), CAST(value AS INTEGER) FROM setting WHERE name GLOB 'budget-*';

-- name: set
INSERT INTO setting (name, value) VALUES ('budget-' || ?1, CAST(?2 AS TEXT))
ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value;

-- name: sent
-- Campaigns that went out in some days; campaigns are few.
SELECT id, sent_on FROM campaign WHERE sent_on BETWEEN ?1 AND ?2 AND id <> ?3;

-- name: included
-- Whom a fixed list means, with their home, but for the shop's own people; merged people are looked
-- up one by one.
SELECT member.customer_id, customer.merged_into IS NOT NULL, coalesce(customer.household_id, 0)
FROM campaign_member AS member JOIN customer ON customer.id = member.customer_id
WHERE member.campaign_id = ?1 AND member.state = 'included' AND member.reason <> 'seed'
ORDER BY member.customer_id;

-- name: calls
-- Calls since a moment; notes are written by hand.
SELECT note.customer_id, customer.merged_into IS NOT NULL, coalesce(customer.household_id, 0),
       note.at
FROM note JOIN customer ON customer.id = note.customer_id
WHERE note.kind = 'call' AND note.at >= ?1;

-- name: living
WITH RECURSIVE up (id, next) AS (
  SELECT id, merged_into FROM customer WHERE id = ?1
  UNION
  SELECT customer.id, customer.merged_into FROM up JOIN customer ON customer.id = up.next
)
SELECT customer.id, coalesce(customer.household_id, 0)
FROM up JOIN customer ON customer.id = up.id WHERE up.next IS NULL;
