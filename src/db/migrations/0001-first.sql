-- The first schema. Never edited once it has been released.
--
-- Conventions: enduring root rows have a uuid; children are parent + number. `_minor` is money in
-- the shop currency's minor unit, `_micro` millionths of the major unit, `_milli` thousandths,
-- `_on` a day (days since 1970-01-01, local), `_at` an instant (Unix seconds, UTC), `_time` seconds
-- of the day.
-- Every table up to "Derived" is enduring. A change to a logged table is written into `change` by
-- temporary triggers that src/db makes when the store opens the file for writing.

-- The shop itself: always one row.
CREATE TABLE shop (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uuid BLOB NOT NULL CHECK (length(uuid) = 16),
  name TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  time_zone TEXT NOT NULL,
  first_weekday INTEGER NOT NULL DEFAULT 0 CHECK (first_weekday BETWEEN 0 AND 6), -- 0 is Monday
  country TEXT NOT NULL DEFAULT '',               -- ISO 3166 alpha-2, or '' when unknown
  address TEXT NOT NULL DEFAULT '',               -- the sender on letters, in lines
  permission_basis TEXT NOT NULL DEFAULT 'yes' CHECK (permission_basis IN ('yes', 'not-no')),
  prices_include_tax INTEGER NOT NULL DEFAULT 1 CHECK (prices_include_tax IN (0, 1)),
  margin_permille INTEGER CHECK (margin_permille BETWEEN 0 AND 1000), -- where no cost is known
  is_sample INTEGER NOT NULL DEFAULT 0 CHECK (is_sample IN (0, 1)),
  secret BLOB NOT NULL CHECK (length(secret) = 32), -- keys the hashes that outlive an erasure
  created_at INTEGER NOT NULL
) STRICT;

-- Digits that the shop's own loyalty cards may have; other card-like numbers are refused.
CREATE TABLE card_range (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  CHECK (length(first) = length(last) AND first <= last)
) STRICT;

CREATE TABLE staff (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  name TEXT NOT NULL CHECK (name <> ''),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

-- One thing that somebody did, and the rows that it changed. Kept for good.
CREATE TABLE action (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  at INTEGER NOT NULL,
  staff_id INTEGER,
  kind TEXT NOT NULL,                 -- a stable word such as 'customer.edit', 'import'
  label TEXT NOT NULL,                -- what History shows, in the language of who did it
  undoes INTEGER REFERENCES action    -- the action that this one takes back
) STRICT;
CREATE INDEX action_undoes ON action (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  action_id INTEGER NOT NULL REFERENCES action,
  table_name TEXT NOT NULL,
  row_key TEXT NOT NULL,              -- JSON array of the primary key
  before TEXT,                        -- JSON object of the row, NULL where it was made
  after TEXT,                         -- JSON object of the row, NULL where it was deleted
  CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;
CREATE INDEX change_action ON change (action_id);
CREATE INDEX change_row ON change (table_name, row_key, action_id);

-- Bumped in the transaction of every action, so that the dataset knows what it has seen.
CREATE TABLE generation (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  value INTEGER NOT NULL
) STRICT;
INSERT INTO generation (id, value) VALUES (1, 1);

-- Where files come from: a till program, a web shop. Customers' and receipts' numbers are unique
-- within a source.
CREATE TABLE source (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- One batch that was read in.
CREATE TABLE import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  action_id INTEGER NOT NULL REFERENCES action,
  source_id INTEGER NOT NULL REFERENCES source,
  kind TEXT NOT NULL CHECK (kind IN ('sales', 'customers', 'sample')),
  dialect TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_hash BLOB NOT NULL,            -- SHA-256 of the bytes that were read
  state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('running', 'done', 'taken-back')),
  at INTEGER NOT NULL,
  summary TEXT NOT NULL               -- JSON: the counts and refusals that Check File gave
) STRICT;
CREATE INDEX import_action ON import (action_id);

CREATE TABLE location (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  code TEXT NOT NULL UNIQUE,          -- as the till writes it; '' where it says nothing
  name TEXT NOT NULL,
  time_zone TEXT,                     -- NULL: the shop's
  import_id INTEGER REFERENCES import
) STRICT;

CREATE TABLE category (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  name TEXT NOT NULL UNIQUE,
  import_id INTEGER REFERENCES import
) STRICT;

CREATE TABLE product (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  category_id INTEGER REFERENCES category,
  brand TEXT NOT NULL DEFAULT '',
  supplier TEXT NOT NULL DEFAULT '',
  cost_micro INTEGER,                 -- of one, NULL where nobody knows
  import_id INTEGER REFERENCES import
) STRICT;
CREATE INDEX product_category ON product (category_id) WHERE category_id IS NOT NULL;
CREATE INDEX product_import ON product (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE household (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  name TEXT NOT NULL,
  import_id INTEGER REFERENCES import
) STRICT;

CREATE TABLE customer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  number TEXT NOT NULL DEFAULT '',    -- the till's number, for "Customer 13085"
  name TEXT NOT NULL DEFAULT '',      -- in full, as the person writes it
  given_name TEXT NOT NULL DEFAULT '',
  family_name TEXT NOT NULL DEFAULT '',
  birth_year INTEGER CHECK (birth_year BETWEEN 1850 AND 2200),
  birth_month INTEGER CHECK (birth_month BETWEEN 1 AND 12),
  birth_day INTEGER CHECK (birth_day BETWEEN 1 AND 31),
  gender TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  card_number TEXT NOT NULL DEFAULT '',
  joined_on INTEGER,
  household_id INTEGER REFERENCES household,
  owner_id INTEGER REFERENCES staff,
  merged_into INTEGER REFERENCES customer,
  erased_at INTEGER,
  import_id INTEGER REFERENCES import,
  CHECK ((birth_month IS NULL) = (birth_day IS NULL))
) STRICT;
CREATE INDEX customer_household ON customer (household_id) WHERE household_id IS NOT NULL;
CREATE INDEX customer_merged ON customer (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX customer_owner ON customer (owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX customer_card ON customer (card_number) WHERE card_number <> '';
CREATE INDEX customer_import ON customer (import_id) WHERE import_id IS NOT NULL;

-- Which customer a source's number means. It stays with the original customer through a merge.
CREATE TABLE customer_identity (
  source_id INTEGER NOT NULL REFERENCES source,
  external_id TEXT NOT NULL,
  customer_id INTEGER NOT NULL REFERENCES customer ON DELETE CASCADE,
  import_id INTEGER REFERENCES import,
  PRIMARY KEY (source_id, external_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_identity_customer ON customer_identity (customer_id);
CREATE INDEX customer_identity_import ON customer_identity (import_id) WHERE import_id IS NOT NULL;

-- An e-mail, a phone or an address, of a person or of a home.
CREATE TABLE contact_point (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  customer_id INTEGER REFERENCES customer ON DELETE CASCADE,
  household_id INTEGER REFERENCES household ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('email', 'phone', 'address')),
  preferred INTEGER NOT NULL DEFAULT 0 CHECK (preferred IN (0, 1)),
  value TEXT NOT NULL DEFAULT '',     -- the e-mail or phone as written; an address's street lines
  value_key TEXT NOT NULL DEFAULT '', -- the folded e-mail, the digits of the phone
  postcode TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  region TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '',   -- as the file or the person says it
  import_id INTEGER REFERENCES import,
  CHECK ((customer_id IS NULL) <> (household_id IS NULL))
) STRICT;
CREATE INDEX contact_point_customer ON contact_point (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX contact_point_household ON contact_point (household_id) WHERE household_id IS NOT NULL;
CREATE INDEX contact_point_key ON contact_point (kind, value_key) WHERE value_key <> '';
CREATE INDEX contact_point_import ON contact_point (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE tag (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  colour TEXT NOT NULL DEFAULT '',
  import_id INTEGER REFERENCES import
) STRICT;

CREATE TABLE customer_tag (
  customer_id INTEGER NOT NULL REFERENCES customer ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tag ON DELETE CASCADE,
  import_id INTEGER REFERENCES import,
  PRIMARY KEY (customer_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_tag_tag ON customer_tag (tag_id);
CREATE INDEX customer_tag_import ON customer_tag (import_id) WHERE import_id IS NOT NULL;

-- The words under which permission was asked.
CREATE TABLE wording (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  version TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

-- The permission ledger: appended to, never edited. An entry is undone by another that reverses it.
CREATE TABLE consent (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  customer_id INTEGER NOT NULL REFERENCES customer,
  channel TEXT NOT NULL CHECK (channel IN ('post', 'email', 'sms', 'phone')),
  granted INTEGER NOT NULL CHECK (granted IN (0, 1)),
  effective_on INTEGER NOT NULL,      -- the day on which the person said so
  recorded_at INTEGER NOT NULL,
  how TEXT NOT NULL DEFAULT '',       -- 'counter', 'paper', 'import', …
  wording_id INTEGER REFERENCES wording,
  staff_id INTEGER REFERENCES staff,
  evidence TEXT NOT NULL DEFAULT '',  -- file, row and date; where the paper is
  reverses INTEGER REFERENCES consent,
  import_id INTEGER REFERENCES import
) STRICT;
CREATE INDEX consent_customer ON consent (customer_id, channel);
CREATE INDEX consent_reverses ON consent (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX consent_import ON consent (import_id) WHERE import_id IS NOT NULL;

-- Keyed hashes of what belonged to a person who was erased: nothing brings them back.
CREATE TABLE erased (
  hash BLOB PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One purchase. Imports make receipts, so they are not logged row by row; import_id says who did.
CREATE TABLE receipt (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), -- version 5 of shop and identity
  source_id INTEGER NOT NULL REFERENCES source,
  location_id INTEGER NOT NULL REFERENCES location,
  till TEXT NOT NULL,
  number TEXT NOT NULL,
  period TEXT NOT NULL,               -- '' unless the dialect knows that numbers start again
  sold_on INTEGER NOT NULL,
  sold_time INTEGER CHECK (sold_time BETWEEN 0 AND 86399),
  sold_at INTEGER NOT NULL,           -- derived from the two above and the location's zone
  customer_id INTEGER REFERENCES customer, -- as it came; reads resolve merged_into
  staff_name TEXT NOT NULL DEFAULT '',
  lines_hash INTEGER NOT NULL,        -- of the multiset of its lines: tells a changed receipt
  net_minor INTEGER NOT NULL,         -- all kinds of lines
  net_sales_minor INTEGER NOT NULL,   -- sale and return only
  sale_lines INTEGER NOT NULL,        -- a visit is a receipt that has at least one
  import_id INTEGER NOT NULL REFERENCES import,
  UNIQUE (number, source_id, location_id, till, period)
) STRICT;
CREATE INDEX receipt_customer ON receipt (customer_id, sold_on) WHERE customer_id IS NOT NULL;
CREATE INDEX receipt_day ON receipt (sold_on);
CREATE INDEX receipt_import ON receipt (import_id);

-- No foreign keys here: a line lives and dies with its receipt, in statements of src/store alone.
CREATE TABLE receipt_line (
  receipt_id INTEGER NOT NULL,
  line INTEGER NOT NULL,              -- 1, 2, … in the file's order
  product_id INTEGER NOT NULL,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 4), -- sale, return, fee, adjustment, gift card
  quantity_milli INTEGER NOT NULL,
  unit_price_micro INTEGER NOT NULL,
  net_minor INTEGER NOT NULL,         -- after discount
  discount_minor INTEGER NOT NULL DEFAULT 0,
  tax_minor INTEGER,                  -- NULL where the till does not say
  cost_minor INTEGER,                 -- NULL where nobody knows
  returns_receipt_id INTEGER,         -- the sold line that this one takes back
  returns_line INTEGER,
  PRIMARY KEY (receipt_id, line)
) STRICT, WITHOUT ROWID;

-- Receipts that an action took away, or replaced by a changed version of themselves, as they were.
-- They come back when that action is itself taken back.
CREATE TABLE past_receipt (
  action_id INTEGER NOT NULL REFERENCES action,
  id INTEGER NOT NULL,
  uuid BLOB NOT NULL,
  source_id INTEGER NOT NULL,
  location_id INTEGER NOT NULL,
  till TEXT NOT NULL,
  number TEXT NOT NULL,
  period TEXT NOT NULL,
  sold_on INTEGER NOT NULL,
  sold_time INTEGER,
  sold_at INTEGER NOT NULL,
  customer_id INTEGER,
  staff_name TEXT NOT NULL,
  lines_hash INTEGER NOT NULL,
  net_minor INTEGER NOT NULL,
  net_sales_minor INTEGER NOT NULL,
  sale_lines INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  PRIMARY KEY (action_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX past_receipt_id ON past_receipt (id);
CREATE INDEX past_receipt_import ON past_receipt (import_id);

CREATE TABLE past_receipt_line (
  action_id INTEGER NOT NULL,
  receipt_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  product_id INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  quantity_milli INTEGER NOT NULL,
  unit_price_micro INTEGER NOT NULL,
  net_minor INTEGER NOT NULL,
  discount_minor INTEGER NOT NULL,
  tax_minor INTEGER,
  cost_minor INTEGER,
  returns_receipt_id INTEGER,
  returns_line INTEGER,
  PRIMARY KEY (action_id, receipt_id, line)
) STRICT, WITHOUT ROWID;

-- A live set of customers, in the text form that `regularsctl help segment` documents.
CREATE TABLE segment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  name TEXT NOT NULL CHECK (name <> ''),
  text TEXT NOT NULL
) STRICT;

CREATE TABLE campaign (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
  name TEXT NOT NULL CHECK (name <> ''),
  channel TEXT NOT NULL DEFAULT 'post' CHECK (channel IN ('post', 'email', 'sms', 'phone')),
  segment_id INTEGER REFERENCES segment ON DELETE SET NULL,
  segment_text TEXT NOT NULL,         -- as it stood when the list was fixed
  subject TEXT NOT NULL DEFAULT '',
  message TEXT NOT NULL DEFAULT '',   -- with merge fields
  closing TEXT NOT NULL DEFAULT '',
  signature TEXT NOT NULL DEFAULT '', -- who signs
  cost_minor INTEGER NOT NULL DEFAULT 0,       -- of the whole
  piece_cost_minor INTEGER NOT NULL DEFAULT 0, -- of one letter
  hold_out_permille INTEGER NOT NULL DEFAULT 0 CHECK (hold_out_permille BETWEEN 0 AND 500),
  created_on INTEGER NOT NULL,
  fixed_at INTEGER,                   -- NULL while the audience is live
  sent_on INTEGER,                    -- the first day that the results count
  ends_on INTEGER                     -- the last day that the results count
) STRICT;
CREATE INDEX campaign_segment ON campaign (segment_id) WHERE segment_id IS NOT NULL;

-- The fixed audience: the only thing that is handed to a printer or an exporter.
CREATE TABLE campaign_member (
  campaign_id INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,
  customer_id INTEGER NOT NULL REFERENCES customer,
  state TEXT NOT NULL CHECK (state IN ('included', 'held-out', 'left-out', 'dropped')),
  reason TEXT NOT NULL DEFAULT '',    -- a stable word such as 'no-permission', 'no-address'
  name TEXT NOT NULL DEFAULT '',      -- as they stood when the list was fixed, like the rest
  contact TEXT NOT NULL DEFAULT '',   -- the address in lines, or the e-mail, or the phone
  subject TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL DEFAULT '',      -- the message with this person's words in it
  PRIMARY KEY (campaign_id, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_member_customer ON campaign_member (customer_id);

-- Each time that the list went out: printed, saved as PDF, exported.
CREATE TABLE campaign_output (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  campaign_id INTEGER NOT NULL REFERENCES campaign ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('print', 'pdf', 'export')),
  pieces INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX campaign_output_campaign ON campaign_output (campaign_id);

-- What a month should bring.
CREATE TABLE target (
  location_id INTEGER NOT NULL,       -- 0: the whole shop
  month_on INTEGER NOT NULL,          -- the first day of the month; 0: every month
  net_minor INTEGER NOT NULL,
  PRIMARY KEY (location_id, month_on)
) STRICT, WITHOUT ROWID;

-- Settings that travel with the shop's file.
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Derived ----------------------------------------------------------------------------------------
-- Never logged; rebuilt from the tables above whenever in doubt.

-- What the derived tables were made for, such as the locale of the sort keys.
CREATE TABLE derived (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What lists sort and search by: one row a living customer (not merged away, not erased).
CREATE TABLE customer_fact (
  customer_id INTEGER PRIMARY KEY,
  sort_key BLOB NOT NULL,             -- ICU collation key of the shown name
  search TEXT NOT NULL,               -- folded: name, number, city, e-mail, phone
  visits INTEGER NOT NULL,
  first_on INTEGER,
  last_on INTEGER,
  spend_minor INTEGER NOT NULL        -- net sales
) STRICT;
CREATE INDEX customer_fact_name ON customer_fact (sort_key, customer_id);
CREATE INDEX customer_fact_last ON customer_fact (last_on, customer_id);
CREATE INDEX customer_fact_visits ON customer_fact (visits, customer_id);
CREATE INDEX customer_fact_spend ON customer_fact (spend_minor, customer_id);

-- Permission now, replayed from the ledger in effective order.
CREATE TABLE permission (
  customer_id INTEGER NOT NULL,
  channel TEXT NOT NULL,
  granted INTEGER NOT NULL CHECK (granted IN (0, 1)),
  since_on INTEGER NOT NULL,
  consent_id INTEGER NOT NULL,        -- the entry that decides
  PRIMARY KEY (customer_id, channel)
) STRICT, WITHOUT ROWID;

-- The second lock against payment card numbers, in pure SQL so that it holds for whatever program
-- writes to the file: a text that is nothing but 13 to 19 digits, blanks and dashes, begins as
-- issuers' numbers do and passes the Luhn check is refused, unless it lies in the shop's ranges.
CREATE VIEW card_check (text) AS SELECT '' WHERE 0;

CREATE TRIGGER card_check_insert INSTEAD OF INSERT ON card_check
WHEN length(replace(replace(NEW.text, ' ', ''), '-', '')) BETWEEN 13 AND 19
  AND replace(replace(NEW.text, ' ', ''), '-', '') NOT GLOB '*[^0-9]*'
  AND replace(replace(NEW.text, ' ', ''), '-', '') GLOB '[2-6]*'
BEGIN
  SELECT RAISE (ABORT, 'payment card number')
  FROM (
    SELECT sum(
      CASE WHEN place.column1 % 2 = 1 THEN digit
           WHEN digit > 4 THEN digit * 2 - 9
           ELSE digit * 2 END) AS luhn
    FROM (
      SELECT column1,
        CAST(substr(replace(replace(NEW.text, ' ', ''), '-', ''), -column1, 1) AS INTEGER) AS digit
      FROM (VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10),
                   (11), (12), (13), (14), (15), (16), (17), (18), (19))
      WHERE column1 <= length(replace(replace(NEW.text, ' ', ''), '-', ''))
    ) AS place
  )
  WHERE luhn % 10 = 0
    AND NOT EXISTS (
      SELECT 1 FROM card_range
      WHERE length(first) = length(replace(replace(NEW.text, ' ', ''), '-', ''))
        AND replace(replace(NEW.text, ' ', ''), '-', '') BETWEEN first AND last);
END;

CREATE TRIGGER customer_card_insert BEFORE INSERT ON customer
WHEN NEW.card_number GLOB '[ 2-6-]*' OR NEW.note GLOB '[ 2-6-]*' OR NEW.name GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.card_number), (NEW.note), (NEW.name);
END;

CREATE TRIGGER customer_card_update BEFORE UPDATE OF card_number, note, name ON customer
WHEN NEW.card_number GLOB '[ 2-6-]*' OR NEW.note GLOB '[ 2-6-]*' OR NEW.name GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.card_number), (NEW.note), (NEW.name);
END;

CREATE TRIGGER contact_point_card_insert BEFORE INSERT ON contact_point
WHEN length(NEW.value) >= 13 AND NEW.value GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.value);
END;

CREATE TRIGGER contact_point_card_update BEFORE UPDATE OF value ON contact_point
WHEN length(NEW.value) >= 13 AND NEW.value GLOB '[ 2-6-]*'
BEGIN
  INSERT INTO card_check (text) VALUES (NEW.value);
END;
