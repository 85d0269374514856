-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Where postcodes lie.

-- name: sets
SELECT id, uuid, name, made_by, countries, points, loaded_at
FROM postcode_set WHERE in_use ORDER BY id DESC;

-- name: insert-set
-- It is in use once its points are there.
INSERT INTO postcode_set (uuid, name, made_by, countries, points, loaded_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: insert-point
INSERT INTO postcode_point (set_id, country, postcode, latitude, longitude)
VALUES (?1, ?2, ?3, ?4, ?5);

-- name: use
UPDATE postcode_set SET in_use = ?2 WHERE id = ?1 AND in_use <> ?2;

-- name: points
SELECT country, postcode, latitude, longitude
FROM postcode_point WHERE set_id = ?1 ORDER BY country, postcode;

-- name: shop
SELECT country, address FROM shop;
