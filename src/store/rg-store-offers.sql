-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- The products of a campaign's offer.

-- name: read
SELECT offered.role, product.id, product.uuid, product.code, product.name, product.cost_micro,
       (SELECT currency FROM shop)
FROM campaign_product AS offered JOIN product ON product.id = offered.product_id
WHERE offered.campaign_id = ?1 ORDER BY offered.role, offered.place;

-- name: save
-- Nothing is written where nothing is different.
INSERT INTO campaign_product (campaign_id, role, place, product_id) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (campaign_id, role, place) DO UPDATE SET product_id = excluded.product_id
WHERE product_id <> excluded.product_id;

-- name: delete-beyond
-- Those whose place is later.
DELETE FROM campaign_product WHERE campaign_id = ?1 AND role = ?2 AND place > ?3;

-- name: find
-- By code, by uuid in hexadecimal or by name; two where a name is not enough.
SELECT id, uuid, code, name, cost_micro, (SELECT currency FROM shop),
       code = ?1 OR hex(uuid) = upper(replace(?1, '-', ''))
FROM product
WHERE code = ?1 OR hex(uuid) = upper(replace(?1, '-', '')) OR name = ?1
ORDER BY code <> ?1, hex(uuid) <> upper(replace(?1, '-', '')), id LIMIT 2;

-- name: by-id
SELECT id, uuid, code, name, cost_micro, (SELECT currency FROM shop) FROM product WHERE id = ?1;
