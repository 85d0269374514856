-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Saved segments.

-- name: all
SELECT id, uuid, name, text FROM segment ORDER BY id;

-- name: by-id
SELECT id, uuid, name, text FROM segment WHERE id = ?1;

-- name: texts
SELECT id, name, text FROM segment ORDER BY id;

-- name: set-text
UPDATE segment SET text = ?2 WHERE id = ?1 AND text <> ?2;

-- name: campaign-texts
-- Of campaigns whose list is not fixed; those of a segment go by its own.
SELECT id, name, segment_text FROM campaign
WHERE fixed_at IS NULL AND segment_id IS NULL ORDER BY id;

-- name: set-campaign-text
UPDATE campaign SET segment_text = ?2 WHERE id = ?1 AND segment_text <> ?2;

-- name: people
-- Chosen by hand, or left out.
SELECT segment_id, customer_id, chosen, reason FROM segment_person
ORDER BY segment_id, customer_id;

-- name: insert
INSERT INTO segment (uuid, name, text) VALUES (?1, ?2, ?3);

-- name: update
UPDATE segment SET name = ?2, text = ?3 WHERE id = ?1 AND (name <> ?2 OR text <> ?3);

-- name: delete
DELETE FROM segment WHERE id = ?1;

-- name: freeze
-- Who was chosen or left out before stays so.
INSERT INTO segment_person (segment_id, customer_id, chosen, reason)
SELECT ?1, id, 1, ?3 FROM customer WHERE id = ?2
ON CONFLICT DO NOTHING;

-- name: thaw
DELETE FROM segment_person
WHERE segment_id = ?1 AND chosen = 1
  AND reason GLOB 'Frozen [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]';

-- name: member
-- A customer in words.
SELECT uuid, name, given_name, family_name, number FROM customer
WHERE id = ?1 AND deleted_at IS NULL;

-- name: customer-by-uuid
SELECT id FROM customer WHERE uuid = ?1 AND deleted_at IS NULL;
