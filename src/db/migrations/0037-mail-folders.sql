-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- How far folders of the mailbox beside the inbox were read; nothing that somebody did.
CREATE TABLE mail_folder_reading (
  folder TEXT PRIMARY KEY CHECK (folder <> ''), -- as the mailbox writes it
  read_at INTEGER NOT NULL,
  validity INTEGER NOT NULL,
  last_uid INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
