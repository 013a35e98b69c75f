-- A case's folded view, beside its row: views are long, and lists read rows by the thousand. The column of `cases` that held them
-- is empty from here on.
CREATE TABLE views (id INTEGER PRIMARY KEY, view BLOB NOT NULL) STRICT;
INSERT INTO views SELECT id, view FROM cases;
UPDATE cases SET view = x'';
CREATE TRIGGER views_gone AFTER DELETE ON cases BEGIN DELETE FROM views WHERE id = old.id; END;
