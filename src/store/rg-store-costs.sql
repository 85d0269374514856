-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- What the shop reckons with.

-- name: margin
SELECT coalesce(margin_permille, -1) FROM shop WHERE id = 1;

-- name: set-margin
-- Nothing is written where nothing is different.
UPDATE shop SET margin_permille = nullif(?1, -1)
WHERE id = 1 AND margin_permille IS NOT nullif(?1, -1);
