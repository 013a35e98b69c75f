-- What a case is compared by, and how its short texts sound: so that a touch that changes neither rewrites no index, and
-- a candidate is judged without loading its document.
CREATE TABLE matters (id INTEGER PRIMARY KEY, facts BLOB NOT NULL, spoken TEXT NOT NULL) STRICT;

-- Index tokens of a case: sounds of its short texts, and hashed terms by which the same matter is found. Nothing tells
-- what a hashed term came from.
CREATE VIRTUAL TABLE tokens USING fts5 (body, content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61');
