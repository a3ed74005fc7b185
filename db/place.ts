import { existsSync, statfsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A place where a project should not be worked on: a network share, or a folder that a program copies elsewhere. */
export type BadPlace = 'share' | 'sync'

/**
 * Judges the place of a project by the number of its file system (statfs on Linux; undefined elsewhere) and its path.
 * SQLite's locks and log cannot be trusted on a share, and a program that copies files copies halves of them. Pure.
 */
export function judgePlace(fileSystem: number | undefined, path: string): BadPlace | undefined {
  if (path.startsWith('\\\\') || (fileSystem !== undefined && SHARES.has(fileSystem >>> 0))) return 'share'
  const folders = path.split(/[\\/]/).slice(0, -1)
  return folders.some((folder) => SYNCED.some((pattern) => pattern.test(folder))) ? 'sync' : undefined
}

/** Judges where a file lies now. */
export function findPlace(file: string): BadPlace | undefined {
  const judged = judgePlace(readFileSystem(dirname(file)), file)
  return judged ?? (isWatched(dirname(file)) ? 'sync' : undefined)
}

// linux/magic.h: nfs, smb, cifs, smb2, afs (two), coda, 9p, ceph, ncp, gfs2, ocfs2, vboxsf. FUSE (sshfs, but local disks too) is left out.
const SHARES = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x6b414653, 0x73757245, 0x01021997, 0x00c36400, 0x564c,
  0x01161970, 0x7461636f, 0x786f4256,
])

const SYNCED = [
  /^dropbox( \(.*\))?$/i,
  /^onedrive( - .*)?$/i,
  /^google ?drive$/i,
  /^my drive$/i,
  /^icloud ?drive$/i,
  /^mobile documents$/i,
  /^nextcloud\d*$/i,
  /^owncloud\d*$/i,
  /^pcloud ?drive$/i,
  /^mega(sync)?$/i,
  /^yandex\.disk$/i,
  /^box( sync)?$/i,
  /^syncthing$/i,
]

/** Syncthing marks the top folder that it copies. */
function isWatched(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.stfolder'))) return true
    if (dirname(at) === at) return false
  }
}

function readFileSystem(folder: string): number | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    return statfsSync(folder).type
  } catch (error) {
    // A place that cannot be asked is not warned about.
    if (error instanceof Error) return undefined
    throw error
  }
}
