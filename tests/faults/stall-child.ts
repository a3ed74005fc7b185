// Annotates the project named first while every sync takes long (bad-disk.c), and writes after how many milliseconds each
// edit was acknowledged.
import { openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { createAnnotation } from '../../db/annotation.ts'
import { listArticles, readText } from '../../db/article.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject, openProject } from '../../db/open.ts'

const [file, milliseconds, times] = process.argv.slice(2) as [string, string, string]

function ask(what: string): void {
  try {
    openSync(`/bad-disk/${what}`, 'r')
  } catch (error) {
    if (!(error instanceof Error)) throw error
  }
}

ask(`arm/0/0/0${dirname(file)}`)
const db = openProject(file)
const by = becomeMember(db, 'ليلى').id
const [article] = listArticles(db)
const quote = Array.from(readText(db, article!.sha256)).slice(0, 4).join('')
const draft = { articleId: article!.id, label: 'claim' as const, startCodePoint: 0, endCodePoint: 4, quote }
createAnnotation(db, draft, by)
ask(`slow/${milliseconds}${dirname(file)}`)
for (let at = 0; at < Number(times); at++) {
  const began = performance.now()
  createAnnotation(db, draft, by)
  writeSync(1, `${performance.now() - began}\n`)
}
ask('calm')
closeProject(db)
