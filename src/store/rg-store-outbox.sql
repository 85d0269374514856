-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Messages that go out by e-mail, one row each.

-- name: add
-- Whoever stands in the fixed list and has no message yet.
INSERT INTO outbox (campaign_id, customer_id, message_id, state, changed_at)
VALUES (?1, ?2, ?3, 'waiting', ?4)
ON CONFLICT DO NOTHING;

-- name: lost
-- What a program that ended meanwhile had given to the server: nobody knows what became of it.
UPDATE outbox SET state = 'uncertain', changed_at = ?2 WHERE campaign_id = ?1 AND state = 'sending';

-- name: withdrawn
-- Whoever stands in the list no more gets nothing more.
UPDATE outbox SET state = 'withdrawn', changed_at = ?2
WHERE campaign_id = ?1 AND state = 'waiting' AND NOT EXISTS (
  SELECT 1 FROM campaign_member AS member
  WHERE member.campaign_id = outbox.campaign_id AND member.customer_id = outbox.customer_id
    AND member.state = 'included');

-- name: next
-- Messages whose time has come, the one that waits longest first: a few are read.
SELECT outbox.customer_id, outbox.message_id, outbox.tries, member.name, member.contact,
       member.subject, member.body, member.version,
       (SELECT code FROM coupon WHERE coupon.campaign_id = member.campaign_id
          AND coupon.customer_id = member.customer_id)
FROM outbox JOIN campaign_member AS member
  ON member.campaign_id = outbox.campaign_id AND member.customer_id = outbox.customer_id
WHERE outbox.campaign_id = ?1 AND outbox.state = 'waiting' AND outbox.next_at <= ?2
  AND member.state = 'included'
ORDER BY outbox.next_at, outbox.customer_id;

-- name: claim
-- Before it is given to the server.
UPDATE outbox SET state = 'sending', tries = tries + 1, changed_at = ?3
WHERE campaign_id = ?1 AND customer_id = ?2 AND state = 'waiting';

-- name: settle
-- What became of it.
UPDATE outbox SET state = ?3, changed_at = ?4, next_at = ?5, said = ?6
WHERE campaign_id = ?1 AND customer_id = ?2 AND state = 'sending';

-- name: again
-- Those of whom nobody knows, once somebody has decided that they are sent again.
UPDATE outbox SET state = 'waiting', next_at = 0, changed_at = ?2
WHERE campaign_id = ?1 AND state = 'uncertain';

-- name: hold
-- Somebody has stopped it: it waits until somebody sends it again.
UPDATE outbox SET next_at = ?2 WHERE campaign_id = ?1 AND state = 'waiting';

-- name: release
UPDATE outbox SET next_at = 0 WHERE campaign_id = ?1 AND state = 'waiting' AND next_at = ?2;

-- name: count
-- Messages of a campaign by state.
SELECT state, count(*) FROM outbox WHERE campaign_id = ?1 GROUP BY state;

-- name: rows
-- Messages of a campaign in one state, or in any for '', with what the server said.
SELECT outbox.customer_id, outbox.state, outbox.tries, outbox.next_at, outbox.said,
       outbox.message_id,
       coalesce(member.name, ''), coalesce(member.contact, '')
FROM outbox LEFT JOIN campaign_member AS member
  ON member.campaign_id = outbox.campaign_id AND member.customer_id = outbox.customer_id
WHERE outbox.campaign_id = ?1 AND (?2 = '' OR outbox.state = ?2)
ORDER BY outbox.customer_id;

-- name: open
-- Campaigns with messages whose time has come.
SELECT DISTINCT campaign_id FROM outbox
WHERE state = 'waiting' AND next_at <= ?1 AND campaign_id IN (SELECT id FROM campaign)
ORDER BY campaign_id;

-- name: last-action
-- Whether anything was done since somebody looked.
SELECT coalesce(max(id), 0) FROM action WHERE id <> ?1;
