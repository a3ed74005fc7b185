// What a project says of its labels, and its guidelines. Never edit a released migration.
export const labelSet = {
  version: 2,
  name: 'label-set',
  sql: `
CREATE TABLE label_set (
  project_id TEXT PRIMARY KEY REFERENCES project(id) ON DELETE CASCADE,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
CREATE TABLE guideline (
  project_id TEXT PRIMARY KEY REFERENCES project(id) ON DELETE CASCADE,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX annotation_subtype ON annotation(label, subtype) WHERE subtype IS NOT NULL;
`,
}
