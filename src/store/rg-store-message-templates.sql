-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- Messages that further campaigns can begin with.

-- name: all
-- An offer of a template has no last day.
SELECT id, uuid, name, channel, subject, message, closing, signature, counter,
       offer_kind, offer_value, offer_for, offer_with, NULL, offer_days, offer_cost_minor,
       stratum
FROM message_template ORDER BY name, id;

-- name: insert
-- ?13 would be the last day of the offer.
INSERT INTO message_template (uuid, name, channel, subject, message, closing, signature, counter,
                              offer_kind, offer_value, offer_for, offer_with, offer_days,
                              offer_cost_minor, stratum)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?14, ?15, ?16);

-- name: rename
-- Nothing is written where nothing is different.
UPDATE message_template SET name = ?2 WHERE id = ?1 AND name <> ?2;

-- name: delete
DELETE FROM message_template WHERE id = ?1;

-- name: messages
SELECT id, subject, message FROM message_template ORDER BY id;

-- name: set-messages
-- Nothing is written where nothing is different.
UPDATE message_template SET subject = ?2, message = ?3
WHERE id = ?1 AND (subject, message) IS NOT (?2, ?3);

-- name: versions
SELECT number, name, weight, subject, message FROM template_version
WHERE template_id = ?1 ORDER BY number;

-- name: save-version
INSERT INTO template_version (template_id, number, name, weight, subject, message)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: delete-versions-beyond
-- Those whose number is larger.
DELETE FROM template_version WHERE template_id = ?1 AND number > ?2;

-- name: version-messages
SELECT template_id, number, subject, message FROM template_version ORDER BY template_id, number;

-- name: set-version-messages
-- Nothing is written where nothing is different.
UPDATE template_version SET subject = ?3, message = ?4
WHERE template_id = ?1 AND number = ?2 AND (subject, message) IS NOT (?3, ?4);

-- name: products
SELECT offered.role, product.id, product.uuid, product.code, product.name, product.cost_micro,
       (SELECT currency FROM shop)
FROM template_product AS offered JOIN product ON product.id = offered.product_id
WHERE offered.template_id = ?1 ORDER BY offered.role, offered.place;

-- name: save-product
INSERT INTO template_product (template_id, role, place, product_id) VALUES (?1, ?2, ?3, ?4);

-- name: delete-products-beyond
-- Those whose place is later.
DELETE FROM template_product WHERE template_id = ?1 AND role = ?2 AND place > ?3;
