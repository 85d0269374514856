-- An import of so many lines that it takes several transactions, and that nobody sees until it is
-- whole. Its row in `import` is 'running' under the action 0; the people whom it will make are
-- there by number only, as if they had been erased at 0.
CREATE TABLE running_import (
  id INTEGER PRIMARY KEY CHECK (id = 1), -- there is only ever one
  import_id INTEGER NOT NULL REFERENCES import,
  first_receipt INTEGER NOT NULL,     -- all receipts from here on are the import's
  made_source INTEGER NOT NULL CHECK (made_source IN (0, 1)) -- its source was not there before
) STRICT;

-- What everybody reads but imports and what takes them back. The plus keeps the planner from
-- choosing the key where another index is better.
CREATE VIEW whole_receipt AS
SELECT * FROM receipt
WHERE +id < coalesce((SELECT first_receipt FROM running_import), 9223372036854775807);

CREATE VIEW whole_receipt_line AS
SELECT * FROM receipt_line
WHERE +receipt_id < coalesce((SELECT first_receipt FROM running_import), 9223372036854775807);
