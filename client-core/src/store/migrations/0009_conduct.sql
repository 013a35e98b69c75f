-- What a device can tell of the relay's conduct. Positions are those of this office's feed in the relay's present epoch: where
-- a change, and an actor's last change, stood when it was read there.
ALTER TABLE changes ADD COLUMN position INTEGER;
ALTER TABLE tips ADD COLUMN position INTEGER;

-- What waits: of which document it is, and where it stood in the feed.
ALTER TABLE waiting ADD COLUMN doc BLOB;
ALTER TABLE waiting ADD COLUMN position INTEGER;
CREATE INDEX waiting_of_doc ON waiting (doc) WHERE doc IS NOT NULL;

-- Changes of this device that the relay has not shown it yet. acked: the relay has answered that it took the change.
CREATE TABLE unreturned (
    doc BLOB NOT NULL,
    actor BLOB NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    acked INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (doc, actor, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX unreturned_acked ON unreturned (doc) WHERE acked = 1;

-- Documents of which something was put aside in this epoch, or was taken out; sixteen zeros: nobody knows of which.
CREATE TABLE unclear (doc BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;

-- What did not go together. Without a document, a change or a device the columns are empty.
CREATE TABLE findings (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    doc BLOB NOT NULL,
    change BLOB NOT NULL,
    device BLOB NOT NULL,
    at_ms INTEGER NOT NULL,
    UNIQUE (code, doc, change)
) STRICT;
