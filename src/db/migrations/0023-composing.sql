-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- What a campaign says at the counter, how important it is, and for whom of a segment it is.

-- Shown on the profile of whoever is on the list while the campaign runs; '' for nothing.
ALTER TABLE campaign ADD COLUMN counter TEXT NOT NULL DEFAULT '';
-- Among campaigns that want the same person: 1 goes first, -1 can wait.
ALTER TABLE campaign ADD COLUMN priority INTEGER NOT NULL DEFAULT 0
  CHECK (priority BETWEEN -1 AND 1);
-- Only so many of those who may be written to, by what they have spent or how often they came; ''
-- for all of them.
ALTER TABLE campaign ADD COLUMN best_by TEXT NOT NULL DEFAULT ''
  CHECK (best_by IN ('', 'spend', 'visits'));
ALTER TABLE campaign ADD COLUMN best_n INTEGER NOT NULL DEFAULT 0 CHECK (best_n >= 0);

-- People of the shop's own who get every campaign too, to see what arrives. In a fixed list their
-- reason is 'seed': they are in no count, no comparison and no result.
CREATE TABLE seed_person (
  customer_id INTEGER PRIMARY KEY REFERENCES customer
) STRICT;

-- The second lock against payment card numbers.
CREATE TRIGGER campaign_counter_card_insert BEFORE INSERT ON campaign
WHEN NEW.counter GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.counter);
END;

CREATE TRIGGER campaign_counter_card_update BEFORE UPDATE OF counter ON campaign
WHEN NEW.counter GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.counter);
END;
