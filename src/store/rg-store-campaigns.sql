-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Campaigns and their frozen audiences.

-- name: by-id
-- One campaign; the segment's own text while the audience is live.
SELECT campaign.id, campaign.uuid, campaign.name, campaign.channel,
       coalesce(campaign.segment_id, 0),
       CASE WHEN campaign.fixed_at IS NULL THEN coalesce(segment.text, campaign.segment_text)
            ELSE campaign.segment_text END,
       campaign.subject, campaign.message, campaign.closing, campaign.signature,
       campaign.cost_minor, campaign.piece_cost_minor, campaign.hold_out_permille,
       campaign.created_on, coalesce(campaign.fixed_at, 0), campaign.sent_on, campaign.ends_on,
       (SELECT count(*) FROM campaign_output AS output WHERE output.campaign_id = campaign.id),
       coalesce(segment.name, ''), campaign.stratum,
       campaign.staff_minutes, campaign.budget_minor,
       campaign.counter, campaign.priority, campaign.best_by, campaign.best_n,
       campaign.offer_kind, campaign.offer_value, campaign.offer_for, campaign.offer_with,
       campaign.offer_until, campaign.offer_days, campaign.offer_cost_minor,
       campaign.planned_on, campaign.as_preferred
FROM campaign LEFT JOIN segment ON segment.id = campaign.segment_id
WHERE campaign.id = ?1;

-- name: ids
-- All of them, the newest first.
SELECT id FROM campaign ORDER BY id DESC;

-- name: segments
-- What a campaign can begin with: few.
SELECT id, name, text FROM segment ORDER BY name, id;

-- name: segment-text
-- A saved segment, as rules name it.
SELECT text FROM segment WHERE name = ?1;

-- name: find
-- By id, by uuid in hexadecimal or by name.
SELECT id FROM campaign
WHERE CAST(id AS TEXT) = ?1 OR hex(uuid) = upper(replace(?1, '-', '')) OR name = ?1
ORDER BY CAST(id AS TEXT) = ?1 DESC, id DESC
LIMIT 1;

-- name: insert
-- A new campaign.
INSERT INTO campaign (uuid, name, channel, segment_id, segment_text, subject, message, closing,
                      signature, cost_minor, piece_cost_minor, hold_out_permille, stratum,
                      counter, priority, best_by, best_n, offer_kind, offer_value,
                      offer_for, offer_with, offer_until, offer_days, offer_cost_minor,
                      created_on)
VALUES (?1, ?2, ?3, nullif(?4, 0), ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
        ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25);

-- name: update
-- Everything that can be changed while the audience is live.
UPDATE campaign
SET name = ?2, channel = ?3, segment_id = nullif(?4, 0), segment_text = ?5, subject = ?6,
    message = ?7, closing = ?8, signature = ?9, cost_minor = ?10, piece_cost_minor = ?11,
    hold_out_permille = ?12, stratum = ?13, counter = ?14, priority = ?15, best_by = ?16,
    best_n = ?17, offer_kind = ?18, offer_value = ?19, offer_for = ?20, offer_with = ?21,
    offer_until = ?22, offer_days = ?23, offer_cost_minor = ?24
WHERE id = ?1 AND fixed_at IS NULL;

-- name: update-fixed
-- What can be changed once the list is fixed.
UPDATE campaign
SET name = ?2, cost_minor = ?3, piece_cost_minor = ?4, ends_on = ?5, counter = ?6
WHERE id = ?1 AND fixed_at IS NOT NULL;

-- name: set-as-preferred
-- Nothing is written where nothing is different.
UPDATE campaign SET as_preferred = ?2 WHERE id = ?1 AND fixed_at IS NULL AND as_preferred <> ?2;

-- name: set-effort
-- The staff's time, the budget and the day that is planned; nothing is written where nothing is
-- different.
UPDATE campaign SET staff_minutes = ?2, budget_minor = ?3, planned_on = ?4
WHERE id = ?1
  AND (staff_minutes <> ?2 OR budget_minor IS NOT ?3 OR planned_on IS NOT ?4);

-- name: touched
-- Who cannot stand for those without the letter: whoever is in this campaign at all, or got another
-- one in these days.
SELECT member.customer_id
FROM campaign JOIN campaign_member AS member ON member.campaign_id = campaign.id
WHERE campaign.id = ?1
   OR (campaign.sent_on <= ?3 AND campaign.ends_on >= ?2 AND member.state = 'included');

-- name: messages
-- Of campaigns whose list is not fixed.
SELECT id, subject, message FROM campaign WHERE fixed_at IS NULL ORDER BY id;

-- name: set-messages
-- Nothing is written where nothing is different.
UPDATE campaign SET subject = ?2, message = ?3
WHERE id = ?1 AND (subject, message) IS NOT (?2, ?3);

-- name: delete
-- A campaign and its list.
DELETE FROM campaign WHERE id = ?1;

-- name: delete-members
-- Before the list is fixed, and before the campaign goes.
DELETE FROM campaign_member WHERE campaign_id = ?1;

-- name: delete-outputs
-- Before the campaign goes.
DELETE FROM campaign_output WHERE campaign_id = ?1;

-- name: count-members
-- People of a fixed list by state.
SELECT state, reason, count(*)
FROM campaign_member
WHERE campaign_id = ?1 AND (state, reason) <> ('included', 'by-hand')
GROUP BY state, reason;

-- name: by-hand
-- Who was added to a live campaign, whatever its segment says.
SELECT customer_id FROM campaign_member
WHERE campaign_id = ?1 AND state = 'included' AND reason = 'by-hand';

-- name: candidate
-- One person, or who they became, as a campaign sees them: channel, campaign and the kind of
-- contact point are bound. What belongs to whoever was merged into them is theirs too.
WITH RECURSIVE up (id, next) AS (
  SELECT id, merged_into FROM customer WHERE id = ?1
  UNION
  SELECT customer.id, customer.merged_into FROM up JOIN customer ON customer.id = up.next
),
part (id) AS (
  SELECT id FROM up WHERE next IS NULL
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT customer.id, customer.uuid, customer.name, customer.given_name, customer.family_name,
       customer.number, coalesce(customer.erased_at, customer.deleted_at) IS NOT NULL,
       (SELECT granted FROM permission
        WHERE permission.customer_id = customer.id AND permission.channel = ?2),
       EXISTS (SELECT 1 FROM campaign_member AS member
               WHERE member.campaign_id = ?3 AND member.customer_id IN part
                 AND member.state = 'left-out' AND member.reason = 'by-hand'),
       point.value, point.postcode, point.city, point.region, point.country,
       (SELECT home.city FROM contact_point AS home
        WHERE (home.customer_id IN part OR home.household_id = customer.household_id)
          AND home.kind = 'address' AND home.city <> ''
        ORDER BY home.customer_id IS NULL, home.preferred DESC,
                 (SELECT merged_into FROM customer AS mine WHERE mine.id = home.customer_id),
                 home.id LIMIT 1),
       coalesce((SELECT awaits FROM permission
                 WHERE permission.customer_id = customer.id AND permission.channel = ?2), 0),
       coalesce((SELECT consent.how = 'suppression'
                 FROM permission JOIN consent ON consent.id = permission.consent_id
                 WHERE permission.customer_id = customer.id AND permission.channel = ?2), 0),
       coalesce((SELECT granted FROM permission
                 WHERE permission.customer_id = customer.id AND permission.channel = 'tailored'),
                0),
       point.value_key, coalesce(customer.household_id, 0),
       coalesce(point.bounced_key <> '' AND point.bounced_key = point.value_key, 0),
       point.bounced_on, customer.prefers
FROM up JOIN customer ON customer.id = up.id
LEFT JOIN contact_point AS point ON point.id = (
  SELECT own.id FROM contact_point AS own
  WHERE (own.customer_id IN part OR own.household_id = customer.household_id)
    AND own.kind = ?4
  ORDER BY own.bounced_key <> '' AND own.bounced_key = own.value_key,
           own.kind = 'address' AND own.value = '', -- a country alone, from a till
           own.customer_id IS NULL, own.preferred DESC,
           (SELECT merged_into FROM customer AS mine WHERE mine.id = own.customer_id), own.id
  LIMIT 1)
WHERE up.next IS NULL;

-- name: candidate-alone
-- The same of who is nobody else and whom nobody was merged into, as nearly all are: without asking
-- who that is, it takes half as long. No row for the others.
SELECT customer.id, customer.uuid, customer.name, customer.given_name, customer.family_name,
       customer.number, coalesce(customer.erased_at, customer.deleted_at) IS NOT NULL,
       permission.granted,
       EXISTS (SELECT 1 FROM campaign_member AS member
               WHERE member.campaign_id = ?3 AND member.customer_id = ?1
                 AND member.state = 'left-out' AND member.reason = 'by-hand'),
       point.value, point.postcode, point.city, point.region, point.country,
       iif(?4 = 'address' AND point.city <> '', point.city,
           (SELECT home.city FROM contact_point AS home
            WHERE (home.customer_id = ?1 OR home.household_id = customer.household_id)
              AND home.kind = 'address' AND home.city <> ''
            ORDER BY home.customer_id IS NULL, home.preferred DESC, home.id LIMIT 1)),
       coalesce(permission.awaits, 0),
       coalesce((SELECT how = 'suppression' FROM consent WHERE id = permission.consent_id), 0),
       coalesce((SELECT granted FROM permission AS tailored
                 WHERE tailored.customer_id = ?1 AND tailored.channel = 'tailored'), 0),
       point.value_key, coalesce(customer.household_id, 0),
       coalesce(point.bounced_key <> '' AND point.bounced_key = point.value_key, 0),
       point.bounced_on, customer.prefers
FROM customer
LEFT JOIN permission ON permission.customer_id = ?1 AND permission.channel = ?2
LEFT JOIN contact_point AS point ON point.id = (
  SELECT own.id FROM contact_point AS own
  WHERE (own.customer_id = ?1 OR own.household_id = customer.household_id)
    AND own.kind = ?4
  ORDER BY own.bounced_key <> '' AND own.bounced_key = own.value_key,
           own.kind = 'address' AND own.value = '', -- a country alone, from a till
           own.customer_id IS NULL, own.preferred DESC, own.id
  LIMIT 1)
WHERE customer.id = ?1 AND customer.merged_into IS NULL
  AND NOT EXISTS (SELECT 1 FROM customer AS other WHERE other.merged_into = ?1);

-- name: add-member
-- One person of the fixed list, with the frozen texts.
INSERT INTO campaign_member (campaign_id, customer_id, state, reason, name, contact, subject, body,
                             version, tailored)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: exclude
-- Leaves a person out of a live campaign.
INSERT INTO campaign_member (campaign_id, customer_id, state, reason)
VALUES (?1, ?2, 'left-out', 'by-hand')
ON CONFLICT DO NOTHING;

-- name: include
-- Lets that person in again.
DELETE FROM campaign_member
WHERE campaign_id = ?1 AND customer_id = ?2 AND state = 'left-out' AND reason = 'by-hand';

-- name: fix
-- The list is fixed.
UPDATE campaign SET fixed_at = ?2, segment_text = ?3, offer_until = ?4 WHERE id = ?1;

-- name: members
-- People of a fixed list in one state, by name; with a reason, or '' for any.
SELECT member.customer_id
FROM campaign_member AS member
LEFT JOIN customer_fact AS fact ON fact.customer_id = member.customer_id
WHERE member.campaign_id = ?1 AND member.state = ?2 AND (?3 = '' OR member.reason = ?3)
ORDER BY fact.sort_key, member.customer_id;

-- name: counted
-- People of a fixed list in one state, by name, without the shop's own.
SELECT member.customer_id
FROM campaign_member AS member
LEFT JOIN customer_fact AS fact ON fact.customer_id = member.customer_id
WHERE member.campaign_id = ?1 AND member.state = ?2 AND member.reason <> 'seed'
ORDER BY fact.sort_key, member.customer_id;

-- name: standing
-- What the best are chosen by.
SELECT spend_minor, visits FROM customer_fact WHERE customer_id = ?1;

-- name: seeds
-- The shop's own people, or who they were merged into.
WITH RECURSIVE up (id, next) AS (
  SELECT customer.id, customer.merged_into
  FROM seed_person JOIN customer ON customer.id = seed_person.customer_id
  UNION
  SELECT customer.id, customer.merged_into FROM up JOIN customer ON customer.id = up.next
)
SELECT id FROM up WHERE next IS NULL ORDER BY id;

-- name: add-seed
INSERT INTO seed_person (customer_id) VALUES (?1) ON CONFLICT DO NOTHING;

-- name: remove-seed
-- Under whatever row they came.
WITH RECURSIVE part (id) AS (
  SELECT ?1
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
DELETE FROM seed_person WHERE customer_id IN part;

-- name: gone-out
-- The last campaigns whose days are over by a day, of one channel or ('') of any.
SELECT id, sent_on, ends_on FROM campaign
WHERE sent_on IS NOT NULL AND ends_on <= ?1 AND (?2 = '' OR channel = ?2) AND id <> ?3
ORDER BY sent_on DESC, id DESC LIMIT ?4;

-- name: rivals
-- Campaigns that are more important and have not gone out; with ?4 those whose list is fixed.
-- Of several that go first the one that is planned earlier does, then the older.
SELECT id FROM campaign
WHERE sent_on IS NULL AND id <> ?2 AND (NOT ?4 OR fixed_at IS NOT NULL)
  AND (priority > ?1
       OR (?1 = 1 AND priority = 1
           AND (coalesce(planned_on, 9999999), id) < (coalesce(?3, 9999999), ?2)))
ORDER BY id;

-- name: firsts
-- Campaigns that are as important, claim nobody by that, and are to go out before it: what is
-- planned earlier, then the older.
SELECT id FROM campaign
WHERE sent_on IS NULL AND id <> ?2 AND priority = ?1 AND ?1 <> 1
  AND (coalesce(planned_on, 9999999), id) < (coalesce(?3, 9999999), ?2)
ORDER BY coalesce(planned_on, 9999999), id;

-- name: counter
-- What is to be said to a person, or to whoever was merged into them, on a day; to nobody who was
-- deleted or erased.
WITH RECURSIVE part (id) AS (
  SELECT ?1
  UNION
  SELECT customer.id FROM part JOIN customer ON customer.merged_into = part.id
)
SELECT campaign.id, campaign.name, campaign.counter, campaign.ends_on, campaign.channel,
       max(member.tailored), campaign.segment_text
FROM part JOIN campaign_member AS member ON member.customer_id = part.id
JOIN campaign ON campaign.id = member.campaign_id
WHERE member.state = 'included' AND campaign.counter <> ''
  AND ?2 BETWEEN campaign.sent_on AND campaign.ends_on
  AND EXISTS (SELECT 1 FROM customer WHERE id = ?1
                AND coalesce(erased_at, deleted_at) IS NULL)
GROUP BY campaign.id
ORDER BY campaign.priority DESC, campaign.ends_on, campaign.id;

-- name: member
-- One person of a fixed list.
SELECT member.customer_id, member.state, member.reason, member.name, member.contact,
       member.subject, member.body, member.version,
       (SELECT code FROM coupon WHERE coupon.campaign_id = member.campaign_id
          AND coupon.customer_id = member.customer_id), customer.given_name, customer.family_name
FROM campaign_member AS member JOIN customer ON customer.id = member.customer_id
WHERE member.campaign_id = ?1 AND member.customer_id = ?2;

-- name: mates
-- Who lives with somebody of a fixed list, and is left out since the address gets one letter: they
-- are named on it, as long as they allow letters. The first of a home names them.
SELECT mate.name
FROM customer AS mate CROSS JOIN campaign_member AS other
  ON other.campaign_id = ?1 AND other.customer_id = mate.id
WHERE mate.household_id = (SELECT household_id FROM customer WHERE id = ?2)
  AND other.state = 'left-out' AND other.reason = 'shared'
  AND mate.name <> '' AND coalesce(mate.erased_at, mate.deleted_at, mate.merged_into) IS NULL
  AND EXISTS (SELECT 1 FROM permission WHERE permission.customer_id = mate.id
                AND permission.channel = 'post' AND permission.granted = 1)
  AND EXISTS (SELECT 1 FROM campaign WHERE campaign.id = ?1 AND campaign.channel = 'post')
  AND ?2 = (SELECT min(first.customer_id) FROM customer AS person
            CROSS JOIN campaign_member AS first
              ON first.campaign_id = ?1 AND first.customer_id = person.id
            WHERE person.household_id = mate.household_id AND first.state = 'included')
ORDER BY other.customer_id LIMIT 3;

-- name: still-written
-- Whom a fixed list still means to count, with what they allow now; merged people are looked up
-- one by one.
SELECT member.customer_id, customer.merged_into IS NOT NULL,
       coalesce(customer.erased_at, customer.deleted_at) IS NOT NULL,
       (SELECT granted FROM permission
        WHERE permission.customer_id = member.customer_id
          AND permission.channel = campaign.channel),
       coalesce((SELECT granted FROM permission
                 WHERE permission.customer_id = member.customer_id
                   AND permission.channel = 'tailored'), 0),
       campaign.channel = 'email' AND EXISTS (
         SELECT 1 FROM contact_point AS point
         WHERE point.kind = 'email' AND point.value = member.contact AND point.bounced_key <> ''
           AND point.bounced_key = point.value_key
           AND (point.customer_id = member.customer_id
                OR point.household_id = customer.household_id)),
       member.reason = 'seed', member.tailored
FROM campaign JOIN campaign_member AS member ON member.campaign_id = campaign.id
JOIN customer ON customer.id = member.customer_id
WHERE campaign.id = ?1 AND member.state = 'included'
ORDER BY customer.merged_into IS NOT NULL, member.customer_id;

-- name: drop
-- A person who withdrew after the list was fixed, or who turned out to be another one in it.
UPDATE campaign_member SET state = 'dropped', reason = ?3
WHERE campaign_id = ?1 AND customer_id = ?2;

-- name: note-output
-- Each time that it went out.
INSERT INTO campaign_output (campaign_id, kind, pieces, at) VALUES (?1, ?2, ?3, ?4);

-- name: set-days
-- The first output sets the days that count.
UPDATE campaign SET sent_on = ?2, ends_on = ?3 WHERE id = ?1 AND sent_on IS NULL;
