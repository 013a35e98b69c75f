-- The keys that content is sealed with: the secret halves of office keys that were opened on this device, and the keys of
-- documents. In clear here, as the documents themselves are: the database is protected as a whole.
CREATE TABLE office_keys (id BLOB PRIMARY KEY, office BLOB NOT NULL, secret BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE doc_keys (doc BLOB NOT NULL, key_id INTEGER NOT NULL, key BLOB NOT NULL, PRIMARY KEY (doc, key_id))
    STRICT, WITHOUT ROWID;

-- Whether the record that opened a document has shares of a key: then nothing in it is taken in clear.
ALTER TABLE docs ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0;
