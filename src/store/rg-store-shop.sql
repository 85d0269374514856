-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- The shop's own facts, as Preferences edits them.

-- name: update
-- Nothing is written where nothing is different.
UPDATE shop
SET name = ?1, first_weekday = ?2, address = ?3, permission_basis = ?4
WHERE id = 1 AND (name, first_weekday, address, permission_basis) <> (?1, ?2, ?3, ?4);
