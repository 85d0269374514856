-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- The ledger of loyalty points: only ever appended to. What is there now is replayed from it, in
-- the order of the days on which things happened (rules/rg-lots.h).
CREATE TABLE points_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  customer_id INTEGER NOT NULL REFERENCES customer, -- as it came; reads resolve merged_into
  points INTEGER NOT NULL CHECK (points <> 0 AND points BETWEEN -1000000000 AND 1000000000),
  -- 'lapsed' is what a till let lapse by its own rules: lapses_on needs no entry.
  kind TEXT NOT NULL CHECK (kind IN ('earned', 'given', 'spent', 'lapsed', 'returned', 'corrected',
                                     'reversal')),
  effective_on INTEGER NOT NULL,      -- the day on which it happened
  recorded_at INTEGER NOT NULL,
  lapses_on INTEGER CHECK (lapses_on IS NULL OR points > 0), -- their last day; NULL: never
  lot_id INTEGER REFERENCES points_entry CHECK (lot_id IS NULL OR points < 0), -- taken from first
  receipt_uuid BLOB CHECK (length(receipt_uuid) = 16),
  campaign_id INTEGER REFERENCES campaign, -- that gave them
  staff_id INTEGER REFERENCES staff,
  note TEXT NOT NULL DEFAULT '',      -- why; file and row
  reverses INTEGER REFERENCES points_entry,
  import_id INTEGER REFERENCES import,
  CHECK ((kind = 'reversal') = (reverses IS NOT NULL))
) STRICT;
CREATE INDEX points_entry_customer ON points_entry (customer_id);
CREATE INDEX points_entry_reverses ON points_entry (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX points_entry_lot ON points_entry (lot_id) WHERE lot_id IS NOT NULL;
CREATE INDEX points_entry_import ON points_entry (import_id) WHERE import_id IS NOT NULL;
CREATE INDEX points_entry_campaign ON points_entry (campaign_id) WHERE campaign_id IS NOT NULL;

-- Derived: what is left of each entry, under who the customer became. Below zero is what an entry
-- took that was not there.
CREATE TABLE points_left (
  entry_id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  points INTEGER NOT NULL CHECK (points <> 0),
  lapses_on INTEGER                   -- NULL: never
) STRICT;
CREATE INDEX points_left_customer ON points_left (customer_id);
CREATE INDEX points_left_lapses ON points_left (lapses_on) WHERE lapses_on IS NOT NULL;

-- The second lock against payment card numbers.
CREATE TRIGGER points_entry_card_insert BEFORE INSERT ON points_entry
WHEN NEW.note GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.note);
END;

CREATE TRIGGER points_entry_card_update BEFORE UPDATE OF note ON points_entry
WHEN NEW.note GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.note);
END;
