-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- The shop's own cards.

-- name: ranges
SELECT id, first, last, check_digit FROM card_range ORDER BY length(first), first, id;

-- name: number-of
SELECT card_number FROM customer WHERE id = ?1;

-- name: insert
INSERT INTO card_range (first, last, check_digit) VALUES (?1, ?2, ?3);

-- name: delete
DELETE FROM card_range WHERE id = ?1;
