-- Whom somebody chose for a segment by hand, or left out of it, and why. Rules ask for them:
-- “chosen for "…"”, “not left out of "…"”.
CREATE TABLE segment_person (
  segment_id INTEGER NOT NULL REFERENCES segment ON DELETE CASCADE,
  customer_id INTEGER NOT NULL REFERENCES customer ON DELETE CASCADE,
  chosen INTEGER NOT NULL CHECK (chosen IN (0, 1)), -- 0: left out
  reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (segment_id, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX segment_person_customer ON segment_person (customer_id);

-- The second lock against payment card numbers.
CREATE TRIGGER segment_person_card_insert BEFORE INSERT ON segment_person
WHEN NEW.reason GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.reason);
END;

CREATE TRIGGER segment_person_card_update BEFORE UPDATE OF reason ON segment_person
WHEN NEW.reason GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.reason);
END;
