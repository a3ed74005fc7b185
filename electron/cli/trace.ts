import { basename } from 'node:path'
import type { Command } from 'commander'
import { toJsonlAnnotation } from '../../corpus/formats/jsonl.ts'
import { layerAuthor } from '../../corpus/layer.ts'
import type { LinkRow } from '../../corpus/link.ts'
import { findAnnotation, listRatings } from '../../db/annotation.ts'
import { getArticle } from '../../db/article.ts'
import { listLinksOf } from '../../db/link.ts'
import { memberNames } from '../../db/member.ts'
import type { Db } from '../../db/open.ts'
import { type Trace, traceReference } from '../../db/trace.ts'
import { withAbout } from '../writers/jsonl-links.ts'
import { print, printJson, readProject } from './project.ts'
import type { Outcome } from './run.ts'

/** `trace PROJECT ID|URI`: from an annotation, a claim or a citation to sentence, article, file and history. */
export function addTraceCommand(program: Command, outcome: Outcome): void {
  program
    .command('trace')
    .description('find the sentence, the article and the file behind an annotation or a citation')
    .argument('<project>')
    .argument('<reference>', 'an annotation’s id, urn:uuid:… or urn:isnad:sha256:…#char=…')
    .option('--json', 'print one JSON document')
    .action(async (project: string, reference: string, options: { json?: boolean }) => {
      const found = await readProject(project, (db) => toJson(db, traceReference(db, reference)))
      if (!found.verified) outcome.exitCode = 1
      if (options.json) printJson(found)
      else printTrace(found)
    })
}

function toJson(db: Db, trace: Trace) {
  const names = memberNames(db)
  const { annotation, article, sentence } = trace
  const named = (id: string): string => names.get(id) ?? id
  const flat = sentence && {
    index: sentence.index,
    start: sentence.startCodePoint,
    end: sentence.endCodePoint,
    text: sentence.text,
  }
  return {
    unit: 'code point' as const,
    annotation: annotation && {
      ...toJsonlAnnotation(annotation, article, flat, named(layerAuthor(annotation.layer) ?? annotation.author)),
      claim: withAbout(db, annotation.id, annotation.claim, () => true),
    },
    start: trace.bounds.startCodePoint,
    end: trace.bounds.endCodePoint,
    text: trace.text,
    sentence: flat,
    article,
    source: trace.source,
    history: trace.history.map(({ wall, ...line }) => ({ ...line, wall: new Date(wall).toISOString() })),
    rating: annotation ? listRatings(db, annotation.id).map((line) => ({ ...line, author: named(line.author) })) : [],
    links: annotation ? listLinksOf(db, annotation.id).map((link) => toLink(db, annotation.id, link, named)) : [],
    uri: trace.uri,
    verified: trace.verified,
    others: trace.others,
  }
}

/** A link as it is seen from one of its ends. */
function toLink(db: Db, id: string, link: LinkRow, named: (id: string) => string) {
  const outward = link.from === id
  const other = findAnnotation(db, outward ? link.to : link.from)!
  const { articleId, label, quote: text } = other
  const created = new Date(link.createdAt).toISOString()
  const end = { id: other.id, articleId, article: getArticle(db, articleId).title, label, text }
  return { id: link.id, kind: link.kind, outward, other: end, author: named(link.author), created }
}

function printTrace({ text, sentence, article, source, links, uri, verified }: ReturnType<typeof toJson>): void {
  print(
    `text\t${text}`,
    `sentence\t${sentence ? `${sentence.index + 1}: ${sentence.text}` : ''}`,
    `article\t${article.id} ${article.title}`,
    `file\t${basename(source.file)} sha256 ${source.sha256} (${source.encoding}, ${source.reader})`,
    ...links.map(({ kind, outward, other }) => `link\t${outward ? kind : `(${kind})`}\t${other.id}\t${other.text}`),
    `uri\t${uri}`,
    `verified\t${verified ? 'yes' : 'NO: the text or the source was altered'}`,
  )
}
