-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Coupons that stand by themselves: given by an automation, without a campaign.

CREATE TABLE coupon_next (
  code TEXT PRIMARY KEY CHECK (length(code) = 12),
  campaign_id INTEGER REFERENCES campaign ON DELETE CASCADE, -- NULL: it stands by itself
  customer_id INTEGER NOT NULL REFERENCES customer,
  version INTEGER NOT NULL DEFAULT 0,
  -- What it gives, from which day on, until which (NULL: for ever), and the automation that gave
  -- it, by UUID, as it may be deleted; of a campaign's coupon the campaign says that.
  offer TEXT NOT NULL DEFAULT '',
  given_on INTEGER,
  until_on INTEGER,
  automation BLOB CHECK (length(automation) = 16),
  CHECK ((campaign_id IS NULL) = (offer <> ''))
) STRICT, WITHOUT ROWID;
INSERT INTO coupon_next (code, campaign_id, customer_id, version)
SELECT code, campaign_id, customer_id, version FROM coupon;

-- What refers to a table that is dropped would go with it.
CREATE TABLE coupon_use_next (
  code TEXT PRIMARY KEY REFERENCES coupon_next ON DELETE CASCADE,
  used_on INTEGER NOT NULL,
  receipt_uuid BLOB CHECK (length(receipt_uuid) = 16), -- NULL where nobody knows which one
  discount_minor INTEGER,                              -- NULL where nobody knows
  source TEXT NOT NULL CHECK (source IN ('hand', 'import')),
  import_id INTEGER REFERENCES import
) STRICT, WITHOUT ROWID;
INSERT INTO coupon_use_next SELECT code, used_on, receipt_uuid, discount_minor, source, import_id
FROM coupon_use;
DROP TABLE coupon_use;
DROP TABLE coupon;
ALTER TABLE coupon_next RENAME TO coupon;
ALTER TABLE coupon_use_next RENAME TO coupon_use;
CREATE UNIQUE INDEX coupon_person ON coupon (campaign_id, customer_id);
CREATE INDEX coupon_customer ON coupon (customer_id);
CREATE INDEX coupon_automation ON coupon (automation) WHERE automation IS NOT NULL;
CREATE INDEX coupon_use_import ON coupon_use (import_id) WHERE import_id IS NOT NULL;

-- The second lock against payment card numbers.
CREATE TRIGGER coupon_card_insert BEFORE INSERT ON coupon
WHEN NEW.offer GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.offer);
END;

CREATE TRIGGER coupon_card_update BEFORE UPDATE OF offer ON coupon
WHEN NEW.offer GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.offer);
END;
