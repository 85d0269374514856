-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Who works here.

-- name: find
SELECT id FROM staff WHERE name = ?1 AND active = 1 ORDER BY id LIMIT 1;

-- name: insert
INSERT INTO staff (uuid, name) VALUES (?1, ?2);
