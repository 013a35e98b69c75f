-- What a shell keeps for its person on this device alone: forms half filled in, saved views, settings. Never synced.
CREATE TABLE drafts (name TEXT PRIMARY KEY, body TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
