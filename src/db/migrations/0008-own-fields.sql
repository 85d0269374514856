-- What a shop wants to know of its customers beside what every shop does: fields of its own.
CREATE TABLE field (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'money', 'date', 'yes-no', 'one', 'several',
                                     'scale')),
  place INTEGER NOT NULL,             -- the order in which they are shown; equal ones by id
  help TEXT NOT NULL DEFAULT '',
  required INTEGER NOT NULL DEFAULT 0 CHECK (required IN (0, 1)),
  least INTEGER,                      -- the ends of a scale
  most INTEGER,
  CHECK ((kind = 'scale') = (least IS NOT NULL)),
  CHECK ((least IS NULL) = (most IS NULL)),
  CHECK (coalesce(least < most, 1))
) STRICT;

-- What there is to choose from in a field that takes one or several of a list.
CREATE TABLE field_choice (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  field_id INTEGER NOT NULL REFERENCES field ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  place INTEGER NOT NULL
) STRICT;
CREATE INDEX field_choice_field ON field_choice (field_id, place, id);

-- What is known of a customer in one of them. Nothing known: no row.
CREATE TABLE field_value (
  customer_id INTEGER NOT NULL REFERENCES customer ON DELETE CASCADE,
  field_id INTEGER NOT NULL REFERENCES field ON DELETE CASCADE,
  part INTEGER NOT NULL,              -- the choice, where a field takes several; else 0
  text TEXT NOT NULL DEFAULT '',
  number INTEGER,                     -- by the field's kind: thousandths, minor units, a day, 0 or
                                      -- 1 for no and yes, a step of the scale
  choice_id INTEGER REFERENCES field_choice ON DELETE CASCADE,
  import_id INTEGER REFERENCES import,
  PRIMARY KEY (customer_id, field_id, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX field_value_field ON field_value (field_id, customer_id);
CREATE INDEX field_value_choice ON field_value (choice_id) WHERE choice_id IS NOT NULL;
CREATE INDEX field_value_import ON field_value (import_id) WHERE import_id IS NOT NULL;

-- Whom a logged row belonged to: a person's timeline tells also of what is not there any more.
CREATE INDEX change_field_value
  ON change (coalesce(json_extract(after, '$.customer_id'), json_extract(before, '$.customer_id')))
  WHERE table_name = 'field_value';

-- The second lock against payment card numbers.
CREATE TRIGGER field_card_insert BEFORE INSERT ON field
WHEN NEW.name GLOB '[ 2-6-]*' OR NEW.help GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.name), (NEW.help);
END;

CREATE TRIGGER field_card_update BEFORE UPDATE OF name, help ON field
WHEN NEW.name GLOB '[ 2-6-]*' OR NEW.help GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.name), (NEW.help);
END;

CREATE TRIGGER field_choice_card_insert BEFORE INSERT ON field_choice
WHEN NEW.name GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.name);
END;

CREATE TRIGGER field_choice_card_update BEFORE UPDATE OF name ON field_choice
WHEN NEW.name GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.name);
END;

CREATE TRIGGER field_value_card_insert BEFORE INSERT ON field_value
WHEN NEW.text GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.text);
END;

CREATE TRIGGER field_value_card_update BEFORE UPDATE OF text ON field_value
WHEN NEW.text GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.text);
END;
