// Annotates the project named first and keeps ever more memory, until the system refuses it some and this process dies.
import { writeSync } from 'node:fs'
import { createAnnotation } from '../../db/annotation.ts'
import { listArticles, readText } from '../../db/article.ts'
import { becomeMember } from '../../db/member.ts'
import { openProject } from '../../db/open.ts'

const db = openProject(process.argv[2]!)
const by = becomeMember(db, 'ليلى').id
const [article] = listArticles(db)
const characters = Array.from(readText(db, article!.sha256))
const kept: Buffer[] = []
for (let at = 0; ; at++) {
  const start = (at * 7) % (characters.length - 4)
  const bounds = { startCodePoint: start, endCodePoint: start + 4, quote: characters.slice(start, start + 4).join('') }
  const { id } = createAnnotation(db, { articleId: article!.id, label: 'claim', ...bounds }, by)
  writeSync(1, `${id}\n`)
  kept.push(Buffer.alloc(8_000_000, at))
}
