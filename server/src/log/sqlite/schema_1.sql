-- Version 1. Offices, documents and actors have small integer keys, so that the rows which exist by the million
-- (feed, change) stay a few bytes each.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE office (
    key INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE
) STRICT;

CREATE TABLE actor (
    key INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE
) STRICT;

-- A document, and who may read it now and ever (`scope`, postcard). `recovered`: snapshots came in for changes that this
-- log does not hold one by one.
CREATE TABLE doc (
    key INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    scope BLOB NOT NULL,
    recovered INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Every item as it came. Its key is its place in the order of arrival; the newest item is never deleted, so keys never
-- come again.
CREATE TABLE item (
    key INTEGER PRIMARY KEY,
    doc INTEGER REFERENCES doc (key),
    bytes BLOB NOT NULL
) STRICT;
CREATE INDEX item_by_doc ON item (doc, key) WHERE doc IS NOT NULL;

-- Every change that is known. Without an item where it came inside a recovered snapshot.
CREATE TABLE change (
    doc INTEGER NOT NULL REFERENCES doc (key),
    hash BLOB NOT NULL,
    actor INTEGER NOT NULL REFERENCES actor (key),
    seq INTEGER NOT NULL,
    item INTEGER REFERENCES item (key),
    PRIMARY KEY (doc, hash)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX change_by_seq ON change (doc, actor, seq);

-- Every control record, by its id.
CREATE TABLE control (
    id BLOB PRIMARY KEY,
    item INTEGER NOT NULL REFERENCES item (key)
) STRICT, WITHOUT ROWID;

-- The records of the directory, in the order in which they were accepted.
CREATE TABLE directory (
    item INTEGER PRIMARY KEY REFERENCES item (key)
) STRICT;

-- Snapshots, and what they cover (`tips`, postcard: actor and seq). `current`: it stands in the feeds.
CREATE TABLE snapshot (
    item INTEGER PRIMARY KEY REFERENCES item (key),
    doc INTEGER NOT NULL REFERENCES doc (key),
    tips BLOB NOT NULL,
    recovered INTEGER NOT NULL,
    current INTEGER NOT NULL
) STRICT;
CREATE INDEX snapshot_by_doc ON snapshot (doc);

-- What each office reads, in order. An office's greatest position is never given up, so its head is `max(position)`.
CREATE TABLE feed (
    office INTEGER NOT NULL REFERENCES office (key),
    position INTEGER NOT NULL,
    item INTEGER NOT NULL REFERENCES item (key),
    PRIMARY KEY (office, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX feed_by_item ON feed (item, office);

-- How far each device has read, in the present epoch.
CREATE TABLE cursor (
    device BLOB PRIMARY KEY,
    office BLOB NOT NULL,
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
