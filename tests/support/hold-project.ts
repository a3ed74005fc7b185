// Opens the project named on the command line, says so, and holds it until its standard input ends.
import { closeProject, openProject } from '../../db/open.ts'

const db = openProject(process.argv[2]!)
process.stdout.write('open\n')
process.stdin.on('end', () => closeProject(db)).resume()
