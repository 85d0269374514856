-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Households. Those who were merged away move with the home, so that they are at home if they ever
-- become somebody of their own again.

-- name: of-customer
SELECT coalesce(household_id, 0), family_name FROM customer WHERE id = ?1;

-- name: insert
INSERT INTO household (uuid, name) VALUES (?1, ?2);

-- name: rename
UPDATE household SET name = ?2 WHERE id = ?1 AND name <> ?2;

-- name: move-in
UPDATE customer SET household_id = ?2 WHERE id = ?1 AND household_id IS NOT ?2;

-- name: move-out
UPDATE customer SET household_id = NULL WHERE id = ?1 AND household_id IS NOT NULL;

-- name: move-everybody
UPDATE customer SET household_id = ?2 WHERE household_id = ?1;

-- name: move-contact-points
UPDATE contact_point SET household_id = ?2 WHERE household_id = ?1;

-- name: give-contact-points
-- To one person.
UPDATE contact_point SET household_id = NULL, customer_id = ?2, preferred = 0
WHERE household_id = ?1;

-- name: has-members
-- Whoever is deleted waits for nobody.
SELECT EXISTS (SELECT 1 FROM customer
               WHERE household_id = ?1 AND merged_into IS NULL AND deleted_at IS NULL);

-- name: move-all-out
UPDATE customer SET household_id = NULL WHERE household_id = ?1;

-- name: delete
DELETE FROM household WHERE id = ?1;

-- name: members
-- Whose rows show what belongs to the home.
SELECT id FROM customer WHERE household_id = ?1 AND merged_into IS NULL;
