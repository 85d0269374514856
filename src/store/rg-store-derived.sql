-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- The customers whose derived rows have to follow an action, where there are thousands of them.

-- name: stale
-- kind: 0 for whoever is gone, 1 for whoever is by themselves, 2 for whoever others have to be
-- looked at with.
CREATE TEMP TABLE IF NOT EXISTS stale (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL);

-- name: clear
DELETE FROM temp.stale;

-- name: add
INSERT INTO temp.stale (id, kind) VALUES (?1, 0);

-- name: count
SELECT count(*) FROM temp.stale;

-- name: sort-out
UPDATE temp.stale SET kind = CASE
  WHEN c.merged_into IS NOT NULL OR c.erased_at IS NOT NULL
    OR EXISTS (SELECT 1 FROM customer AS part WHERE part.merged_into = c.id)
    OR EXISTS (SELECT 1 FROM consent WHERE customer_id = c.id)
    OR EXISTS (SELECT 1 FROM permission WHERE customer_id = c.id)
    OR EXISTS (SELECT 1 FROM points_entry WHERE customer_id = c.id)
    OR EXISTS (SELECT 1 FROM points_left WHERE customer_id = c.id)
  THEN 2 ELSE 1 END
FROM customer AS c WHERE c.id = stale.id;

-- name: others
SELECT id FROM temp.stale WHERE kind = 2;

-- name: forget-permission
DELETE FROM permission WHERE customer_id IN (SELECT id FROM temp.stale WHERE kind = 0);

-- name: forget-points
DELETE FROM points_left WHERE customer_id IN (SELECT id FROM temp.stale WHERE kind = 0);
