-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- E-mail that goes out by itself: what became of each message, and that a list was sent.

CREATE TABLE campaign_output_next (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  campaign_id INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('print', 'pdf', 'export', 'send')),
  pieces INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
INSERT INTO campaign_output_next SELECT id, campaign_id, kind, pieces, at FROM campaign_output;
DROP TABLE campaign_output;
ALTER TABLE campaign_output_next RENAME TO campaign_output;
CREATE INDEX campaign_output_campaign ON campaign_output (campaign_id);

-- One row a message, for good: what was sent stays sent, whatever else is taken back. Where it goes
-- and what it says stands in the fixed list.
CREATE TABLE outbox (
  campaign_id INTEGER NOT NULL,
  customer_id INTEGER NOT NULL,
  message_id TEXT NOT NULL UNIQUE,    -- the same at each try
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'refused', 'uncertain',
                                       'withdrawn')),
  tries INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL DEFAULT 0, -- not to be tried before
  changed_at INTEGER NOT NULL,
  said TEXT NOT NULL DEFAULT '',      -- what the mail server said
  PRIMARY KEY (campaign_id, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_state ON outbox (campaign_id, state, next_at, customer_id);
