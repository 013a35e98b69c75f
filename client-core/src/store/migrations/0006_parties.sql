-- Details of a party that were corrected twice, and wait for a choice: which field of which document, never a value. A row is
-- maintained with its own document only.
CREATE TABLE party_conflicts (
    doc BLOB NOT NULL,
    field TEXT NOT NULL,
    home BLOB NOT NULL,
    dispute BLOB NOT NULL,
    PRIMARY KEY (doc, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_conflicts_by_home ON party_conflicts (home);
