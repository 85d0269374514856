-- What tags were called before they were renamed or became part of another: the till goes on
-- calling them so, and a file means the tag that there is now.
CREATE TABLE tag_name (
  name TEXT PRIMARY KEY CHECK (name <> ''),
  tag_id INTEGER NOT NULL REFERENCES tag ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_name_tag ON tag_name (tag_id);
