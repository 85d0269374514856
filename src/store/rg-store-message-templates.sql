-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Messages that further campaigns can begin with.

-- name: all
SELECT id, uuid, name, channel, subject, message, closing, signature
FROM message_template ORDER BY name, id;

-- name: insert
INSERT INTO message_template (uuid, name, channel, subject, message, closing, signature)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: rename
-- Nothing is written where nothing is different.
UPDATE message_template SET name = ?2 WHERE id = ?1 AND name <> ?2;

-- name: delete
DELETE FROM message_template WHERE id = ?1;

-- name: messages
SELECT id, subject, message FROM message_template ORDER BY id;

-- name: set-messages
-- Nothing is written where nothing is different.
UPDATE message_template SET subject = ?2, message = ?3
WHERE id = ?1 AND (subject, message) IS NOT (?2, ?3);
