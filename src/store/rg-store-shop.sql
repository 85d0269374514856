-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- The shop's own facts, as Preferences edits them.

-- name: update
-- Nothing is written where nothing is different.
UPDATE shop
SET name = ?1, first_weekday = ?2, address = ?3, country = ?4, currency = ?5, time_zone = ?6
WHERE id = 1
  AND (name, first_weekday, address, country, currency, time_zone) <> (?1, ?2, ?3, ?4, ?5, ?6);

-- name: has-receipts
-- scan: stops at the first
SELECT EXISTS (SELECT 1 FROM whole_receipt);
