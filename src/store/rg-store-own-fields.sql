-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- The shop's own fields, and what is known in them.

-- name: all
SELECT id, uuid, name, kind, help, required, coalesce(least, 0), coalesce(most, 0)
FROM field ORDER BY place, id;

-- name: names
SELECT name FROM field ORDER BY place, id;

-- name: choices
SELECT field_id, id, name FROM field_choice ORDER BY field_id, place, id;

-- name: known
-- scan: once when the list of fields is shown, out of a covering index.
SELECT field_id, count(DISTINCT customer_id) FROM field_value
WHERE customer_id NOT IN (SELECT id FROM customer WHERE deleted_at IS NOT NULL)
GROUP BY field_id;

-- name: insert
INSERT INTO field (uuid, name, kind, place, help, required, least, most)
SELECT ?1, ?2, ?3, coalesce(max(place) + 1, 0), ?4, ?5, ?6, ?7 FROM field;

-- name: update
-- Nothing is written where nothing is different.
UPDATE field SET name = ?2, kind = ?3, help = ?4, required = ?5, least = ?6, most = ?7
WHERE id = ?1 AND (name, kind, help, required, least, most) IS NOT (?2, ?3, ?4, ?5, ?6, ?7);

-- name: segments
SELECT id, text FROM segment ORDER BY id;

-- name: segment-text
UPDATE segment SET text = ?2 WHERE id = ?1;

-- name: messages
SELECT id, subject, message, closing, segment_text FROM campaign ORDER BY id;

-- name: message-texts
UPDATE campaign SET subject = ?2, message = ?3, closing = ?4, segment_text = ?5
WHERE id = ?1 AND (subject, message, closing, segment_text) IS NOT (?2, ?3, ?4, ?5);

-- name: version-messages
SELECT campaign_id, number, subject, message FROM campaign_version ORDER BY campaign_id, number;

-- name: version-texts
UPDATE campaign_version SET subject = ?3, message = ?4
WHERE campaign_id = ?1 AND number = ?2 AND (subject, message) IS NOT (?3, ?4);

-- name: set-place
UPDATE field SET place = ?2 WHERE id = ?1 AND place <> ?2;

-- name: delete
DELETE FROM field WHERE id = ?1;

-- name: has-values
SELECT EXISTS (SELECT 1 FROM field_value WHERE field_id = ?1);

-- name: choice-insert
INSERT INTO field_choice (field_id, name, place) VALUES (?1, ?2, ?3);

-- name: choice-update
UPDATE field_choice SET name = ?2, place = ?3
WHERE id = ?1 AND (name, place) IS NOT (?2, ?3);

-- name: choice-delete
DELETE FROM field_choice WHERE id = ?1;

-- name: choices-delete
DELETE FROM field_choice WHERE field_id = ?1;

-- name: choice-values-delete
DELETE FROM field_value WHERE choice_id = ?1;

-- name: values-delete
DELETE FROM field_value WHERE field_id = ?1;

-- name: values
-- What is known of a person: their own first, then that of whoever was merged into them.
WITH RECURSIVE member (id) AS (
  VALUES (?1)
  UNION
  SELECT c.id FROM member CROSS JOIN customer AS c ON c.merged_into = member.id
)
SELECT v.field_id, v.customer_id, v.text, v.number, choice.name
FROM member CROSS JOIN field_value AS v ON v.customer_id = member.id
LEFT JOIN field_choice AS choice ON choice.id = v.choice_id
ORDER BY v.field_id, v.customer_id <> ?1, v.customer_id, choice.place, choice.id;

-- name: value-put
INSERT INTO field_value (customer_id, field_id, part, text, number, choice_id, import_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (customer_id, field_id, part) DO UPDATE
SET text = excluded.text, number = excluded.number, choice_id = excluded.choice_id
WHERE (text, number, choice_id) IS NOT (excluded.text, excluded.number, excluded.choice_id);

-- name: value-clear
-- Also of those who were merged into the person, whose value would be seen then.
DELETE FROM field_value WHERE field_id = ?2 AND customer_id IN (
  WITH RECURSIVE member (id) AS (
    VALUES (?1)
    UNION
    SELECT c.id FROM member CROSS JOIN customer AS c ON c.merged_into = member.id
  )
  SELECT id FROM member);

-- name: put-selected
-- The same for whoever stands in the temporary table.
INSERT INTO field_value (customer_id, field_id, part, text, number, choice_id, import_id)
SELECT id, ?2, ?3, ?4, ?5, ?6, ?7 FROM temp.selected WHERE 1
ON CONFLICT (customer_id, field_id, part) DO UPDATE
SET text = excluded.text, number = excluded.number, choice_id = excluded.choice_id
WHERE (text, number, choice_id) IS NOT (excluded.text, excluded.number, excluded.choice_id);

-- name: clear-selected
DELETE FROM field_value WHERE field_id = ?2 AND customer_id IN (
  WITH RECURSIVE member (id) AS (
    SELECT id FROM temp.selected
    UNION
    SELECT c.id FROM member CROSS JOIN customer AS c ON c.merged_into = member.id
  )
  SELECT id FROM member);

-- name: drop-selected
-- The parts that are not in the JSON array ?2.
DELETE FROM field_value
WHERE field_id = ?1 AND customer_id IN (SELECT id FROM temp.selected)
  AND part NOT IN (SELECT value FROM json_each (?2));

-- name: parts
SELECT part FROM field_value WHERE customer_id = ?1 AND field_id = ?2;

-- name: part-delete
DELETE FROM field_value WHERE customer_id = ?1 AND field_id = ?2 AND part = ?3;
