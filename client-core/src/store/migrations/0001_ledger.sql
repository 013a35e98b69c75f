-- One device's ledger. Documents and signed records are the truth; cases, disputes and search are read models that
-- can be made again from them.
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;

-- Control records, in the order in which they were taken in. held: 0 to be offered, 1 the relay holds it, 2 refused,
-- 3 to be offered when something it may wait for has changed.
CREATE TABLE controls (
    ordinal INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    doc BLOB,
    item BLOB NOT NULL,
    held INTEGER NOT NULL,
    answer TEXT
) STRICT;
CREATE INDEX controls_of_doc ON controls (doc, ordinal) WHERE doc IS NOT NULL;
CREATE INDEX controls_to_offer ON controls (ordinal) WHERE held = 0;
CREATE INDEX controls_deferred ON controls (ordinal) WHERE held = 3;

-- Documents: who may read them, and the compact history up to which `changes` has been folded in. It stands last: what
-- stands behind it in a row is read by way of all of it.
CREATE TABLE docs (
    doc BLOB PRIMARY KEY,
    kind INTEGER NOT NULL,
    home BLOB NOT NULL,
    opener BLOB NOT NULL,
    audience BLOB NOT NULL,
    ever BLOB NOT NULL,
    tip BLOB NOT NULL,
    tail INTEGER NOT NULL DEFAULT 0,
    since_snapshot INTEGER NOT NULL DEFAULT 0,
    snapshot_due INTEGER NOT NULL DEFAULT 0,
    base BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX docs_snapshot_due ON docs (doc) WHERE snapshot_due = 1;

-- Changes that are not in the base yet, or that the relay does not hold yet. in_base: the payload is in the base too.
CREATE TABLE changes (
    ordinal INTEGER PRIMARY KEY,
    doc BLOB NOT NULL,
    hash BLOB NOT NULL,
    actor BLOB NOT NULL,
    seq INTEGER NOT NULL,
    signature BLOB NOT NULL,
    deps BLOB NOT NULL,
    payload BLOB NOT NULL,
    in_base INTEGER NOT NULL DEFAULT 0,
    held INTEGER NOT NULL,
    answer TEXT,
    UNIQUE (doc, hash)
) STRICT;
CREATE INDEX changes_to_offer ON changes (ordinal) WHERE held = 0;
CREATE INDEX changes_deferred ON changes (ordinal) WHERE held = 3;

-- The latest attestation of every actor in a document, and how far of it the relay is known to hold.
CREATE TABLE tips (
    doc BLOB NOT NULL,
    actor BLOB NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    signature BLOB NOT NULL,
    relay_seq INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (doc, actor)
) STRICT, WITHOUT ROWID;

-- Items that wait for another: its key, such as `change:..` or `device:..`.
CREATE TABLE waiting (
    id INTEGER PRIMARY KEY,
    needs TEXT NOT NULL,
    digest BLOB NOT NULL UNIQUE,
    item BLOB NOT NULL,
    from_relay INTEGER NOT NULL
) STRICT;
CREATE INDEX waiting_needs ON waiting (needs);

-- Items that were refused, with the reason; shown to people, never in anybody's way.
CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    doc BLOB,
    code TEXT NOT NULL,
    detail TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    item BLOB NOT NULL
) STRICT;

-- How much waits and how much is put aside: both are bounded, and counting every time would cost what is there.
CREATE TABLE totals (what TEXT PRIMARY KEY, items INTEGER NOT NULL, bytes INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO totals (what, items, bytes) VALUES ('waiting', 0, 0), ('quarantine', 0, 0);
CREATE TRIGGER waiting_in AFTER INSERT ON waiting BEGIN
    UPDATE totals SET items = items + 1, bytes = bytes + length(new.item) WHERE what = 'waiting';
END;
CREATE TRIGGER waiting_out AFTER DELETE ON waiting BEGIN
    UPDATE totals SET items = items - 1, bytes = bytes - length(old.item) WHERE what = 'waiting';
END;
CREATE TRIGGER quarantine_in AFTER INSERT ON quarantine BEGIN
    UPDATE totals SET items = items + 1, bytes = bytes + length(new.item) WHERE what = 'quarantine';
END;
CREATE TRIGGER quarantine_out AFTER DELETE ON quarantine BEGIN
    UPDATE totals SET items = items - 1, bytes = bytes - length(old.item) WHERE what = 'quarantine';
END;

-- Written down before it is tried: a process that dies on an item finds it here at the next start.
CREATE TABLE suspects (digest BLOB PRIMARY KEY, tried INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- Documents whose snapshot was unsound: their changes are to be fetched one by one.
CREATE TABLE wants (doc BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Read model: one row a case, and the whole folded view.
CREATE TABLE cases (
    id INTEGER PRIMARY KEY,
    doc BLOB NOT NULL UNIQUE,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    petitioner TEXT NOT NULL,
    area TEXT NOT NULL,
    stage TEXT NOT NULL,
    received_on TEXT,
    due TEXT,
    home BLOB NOT NULL,
    disputes INTEGER NOT NULL,
    conflicts INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    directory INTEGER NOT NULL,
    view BLOB NOT NULL
) STRICT;
CREATE INDEX cases_by_directory ON cases (directory);
CREATE INDEX cases_by_number ON cases (number);
CREATE INDEX cases_by_title ON cases (title);
CREATE INDEX cases_by_update ON cases (updated_ms);
CREATE INDEX cases_in_dispute ON cases (id) WHERE disputes > 0;
CREATE INDEX cases_in_conflict ON cases (id) WHERE conflicts > 0;

-- Full text: one token a character, so that a phrase query finds any substring of Chinese text.
CREATE VIRTUAL TABLE search USING fts5 (body, content = '', contentless_delete = 1, detail = full, tokenize = 'unicode61');
