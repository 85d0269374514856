-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- What somebody wants of the shop: a service case, or an enquiry about what they have not bought
-- yet. Whoever has an enquiry that is not closed and has never bought anything is a lead: that
-- follows from rows, so that it cannot be wrong.
CREATE TABLE ticket (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  kind TEXT NOT NULL DEFAULT 'service' CHECK (kind IN ('service', 'enquiry')),
  customer_id INTEGER REFERENCES customer ON DELETE CASCADE, -- as it came; NULL: not known
  product_id INTEGER REFERENCES product,
  -- A receipt is known by its uuid, which is the same when it goes and comes back with its import.
  receipt_uuid BLOB CHECK (length(receipt_uuid) = 16),
  subject TEXT NOT NULL,              -- '' only with a person who was erased
  text TEXT NOT NULL DEFAULT '',
  channel TEXT NOT NULL DEFAULT ''    -- that it came by; '': not said
    CHECK (channel IN ('', 'counter', 'phone', 'email', 'form', 'chat', 'sms', 'social', 'post')),
  priority TEXT NOT NULL DEFAULT 'normal'
    CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  state TEXT NOT NULL DEFAULT 'open'  -- 'waiting': for the customer, or for a delivery
    CHECK (state IN ('open', 'waiting', 'closed')),
  outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'won', 'lost')), -- of an enquiry
  solution TEXT NOT NULL DEFAULT '',  -- how it was solved
  opened_on INTEGER NOT NULL,
  opened_time INTEGER CHECK (opened_time BETWEEN 0 AND 86399), -- NULL: not known
  due_on INTEGER,                     -- the day until which they are to hear; NULL: not said
  closed_on INTEGER,
  closed_time INTEGER CHECK (closed_time BETWEEN 0 AND 86399),
  staff_id INTEGER REFERENCES staff,  -- who looks after it; NULL: whoever comes first
  CHECK ((state = 'closed') = (closed_on IS NOT NULL)),
  CHECK ((outcome <> '') = (kind = 'enquiry' AND state = 'closed'))
) STRICT;
CREATE INDEX ticket_customer ON ticket (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX ticket_product ON ticket (product_id) WHERE product_id IS NOT NULL;
CREATE INDEX ticket_staff ON ticket (staff_id) WHERE staff_id IS NOT NULL;
CREATE INDEX ticket_open ON ticket (due_on, id) WHERE closed_on IS NULL;
CREATE INDEX ticket_closed ON ticket (closed_on, id) WHERE closed_on IS NOT NULL;
CREATE INDEX ticket_opened ON ticket (opened_on, id);

-- The second lock against payment card numbers.
CREATE TRIGGER ticket_card_insert BEFORE INSERT ON ticket
WHEN NEW.subject GLOB '[ 2-6-]*' OR NEW.text GLOB '[ 2-6-]*' OR NEW.solution GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.subject), (NEW.text), (NEW.solution);
END;

CREATE TRIGGER ticket_card_update BEFORE UPDATE OF subject, text, solution ON ticket
WHEN NEW.subject GLOB '[ 2-6-]*' OR NEW.text GLOB '[ 2-6-]*' OR NEW.solution GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.subject), (NEW.text), (NEW.solution);
END;
