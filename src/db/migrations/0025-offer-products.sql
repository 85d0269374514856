-- SPDX-License-Identifier: GPL-3.0-or-later
-- Copyright The Regulars authors
-- What a campaign's offer is for: products themselves, whatever they are called by then. The words
-- in campaign stay for categories, and for what no till knows.
CREATE TABLE campaign_product (
  campaign_id INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('for', 'with')), -- 'with': the second of a bundle
  place INTEGER NOT NULL CHECK (place BETWEEN 1 AND 20),
  product_id INTEGER NOT NULL REFERENCES product,
  PRIMARY KEY (campaign_id, role, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_product_product ON campaign_product (product_id);
