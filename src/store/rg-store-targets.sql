-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- What a month should bring.

-- name: all
SELECT location_id, month_on, net_minor FROM target ORDER BY location_id, month_on;

-- name: set
INSERT INTO target (location_id, month_on, net_minor) VALUES (?1, ?2, ?3)
ON CONFLICT (location_id, month_on) DO UPDATE SET net_minor = excluded.net_minor
WHERE net_minor <> excluded.net_minor;

-- name: drop
DELETE FROM target WHERE location_id = ?1 AND month_on = ?2;
