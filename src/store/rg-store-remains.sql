-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- What an import left that did not become whole.

-- name: import
SELECT import_id FROM running_import;

-- name: lines
-- So many receipts' lines, the newest first.
DELETE FROM receipt_line WHERE receipt_id IN (
  SELECT id FROM receipt WHERE import_id = ?1 ORDER BY id DESC LIMIT ?2);

-- name: receipts
DELETE FROM receipt WHERE id IN (
  SELECT id FROM receipt WHERE import_id = ?1 ORDER BY id DESC LIMIT ?2);

-- name: people
DELETE FROM customer WHERE id IN (
  SELECT id FROM customer WHERE import_id = ?1 AND erased_at = 0 LIMIT ?2);

-- name: locations
DELETE FROM location WHERE import_id = ?1;

-- name: source
-- Where the import brought it.
DELETE FROM source WHERE id = (SELECT source_id FROM import WHERE id = ?1)
  AND EXISTS (SELECT 1 FROM running_import WHERE made_source = 1);

-- name: mark
DELETE FROM running_import;

-- name: running
DELETE FROM import WHERE id = ?1;

-- name: action
DELETE FROM action WHERE id = 0;
