-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- The wordings of the permission form; few.

-- name: all
SELECT w.id, w.uuid, w.version, w.text, w.benefits, w.is_current, w.created_at,
       coalesce(w.printed_at, 0),
       (SELECT count(*) FROM consent WHERE consent.wording_id = w.id)
FROM wording AS w ORDER BY w.id DESC;

-- name: by-id
SELECT w.id, w.uuid, w.version, w.text, w.benefits, w.is_current, w.created_at,
       coalesce(w.printed_at, 0),
       (SELECT count(*) FROM consent WHERE consent.wording_id = w.id)
FROM wording AS w WHERE w.id = ?1;

-- name: current
SELECT id FROM wording WHERE is_current = 1;

-- name: find
SELECT id FROM wording WHERE version = ?1 OR CAST(id AS TEXT) = ?1
ORDER BY version = ?1 DESC LIMIT 1;

-- name: other-of-version
SELECT 1 FROM wording WHERE version = ?1 AND id <> ?2;

-- name: insert
INSERT INTO wording (uuid, version, text, benefits, created_at) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: update
UPDATE wording SET version = ?2, text = ?3, benefits = ?4 WHERE id = ?1;

-- name: choose-none
UPDATE wording SET is_current = 0 WHERE is_current = 1 AND id <> ?1;

-- name: choose
UPDATE wording SET is_current = 1 WHERE id = ?1 AND is_current = 0;

-- name: delete
DELETE FROM wording WHERE id = ?1;

-- name: printed
UPDATE wording SET printed_at = ?2 WHERE id = ?1 AND printed_at IS NULL;
