import { closeSync, openSync, readSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What stands before the fuses in Electron's executable. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const PIECE = 8_000_000

/** Names of the fuses, in the order of Electron's fuse wire. */
const NAMES = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'embeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
  'wasmTrapHandlers',
] as const

export type Fuses = Readonly<Partial<Record<(typeof NAMES)[number], boolean>>>

/** What the fuses must be; one that this Electron does not have yet is left out. */
export const WANTED_FUSES: Required<Fuses> = {
  runAsNode: false,
  cookieEncryption: false,
  nodeOptions: false,
  nodeCliInspect: false,
  embeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
  wasmTrapHandlers: true,
}

/** Reads the fuses of an executable. Throws RangeError where there are none. */
export function readFuses(executable: string): Fuses {
  const wire = findWire(executable)
  const states = wire.subarray(2, 2 + wire.readUInt8(1)).toString('latin1')
  const known = NAMES.flatMap((name, at) => (/[01]/.test(states[at] ?? '') ? [[name, states[at] === '1']] : []))
  return Object.fromEntries(known)
}

/** The file that holds the fuses: the program itself, on macOS Electron's framework beside it. */
export function fusedFile(executable: string, platform: NodeJS.Platform): string {
  if (platform !== 'darwin') return executable
  const framework = join('Frameworks', 'Electron Framework.framework', 'Electron Framework')
  return join(dirname(dirname(executable)), framework)
}

/** The bytes after the sentinel: version, number of fuses, a character for each. */
function findWire(executable: string): Buffer {
  const file = openSync(executable, 'r')
  try {
    const piece = Buffer.alloc(PIECE)
    const overlap = SENTINEL.length + 64
    for (let at = 0; ; at += PIECE - overlap) {
      const size = readSync(file, piece, 0, PIECE, at)
      const found = piece.subarray(0, size).indexOf(SENTINEL, 0, 'latin1')
      // A sentinel too near the end of this piece is whole in the next one.
      if (found >= 0 && found + overlap <= size) return Buffer.from(piece.subarray(found + SENTINEL.length))
      if (size < PIECE) throw new RangeError('the executable has no fuses')
    }
  } finally {
    closeSync(file)
  }
}
