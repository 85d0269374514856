-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- What the last import of sales brought.

-- name: last
SELECT id FROM import WHERE state = 'done' AND kind = 'sales' ORDER BY id DESC LIMIT 1;

-- name: receipts
-- Those that it only changed were there before.
SELECT r.id FROM whole_receipt AS r
WHERE r.import_id = ?1
  AND NOT EXISTS (SELECT 1 FROM past_receipt AS p
                  WHERE p.action_id = (SELECT i.action_id FROM import AS i WHERE i.id = ?1)
                    AND p.uuid = r.uuid);

-- name: customers
SELECT id FROM customer WHERE import_id = ?1 AND deleted_at IS NULL;
