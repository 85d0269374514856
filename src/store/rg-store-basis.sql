-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- What the shop has decided about people who have said nothing.

-- name: all
SELECT b.channel, b.basis, b.ground, b.decided_at, coalesce(s.name, '')
FROM permission_basis AS b LEFT JOIN staff AS s ON s.id = b.staff_id;

-- name: decide
-- A decision that is as it was keeps its day and who made it.
INSERT INTO permission_basis (channel, basis, ground, decided_at, staff_id)
VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (channel) DO UPDATE
SET basis = excluded.basis, ground = excluded.ground, decided_at = excluded.decided_at,
    staff_id = excluded.staff_id
WHERE (basis, ground) <> (excluded.basis, excluded.ground);
