-- What is done by itself when something happens to somebody: rules/rg-automation.h has the text.
CREATE TABLE automation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  name TEXT NOT NULL CHECK (name <> ''),
  text TEXT NOT NULL,
  since_on INTEGER                    -- what falls due from this day on counts; NULL: it is off
) STRICT;

-- What was done, once and for good: written with what it did, and never taken away with it. By
-- UUIDs, so that it also outlives an automation that is deleted and comes back.
CREATE TABLE firing (
  automation BLOB NOT NULL CHECK (length(automation) = 16),
  occasion TEXT NOT NULL,             -- what happened: 'bought' and a receipt, 'birthday 2026'
  customer BLOB NOT NULL CHECK (length(customer) = 16),
  due_on INTEGER NOT NULL,
  fired_at INTEGER NOT NULL,
  done INTEGER NOT NULL CHECK (done IN (0, 1)), -- 0: they may not be contacted
  PRIMARY KEY (automation, occasion, customer)
) STRICT, WITHOUT ROWID;
CREATE INDEX firing_customer ON firing (customer);
CREATE INDEX firing_at ON firing (automation, fired_at);

-- The second lock against payment card numbers.
CREATE TRIGGER automation_card_insert BEFORE INSERT ON automation
WHEN NEW.name GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.name);
END;

CREATE TRIGGER automation_card_update BEFORE UPDATE OF name ON automation
WHEN NEW.name GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.name);
END;
