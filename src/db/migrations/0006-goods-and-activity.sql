-- What else the tills tell: how much of a product is there, and what people looked at or left in
-- their basket without buying it.

-- An import may hold products, or what people did, beside sales and customers.
ALTER TABLE import ADD COLUMN holds TEXT NOT NULL DEFAULT 'sales'
  CHECK (holds IN ('sales', 'customers', 'products', 'activity', 'sample'));
UPDATE import SET holds = kind;
ALTER TABLE import DROP COLUMN kind;
ALTER TABLE import RENAME COLUMN holds TO kind;

-- How much of a product there is in a branch; '' where the file does not name one.
CREATE TABLE stock (
  product_id INTEGER NOT NULL REFERENCES product ON DELETE CASCADE,
  location TEXT NOT NULL,
  quantity_milli INTEGER NOT NULL,
  counted_on INTEGER NOT NULL,        -- the day of the import that said so
  import_id INTEGER REFERENCES import,
  PRIMARY KEY (product_id, location)
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_import ON stock (import_id) WHERE import_id IS NOT NULL;

-- What somebody looked at in the web shop, or left in the basket.
CREATE TABLE activity (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16), -- version 5 of shop and what was done
  customer_id INTEGER NOT NULL REFERENCES customer ON DELETE CASCADE, -- as it came
  product_id INTEGER NOT NULL REFERENCES product,
  kind TEXT NOT NULL CHECK (kind IN ('viewed', 'left')),
  day_on INTEGER NOT NULL,
  time INTEGER CHECK (time BETWEEN 0 AND 86399),
  quantity_milli INTEGER NOT NULL,
  import_id INTEGER REFERENCES import
) STRICT;
CREATE INDEX activity_customer ON activity (customer_id, day_on);
CREATE INDEX activity_product ON activity (product_id);
CREATE INDEX activity_import ON activity (import_id) WHERE import_id IS NOT NULL;
