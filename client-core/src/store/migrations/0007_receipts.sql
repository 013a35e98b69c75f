-- The receipt codes that ask for a case, as codes are compared: those of its registration and of every further contact.
CREATE TABLE receipts (case_id INTEGER NOT NULL, code TEXT NOT NULL, PRIMARY KEY (case_id, code)) STRICT, WITHOUT ROWID;
CREATE INDEX receipts_by_code ON receipts (code);

CREATE TRIGGER receipts_gone AFTER DELETE ON cases BEGIN
    DELETE FROM receipts WHERE case_id = old.id;
END;
