-- Coupons: one for each person of a fixed list whose message has one. The code is all that is on
-- paper; who it is for stands only here.
CREATE TABLE coupon (
  code TEXT PRIMARY KEY CHECK (length(code) = 12),
  campaign_id INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,
  customer_id INTEGER NOT NULL REFERENCES customer,
  version INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX coupon_person ON coupon (campaign_id, customer_id);
CREATE INDEX coupon_customer ON coupon (customer_id);

-- A coupon that was used: once.
CREATE TABLE coupon_use (
  code TEXT PRIMARY KEY REFERENCES coupon ON DELETE CASCADE,
  used_on INTEGER NOT NULL,
  receipt_uuid BLOB CHECK (length(receipt_uuid) = 16), -- NULL where nobody knows which one
  discount_minor INTEGER,                              -- NULL where nobody knows
  source TEXT NOT NULL CHECK (source IN ('hand', 'import')),
  import_id INTEGER REFERENCES import
) STRICT, WITHOUT ROWID;
CREATE INDEX coupon_use_import ON coupon_use (import_id) WHERE import_id IS NOT NULL;

-- A discount that somebody of the staff gave one customer, and why.
CREATE TABLE discount (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  customer_id INTEGER NOT NULL REFERENCES customer,
  staff_id INTEGER REFERENCES staff ON DELETE SET NULL,
  given_on INTEGER NOT NULL,
  percent_milli INTEGER CHECK (percent_milli BETWEEN 1 AND 100000),
  amount_minor INTEGER CHECK (amount_minor > 0),
  reason TEXT NOT NULL DEFAULT '',
  CHECK ((percent_milli IS NULL) <> (amount_minor IS NULL))
) STRICT;
CREATE INDEX discount_customer ON discount (customer_id);

-- The second lock against payment card numbers.
CREATE TRIGGER discount_card_insert BEFORE INSERT ON discount
WHEN NEW.reason GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.reason);
END;

CREATE TRIGGER discount_card_update BEFORE UPDATE OF reason ON discount
WHEN NEW.reason GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.reason);
END;
