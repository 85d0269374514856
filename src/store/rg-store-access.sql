-- Who looked at whom.

-- name: note
-- Once an hour is enough: ?3 is now, ?5 an hour before.
INSERT INTO access (customer_id, staff_id, at, what)
SELECT ?1, ?2, ?3, ?4
WHERE EXISTS (SELECT 1 FROM customer WHERE id = ?1 AND erased_at IS NULL AND deleted_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM access
                  WHERE customer_id = ?1 AND what = ?4 AND at > ?5 AND staff_id IS ?2);
