-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- One setting by its name.

-- name: set
INSERT INTO setting (name, value) VALUES (?1, ?2)
ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value;

-- name: drop
DELETE FROM setting WHERE name = ?1;

-- name: get
SELECT value FROM setting WHERE name = ?1;
