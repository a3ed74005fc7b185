// Opens the project named on the command line, which migrates it, after saying that it begins: to be killed at any point.
import { closeProject, openProject } from '../../db/open.ts'

process.stdout.write('begins\n')
closeProject(openProject(process.argv[2]!))
