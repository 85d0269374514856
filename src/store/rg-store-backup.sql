-- Backups, and what a restore carries over.

-- name: label
-- scan: both tables are counted, once a backup.
-- all: an older file has no view of the whole receipts.
SELECT uuid, name,
  (SELECT count(*) FROM customer WHERE merged_into IS NULL AND erased_at IS NULL),
  (SELECT count(*) FROM receipt WHERE import_id NOT IN
     (SELECT id FROM import WHERE state = 'running')),
  (SELECT sold_on FROM receipt WHERE import_id NOT IN
     (SELECT id FROM import WHERE state = 'running') ORDER BY sold_on DESC LIMIT 1)
FROM shop;

-- name: deleted
-- scan: an index of the deleted alone. How many of the customers they are.
SELECT count(*) FROM customer WHERE deleted_at IS NOT NULL AND erased_at IS NULL;

-- name: name
SELECT name, is_sample FROM shop;

-- name: bytes
SELECT page_count * page_size FROM pragma_page_count, pragma_page_size;

-- name: structure
-- scan: all of the file, once something in it could not be read.
SELECT quick_check FROM pragma_quick_check LIMIT 1;

-- name: shop-uuid
SELECT uuid FROM shop;

-- name: last-action
SELECT id, uuid FROM action ORDER BY id DESC LIMIT 1;

-- name: action-uuid
SELECT uuid FROM action WHERE id = ?1;

-- name: erased-hashes
SELECT hash, at FROM erased;

-- name: has-suppressed
SELECT 1 FROM sqlite_schema WHERE name = 'suppressed';

-- name: suppressed-hashes
SELECT hash, at FROM suppressed;

-- name: add-suppressed-hash
INSERT INTO suppressed (hash, at) SELECT ?1, ?2
WHERE NOT EXISTS (SELECT 1 FROM suppressed WHERE hash = ?1);

-- name: erased-customers
-- scan: once a restore; few are erased.
SELECT uuid, erased_at FROM customer WHERE erased_at IS NOT NULL;

-- name: add-erased-hash
INSERT OR IGNORE INTO erased (hash, at) VALUES (?1, ?2);

-- name: customer-of-uuid
SELECT id FROM customer WHERE uuid = ?1 AND erased_at IS NULL;
