-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- The e-mail account, in the settings that travel with the file.

-- name: settings
SELECT name, value FROM setting WHERE name LIKE 'mail-%';
