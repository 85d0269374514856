-- What a campaign takes of the staff's time, and what was meant to be spent on it.
ALTER TABLE campaign ADD COLUMN staff_minutes INTEGER NOT NULL DEFAULT 0
  CHECK (staff_minutes BETWEEN 0 AND 600000);
ALTER TABLE campaign ADD COLUMN budget_minor INTEGER CHECK (budget_minor >= 0);
