-- How long what was bought lasts: the warranty, and after how long it is usually used up or worn.
ALTER TABLE product ADD COLUMN warranty_months INTEGER
  CHECK (warranty_months BETWEEN 1 AND 1200); -- from the day of sale, NULL where nobody knows
ALTER TABLE product ADD COLUMN lifetime_days INTEGER
  CHECK (lifetime_days BETWEEN 1 AND 36500); -- from the day of sale, NULL where nobody knows
