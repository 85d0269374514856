-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Messages that further campaigns can begin with.
CREATE TABLE message_template (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  channel TEXT NOT NULL CHECK (channel IN ('post', 'email', 'sms', 'phone')),
  subject TEXT NOT NULL DEFAULT '',
  message TEXT NOT NULL DEFAULT '',   -- with merge fields
  closing TEXT NOT NULL DEFAULT '',
  signature TEXT NOT NULL DEFAULT ''
) STRICT;

-- The second lock against payment card numbers.
CREATE TRIGGER message_template_card_insert BEFORE INSERT ON message_template
WHEN NEW.name GLOB '[ 2-6-]*' OR NEW.subject GLOB '[ 2-6-]*' OR NEW.message GLOB '[ 2-6-]*'
  OR NEW.closing GLOB '[ 2-6-]*' OR NEW.signature GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.name), (NEW.subject), (NEW.message), (NEW.closing),
    (NEW.signature);
END;

CREATE TRIGGER message_template_card_update
BEFORE UPDATE OF name, subject, message, closing, signature ON message_template
WHEN NEW.name GLOB '[ 2-6-]*' OR NEW.subject GLOB '[ 2-6-]*' OR NEW.message GLOB '[ 2-6-]*'
  OR NEW.closing GLOB '[ 2-6-]*' OR NEW.signature GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.name), (NEW.subject), (NEW.message), (NEW.closing),
    (NEW.signature);
END;
