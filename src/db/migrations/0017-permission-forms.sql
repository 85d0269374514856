-- What a permission form says, version by version; what else it asks; and who asked never to be
-- contacted again.

-- The ledger can also hold whether offers may be made from what somebody looks at in the web shop,
-- or buys elsewhere. It stands there like a channel and is none: nobody is reached by it.
DROP INDEX consent_customer;
ALTER TABLE consent ADD COLUMN asked TEXT NOT NULL DEFAULT 'post'
  CHECK (asked IN ('post', 'email', 'sms', 'phone', 'tailored'));
UPDATE consent SET asked = channel;
ALTER TABLE consent DROP COLUMN channel;
ALTER TABLE consent RENAME COLUMN asked TO channel;
CREATE INDEX consent_customer ON consent (customer_id, channel);

-- A yes that still has to be confirmed is 'asked', and allows nothing; the answer is 'confirmed'.
ALTER TABLE consent ADD COLUMN opt_in TEXT NOT NULL DEFAULT ''
  CHECK (opt_in IN ('', 'asked', 'confirmed'));
ALTER TABLE permission ADD COLUMN awaits INTEGER NOT NULL DEFAULT 0 CHECK (awaits IN (0, 1));

-- A wording is never edited once somebody agreed to it, or it stands on paper.
ALTER TABLE wording ADD COLUMN benefits TEXT NOT NULL DEFAULT ''; -- what people get for their data
ALTER TABLE wording ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE wording ADD COLUMN printed_at INTEGER;
ALTER TABLE wording ADD COLUMN is_current INTEGER NOT NULL DEFAULT 0 CHECK (is_current IN (0, 1));
CREATE UNIQUE INDEX wording_current ON wording (is_current) WHERE is_current = 1;
CREATE INDEX consent_wording ON consent (wording_id) WHERE wording_id IS NOT NULL;

-- Keyed hashes of what would reach whoever asked never to be contacted again. They stay when the
-- person is erased, who is then NULL here, and hold for whoever comes back with the same.
CREATE TABLE suppressed (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hash BLOB NOT NULL,
  customer_id INTEGER REFERENCES customer ON DELETE SET NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX suppressed_hash ON suppressed (hash);
CREATE INDEX suppressed_customer ON suppressed (customer_id) WHERE customer_id IS NOT NULL;

-- The second lock against payment card numbers.
CREATE TRIGGER wording_card_insert BEFORE INSERT ON wording
WHEN NEW.version GLOB '[ 2-6-]*' OR NEW.text GLOB '[ 2-6-]*' OR NEW.benefits GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.version), (NEW.text), (NEW.benefits);
END;

CREATE TRIGGER wording_card_update BEFORE UPDATE OF version, text, benefits ON wording
WHEN NEW.version GLOB '[ 2-6-]*' OR NEW.text GLOB '[ 2-6-]*' OR NEW.benefits GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.version), (NEW.text), (NEW.benefits);
END;

CREATE TRIGGER consent_card_insert BEFORE INSERT ON consent
WHEN length(NEW.evidence) >= 13 AND NEW.evidence GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.evidence);
END;
