-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- What a shop's file holds.

-- name: days
-- scan: counts by the index of days
SELECT sold_on, count(*) FROM whole_receipt GROUP BY sold_on ORDER BY sold_on;

-- name: customers
-- scan: counts the living
SELECT count(*) FROM customer
WHERE merged_into IS NULL AND erased_at IS NULL AND deleted_at IS NULL;

-- name: newest
-- scan: stops at the limit
SELECT id FROM whole_receipt ORDER BY sold_on DESC, id DESC LIMIT ?1;
