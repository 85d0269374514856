-- Whoever is deleted is hidden, with all that belongs to them, and comes back as they were.
ALTER TABLE customer ADD COLUMN deleted_at INTEGER;
CREATE INDEX customer_deleted ON customer (deleted_at) WHERE deleted_at IS NOT NULL;
