-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Whether what is bought at a location is ordered online: rules ask for purchases in the shop or in
-- the web shop.
ALTER TABLE location ADD COLUMN online INTEGER NOT NULL DEFAULT 0 CHECK (online IN (0, 1));
