-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Saved views of the list of customers.

-- name: all
SELECT id, uuid, name, columns, sort, descending, search, coalesce(segment_id, 0)
FROM customer_view ORDER BY id;

-- name: insert
INSERT INTO customer_view (name, columns, sort, descending, search, segment_id, uuid)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: update
UPDATE customer_view
SET name = ?1, columns = ?2, sort = ?3, descending = ?4, search = ?5, segment_id = ?6
WHERE id = ?7 AND (name, columns, sort, descending, search, coalesce(segment_id, 0)) <>
                  (?1, ?2, ?3, ?4, ?5, coalesce(?6, 0));

-- name: delete
DELETE FROM customer_view WHERE id = ?1;
