// Restores the second file over the first again and again, after saying that it begins: to be killed at any point.
import { restoreProject } from '../../db/restore.ts'

const [project, backup] = process.argv.slice(2)
process.stdout.write('begins\n')
restoreProject(project!, backup!)
