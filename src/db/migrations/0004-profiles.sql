-- What a shop knows of a person beside their name, when they may be reached, and what was said.
ALTER TABLE customer ADD COLUMN occupation TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN income_band TEXT NOT NULL DEFAULT ''; -- in the shop's own words
ALTER TABLE customer ADD COLUMN interests TEXT NOT NULL DEFAULT '';   -- parted by commas
ALTER TABLE customer ADD COLUMN children INTEGER CHECK (children BETWEEN 0 AND 99);
ALTER TABLE customer ADD COLUMN household_size INTEGER CHECK (household_size BETWEEN 1 AND 99);
ALTER TABLE customer ADD COLUMN joined_how TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN joined_where TEXT NOT NULL DEFAULT '';

-- Hours of the day, in minutes, in which nobody is to call or write: from 21:00 to 8:00, for
-- example. Both or none.
ALTER TABLE contact_point ADD COLUMN quiet_from INTEGER CHECK (quiet_from BETWEEN 0 AND 1439);
ALTER TABLE contact_point ADD COLUMN quiet_until INTEGER
  CHECK (quiet_until BETWEEN 0 AND 1439)
  CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
  CHECK (coalesce(quiet_from <> quiet_until, 1));

-- Whether the shop's own card numbers of this range end in a check digit (Luhn, ISO/IEC 7812-1).
ALTER TABLE card_range ADD COLUMN check_digit INTEGER NOT NULL DEFAULT 0
  CHECK (check_digit IN (0, 1));

-- Something to remember about a person, or what was said in a call.
CREATE TABLE note (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  customer_id INTEGER NOT NULL REFERENCES customer ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('note', 'call')),
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff
) STRICT;
CREATE INDEX note_customer ON note (customer_id, at);
CREATE INDEX note_staff ON note (staff_id) WHERE staff_id IS NOT NULL;

-- Whom a logged row belonged to: a person's timeline tells also of what is not there any more.
CREATE INDEX change_customer
  ON change (coalesce(json_extract(after, '$.customer_id'), json_extract(before, '$.customer_id')))
  WHERE table_name IN ('contact_point', 'customer_tag');

-- Older edits can still be taken back: their images have the columns of today's rows.
UPDATE change
SET before = json_insert(before, '$.occupation', '', '$.income_band', '', '$.interests', '',
                         '$.joined_how', '', '$.joined_where', ''),
    after = json_insert(after, '$.occupation', '', '$.income_band', '', '$.interests', '',
                        '$.joined_how', '', '$.joined_where', '')
WHERE table_name = 'customer';

UPDATE change SET before = json_insert(before, '$.check_digit', 0),
                  after = json_insert(after, '$.check_digit', 0)
WHERE table_name = 'card_range';

-- The second lock against payment card numbers holds for the new texts, too.
DROP TRIGGER customer_card_insert;
CREATE TRIGGER customer_card_insert BEFORE INSERT ON customer
WHEN NEW.card_number GLOB '[ 2-6-]*' OR NEW.note GLOB '[ 2-6-]*' OR NEW.name GLOB '[ 2-6-]*'
  OR NEW.occupation GLOB '[ 2-6-]*' OR NEW.income_band GLOB '[ 2-6-]*'
  OR NEW.interests GLOB '[ 2-6-]*' OR NEW.joined_how GLOB '[ 2-6-]*'
  OR NEW.joined_where GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text)
  VALUES (NEW.card_number), (NEW.note), (NEW.name), (NEW.occupation), (NEW.income_band),
         (NEW.interests), (NEW.joined_how), (NEW.joined_where);
END;

DROP TRIGGER customer_card_update;
CREATE TRIGGER customer_card_update BEFORE UPDATE OF card_number, note, name, occupation,
  income_band, interests, joined_how, joined_where ON customer
WHEN NEW.card_number GLOB '[ 2-6-]*' OR NEW.note GLOB '[ 2-6-]*' OR NEW.name GLOB '[ 2-6-]*'
  OR NEW.occupation GLOB '[ 2-6-]*' OR NEW.income_band GLOB '[ 2-6-]*'
  OR NEW.interests GLOB '[ 2-6-]*' OR NEW.joined_how GLOB '[ 2-6-]*'
  OR NEW.joined_where GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text)
  VALUES (NEW.card_number), (NEW.note), (NEW.name), (NEW.occupation), (NEW.income_band),
         (NEW.interests), (NEW.joined_how), (NEW.joined_where);
END;

CREATE TRIGGER note_card_insert BEFORE INSERT ON note WHEN NEW.text GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.text);
END;

CREATE TRIGGER note_card_update BEFORE UPDATE OF text ON note WHEN NEW.text GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.text);
END;
