-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Coupons, and discounts that staff give.

-- name: by-code
-- One coupon, with who its person became.
WITH RECURSIVE up (id, next) AS (
  SELECT customer.id, customer.merged_into FROM coupon
  JOIN customer ON customer.id = coupon.customer_id WHERE coupon.code = ?1
  UNION
  SELECT customer.id, customer.merged_into FROM up JOIN customer ON customer.id = up.next
)
SELECT coupon.code, coalesce(coupon.campaign_id, 0), coalesce(campaign.name, ''),
       customer.id, customer.name, customer.number, coupon.version, coalesce(version.name, ''),
       use.used_on,
       coalesce(receipt.id, 0), coalesce(receipt.number, ''), use.discount_minor,
       coupon.offer, coupon.given_on, coalesce(coupon.until_on, campaign.offer_until),
       coalesce(automation.name, '')
FROM coupon
LEFT JOIN campaign ON campaign.id = coupon.campaign_id
LEFT JOIN automation ON automation.uuid = coupon.automation
JOIN up ON up.next IS NULL
JOIN customer ON customer.id = up.id
LEFT JOIN campaign_version AS version ON version.campaign_id = coupon.campaign_id
  AND version.number = coupon.version
LEFT JOIN coupon_use AS use ON use.code = coupon.code
LEFT JOIN whole_receipt AS receipt ON receipt.uuid = use.receipt_uuid
WHERE coupon.code = ?1;

-- name: offer
-- What the coupons of a campaign give, and the shop's currency.
SELECT offer_kind, offer_value, offer_for, offer_with, offer_until, offer_days, offer_cost_minor,
       (SELECT currency FROM shop)
FROM campaign WHERE id = ?1;

-- name: same-day
-- What the person bought on a day, also as whoever was merged into them.
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id)
SELECT r.id, r.number, r.sold_time, r.net_minor
FROM part JOIN whole_receipt AS r ON r.customer_id = part.id
WHERE r.sold_on = ?2 AND r.sale_lines > 0 ORDER BY r.sold_time, r.id;

-- name: codes
-- Of one campaign, by name; used ones only, or all.
SELECT coupon.code
FROM coupon
LEFT JOIN coupon_use AS use ON use.code = coupon.code
LEFT JOIN customer_fact AS fact ON fact.customer_id = coupon.customer_id
WHERE coupon.campaign_id = ?1 AND (NOT ?2 OR use.code IS NOT NULL)
ORDER BY fact.sort_key, coupon.customer_id;

-- name: people
-- Who of a fixed list has one.
SELECT customer_id FROM coupon WHERE campaign_id = ?1;

-- name: count-used
SELECT coupon.version, count(*)
FROM coupon JOIN coupon_use AS use ON use.code = coupon.code
WHERE coupon.campaign_id = ?1 GROUP BY coupon.version;

-- name: add
INSERT INTO coupon (code, campaign_id, customer_id, version) VALUES (?1, ?2, ?3, ?4);

-- name: give
-- One that stands by itself.
INSERT INTO coupon (code, customer_id, offer, given_on, until_on, automation)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: open-of-person
-- Of those, what somebody, or whoever was merged into them, can use on the day ?2.
WITH RECURSIVE part (id) AS (
  SELECT ?1
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT coupon.code FROM part JOIN coupon ON coupon.customer_id = part.id
WHERE coupon.campaign_id IS NULL AND coalesce(coupon.until_on, ?2) >= ?2
  AND NOT EXISTS (SELECT 1 FROM coupon_use WHERE coupon_use.code = coupon.code)
ORDER BY coupon.until_on IS NULL, coupon.until_on, coupon.given_on, coupon.code;

-- name: given
-- What the automation ?1 gave; ?2: only what can be used on the day ?3.
SELECT coupon.code FROM coupon
JOIN customer ON customer.id = coupon.customer_id
WHERE coupon.automation = ?1 AND customer.deleted_at IS NULL
  AND (NOT ?2
       OR (coalesce(coupon.until_on, ?3) >= ?3
           AND NOT EXISTS (SELECT 1 FROM coupon_use WHERE coupon_use.code = coupon.code)))
ORDER BY coupon.given_on DESC, coupon.code;

-- name: delete-of-campaign
DELETE FROM coupon WHERE campaign_id = ?1;

-- name: delete-uses-of-campaign
DELETE FROM coupon_use WHERE code IN (SELECT code FROM coupon WHERE campaign_id = ?1);

-- name: use
INSERT INTO coupon_use (code, used_on, receipt_uuid, discount_minor, source, import_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: receipt
-- By its number: the person's own first, then the newest.
SELECT receipt.uuid
FROM whole_receipt AS receipt
WHERE receipt.number = ?1
ORDER BY receipt.customer_id IS NOT ?2, receipt.sold_on DESC, receipt.id DESC LIMIT 1;

-- name: give-discount
INSERT INTO discount (uuid, customer_id, staff_id, given_on, percent_milli, amount_minor, reason)
VALUES (?1, ?2, nullif(?3, 0), ?4, nullif(?5, 0), nullif(?6, 0), ?7);
