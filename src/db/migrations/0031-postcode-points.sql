-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Where postcodes lie, from files that others make. Each file that is loaded is a set of its own,
-- which is never edited: it is in use or not.
CREATE TABLE postcode_set (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  name TEXT NOT NULL CHECK (name <> ''),        -- of the file
  made_by TEXT NOT NULL DEFAULT '',             -- who made the data, where the file shows it
  countries TEXT NOT NULL,                      -- ISO 3166, in order, with blanks between them
  points INTEGER NOT NULL CHECK (points > 0),
  loaded_at INTEGER NOT NULL,
  in_use INTEGER NOT NULL DEFAULT 0 CHECK (in_use IN (0, 1))
) STRICT;

-- In hundred thousandths of a degree. The postcode is in capitals, letters and digits alone.
CREATE TABLE postcode_point (
  set_id INTEGER NOT NULL REFERENCES postcode_set,
  country TEXT NOT NULL CHECK (length(country) = 2),
  postcode TEXT NOT NULL CHECK (postcode <> ''),
  latitude INTEGER NOT NULL CHECK (latitude BETWEEN -9000000 AND 9000000),
  longitude INTEGER NOT NULL CHECK (longitude BETWEEN -18000000 AND 18000000),
  PRIMARY KEY (set_id, country, postcode)
) STRICT, WITHOUT ROWID;

-- The second lock against payment card numbers.
CREATE TRIGGER postcode_set_card_insert BEFORE INSERT ON postcode_set
WHEN NEW.name GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.name);
END;
