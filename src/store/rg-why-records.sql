-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- When something about a person was last changed, and by whom.

-- name: field
SELECT a.label, a.at, coalesce(s.name, '')
FROM change AS c JOIN action AS a ON a.id = c.action_id LEFT JOIN staff AS s ON s.id = a.staff_id
WHERE c.table_name = 'field_value'
  AND coalesce(json_extract(c.after, '$.customer_id'), json_extract(c.before, '$.customer_id')) = ?1
  AND json_extract(c.row_key, '$[1]') IN (SELECT id FROM field WHERE name = ?2 COLLATE NOCASE)
ORDER BY c.id DESC LIMIT 1;

-- name: tag
SELECT a.label, a.at, coalesce(s.name, '')
FROM change AS c JOIN action AS a ON a.id = c.action_id LEFT JOIN staff AS s ON s.id = a.staff_id
WHERE c.table_name IN ('contact_point', 'customer_tag') AND c.table_name = 'customer_tag'
  AND coalesce(json_extract(c.after, '$.customer_id'), json_extract(c.before, '$.customer_id')) = ?1
  AND json_extract(c.row_key, '$[1]') IN (SELECT id FROM tag WHERE name = ?2 COLLATE NOCASE)
ORDER BY c.id DESC LIMIT 1;
