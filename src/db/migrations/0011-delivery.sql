-- Orders that were sent to somebody's home: where to, how, when, and where they were placed.
--
-- A receipt is known by its uuid, which is the same when it goes and comes back with its import.
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  receipt_uuid BLOB NOT NULL UNIQUE CHECK (length(receipt_uuid) = 16),
  customer_id INTEGER REFERENCES customer ON DELETE CASCADE, -- as it came; who has none has no
                                      -- address here either
  method TEXT NOT NULL DEFAULT '',    -- in the web shop's words
  placed TEXT NOT NULL DEFAULT '',    -- where the order was placed
  sent_on INTEGER,
  cost_minor INTEGER,                 -- what the customer paid for it; NULL: not said
  name TEXT NOT NULL DEFAULT '',
  street TEXT NOT NULL DEFAULT '',
  postcode TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  region TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '',
  import_id INTEGER REFERENCES import
) STRICT;
CREATE INDEX delivery_customer ON delivery (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX delivery_import ON delivery (import_id) WHERE import_id IS NOT NULL;

-- The second lock against payment card numbers.
CREATE TRIGGER delivery_card_insert BEFORE INSERT ON delivery
WHEN NEW.method GLOB '[ 2-6-]*' OR NEW.placed GLOB '[ 2-6-]*' OR NEW.name GLOB '[ 2-6-]*'
  OR NEW.street GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.method), (NEW.placed), (NEW.name), (NEW.street);
END;

CREATE TRIGGER delivery_card_update BEFORE UPDATE OF method, placed, name, street ON delivery
WHEN NEW.method GLOB '[ 2-6-]*' OR NEW.placed GLOB '[ 2-6-]*' OR NEW.name GLOB '[ 2-6-]*'
  OR NEW.street GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.method), (NEW.placed), (NEW.name), (NEW.street);
END;
