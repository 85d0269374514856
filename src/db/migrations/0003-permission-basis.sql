-- What the shop has decided, channel by channel, about people who have said neither yes nor no:
-- 'yes' writes only to those who said yes, 'not-no' also to those who have not said no. No row:
-- nobody has decided, which is 'yes'. A row is edited where it stands; `change` keeps what it was.
CREATE TABLE permission_basis (
  channel TEXT PRIMARY KEY CHECK (channel IN ('post', 'email', 'sms', 'phone')),
  basis TEXT NOT NULL CHECK (basis IN ('yes', 'not-no')),
  ground TEXT NOT NULL DEFAULT '',    -- why people who said nothing may be written to, in words
  decided_at INTEGER NOT NULL,
  staff_id INTEGER REFERENCES staff
) STRICT, WITHOUT ROWID;

INSERT INTO permission_basis (channel, basis, decided_at)
SELECT c.column1, s.permission_basis, s.created_at
FROM shop AS s, (VALUES ('post'), ('email'), ('sms'), ('phone')) AS c
WHERE s.permission_basis <> 'yes';

ALTER TABLE shop DROP COLUMN permission_basis;

-- Older edits of the shop can still be taken back: their images have the columns of today's rows.
UPDATE change SET before = json_remove(before, '$.permission_basis'),
                  after = json_remove(after, '$.permission_basis')
WHERE table_name = 'shop';
