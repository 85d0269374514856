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

-- name: offered
-- What of a receipt the offer of a campaign is for: at full price, the discounts on it, how many of
-- the two things that are sold together; and what was given away: its lines, what is known of their
-- cost, and the pieces of which it is not.
SELECT coalesce(sum(line.net_minor + line.discount_minor), 0),
       coalesce(sum(line.discount_minor), 0), count(DISTINCT offered.role),
       count(CASE WHEN line.net_minor = 0 THEN 1 END),
       coalesce(sum(CASE WHEN line.net_minor = 0 THEN line.cost_minor END), 0),
       coalesce(sum(CASE WHEN line.net_minor = 0 AND line.cost_minor IS NULL
                         THEN max(line.quantity_milli / 1000, 1) END), 0)
FROM whole_receipt_line AS line JOIN campaign_product AS offered
  ON offered.campaign_id = ?2 AND offered.product_id = line.product_id
WHERE line.receipt_id = ?1 AND line.kind = 0;

-- name: coupons
-- Of one campaign, used in some days.
SELECT coupon.customer_id, use.used_on, use.discount_minor
FROM coupon JOIN coupon_use AS use ON use.code = coupon.code
WHERE coupon.campaign_id = ?3 AND use.used_on BETWEEN ?1 AND ?2
ORDER BY use.discount_minor IS NULL, coupon.code;

-- name: points
-- That one campaign gave; what takes an entry back says the opposite.
SELECT customer_id, sum(points) FROM points_entry WHERE campaign_id = ?1
GROUP BY customer_id HAVING sum(points) <> 0;

-- name: discounts
-- scan: what staff gave by hand is little.
SELECT customer_id, given_on, percent_milli, amount_minor
FROM discount WHERE given_on BETWEEN ?1 AND ?2;
