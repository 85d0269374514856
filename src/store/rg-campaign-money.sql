-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- What the people of a campaign brought and cost.

-- name: receipt
-- What was sold and taken back, the discounts on what was sold, and what is known of its cost.
SELECT coalesce(sum(CASE WHEN kind = 0 THEN net_minor END), 0),
       coalesce(sum(CASE WHEN kind = 1 THEN net_minor END), 0),
       coalesce(sum(CASE WHEN kind = 0 THEN discount_minor END), 0),
       coalesce(sum(CASE WHEN cost_minor IS NOT NULL THEN net_minor END), 0),
       coalesce(sum(cost_minor), 0)
FROM whole_receipt_line WHERE receipt_id = ?1 AND kind IN (0, 1);

-- name: coupons
-- Of one campaign, used in some days.
SELECT coupon.customer_id, use.used_on, use.discount_minor
FROM coupon JOIN coupon_use AS use ON use.code = coupon.code
WHERE coupon.campaign_id = ?3 AND use.used_on BETWEEN ?1 AND ?2
ORDER BY use.discount_minor IS NULL, coupon.code;

-- name: discounts
-- scan: what staff gave by hand is little.
SELECT customer_id, given_on, percent_milli, amount_minor
FROM discount WHERE given_on BETWEEN ?1 AND ?2;
