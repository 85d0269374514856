-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Who works here, and who is at the keyboard.

-- name: find
SELECT id FROM staff WHERE name = ?1 AND active = 1 ORDER BY id LIMIT 1;

-- name: insert
INSERT INTO staff (uuid, name) VALUES (?1, ?2);

-- name: all
SELECT id, uuid, name, active FROM staff ORDER BY active DESC, id;

-- name: rename
UPDATE staff SET name = ?2 WHERE id = ?1 AND name <> ?2;

-- name: set-active
UPDATE staff SET active = ?2 WHERE id = ?1 AND active <> ?2;

-- name: by-id
SELECT name, active FROM staff WHERE id = ?1;

-- name: current
-- Whoever was at the keyboard last, unless they have left.
SELECT s.id FROM setting AS t JOIN staff AS s ON s.id = CAST(t.value AS INTEGER)
WHERE t.name = 'staff' AND s.active = 1;

-- name: set-current
INSERT INTO setting (name, value) VALUES ('staff', ?1)
ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value;
