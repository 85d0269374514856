-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Actions whose work holds: imports that are done, and whatever nobody has taken back, or somebody
-- has taken back and done again, any number of times. Taking something back is no work of its own.
-- Of several that took the same back only the newest can hold.
CREATE VIEW standing_action (id) AS
SELECT a.id FROM action AS a
WHERE a.undoes IS NULL AND coalesce(
  (SELECT i.state = 'done' FROM import AS i WHERE i.action_id = a.id),
  (WITH RECURSIVE chain (id, n) AS (
     SELECT a.id, 0
     UNION ALL
     SELECT (SELECT max(u.id) FROM action AS u WHERE u.undoes = chain.id), n + 1
     FROM chain WHERE chain.id IS NOT NULL
   )
   SELECT max(n) % 2 = 0 FROM chain WHERE chain.id IS NOT NULL));
