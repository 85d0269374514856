-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- The permission ledger and the state that is replayed from it.

-- name: append
-- One entry of the ledger.
INSERT INTO consent (uuid, customer_id, channel, granted, effective_on, recorded_at, how,
                     wording_id, staff_id, evidence, reverses, import_id, opt_in)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, nullif(?8, 0), nullif(?9, 0), ?10, nullif(?11, 0),
        nullif(?12, 0), ?13);

-- name: by-id
-- The entry that is to be reversed.
SELECT customer_id, channel, granted, effective_on
FROM consent
WHERE id = ?1;

-- name: reversals
-- What takes an entry back.
SELECT id FROM consent WHERE reverses = ?1;

-- name: resolve
-- Whom a customer became part of; the customer where nobody.
WITH RECURSIVE up (id, next) AS (
  SELECT id, merged_into FROM customer WHERE id = ?1
  UNION
  SELECT customer.id, customer.merged_into FROM up JOIN customer ON customer.id = up.next
)
SELECT id FROM up WHERE next IS NULL;

-- name: replay
-- Everything that a person said, and those who were merged into that person.
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT consent.id, consent.channel, consent.granted, consent.effective_on, consent.recorded_at,
       consent.how, coalesce(consent.reverses, 0), consent.import_id IS NOT NULL, consent.opt_in
FROM part JOIN consent ON consent.customer_id = part.id;

-- name: entries
-- What one customer said, without those who were merged into them.
SELECT id, channel, granted, effective_on, recorded_at, how, coalesce(reverses, 0),
       import_id IS NOT NULL, opt_in
FROM consent WHERE customer_id = ?1;

-- name: ledger
-- The same with the words that people read, the newest first.
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT consent.id, consent.channel, consent.granted, consent.effective_on, consent.recorded_at,
       consent.how, coalesce(consent.reverses, 0), consent.import_id IS NOT NULL,
       consent.opt_in, consent.evidence, coalesce(wording.version, ''), coalesce(staff.name, ''),
       coalesce(import.file_name, ''), coalesce(consent.wording_id, 0)
FROM part JOIN consent ON consent.customer_id = part.id
LEFT JOIN wording ON wording.id = consent.wording_id
LEFT JOIN staff ON staff.id = consent.staff_id
LEFT JOIN import ON import.id = consent.import_id
ORDER BY consent.id DESC;

-- name: now
-- The state now of one person.
SELECT permission.channel, permission.granted, permission.consent_id, permission.awaits,
       consent.how
FROM permission JOIN consent ON consent.id = permission.consent_id
WHERE permission.customer_id = ?1;

-- name: forget
-- Before a person's state is replayed.
DELETE FROM permission WHERE customer_id = ?1;

-- name: remember
-- The state of one channel.
INSERT INTO permission (customer_id, channel, granted, since_on, consent_id, awaits)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: forget-all
-- Before everyone's state is replayed.
-- scan: permission (a rebuild)
DELETE FROM permission;

-- name: everyone
-- Whoever has an entry, under who they became.
-- scan: consent (a rebuild)
SELECT DISTINCT consent.customer_id
FROM consent JOIN customer ON customer.id = consent.customer_id
ORDER BY consent.customer_id;

-- name: of-import
-- What an import recorded, and whether somebody has relied on it since.
SELECT consent.id,
       EXISTS (SELECT 1 FROM campaign_member
               WHERE campaign_member.customer_id = consent.customer_id
                 AND campaign_member.state <> 'left-out')
       OR EXISTS (SELECT 1 FROM consent AS later WHERE later.reverses = consent.id)
FROM consent
WHERE consent.import_id = ?1 AND consent.reverses IS NULL
ORDER BY consent.id;

-- name: remove
-- An entry of a taken back import that nobody has used.
DELETE FROM consent WHERE id = ?1;
