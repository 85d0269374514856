-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- How somebody prefers to hear from the shop, and campaigns that keep to it. Whether they may be
-- written to, the ledger of permission alone decides.
ALTER TABLE customer ADD COLUMN prefers TEXT NOT NULL DEFAULT ''
  CHECK (prefers IN ('', 'post', 'email', 'sms', 'phone'));
ALTER TABLE campaign ADD COLUMN as_preferred INTEGER NOT NULL DEFAULT 0
  CHECK (as_preferred IN (0, 1));
