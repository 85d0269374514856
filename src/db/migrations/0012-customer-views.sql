-- How the list of customers is looked at: its columns, its order, and whom it shows.
CREATE TABLE customer_view (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  name TEXT NOT NULL CHECK (name <> ''),
  columns TEXT NOT NULL,              -- their ids, parted by blanks, in the order shown
  sort TEXT NOT NULL,                 -- the id of the column that orders the rows
  descending INTEGER NOT NULL CHECK (descending IN (0, 1)),
  search TEXT NOT NULL,               -- the words searched for; '' for none
  -- A view without its segment would show people whom nobody asked for: it goes, and comes back,
  -- with the segment.
  segment_id INTEGER REFERENCES segment ON DELETE CASCADE
) STRICT;
CREATE INDEX customer_view_segment ON customer_view (segment_id) WHERE segment_id IS NOT NULL;

-- The second lock against payment card numbers.
CREATE TRIGGER customer_view_card_insert BEFORE INSERT ON customer_view
WHEN NEW.name GLOB '[ 2-6-]*' OR NEW.search GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.name), (NEW.search);
END;

CREATE TRIGGER customer_view_card_update BEFORE UPDATE OF name, search ON customer_view
WHEN NEW.name GLOB '[ 2-6-]*' OR NEW.search GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.name), (NEW.search);
END;
