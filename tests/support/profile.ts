import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Settings and keys of unit tests never touch those of the person who runs them.
const folder = mkdtempSync(join(tmpdir(), 'isnad-profile-'))
process.env.ISNAD_PROFILE = folder
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
