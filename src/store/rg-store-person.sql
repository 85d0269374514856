-- Everything about one person, for their own copy: each statement is a section, each column a
-- heading. The endings say what a column is: _on a day, _at an instant, _minor money.

-- name: facts
SELECT hex(uuid) AS uuid, number, name, given_name, family_name, birth_year, birth_month, birth_day,
       gender, language, occupation, income_band, interests, children, household_size,
       prefers, note,
       card_number, joined_on, joined_how, joined_where,
       (SELECT staff.name FROM staff WHERE staff.id = customer.owner_id) AS looked_after_by
FROM customer WHERE id = ?1;

-- name: known-as
-- Numbers at the tills, and whoever was taken for another person before.
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
)
SELECT source.name AS source, i.external_id AS number, c.name
FROM part JOIN customer AS c ON c.id = part.id
LEFT JOIN customer_identity AS i ON i.customer_id = c.id
LEFT JOIN source ON source.id = i.source_id
WHERE i.external_id IS NOT NULL OR c.id <> ?1
ORDER BY c.id, i.external_id;

-- name: contacts
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
)
SELECT p.kind, p.value, p.postcode, p.city, p.region, p.country,
       iif(p.household_id IS NULL, '', 'home') AS belongs_to,
       iif(p.quiet_from IS NULL, '', printf('%02d:%02d–%02d:%02d', p.quiet_from / 60,
         p.quiet_from % 60, p.quiet_until / 60, p.quiet_until % 60)) AS quiet_hours,
       iif(p.bounced_key <> '' AND p.bounced_key = p.value_key, date(p.bounced_on * 86400,
         'unixepoch'), '') AS mail_came_back, p.bounces AS mail_not_taken
FROM contact_point AS p
WHERE p.customer_id IN (SELECT id FROM part)
   OR p.household_id = (SELECT household_id FROM customer WHERE id = ?1)
ORDER BY p.kind, p.preferred DESC, p.id;

-- name: tags
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
)
SELECT DISTINCT tag.name AS tag FROM part
JOIN customer_tag ON customer_tag.customer_id = part.id JOIN tag ON tag.id = customer_tag.tag_id
ORDER BY tag.name;

-- name: segments
-- That somebody chose them for by hand, or left them out of.
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
)
SELECT s.name AS segment, iif(p.chosen, 'yes', 'no') AS chosen, p.reason
FROM part JOIN segment_person AS p ON p.customer_id = part.id
JOIN segment AS s ON s.id = p.segment_id
ORDER BY s.name, s.id, p.customer_id;

-- name: own-fields
-- Values in one text each: days and amounts as files have them.
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
)
SELECT f.name AS field, iif(f.kind = 'date', '', CASE f.kind
         WHEN 'text' THEN v.text
         WHEN 'number' THEN rtrim(rtrim(printf('%.3f', v.number / 1000.0), '0'), '.')
         WHEN 'yes-no' THEN iif(v.number, 'yes', 'no')
         WHEN 'scale' THEN v.number || ' / ' || f.most
         ELSE coalesce(choice.name, '') END) AS field_text,
       iif(f.kind = 'date', v.number, NULL) AS field_on,
       iif(f.kind = 'money', v.number, NULL) AS field_minor
FROM part JOIN field_value AS v ON v.customer_id = part.id JOIN field AS f ON f.id = v.field_id
LEFT JOIN field_choice AS choice ON choice.id = v.choice_id
ORDER BY f.place, f.id, v.customer_id, choice.place, choice.id;

-- name: notes
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
)
SELECT n.at AS noted_at, n.kind, n.text, coalesce(staff.name, '') AS staff
FROM part JOIN note AS n ON n.customer_id = part.id LEFT JOIN staff ON staff.id = n.staff_id
ORDER BY n.at, n.id;

-- name: permissions
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
)
SELECT e.channel, iif(e.granted, 'yes', 'no') AS answer, e.effective_on AS said_on,
       e.recorded_at AS recorded_at, e.how, e.evidence, staff.name AS staff,
       CASE WHEN e.reverses IS NOT NULL THEN 'taken back'
            WHEN e.opt_in = 'asked' THEN 'awaits confirmation'
            WHEN e.opt_in = 'confirmed' THEN 'confirmed' ELSE '' END AS remark,
       wording.text AS wording, wording.benefits
FROM part JOIN consent AS e ON e.customer_id = part.id LEFT JOIN staff ON staff.id = e.staff_id
LEFT JOIN wording ON wording.id = e.wording_id
ORDER BY e.recorded_at, e.id;

-- name: purchases
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
)
SELECT r.sold_on, location.name AS place, r.number AS receipt, product.name AS product,
       product.code, l.quantity_milli / 1000.0 AS quantity, l.net_minor AS amount_minor
FROM part JOIN whole_receipt AS r ON r.customer_id = part.id
JOIN whole_receipt_line AS l ON l.receipt_id = r.id
LEFT JOIN product ON product.id = l.product_id LEFT JOIN location ON location.id = r.location_id
ORDER BY r.sold_on, r.id, l.line;

-- name: deliveries
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
)
SELECT r.sold_on, r.number AS receipt, d.placed, d.method, d.sent_on, d.cost_minor, d.name,
       d.street, d.postcode, d.city, d.region, d.country
FROM part JOIN delivery AS d ON d.customer_id = part.id
LEFT JOIN whole_receipt AS r ON r.uuid = d.receipt_uuid
ORDER BY r.sold_on, d.id;

-- name: activity
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
)
SELECT a.day_on AS sold_on, iif(a.kind = 'left', 'left in the basket', 'viewed') AS what,
       product.name AS product, product.code, a.quantity_milli / 1000.0 AS quantity
FROM part JOIN activity AS a ON a.customer_id = part.id
JOIN product ON product.id = a.product_id
ORDER BY a.day_on, a.id;

-- name: letters
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
)
SELECT campaign.name AS campaign, campaign.channel, m.state, m.reason, campaign.sent_on, m.contact,
       m.subject, replace(m.body, char(8232), char(10) || '- ') AS body,
       o.state AS mail, o.said AS mail_said,
       (SELECT group_concat(trim(answer.kind || ' ' || answer.said), '; ')
        FROM mail_answer AS answer WHERE answer.message_id = o.message_id) AS mail_answer,
       coupon.code AS coupon, u.used_on,
       (SELECT group_concat(trim(r.kind || ' '
                                 || coalesce(date(r.effective_on * 86400, 'unixepoch'), '')), '; ')
        FROM response AS r WHERE r.campaign_id = m.campaign_id
          AND r.customer_id = m.customer_id AND r.kind <> 'sent') AS responses
FROM part JOIN campaign_member AS m ON m.customer_id = part.id
JOIN campaign ON campaign.id = m.campaign_id
LEFT JOIN outbox AS o ON o.campaign_id = m.campaign_id AND o.customer_id = m.customer_id
LEFT JOIN coupon ON coupon.campaign_id = m.campaign_id AND coupon.customer_id = m.customer_id
LEFT JOIN coupon_use AS u ON u.code = coupon.code
ORDER BY campaign.id;

-- name: points
-- Loyalty points as they came and went, and what of each is left.
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
)
SELECT e.effective_on, e.recorded_at, e.points, e.kind, e.lapses_on,
       coalesce(l.points, 0) AS points_left, e.note, coalesce(campaign.name, '') AS campaign,
       coalesce(staff.name, '') AS staff
FROM part JOIN points_entry AS e ON e.customer_id = part.id
LEFT JOIN points_left AS l ON l.entry_id = e.id
LEFT JOIN campaign ON campaign.id = e.campaign_id LEFT JOIN staff ON staff.id = e.staff_id
ORDER BY e.effective_on, e.id;

-- name: discounts
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
)
SELECT d.given_on, d.percent_milli / 1000.0 AS percent, d.amount_minor, d.reason,
       staff.name AS staff
FROM part JOIN discount AS d ON d.customer_id = part.id
LEFT JOIN staff ON staff.id = d.staff_id
ORDER BY d.id;

-- name: coupons
-- Those that stand by themselves; the others stand beside their campaign.
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
)
SELECT coupon.code AS coupon, coupon.offer, coupon.given_on, coupon.until_on,
       coalesce(a.name, '') AS automation, u.used_on
FROM part JOIN coupon ON coupon.customer_id = part.id
LEFT JOIN automation AS a ON a.uuid = coupon.automation
LEFT JOIN coupon_use AS u ON u.code = coupon.code
WHERE coupon.campaign_id IS NULL ORDER BY coupon.given_on, coupon.code;

-- name: tasks
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
)
SELECT t.what, t.created_on, t.due_on, t.done_on, staff.name AS staff
FROM part JOIN task AS t ON t.customer_id = part.id LEFT JOIN staff ON staff.id = t.staff_id
ORDER BY t.id;

-- name: tickets
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
)
SELECT t.opened_on, iif(t.kind = 'enquiry', 'enquiry', 'ticket') AS kind, t.subject, t.text,
       t.channel AS ticket_channel, product.name AS product, r.number AS receipt, t.priority,
       iif(t.outcome <> '', t.outcome, t.state) AS state, t.due_on, t.closed_on, t.solution,
       staff.name AS staff
FROM part JOIN ticket AS t ON t.customer_id = part.id
LEFT JOIN product ON product.id = t.product_id
LEFT JOIN whole_receipt AS r ON r.uuid = t.receipt_uuid
LEFT JOIN staff ON staff.id = t.staff_id
ORDER BY t.opened_on, t.id;

-- name: automations
-- What was done by itself, since when, and why. An automation that was deleted has no name.
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
)
SELECT coalesce(a.name, '') AS automation, f.due_on, f.fired_at
FROM part JOIN customer AS c ON c.id = part.id
JOIN firing AS f ON f.customer = c.uuid
LEFT JOIN automation AS a ON a.uuid = f.automation
WHERE f.done = 1 ORDER BY f.fired_at, f.automation, f.occasion;

-- name: edits
-- scan: once a copy; what was done to rows of theirs has their id in its images.
SELECT a.at AS done_at, a.label AS what, coalesce(staff.name, '') AS staff
FROM action AS a LEFT JOIN staff ON staff.id = a.staff_id
WHERE a.id IN (
  SELECT c.action_id FROM change AS c
  WHERE (c.table_name = 'customer' AND c.row_key = json_array(?1))
     OR ?1 IN (json_extract(c.before, '$.customer_id'), json_extract(c.after, '$.customer_id')))
ORDER BY a.id;

-- name: looked-at
WITH RECURSIVE part (id) AS (
  VALUES (?1) UNION SELECT c.id FROM part JOIN customer AS c ON c.merged_into = part.id
)
SELECT x.at AS looked_at, coalesce(staff.name, '') AS staff, x.what
FROM part JOIN access AS x ON x.customer_id = part.id LEFT JOIN staff ON staff.id = x.staff_id
ORDER BY x.id;
