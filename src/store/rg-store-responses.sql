-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- What another program that sent a fixed list says of it.

-- name: people
-- Everybody of a fixed list, and what they can be known by: those who got it first.
SELECT member.customer_id,
       CASE member.state WHEN 'included' THEN 0 WHEN 'dropped' THEN 1 ELSE 2 END AS rank,
       member.contact, customer.number,
       (SELECT code FROM coupon WHERE coupon.campaign_id = member.campaign_id
          AND coupon.customer_id = member.customer_id)
FROM campaign_member AS member JOIN customer ON customer.id = member.customer_id
WHERE member.campaign_id = ?1 AND member.state IN ('included', 'dropped', 'held-out')
ORDER BY rank, member.customer_id;

-- name: known
-- What is written down already, by person.
SELECT customer_id, kind FROM response WHERE campaign_id = ?1 ORDER BY customer_id;

-- name: covered
-- Whether any file of the campaign says who opened, and who clicked.
SELECT coalesce(max(opens), 0), coalesce(max(clicks), 0) FROM response_file WHERE campaign_id = ?1;

-- name: done
-- Who did what, and whether they are somebody else by now.
SELECT response.customer_id, response.kind, customer.merged_into IS NOT NULL
FROM response JOIN customer ON customer.id = response.customer_id
WHERE response.campaign_id = ?1;

-- name: add-file
INSERT INTO response_file (uuid, campaign_id, name, opens, clicks, recorded_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: add
INSERT INTO response (campaign_id, customer_id, kind, effective_on, effective_time, file_id,
                      file_row)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: delete-of-campaign
-- Before the campaign goes.
DELETE FROM response WHERE campaign_id = ?1;

-- name: delete-files-of-campaign
DELETE FROM response_file WHERE campaign_id = ?1;
