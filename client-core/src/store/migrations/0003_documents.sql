-- Documents that are no case: entries of the register, details of parties, the configuration.
CREATE TABLE entries (
    id INTEGER PRIMARY KEY,
    doc BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    on_date TEXT,
    due TEXT,
    home BLOB NOT NULL,
    struck INTEGER NOT NULL,
    conflicts INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    directory INTEGER NOT NULL,
    view BLOB NOT NULL
) STRICT;
CREATE INDEX entries_by_kind ON entries (kind, on_date);
CREATE INDEX entries_by_due ON entries (due) WHERE due IS NOT NULL;

-- Cases of which an act names a version of the configuration that is not here yet.
CREATE TABLE waiting_config (version BLOB NOT NULL, doc BLOB NOT NULL, PRIMARY KEY (version, doc)) STRICT, WITHOUT ROWID;

-- Read models of the cases, each maintained with its own case only.
CREATE TABLE due (
    case_id INTEGER NOT NULL,
    rule TEXT NOT NULL,
    clock TEXT NOT NULL,
    office BLOB NOT NULL,
    started_by BLOB NOT NULL,
    due TEXT,
    warn_on TEXT,
    paused INTEGER NOT NULL
) STRICT;
CREATE INDEX due_of_case ON due (case_id);
CREATE INDEX due_by_office ON due (office, due);

CREATE TABLE duty (case_id INTEGER NOT NULL, staff BLOB NOT NULL, office BLOB NOT NULL, role TEXT NOT NULL, act BLOB NOT NULL) STRICT;
CREATE INDEX duty_of_case ON duty (case_id);
CREATE INDEX duty_by_staff ON duty (staff);
CREATE INDEX duty_by_office ON duty (office);

CREATE TABLE decisions (
    case_id INTEGER NOT NULL,
    dispute BLOB NOT NULL,
    rule TEXT NOT NULL,
    notice INTEGER NOT NULL,
    settle_at BLOB
) STRICT;
CREATE INDEX decisions_of_case ON decisions (case_id);
CREATE INDEX decisions_by_office ON decisions (settle_at);

CREATE TABLE supervisions (case_id INTEGER NOT NULL, act BLOB NOT NULL, office BLOB NOT NULL, due TEXT, answered INTEGER NOT NULL) STRICT;
CREATE INDEX supervisions_of_case ON supervisions (case_id);
CREATE INDEX supervisions_by_office ON supervisions (office, due);

CREATE TABLE numbers (case_id INTEGER NOT NULL, scheme TEXT NOT NULL, number TEXT NOT NULL, act BLOB NOT NULL, current INTEGER NOT NULL) STRICT;
CREATE INDEX numbers_of_case ON numbers (case_id);
CREATE INDEX numbers_by_number ON numbers (scheme, number);

CREATE TRIGGER case_gone AFTER DELETE ON cases BEGIN
    DELETE FROM due WHERE case_id = old.id;
    DELETE FROM duty WHERE case_id = old.id;
    DELETE FROM decisions WHERE case_id = old.id;
    DELETE FROM supervisions WHERE case_id = old.id;
    DELETE FROM numbers WHERE case_id = old.id;
    DELETE FROM waiting_config WHERE doc = old.doc;
END;

-- Rows written before these tables were are folded again when there is time.
UPDATE cases SET directory = -1;
