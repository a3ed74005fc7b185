// Imports the folder named second into the project named first, and says when it begins.
import { writeSync } from 'node:fs'
import { becomeMember } from '../../db/member.ts'
import { closeProject, openProject } from '../../db/open.ts'
import { importArticles } from '../../electron/jobs/import-articles.ts'

const db = openProject(process.argv[2]!)
const by = becomeMember(db, 'ليلى').id
writeSync(1, 'begin\n')
await importArticles(db, [process.argv[3]!], by)
closeProject(db)
