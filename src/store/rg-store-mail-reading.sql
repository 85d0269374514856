-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- What was found in the shop's mailbox.

-- name: state
SELECT read_at, validity, last_uid FROM mail_reading WHERE id = 1;

-- name: note-state
INSERT INTO mail_reading (id, read_at, validity, last_uid) VALUES (1, ?1, ?2, ?3)
ON CONFLICT (id) DO UPDATE SET read_at = excluded.read_at, validity = excluded.validity,
  last_uid = excluded.last_uid;

-- name: folder-state
SELECT read_at, validity, last_uid FROM mail_folder_reading WHERE folder = ?1;

-- name: note-folder-state
INSERT INTO mail_folder_reading (folder, read_at, validity, last_uid) VALUES (?4, ?1, ?2, ?3)
ON CONFLICT (folder) DO UPDATE SET read_at = excluded.read_at, validity = excluded.validity,
  last_uid = excluded.last_uid;

-- name: sent
-- The message whose Message-ID begins so: to whom it went, under which address, and for what.
SELECT outbox.message_id, outbox.customer_id, coalesce(member.contact, ''),
       coalesce(campaign.name, '')
FROM outbox
LEFT JOIN campaign_member AS member
  ON member.campaign_id = outbox.campaign_id AND member.customer_id = outbox.customer_id
LEFT JOIN campaign ON campaign.id = outbox.campaign_id
WHERE outbox.message_id >= ?1 AND outbox.message_id < ?2 AND outbox.state IN ('sent', 'uncertain',
  'refused', 'sending')
LIMIT 1;

-- name: add-answer
-- Each counts once.
INSERT INTO mail_answer (message_id, kind, at, said) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT DO NOTHING;

-- name: mark-hard
-- The address that the message went to, of that person or their home; of who was merged into them,
-- too.
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
UPDATE contact_point SET bounced_key = value_key, bounced_on = ?3
WHERE kind = 'email' AND value = ?2 AND value_key <> '' AND bounced_key <> value_key
  AND (customer_id IN part
       OR household_id = (SELECT household_id FROM customer WHERE id = ?1));

-- name: mark-soft
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
UPDATE contact_point SET bounces = bounces + 1
WHERE kind = 'email' AND value = ?2 AND value_key <> ''
  AND (customer_id IN part
       OR household_id = (SELECT household_id FROM customer WHERE id = ?1));
