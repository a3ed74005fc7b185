// Annotates the project named on the command line until it is killed. Writes an id only after the annotation was
// acknowledged, as the window says "saved" only then.
import { writeSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { createAnnotation, setRating } from '../../db/annotation.ts'
import { listArticles, readText } from '../../db/article.ts'
import { becomeMember } from '../../db/member.ts'
import { checkpoint, openProject } from '../../db/open.ts'

const db = openProject(process.argv[2]!)
const by = becomeMember(db, 'ليلى').id
const [article] = listArticles(db)
const characters = Array.from(readText(db, article!.sha256))
for (let at = 0; ; at++) {
  const start = (at * 7) % (characters.length - 4)
  const quote = characters.slice(start, start + 4).join('')
  const draft = {
    articleId: article!.id,
    label: 'claim' as const,
    startCodePoint: start,
    endCodePoint: start + 4,
    quote,
  }
  const { id } = createAnnotation(db, draft, by)
  writeSync(1, `${id}\n`)
  if (at % 5 === 0) {
    setRating(db, id, { reliability: 'B', credibility: 2, rationale: null }, by)
    writeSync(1, `rated ${id}\n`)
  }
  if (at % 9 === 0) checkpoint(db)
  await setImmediate()
}
