-- Lists of an office, each maintained with its own case only.
DROP TRIGGER case_gone;
DROP TABLE due;
DROP TABLE duty;
DROP TABLE decisions;
DROP TABLE supervisions;
DROP TABLE numbers;

-- What is owed by a day. `day` is the last day, or the earliest that it can be; without one, nobody can say yet.
CREATE TABLE due (
    case_id INTEGER NOT NULL,
    n INTEGER NOT NULL,
    office BLOB NOT NULL,
    day TEXT,
    warn_on TEXT,
    still INTEGER NOT NULL,
    line BLOB NOT NULL,
    PRIMARY KEY (case_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_by_office ON due (office, day, warn_on, still);

-- Who has which cases to do. Asked for the holder of this device, for no one else.
CREATE TABLE duties (
    staff BLOB NOT NULL,
    case_id INTEGER NOT NULL,
    PRIMARY KEY (staff, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX duties_of_case ON duties (case_id);

-- The roster of leads: assignments in force.
CREATE TABLE charges (
    case_id INTEGER NOT NULL,
    n INTEGER NOT NULL,
    unit BLOB NOT NULL,
    line BLOB NOT NULL,
    PRIMARY KEY (case_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX charges_by_unit ON charges (unit);

CREATE TABLE supervisions (
    case_id INTEGER NOT NULL,
    n INTEGER NOT NULL,
    sender BLOB NOT NULL,
    receiver BLOB NOT NULL,
    answered INTEGER NOT NULL,
    due TEXT,
    line BLOB NOT NULL,
    PRIMARY KEY (case_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX supervisions_by_sender ON supervisions (sender, answered, due);
CREATE INDEX supervisions_by_receiver ON supervisions (receiver, answered, due);

-- What people have to decide (待裁决). `other` is the second case of a dispute between two; `entry` the report that an act
-- came too late for. `found` tells who found it: 0 the case's own fold, 1 the comparison with other documents.
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL,
    other INTEGER,
    entry BLOB,
    found INTEGER NOT NULL,
    rule TEXT NOT NULL,
    since TEXT NOT NULL,
    line BLOB NOT NULL
) STRICT;
CREATE INDEX decisions_of_case ON decisions (case_id);
CREATE INDEX decisions_of_other ON decisions (other) WHERE other IS NOT NULL;

-- In whose inbox it stands, and whether it is settled there.
CREATE TABLE inboxes (
    office BLOB NOT NULL,
    here INTEGER NOT NULL,
    since TEXT NOT NULL,
    decision INTEGER NOT NULL,
    PRIMARY KEY (office, here, since, decision)
) STRICT, WITHOUT ROWID;
CREATE INDEX inboxes_of_decision ON inboxes (decision);

-- Numbers in force that two offices may give out twice (K11). Registration numbers are made so that they cannot.
CREATE TABLE numbers (
    case_id INTEGER NOT NULL,
    n INTEGER NOT NULL,
    scheme TEXT NOT NULL,
    number TEXT NOT NULL,
    line BLOB NOT NULL,
    PRIMARY KEY (case_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX numbers_by_number ON numbers (scheme, number, case_id);

-- Cases that are still to be compared with the other documents: 0 with other cases and reports, 1 with reports alone, 2 done.
ALTER TABLE cases ADD COLUMN compared INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cases_to_compare ON cases (id) WHERE compared < 2;

CREATE TRIGGER decision_gone AFTER DELETE ON decisions BEGIN
    DELETE FROM inboxes WHERE decision = old.id;
END;
CREATE TRIGGER case_gone AFTER DELETE ON cases BEGIN
    DELETE FROM due WHERE case_id = old.id;
    DELETE FROM duties WHERE case_id = old.id;
    DELETE FROM charges WHERE case_id = old.id;
    DELETE FROM supervisions WHERE case_id = old.id;
    DELETE FROM decisions WHERE case_id = old.id;
    DELETE FROM decisions WHERE other = old.id;
    DELETE FROM numbers WHERE case_id = old.id;
    DELETE FROM waiting_config WHERE doc = old.doc;
END;

-- Rows written before these tables were are folded again when there is time.
UPDATE cases SET directory = -1;
