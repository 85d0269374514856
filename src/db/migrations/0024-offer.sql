-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- What a campaign offers.

-- '' for nothing.
ALTER TABLE campaign ADD COLUMN offer_kind TEXT NOT NULL DEFAULT ''
  CHECK (offer_kind IN ('', 'money', 'percent', 'gift', 'bundle', 'again'));
-- Minor units off, thousandths off, or the price in minor units of a bundle or of buying again.
ALTER TABLE campaign ADD COLUMN offer_value INTEGER NOT NULL DEFAULT 0 CHECK (offer_value >= 0);
-- The product or category as the shop names it, and the second product of a bundle.
ALTER TABLE campaign ADD COLUMN offer_for TEXT NOT NULL DEFAULT '';
ALTER TABLE campaign ADD COLUMN offer_with TEXT NOT NULL DEFAULT '';
-- The last day; or days from the one on which the list is fixed, which sets the last day then.
ALTER TABLE campaign ADD COLUMN offer_until INTEGER;
ALTER TABLE campaign ADD COLUMN offer_days INTEGER NOT NULL DEFAULT 0
  CHECK (offer_days BETWEEN 0 AND 3660);
-- What it costs the shop when one person takes it; NULL where nobody said.
ALTER TABLE campaign ADD COLUMN offer_cost_minor INTEGER CHECK (offer_cost_minor >= 0);

-- The second lock against payment card numbers.
CREATE TRIGGER campaign_offer_for_card_insert BEFORE INSERT ON campaign
WHEN NEW.offer_for GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.offer_for);
END;

CREATE TRIGGER campaign_offer_for_card_update BEFORE UPDATE OF offer_for ON campaign
WHEN NEW.offer_for GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.offer_for);
END;

CREATE TRIGGER campaign_offer_with_card_insert BEFORE INSERT ON campaign
WHEN NEW.offer_with GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.offer_with);
END;

CREATE TRIGGER campaign_offer_with_card_update BEFORE UPDATE OF offer_with ON campaign
WHEN NEW.offer_with GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.offer_with);
END;
