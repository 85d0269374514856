-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Tags, and what refers to them.

-- name: all
-- Who was merged into somebody counts as the one they became.
SELECT t.id, t.uuid, t.name, t.colour,
  (SELECT count(DISTINCT CASE WHEN c.merged_into IS NULL THEN c.id ELSE (
            WITH RECURSIVE up (id, next) AS (
              SELECT c.id, c.merged_into
              UNION
              SELECT o.id, o.merged_into FROM up JOIN customer AS o ON o.id = up.next
            )
            SELECT up.id FROM up WHERE up.next IS NULL) END)
   FROM customer_tag AS x JOIN customer AS c ON c.id = x.customer_id
   WHERE x.tag_id = t.id AND c.deleted_at IS NULL)
FROM tag AS t ORDER BY t.id;

-- name: by-id
SELECT name, colour FROM tag WHERE id = ?1;

-- name: update
UPDATE tag SET name = ?2, colour = ?3 WHERE id = ?1 AND (name <> ?2 OR colour <> ?3);

-- name: join
-- Whoever has the tag ?2 has ?1 too. By hand, whoever gave them the other one.
INSERT INTO customer_tag (customer_id, tag_id)
SELECT customer_id, ?1 FROM customer_tag WHERE tag_id = ?2 ORDER BY customer_id
ON CONFLICT DO NOTHING;

-- name: remember
-- That the tag ?1 was called so.
INSERT INTO tag_name (name, tag_id) VALUES (?2, ?1)
ON CONFLICT (name) DO UPDATE SET tag_id = excluded.tag_id WHERE tag_id <> excluded.tag_id;

-- name: pass-names
-- What ?2 was called is what ?1 was called from now on.
UPDATE tag_name SET tag_id = ?1 WHERE tag_id = ?2;

-- name: delete
DELETE FROM tag WHERE id = ?1;

-- name: segments
SELECT id, text FROM segment ORDER BY id;

-- name: segment-text
UPDATE segment SET text = ?2 WHERE id = ?1;
