-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- The shop's locations.

-- name: all
SELECT id, uuid, code, CASE WHEN name <> '' THEN name ELSE code END, address,
  online FROM location
WHERE import_id IS NULL OR import_id IS NOT (SELECT import_id FROM running_import) ORDER BY id;

-- name: name
SELECT CASE WHEN name <> '' THEN name ELSE code END FROM location WHERE id = ?1;

-- name: set-address
UPDATE location SET address = ?2 WHERE id = ?1 AND address <> ?2;

-- name: set-online
UPDATE location SET online = ?2 WHERE id = ?1 AND online <> ?2;
