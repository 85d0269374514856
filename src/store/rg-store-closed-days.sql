-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Days on which nobody sold anything, and nobody needs to ask why.

-- name: all
SELECT location_id, day_on FROM closed_day ORDER BY day_on, location_id;

-- name: insert
INSERT INTO closed_day (location_id, day_on) VALUES (?1, ?2) ON CONFLICT DO NOTHING;

-- name: delete
DELETE FROM closed_day WHERE location_id = ?1 AND day_on = ?2;
