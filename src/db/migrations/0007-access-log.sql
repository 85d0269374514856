-- Who looked at whom: a person may ask, and their own copy says so. Not an action: nothing of the
-- shop changes by being looked at. Kept when the person is erased; it names the staff alone then.
CREATE TABLE access (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customer ON DELETE CASCADE,
  staff_id INTEGER REFERENCES staff,
  at INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('profile', 'copy'))
) STRICT;
CREATE INDEX access_customer ON access (customer_id, what, at);
CREATE INDEX access_staff ON access (staff_id) WHERE staff_id IS NOT NULL;
