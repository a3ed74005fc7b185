// Never edit a released migration: its SHA-256 is recorded in every project file.
export const suggestionDecision = {
  version: 3,
  name: 'suggestion-decision',
  sql: `
CREATE TABLE suggestion_decision (
  id TEXT PRIMARY KEY,
  article_id TEXT NOT NULL REFERENCES article(id),
  article_sha256 TEXT NOT NULL,
  author TEXT NOT NULL,
  label TEXT NOT NULL,
  start_code_point INTEGER NOT NULL CHECK (start_code_point >= 0),
  end_code_point INTEGER NOT NULL CHECK (end_code_point > start_code_point),
  rule TEXT NOT NULL,
  rule_set TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('accept', 'correct', 'reject')),
  annotation_id TEXT,
  decided_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX suggestion_decision_article ON suggestion_decision(article_id, author);
`,
}
