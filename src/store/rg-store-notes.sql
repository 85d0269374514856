-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Notes and calls.

-- name: insert
INSERT INTO note (uuid, customer_id, kind, text, at, staff_id)
VALUES (?1, ?2, ?3, ?4, ?5, nullif(?6, 0));

-- name: by-id
SELECT customer_id, kind FROM note WHERE id = ?1;

-- name: update
UPDATE note SET text = ?2 WHERE id = ?1 AND text <> ?2;

-- name: delete
DELETE FROM note WHERE id = ?1;
