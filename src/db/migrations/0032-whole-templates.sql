-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- A template keeps a campaign's whole message: all versions of it, what is said at the counter, and
-- the offer, which holds for so many days and has no last one.
ALTER TABLE message_template ADD COLUMN counter TEXT NOT NULL DEFAULT '';
ALTER TABLE message_template ADD COLUMN offer_kind TEXT NOT NULL DEFAULT ''
  CHECK (offer_kind IN ('', 'money', 'percent', 'gift', 'bundle', 'again'));
ALTER TABLE message_template ADD COLUMN offer_value INTEGER NOT NULL DEFAULT 0
  CHECK (offer_value >= 0);
ALTER TABLE message_template ADD COLUMN offer_for TEXT NOT NULL DEFAULT '';
ALTER TABLE message_template ADD COLUMN offer_with TEXT NOT NULL DEFAULT '';
ALTER TABLE message_template ADD COLUMN offer_days INTEGER NOT NULL DEFAULT 0
  CHECK (offer_days BETWEEN 0 AND 3660);
ALTER TABLE message_template ADD COLUMN offer_cost_minor INTEGER CHECK (offer_cost_minor >= 0);
-- What versions are to have equal parts of, as in campaign.
ALTER TABLE message_template ADD COLUMN stratum TEXT NOT NULL DEFAULT ''
  CHECK (stratum IN ('', 'stage', 'spend'));

-- The first is the message itself; none where there is one message only.
CREATE TABLE template_version (
  template_id INTEGER NOT NULL REFERENCES message_template ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 4),
  name TEXT NOT NULL CHECK (name <> ''),
  weight INTEGER NOT NULL DEFAULT 1 CHECK (weight BETWEEN 1 AND 99), -- its share among them all
  subject TEXT NOT NULL DEFAULT '',
  message TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (template_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE template_product (
  template_id INTEGER NOT NULL REFERENCES message_template ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('for', 'with')), -- 'with': the second of a bundle
  place INTEGER NOT NULL CHECK (place BETWEEN 1 AND 20),
  product_id INTEGER NOT NULL REFERENCES product,
  PRIMARY KEY (template_id, role, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX template_product_product ON template_product (product_id);

-- The second lock against payment card numbers.
CREATE TRIGGER message_template_offer_card_insert BEFORE INSERT ON message_template
WHEN NEW.counter GLOB '[ 2-6-]*' OR NEW.offer_for GLOB '[ 2-6-]*'
  OR NEW.offer_with GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.counter), (NEW.offer_for), (NEW.offer_with);
END;

CREATE TRIGGER message_template_offer_card_update
BEFORE UPDATE OF counter, offer_for, offer_with ON message_template
WHEN NEW.counter GLOB '[ 2-6-]*' OR NEW.offer_for GLOB '[ 2-6-]*'
  OR NEW.offer_with GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.counter), (NEW.offer_for), (NEW.offer_with);
END;

CREATE TRIGGER template_version_card_insert BEFORE INSERT ON template_version
WHEN NEW.name GLOB '[ 2-6-]*' OR NEW.subject GLOB '[ 2-6-]*' OR NEW.message GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.name), (NEW.subject), (NEW.message);
END;

CREATE TRIGGER template_version_card_update
BEFORE UPDATE OF name, subject, message ON template_version
WHEN NEW.name GLOB '[ 2-6-]*' OR NEW.subject GLOB '[ 2-6-]*' OR NEW.message GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.name), (NEW.subject), (NEW.message);
END;
