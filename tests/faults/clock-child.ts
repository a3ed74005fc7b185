// Annotates the project named first once, in the name and of the words that follow, by whatever clock it is given.
import { createAnnotation } from '../../db/annotation.ts'
import { listArticles, readText } from '../../db/article.ts'
import { becomeMember } from '../../db/member.ts'
import { closeProject, openProject } from '../../db/open.ts'

const [file, name, quote] = process.argv.slice(2) as [string, string, string]
const db = openProject(file)
const [article] = listArticles(db)
const start = Array.from(readText(db, article!.sha256).split(quote)[0]!).length
const bounds = { startCodePoint: start, endCodePoint: start + Array.from(quote).length, quote }
const { id } = createAnnotation(db, { articleId: article!.id, label: 'actor', ...bounds }, becomeMember(db, name).id)
closeProject(db)
process.stdout.write(id)
