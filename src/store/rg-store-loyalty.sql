-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- The ledger of loyalty points, and what is left of it now.

-- name: append
-- One entry of the ledger.
INSERT INTO points_entry (uuid, customer_id, points, kind, effective_on, recorded_at, lapses_on,
                          lot_id, receipt_uuid, campaign_id, staff_id, note, reverses, import_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, nullif(?8, 0), ?9, nullif(?10, 0), nullif(?11, 0), ?12,
        nullif(?13, 0), nullif(?14, 0));

-- name: by-id
-- The entry that is to be reversed.
SELECT customer_id, points, effective_on, coalesce(campaign_id, 0)
FROM points_entry WHERE id = ?1;

-- name: reversals
-- What takes an entry back.
SELECT id FROM points_entry WHERE reverses = ?1;

-- name: replay
-- Everything that happened to a person's points, and to those of who was merged into them.
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT e.id, e.points, e.kind, e.effective_on, e.lapses_on, coalesce(e.lot_id, 0),
       coalesce(e.reverses, 0)
FROM part JOIN points_entry AS e ON e.customer_id = part.id;

-- name: entries
-- The same of one customer, without those who were merged into them.
SELECT id, points, kind, effective_on, lapses_on, coalesce(lot_id, 0), coalesce(reverses, 0)
FROM points_entry WHERE customer_id = ?1;

-- name: ledger
-- The same with the words that people read, the newest first.
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT e.id, e.points, e.kind, e.effective_on, e.lapses_on, coalesce(e.reverses, 0), e.uuid,
       e.recorded_at, e.note, coalesce(campaign.name, ''), coalesce(staff.name, ''),
       coalesce(import.file_name, ''), coalesce(points_left.points, 0)
FROM part JOIN points_entry AS e ON e.customer_id = part.id
LEFT JOIN points_left ON points_left.entry_id = e.id
LEFT JOIN campaign ON campaign.id = e.campaign_id
LEFT JOIN staff ON staff.id = e.staff_id
LEFT JOIN import ON import.id = e.import_id
ORDER BY e.effective_on DESC, e.id DESC;

-- name: left
-- What is left of each entry of one person, in the order in which it is spent.
SELECT l.entry_id, e.effective_on, l.lapses_on, e.points, l.points
FROM points_left AS l JOIN points_entry AS e ON e.id = l.entry_id
WHERE l.customer_id = ?1
ORDER BY l.lapses_on IS NULL, l.lapses_on, e.effective_on, l.entry_id;

-- name: lapsing
-- Whose points lapse at the end of the days from ?1 to ?2, as far as they are not owed.
SELECT l.customer_id, sum(l.points), min(l.lapses_on)
FROM points_left AS l JOIN customer ON customer.id = l.customer_id
WHERE l.lapses_on BETWEEN ?1 AND ?2 AND l.points > 0 AND customer.deleted_at IS NULL
  AND customer.erased_at IS NULL
GROUP BY l.customer_id HAVING sum(l.points) >= ?3
ORDER BY min(l.lapses_on), l.customer_id;

-- name: lapses-between
-- Who, under whom they became, got points whose last day is one of these, whether or not any are
-- left.
-- scan: points_entry (once for each automation that asks)
WITH RECURSIVE up (id, next) AS (
  SELECT c.id, c.merged_into FROM customer AS c
  WHERE c.id IN (SELECT customer_id FROM points_entry WHERE lapses_on BETWEEN ?1 AND ?2)
  UNION
  SELECT customer.id, customer.merged_into FROM up JOIN customer ON customer.id = up.next
)
SELECT id FROM up WHERE next IS NULL;

-- name: not-given-yet
-- Whom the fixed list of a campaign means, but for those who have points by it.
SELECT m.customer_id FROM campaign_member AS m
WHERE m.campaign_id = ?1 AND m.state = 'included'
  AND coalesce((SELECT sum(e.points) FROM points_entry AS e
                WHERE e.campaign_id = ?1 AND e.customer_id = m.customer_id), 0) <= 0
ORDER BY m.customer_id;

-- name: any
-- Whether the shop has points: somebody has some, or something was decided about them.
-- scan: points_entry (the first row that there is)
SELECT EXISTS (SELECT 1 FROM points_entry)
    OR EXISTS (SELECT 1 FROM setting WHERE name IN ('points-hundred-worth', 'points-months'));

-- name: forget
-- Before what is left of a person's points is replayed.
DELETE FROM points_left WHERE customer_id = ?1;

-- name: remember
INSERT INTO points_left (entry_id, customer_id, points, lapses_on) VALUES (?1, ?2, ?3, ?4);

-- name: forget-all
-- scan: points_left (a rebuild)
DELETE FROM points_left;

-- name: everyone
-- Whoever has an entry.
-- scan: points_entry (a rebuild)
SELECT DISTINCT customer_id FROM points_entry ORDER BY customer_id;

-- name: of-import
-- What an import recorded.
SELECT id FROM points_entry WHERE import_id = ?1 AND reverses IS NULL ORDER BY id;

-- name: is-used
-- Whether anything since has drawn on an entry: it was reversed, or points were spent or corrected.
WITH RECURSIVE up (id, next) AS (
  SELECT c.id, c.merged_into
  FROM points_entry AS e JOIN customer AS c ON c.id = e.customer_id WHERE e.id = ?1
  UNION
  SELECT customer.id, customer.merged_into FROM up JOIN customer ON customer.id = up.next
), part (id) AS (
  SELECT id FROM up WHERE next IS NULL
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT 1 FROM part JOIN points_entry AS later ON later.customer_id = part.id
WHERE later.id > ?1
  AND (later.reverses = ?1 OR (later.kind <> 'reversal'
                               AND (later.points < 0 OR later.kind = 'corrected')))
LIMIT 1;

-- name: remove
-- An entry of a taken back import that nobody has used.
DELETE FROM points_entry WHERE id = ?1;

-- name: file-was-read
-- Whether the balances of the same bytes have been taken in, and still hold.
-- scan: import (files are few)
SELECT 1 FROM import WHERE file_hash = ?1 AND state = 'done'
  AND EXISTS (SELECT 1 FROM points_entry WHERE points_entry.import_id = import.id) LIMIT 1;
