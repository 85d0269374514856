-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- The folder that is looked into.

-- name: setting
SELECT value FROM setting WHERE name = ?1;

-- name: known
SELECT 1 FROM import WHERE file_hash = ?1 AND state <> 'running'
UNION ALL
SELECT 1 FROM ignored_file WHERE hash = ?2
LIMIT 1;

-- name: stamp
SELECT coalesce(max(id), 0) * 1000000 + count(CASE WHEN state <> 'done' THEN 1 END)
FROM import WHERE state <> 'running';

-- name: ignore
INSERT INTO ignored_file (hash, file_name, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING;
