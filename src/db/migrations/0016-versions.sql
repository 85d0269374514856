-- Several versions of a message. The first is the campaign's own subject and message: its row has
-- only a name and how large its share is.
CREATE TABLE campaign_version (
  campaign_id INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 4),
  name TEXT NOT NULL CHECK (name <> ''),
  weight INTEGER NOT NULL DEFAULT 1 CHECK (weight BETWEEN 1 AND 99), -- its share among them all
  subject TEXT NOT NULL DEFAULT '',
  message TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (campaign_id, number)
) STRICT, WITHOUT ROWID;

-- Which version somebody of a fixed list got; 0 where there is only one, and for who got none.
ALTER TABLE campaign_member ADD COLUMN version INTEGER NOT NULL DEFAULT 0;

-- What versions and comparison group are to have equal parts of: 'stage', 'spend', '' for nothing.
ALTER TABLE campaign ADD COLUMN stratum TEXT NOT NULL DEFAULT ''
  CHECK (stratum IN ('', 'stage', 'spend'));
