-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Who asked never to be contacted again.

-- name: hashes
SELECT hash FROM suppressed;

-- name: traces
-- What would reach a person and those who were merged into them: the kind, its key, and for an
-- address what a letter to it says. A home's own are theirs too.
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT point.kind, point.value_key, customer.name, point.value, point.postcode
FROM part JOIN customer ON customer.id = part.id
JOIN contact_point AS point ON point.customer_id = part.id
UNION ALL
SELECT point.kind, point.value_key, customer.name, point.value, point.postcode
FROM part JOIN customer ON customer.id = part.id
JOIN contact_point AS point ON point.household_id = customer.household_id
UNION ALL
SELECT 'card', customer.card_number, '', '', ''
FROM part JOIN customer ON customer.id = part.id WHERE customer.card_number <> ''
UNION ALL
SELECT 'number of ' || source.name, identity.external_id, '', '', ''
FROM part JOIN customer_identity AS identity ON identity.customer_id = part.id
JOIN source ON source.id = identity.source_id;

-- name: member-traces
-- The same of everybody whom a fixed list still means to write to, as long as nobody is somebody
-- else (`merged-members`).
SELECT member.customer_id, point.kind, point.value_key, customer.name, point.value, point.postcode
FROM campaign_member AS member JOIN customer ON customer.id = member.customer_id
JOIN contact_point AS point ON point.customer_id = customer.id
WHERE member.campaign_id = ?1 AND member.state = 'included'
UNION ALL
SELECT member.customer_id, point.kind, point.value_key, customer.name, point.value, point.postcode
FROM campaign_member AS member JOIN customer ON customer.id = member.customer_id
JOIN contact_point AS point ON point.household_id = customer.household_id
WHERE member.campaign_id = ?1 AND member.state = 'included';

-- name: merged-members
-- Those of a fixed list who became somebody else, or whom somebody became: few.
SELECT member.customer_id
FROM campaign_member AS member JOIN customer ON customer.id = member.customer_id
WHERE member.campaign_id = ?1 AND member.state = 'included'
  AND (customer.merged_into IS NOT NULL
       OR EXISTS (SELECT 1 FROM customer AS other WHERE other.merged_into = member.customer_id));

-- name: member-contacts
-- Where a fixed list goes: as it was when it was fixed, whatever the person has by now.
SELECT customer_id, contact FROM campaign_member WHERE campaign_id = ?1 AND state = 'included';

-- name: add
INSERT INTO suppressed (hash, customer_id, at) VALUES (?1, ?2, ?3);

-- name: remove
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
DELETE FROM suppressed WHERE customer_id IN part;

-- name: remove-hash
DELETE FROM suppressed WHERE hash = ?1;

-- name: entries
-- Entries of the ledger that say so; those that are taken back already do no harm.
WITH RECURSIVE part (id) AS (
  VALUES (?1)
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT consent.id FROM part JOIN consent ON consent.customer_id = part.id
WHERE consent.how = 'suppression';
