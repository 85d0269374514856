-- What a morning needs: tasks, days on which the shop was closed, files that nobody wants to read.

-- Something that somebody has to do.
CREATE TABLE task (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  what TEXT NOT NULL CHECK (what <> ''),
  customer_id INTEGER REFERENCES customer ON DELETE CASCADE,
  campaign_id INTEGER REFERENCES campaign ON DELETE SET NULL,
  staff_id INTEGER REFERENCES staff,  -- who does it; NULL: whoever comes first
  due_on INTEGER,                     -- NULL: some time
  created_on INTEGER NOT NULL,
  done_on INTEGER                     -- NULL while it is open
) STRICT;
CREATE INDEX task_customer ON task (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX task_campaign ON task (campaign_id) WHERE campaign_id IS NOT NULL;
CREATE INDEX task_open ON task (due_on, id) WHERE done_on IS NULL;
CREATE INDEX task_done ON task (done_on, id) WHERE done_on IS NOT NULL;

-- A day without sales that nobody needs to ask about.
CREATE TABLE closed_day (
  location_id INTEGER NOT NULL,       -- 0: the whole shop
  day_on INTEGER NOT NULL,
  PRIMARY KEY (location_id, day_on)
) STRICT, WITHOUT ROWID;

-- A file of the folder that is looked into which is not to be offered any more.
CREATE TABLE ignored_file (
  hash TEXT PRIMARY KEY CHECK (length(hash) = 64), -- SHA-256 of its bytes
  file_name TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The second lock against payment card numbers.
CREATE TRIGGER task_card_insert BEFORE INSERT ON task WHEN NEW.what GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.what);
END;

CREATE TRIGGER task_card_update BEFORE UPDATE OF what ON task WHEN NEW.what GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.what);
END;
