-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- How far a shop is set up.

-- name: read
-- scan: counts, and the newest of an indexed column
SELECT coalesce((SELECT value FROM setting WHERE name = 'set-up-till'), ''),
       EXISTS (SELECT 1 FROM permission_basis),
       (SELECT count(*) FROM whole_receipt),
       EXISTS (SELECT 1 FROM setting WHERE name = 'set-up-backups'),
       (SELECT count(*) FROM customer_fact) -
         (SELECT count(*) FROM customer WHERE deleted_at IS NOT NULL AND erased_at IS NULL),
       coalesce((SELECT max(sold_on) FROM whole_receipt), 0);

-- name: note
INSERT INTO setting (name, value) VALUES (?1, ?2)
ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value;
