-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Whether what somebody of a fixed list gets follows from what they looked at in the web shop: it
-- goes to them only as long as they allow that.
ALTER TABLE campaign_member ADD COLUMN tailored INTEGER NOT NULL DEFAULT 0
  CHECK (tailored IN (0, 1));
