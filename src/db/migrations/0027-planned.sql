-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- When a campaign is to go out; NULL where nobody said. Of several that go first the earlier does.
ALTER TABLE campaign ADD COLUMN planned_on INTEGER;
