-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Where a location is, line by line, as the shop's own address: how far its customers live is
-- counted from the postcode in it. '' where nobody said; then from the shop's.
ALTER TABLE location ADD COLUMN address TEXT NOT NULL DEFAULT '';

-- The second lock against payment card numbers.
CREATE TRIGGER location_address_card_insert BEFORE INSERT ON location
WHEN NEW.address GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.address);
END;

CREATE TRIGGER location_address_card_update BEFORE UPDATE OF address ON location
WHEN NEW.address GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.address);
END;
