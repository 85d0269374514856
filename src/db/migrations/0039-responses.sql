-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- What another program that sent a campaign's fixed list says of it: who opened the message, who
-- followed a link in it, whom it did not reach, and who wants no more.

-- A file of such a report that was brought in.
CREATE TABLE response_file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  campaign_id INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  opens INTEGER NOT NULL CHECK (opens IN (0, 1)),   -- whether it says who opened
  clicks INTEGER NOT NULL CHECK (clicks IN (0, 1)), -- whether it says who clicked
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX response_file_campaign ON response_file (campaign_id);

-- One row for each person and kind: the first time. 'sent': a file names the person.
CREATE TABLE response (
  campaign_id INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,
  customer_id INTEGER NOT NULL REFERENCES customer, -- as in the fixed list
  kind TEXT NOT NULL CHECK (kind IN ('sent', 'opened', 'clicked', 'bounced', 'unsubscribed')),
  effective_on INTEGER,               -- NULL: the file does not say
  effective_time INTEGER CHECK (effective_time BETWEEN 0 AND 86399), -- NULL: not known
  file_id INTEGER NOT NULL REFERENCES response_file ON DELETE CASCADE,
  file_row INTEGER NOT NULL,          -- as a spreadsheet counts
  PRIMARY KEY (campaign_id, customer_id, kind),
  CHECK (effective_time IS NULL OR effective_on IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX response_customer ON response (customer_id);
CREATE INDEX response_file_rows ON response (file_id);

-- The second lock against payment card numbers.
CREATE TRIGGER response_file_card_insert BEFORE INSERT ON response_file
WHEN NEW.name GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.name);
END;

CREATE TRIGGER response_file_card_update BEFORE UPDATE OF name ON response_file
WHEN NEW.name GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.name);
END;
