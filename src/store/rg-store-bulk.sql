-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- One thing done to many customers: those in the temporary table, some thousand at a time.

-- name: selected
CREATE TEMP TABLE IF NOT EXISTS selected (id INTEGER PRIMARY KEY);

-- name: clear
DELETE FROM temp.selected;

-- name: select
-- Who is on the list: not merged away, not erased, not deleted.
INSERT INTO temp.selected (id)
SELECT id FROM customer
WHERE id = ?1 AND merged_into IS NULL AND erased_at IS NULL AND deleted_at IS NULL
ON CONFLICT DO NOTHING;

-- name: people
-- Of whom an action has changed rows: whose ids begin their keys.
SELECT count(DISTINCT json_extract(row_key, '$[0]')) FROM change WHERE action_id = ?1;

-- name: tag
INSERT INTO customer_tag (customer_id, tag_id) SELECT id, ?1 FROM temp.selected WHERE 1
ON CONFLICT DO NOTHING;

-- name: untag
-- Also from those who were merged into them.
DELETE FROM customer_tag WHERE tag_id = ?1 AND customer_id IN (
  WITH RECURSIVE part (id) AS (
    SELECT id FROM temp.selected
    UNION
    SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
  )
  SELECT id FROM part);

-- name: choose
INSERT INTO segment_person (segment_id, customer_id, chosen, reason)
SELECT ?1, id, ?2, ?3 FROM temp.selected WHERE 1
ON CONFLICT DO UPDATE SET chosen = excluded.chosen, reason = excluded.reason
WHERE chosen <> excluded.chosen OR reason <> excluded.reason;

-- name: leave-to-rules
-- Also those who were merged into them.
DELETE FROM segment_person WHERE segment_id = ?1 AND customer_id IN (
  WITH RECURSIVE part (id) AS (
    SELECT id FROM temp.selected
    UNION
    SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
  )
  SELECT id FROM part);

-- name: set-owner
UPDATE customer SET owner_id = nullif(?1, 0)
WHERE id IN (SELECT id FROM temp.selected) AND owner_id IS NOT nullif(?1, 0);

-- name: set-language
UPDATE customer SET language = ?1
WHERE id IN (SELECT id FROM temp.selected) AND language <> ?1;

-- name: set-gender
UPDATE customer SET gender = ?1
WHERE id IN (SELECT id FROM temp.selected) AND gender <> ?1;

-- name: set-occupation
UPDATE customer SET occupation = ?1
WHERE id IN (SELECT id FROM temp.selected) AND occupation <> ?1;

-- name: set-prefers
UPDATE customer SET prefers = ?1
WHERE id IN (SELECT id FROM temp.selected) AND prefers <> ?1;

-- name: set-income-band
UPDATE customer SET income_band = ?1
WHERE id IN (SELECT id FROM temp.selected) AND income_band <> ?1;

-- name: set-interests
UPDATE customer SET interests = ?1
WHERE id IN (SELECT id FROM temp.selected) AND interests <> ?1;

-- name: set-joined-how
UPDATE customer SET joined_how = ?1
WHERE id IN (SELECT id FROM temp.selected) AND joined_how <> ?1;

-- name: set-joined-where
UPDATE customer SET joined_where = ?1
WHERE id IN (SELECT id FROM temp.selected) AND joined_where <> ?1;

-- name: add-to-campaign
-- Whoever was left out by hand before is let in.
INSERT INTO campaign_member (campaign_id, customer_id, state, reason)
SELECT ?1, id, 'included', 'by-hand' FROM temp.selected WHERE 1
ON CONFLICT DO UPDATE SET state = 'included' WHERE state = 'left-out' AND reason = 'by-hand';

-- name: keep-used
-- What points at them belongs to the books of the shop.
DELETE FROM temp.selected
WHERE EXISTS (SELECT 1 FROM whole_receipt WHERE customer_id = selected.id)
   OR EXISTS (SELECT 1 FROM consent WHERE customer_id = selected.id)
   OR EXISTS (SELECT 1 FROM points_entry WHERE customer_id = selected.id)
   OR EXISTS (SELECT 1 FROM campaign_member WHERE customer_id = selected.id)
   OR EXISTS (SELECT 1 FROM customer WHERE merged_into = selected.id);

-- name: delete
-- Hidden, with all that belongs to them: ?1 is now. A home of nobody else waits for them.
UPDATE customer SET deleted_at = ?1 WHERE id IN (SELECT id FROM temp.selected);

-- name: tags
-- For those who choose one: few.
SELECT name FROM tag ORDER BY name;

-- name: staff
-- Who works here: few.
SELECT id FROM staff WHERE name = ?1 OR CAST(id AS TEXT) = ?1 ORDER BY name = ?1 DESC LIMIT 1;
