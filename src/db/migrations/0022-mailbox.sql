-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- What came back by e-mail: which addresses take none, and who wants no more.

-- The key that mail came back for: another address in its place can be written to again.
ALTER TABLE contact_point ADD COLUMN bounced_key TEXT NOT NULL DEFAULT '';
ALTER TABLE contact_point ADD COLUMN bounced_on INTEGER;
ALTER TABLE contact_point ADD COLUMN bounces INTEGER NOT NULL DEFAULT 0; -- those that may pass

-- How far the mailbox was read; nothing that somebody did.
CREATE TABLE mail_reading (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  read_at INTEGER NOT NULL,
  validity INTEGER NOT NULL,
  last_uid INTEGER NOT NULL
) STRICT;

-- What was answered to a message that was sent: each counts once, for good.
CREATE TABLE mail_answer (
  message_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('unsubscribed', 'hard', 'soft')),
  at INTEGER NOT NULL,
  said TEXT NOT NULL DEFAULT '', -- what a mail server said
  PRIMARY KEY (message_id, kind)
) STRICT, WITHOUT ROWID;
