// Never edit a released migration: its SHA-256 is recorded in every project file.
export const team = {
  version: 4,
  name: 'team',
  sql: `
-- What a replica's key signed: the head of its chain at a moment. Everybody keeps everybody's, so that a rewrite needs all copies.
CREATE TABLE checkpoint (
  replica TEXT NOT NULL, seq INTEGER NOT NULL, chain_hash BLOB NOT NULL, merkle_root BLOB NOT NULL,
  op_count INTEGER NOT NULL, wall_ms INTEGER NOT NULL, key_id TEXT NOT NULL, sig BLOB NOT NULL,
  PRIMARY KEY (replica, seq, chain_hash)
) STRICT, WITHOUT ROWID;

-- Ops that a hand-out copy leaves out, so that its chains verify across named gaps.
CREATE TABLE omitted (hash BLOB PRIMARY KEY, replica TEXT NOT NULL, seq INTEGER NOT NULL) STRICT;
CREATE INDEX omitted_replica ON omitted(replica, seq);

-- Ops that came with a name their key does not belong to; no part of the log until the lead confirms the key.
CREATE TABLE quarantine (
  hash BLOB PRIMARY KEY, body BLOB NOT NULL, data BLOB, sig BLOB,
  reason TEXT NOT NULL, source TEXT NOT NULL, came_ms INTEGER NOT NULL
) STRICT;

-- What was merged into this copy and when; arrival names the ops that each merge brought. Facts of this copy, never merged.
CREATE TABLE merge (
  id TEXT PRIMARY KEY, source TEXT NOT NULL, backup TEXT, ops INTEGER NOT NULL, wall_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE arrival (hash BLOB PRIMARY KEY, merge_id TEXT NOT NULL REFERENCES merge(id)) STRICT;

CREATE TABLE layer_state (
  article_id TEXT NOT NULL, author TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('progress', 'done', 'open')),
  contested INTEGER NOT NULL CHECK (contested IN (0, 1)),
  set_by TEXT NOT NULL, changed_ms INTEGER NOT NULL,
  PRIMARY KEY (article_id, author)
) STRICT, WITHOUT ROWID;

CREATE TABLE assignment (
  article_id TEXT NOT NULL, member_id TEXT NOT NULL, set_by TEXT NOT NULL, assigned_ms INTEGER NOT NULL,
  PRIMARY KEY (article_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE adjudication (
  id TEXT PRIMARY KEY, article_id TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('accept', 'majority', 'edit', 'reject')),
  annotation_id TEXT, label TEXT NOT NULL,
  start_code_point INTEGER NOT NULL, end_code_point INTEGER NOT NULL,
  considered TEXT NOT NULL CHECK (json_valid(considered)),
  why TEXT, author TEXT NOT NULL, decided_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX adjudication_article ON adjudication(article_id);

CREATE TABLE entity (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT,
  aliases TEXT NOT NULL CHECK (json_valid(aliases)), note TEXT,
  merged_into TEXT, status TEXT NOT NULL CHECK (status IN ('live', 'deleted', 'contested')),
  author TEXT NOT NULL, created_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE mention (
  annotation_id TEXT PRIMARY KEY REFERENCES annotation(id) ON DELETE CASCADE,
  entity_id TEXT NOT NULL, set_by TEXT NOT NULL
) STRICT;
CREATE INDEX mention_entity ON mention(entity_id);
-- A link that somebody found wrong: the entity's id, or "name …" where a new entity was proposed.
CREATE TABLE refusal (
  annotation_id TEXT NOT NULL REFERENCES annotation(id) ON DELETE CASCADE,
  link TEXT NOT NULL, set_by TEXT NOT NULL, PRIMARY KEY (annotation_id, link)
) STRICT, WITHOUT ROWID;
CREATE TABLE link (
  id TEXT PRIMARY KEY, from_id TEXT NOT NULL, to_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('about', 'repeats', 'supports', 'contradicts')),
  author TEXT NOT NULL, created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX link_from ON link(from_id);
CREATE INDEX link_to ON link(to_id);

-- What was learnt from decisions elsewhere and imported here; never merged, can be forgotten.
CREATE TABLE model (name TEXT PRIMARY KEY, body TEXT NOT NULL, source TEXT NOT NULL, made_ms INTEGER NOT NULL) STRICT;
`,
}
