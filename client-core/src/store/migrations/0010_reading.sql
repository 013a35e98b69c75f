-- Cases of which not everybody in their offices may read all: who may, and who stands in them.
CREATE TABLE restricted (case_id INTEGER PRIMARY KEY, line BLOB NOT NULL) STRICT;

-- Who opened such a case all the same, for the inboxes of its home office and of those that watch over it.
CREATE TABLE openings (
    case_id INTEGER NOT NULL,
    n INTEGER NOT NULL,
    office BLOB NOT NULL,
    opened_ms INTEGER NOT NULL,
    line BLOB NOT NULL,
    PRIMARY KEY (case_id, n, office)
) STRICT, WITHOUT ROWID;
CREATE INDEX openings_by_office ON openings (office, opened_ms);

CREATE TRIGGER reading_gone AFTER DELETE ON cases BEGIN
    DELETE FROM restricted WHERE case_id = old.id;
    DELETE FROM openings WHERE case_id = old.id;
END;

-- Cases that were registered as restricted while nothing came of it: nobody reads them until they are folded again.
INSERT INTO restricted (case_id, line)
    SELECT id, CAST('null' AS BLOB) FROM cases WHERE instr(CAST(view AS TEXT), '"secrecy":"restricted"') > 0;
UPDATE cases SET directory = -1 WHERE id IN (SELECT case_id FROM restricted);
