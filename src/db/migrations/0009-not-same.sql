-- Two customers of whom somebody said that they are not one person, so that nobody asks again.
CREATE TABLE not_same (
  customer_id INTEGER NOT NULL REFERENCES customer ON DELETE CASCADE,
  other_customer_id INTEGER NOT NULL REFERENCES customer ON DELETE CASCADE,
  PRIMARY KEY (customer_id, other_customer_id),
  CHECK (customer_id < other_customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX not_same_other ON not_same (other_customer_id);
