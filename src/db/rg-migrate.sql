-- Statements of the migrations themselves.

-- name: things
-- What the file has: nothing in a new one.
SELECT 1 FROM sqlite_schema;
