-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Tasks.

-- name: open
-- ?1 the last due day (NULL: any), ?2 a customer (NULL: any), ?3 staff (NULL: any), ?4 how many,
-- ?5 the day after which they are due (NULL: any).
SELECT t.id, t.uuid, t.what, t.customer_id, t.campaign_id, c.name, t.staff_id, s.name, t.due_on,
       t.created_on, t.done_on
FROM task AS t
LEFT JOIN campaign AS c ON c.id = t.campaign_id
LEFT JOIN staff AS s ON s.id = t.staff_id
WHERE t.done_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM customer
                  WHERE id = t.customer_id AND deleted_at IS NOT NULL)
  AND (?1 IS NULL OR t.due_on <= ?1)
  AND (?2 IS NULL OR t.customer_id IN (
         WITH RECURSIVE member (id) AS (
           SELECT ?2
           UNION
           SELECT m.id FROM member CROSS JOIN customer AS m ON m.merged_into = member.id
         )
         SELECT id FROM member))
  AND (?3 IS NULL OR t.staff_id = ?3)
  AND (?5 IS NULL OR t.due_on > ?5)
ORDER BY t.due_on IS NULL, t.due_on, t.id
LIMIT ?4;

-- name: done
-- The same of those that are done.
SELECT t.id, t.uuid, t.what, t.customer_id, t.campaign_id, c.name, t.staff_id, s.name, t.due_on,
       t.created_on, t.done_on
FROM task AS t
LEFT JOIN campaign AS c ON c.id = t.campaign_id
LEFT JOIN staff AS s ON s.id = t.staff_id
WHERE t.done_on IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM customer
                  WHERE id = t.customer_id AND deleted_at IS NOT NULL)
  AND (?1 IS NULL OR t.due_on <= ?1)
  AND (?2 IS NULL OR t.customer_id IN (
         WITH RECURSIVE member (id) AS (
           SELECT ?2
           UNION
           SELECT m.id FROM member CROSS JOIN customer AS m ON m.merged_into = member.id
         )
         SELECT id FROM member))
  AND (?3 IS NULL OR t.staff_id = ?3)
ORDER BY t.done_on DESC, t.id DESC
LIMIT ?4;

-- name: by-id
SELECT t.id, t.uuid, t.what, t.customer_id, t.campaign_id, c.name, t.staff_id, s.name, t.due_on,
       t.created_on, t.done_on
FROM task AS t
LEFT JOIN campaign AS c ON c.id = t.campaign_id
LEFT JOIN staff AS s ON s.id = t.staff_id
WHERE t.id = ?1;

-- name: insert
INSERT INTO task (uuid, what, customer_id, campaign_id, staff_id, due_on, created_on)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: update
-- Nothing is written where nothing is different.
UPDATE task SET what = ?2, customer_id = ?3, campaign_id = ?4, staff_id = ?5, due_on = ?6
WHERE id = ?1
  AND (what, customer_id, campaign_id, staff_id, due_on) IS NOT (?2, ?3, ?4, ?5, ?6);

-- name: set-done
UPDATE task SET done_on = ?2 WHERE id = ?1 AND (done_on IS NULL) <> (?2 IS NULL);

-- name: put-off
UPDATE task SET due_on = ?2 WHERE id = ?1 AND done_on IS NULL AND due_on IS NOT ?2;

-- name: delete
DELETE FROM task WHERE id = ?1;
