// The first schema. Never edit a released migration: its SHA-256 is recorded in every project file.
export const project = {
  version: 1,
  name: 'project',
  sql: `
CREATE TABLE op (
  hash BLOB PRIMARY KEY,
  replica TEXT NOT NULL,
  seq INTEGER NOT NULL,
  lamport INTEGER NOT NULL,
  author TEXT NOT NULL,
  wall_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  target TEXT NOT NULL,
  body BLOB NOT NULL,
  prev BLOB NOT NULL,
  sig BLOB,
  local_rowid INTEGER
) STRICT;
CREATE INDEX op_replica ON op(replica, seq);
CREATE INDEX op_target ON op(target);
CREATE INDEX op_lamport ON op(lamport);
CREATE TRIGGER op_is_never_changed BEFORE UPDATE ON op BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER op_is_never_deleted BEFORE DELETE ON op BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
-- REPLACE deletes without firing the trigger above.
CREATE TRIGGER op_is_never_replaced BEFORE INSERT ON op
WHEN EXISTS (SELECT 1 FROM op o WHERE o.hash = NEW.hash AND (o.body, o.replica, o.seq, o.lamport, o.author, o.wall_ms,
  o.kind, o.target, o.prev) IS NOT (NEW.body, NEW.replica, NEW.seq, NEW.lamport, NEW.author, NEW.wall_ms,
  NEW.kind, NEW.target, NEW.prev))
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TABLE payload (hash BLOB PRIMARY KEY, data BLOB) STRICT;
CREATE TABLE source_file (sha256 TEXT PRIMARY KEY, bytes BLOB) STRICT;
CREATE TABLE canonical_text (sha256 TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TRIGGER canonical_text_never_changes BEFORE UPDATE ON canonical_text
BEGIN SELECT RAISE(ABORT, 'a canonical text never changes'); END;
CREATE TRIGGER canonical_text_is_never_replaced BEFORE INSERT ON canonical_text
WHEN EXISTS (SELECT 1 FROM canonical_text t WHERE t.sha256 = NEW.sha256 AND t.text IS NOT NEW.text)
BEGIN SELECT RAISE(ABORT, 'a canonical text never changes'); END;

CREATE TABLE local (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE schema_migration (
  version INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE project (id TEXT PRIMARY KEY, title TEXT NOT NULL) STRICT;
CREATE TABLE member (
  id TEXT PRIMARY KEY, name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('annotator', 'lead', 'auditor')), keys TEXT NOT NULL
) STRICT;

CREATE TABLE article (
  id TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL REFERENCES canonical_text(sha256),
  source_sha256 TEXT NOT NULL REFERENCES source_file(sha256),
  file TEXT NOT NULL, encoding TEXT NOT NULL, reader TEXT NOT NULL,
  title TEXT NOT NULL, publisher TEXT, author TEXT, date TEXT, language TEXT NOT NULL,
  characters INTEGER NOT NULL, segmenter TEXT NOT NULL,
  added_ms INTEGER NOT NULL, removed INTEGER NOT NULL CHECK (removed IN (0, 1))
) STRICT;
CREATE INDEX article_sha256 ON article(sha256);
CREATE INDEX article_source ON article(source_sha256);

CREATE TABLE sentence (
  article_id TEXT NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start_code_point INTEGER NOT NULL CHECK (start_code_point >= 0),
  end_code_point INTEGER NOT NULL CHECK (end_code_point > start_code_point),
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE annotation (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES article(id),
  layer TEXT NOT NULL,
  label TEXT NOT NULL CHECK (label IN ('actor', 'event', 'date', 'amount', 'claim')),
  subtype TEXT,
  start_code_point INTEGER NOT NULL CHECK (start_code_point >= 0),
  end_code_point INTEGER NOT NULL CHECK (end_code_point > start_code_point),
  quote TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL,
  value TEXT CHECK (value IS NULL OR json_valid(value)), note TEXT,
  status TEXT NOT NULL CHECK (status IN ('live', 'deleted', 'contested')),
  author TEXT NOT NULL, tool TEXT NOT NULL, rule TEXT, derived_from TEXT,
  created_ms INTEGER NOT NULL, changed_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX annotation_article ON annotation(article_id, start_code_point);
CREATE TRIGGER annotation_quotes_its_article BEFORE INSERT ON annotation
WHEN NEW.quote IS NOT (
  SELECT substr(t.text, NEW.start_code_point + 1, NEW.end_code_point - NEW.start_code_point)
  FROM article a JOIN canonical_text t ON t.sha256 = a.sha256 WHERE a.id = NEW.article_id)
BEGIN SELECT RAISE(ABORT, 'the quote is not the text at these offsets'); END;
CREATE TRIGGER annotation_still_quotes_its_article
BEFORE UPDATE OF article_id, start_code_point, end_code_point, quote ON annotation
WHEN NEW.quote IS NOT (
  SELECT substr(t.text, NEW.start_code_point + 1, NEW.end_code_point - NEW.start_code_point)
  FROM article a JOIN canonical_text t ON t.sha256 = a.sha256 WHERE a.id = NEW.article_id)
BEGIN SELECT RAISE(ABORT, 'the quote is not the text at these offsets'); END;

CREATE TABLE rating (
  op_hash BLOB PRIMARY KEY,
  annotation_id TEXT NOT NULL REFERENCES annotation(id) ON DELETE CASCADE,
  reliability TEXT CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
  credibility INTEGER CHECK (credibility BETWEEN 1 AND 6),
  rationale TEXT, author TEXT NOT NULL, lamport INTEGER NOT NULL, wall_ms INTEGER NOT NULL,
  live INTEGER NOT NULL CHECK (live IN (0, 1))
) STRICT;
CREATE INDEX rating_annotation ON rating(annotation_id);

CREATE TABLE claim (
  annotation_id TEXT PRIMARY KEY REFERENCES annotation(id) ON DELETE CASCADE,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
`,
}
