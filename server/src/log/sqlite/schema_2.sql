-- Version 2. Looked up by actor first: what the log has of a device is asked for when the device is lost.

DROP INDEX change_by_seq;
CREATE UNIQUE INDEX change_by_seq ON change (actor, doc, seq);

-- When each device last came, to the day, in milliseconds since 1970.
CREATE TABLE device_seen (
    device BLOB PRIMARY KEY,
    at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Wrong secrets that were tried for an enrolment code.
CREATE TABLE invite_try (
    invite BLOB PRIMARY KEY,
    tries INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
