-- When changes of a case came here from elsewhere, and the latest changes of it that were here before: none where the case is
-- new here. Kept for a while, so that people can compare before and after.
CREATE TABLE arrivals (
    id INTEGER PRIMARY KEY,
    doc BLOB NOT NULL,
    at_ms INTEGER NOT NULL,
    heads BLOB NOT NULL
) STRICT;
CREATE INDEX arrivals_by_time ON arrivals (at_ms);
CREATE INDEX arrivals_of_doc ON arrivals (doc, at_ms);
