-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Rows by the name that they have outside of the file.

-- name: customer
SELECT uuid FROM customer WHERE id = ?1;

-- name: receipt
SELECT uuid FROM whole_receipt WHERE id = ?1;

-- name: segment
SELECT uuid FROM segment WHERE id = ?1;

-- name: campaign
SELECT uuid FROM campaign WHERE id = ?1;

-- name: task
SELECT uuid FROM task WHERE id = ?1;

-- name: ticket
SELECT uuid FROM ticket WHERE id = ?1;

-- name: product
SELECT uuid FROM product WHERE id = ?1;

-- name: tag
SELECT uuid FROM tag WHERE id = ?1;

-- name: view
SELECT uuid FROM customer_view WHERE id = ?1;

-- name: find-customer
SELECT id FROM customer WHERE uuid = ?1;
