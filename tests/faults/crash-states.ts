import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

// What a disk may hold after a power cut, made of what a process was seen to do. A write, a truncation or a name that was
// not yet synced may have reached the disk or not, in any order for the content of files, in their order for names (a
// file system keeps those in a journal); and of one write any 512-byte sectors.

/** One thing that the process did, as power-cut.c notes it. */
export type DiskEvent = Readonly<{ what: string; inode: bigint; at: number; bytes: Buffer }>

/** Reads the file that power-cut.c wrote. */
export function readDiskEvents(file: string): DiskEvent[] {
  const all = readFileSync(file)
  const events: DiskEvent[] = []
  for (let at = 0; at < all.length; ) {
    const length = all.readUInt32LE(at + 17)
    const [inode, offset] = [all.readBigUInt64LE(at + 1), Number(all.readBigUInt64LE(at + 9))]
    events.push({
      what: String.fromCharCode(all[at]!),
      inode,
      at: offset,
      bytes: all.subarray(at + 21, at + 21 + length),
    })
    at += 21 + length
  }
  return events
}

type Change = Readonly<{ at: number; bytes: Buffer | undefined }>
type Content = { synced: Buffer; pending: Change[] }
type Rename = Readonly<{ from: string | undefined; to: string | undefined; content: Content | undefined }>

/** A disk of one folder on which the events happen; `lost` gives one of its states after a power cut. */
export class Disk {
  private readonly contents = new Map<bigint, Content>()
  private readonly synced = new Map<string, Content | 'folder'>()
  private readonly names = new Map<string, Content | 'folder'>()
  private pending: Rename[] = []
  private readonly root: string

  /** Begins with what is in the folder now, all of it on the disk for good. */
  constructor(root: string) {
    this.root = root
    for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      const path = join(root, name)
      if (statSync(path).isDirectory()) this.synced.set(path, 'folder')
      else {
        const content = { synced: readFileSync(path), pending: [] }
        this.contents.set(statSync(path, { bigint: true }).ino, content)
        this.synced.set(path, content)
      }
    }
    this.names = new Map(this.synced)
  }

  /** Lets one event happen. */
  apply({ what, inode, at, bytes }: DiskEvent): void {
    const [first, second] = bytes.toString().split('\0') as [string, string]
    if (what === 'c') {
      const content: Content = { synced: Buffer.alloc(0), pending: [] }
      this.contents.set(inode, content)
      this.rename(undefined, first, content)
    } else if (what === 'w') this.contentOf(inode).pending.push({ at, bytes })
    else if (what === 't') this.contentOf(inode).pending.push({ at, bytes: undefined })
    else if (what === 's') this.sync(this.contentOf(inode))
    else if (what === 'd') this.syncFolder(first)
    else if (what === 'u') this.rename(first, undefined)
    else if (what === 'r' || what === 'l') this.rename(what === 'r' ? first : undefined, second, this.contentAt(first))
    else if (what === 'm' || what === 'x') {
      // Folders are made once, before anything that counts is in them: taken as durable at once.
      for (const names of [this.synced, this.names]) what === 'm' ? names.set(first, 'folder') : names.delete(first)
    } else if (what !== 'a') throw new RangeError(`the recorder noted ${what}`)
  }

  /** Everything that happened, as if all of it had reached the disk: path below the root → bytes. */
  whole(): Map<string, Buffer> {
    return this.read(this.names, (pending) => pending)
  }

  /** One state after a power cut now; `chance` is how likely each unsynced change has reached the disk. */
  lost(random: (limit: number) => number, chance: number): Map<string, Buffer> {
    const survives = (): boolean => random(1000) < chance * 1000
    const names = new Map(this.synced)
    let renames = 0
    while (renames < this.pending.length && survives()) renames++
    for (const rename of this.pending.slice(0, renames)) applyRename(names, rename)
    const torn = ({ at, bytes }: Change): Change[] => {
      if (bytes === undefined || random(10) > 2) return survives() ? [{ at, bytes }] : []
      return sectorsOf(at, bytes).filter(survives)
    }
    return this.read(names, (pending) => pending.flatMap(torn))
  }

  private read(
    names: ReadonlyMap<string, Content | 'folder'>,
    choose: (pending: readonly Change[]) => readonly Change[],
  ) {
    const found = [...names].flatMap(([path, content]): [string, Buffer][] =>
      content === 'folder' ? [] : [[path.slice(this.root.length + 1), fill(content.synced, choose(content.pending))]],
    )
    return new Map(found)
  }

  private sync(content: Content): void {
    content.synced = fill(content.synced, content.pending)
    content.pending = []
  }

  private syncFolder(folder: string): void {
    const here = ({ from, to }: Rename) => [from, to].some((path) => path !== undefined && dirname(path) === folder)
    for (const rename of this.pending.filter(here)) applyRename(this.synced, rename)
    this.pending = this.pending.filter((rename) => !here(rename))
  }

  private rename(from: string | undefined, to: string | undefined, content?: Content): void {
    const rename = { from, to, content }
    applyRename(this.names, rename)
    this.pending.push(rename)
  }

  private contentOf(inode: bigint): Content {
    const content = this.contents.get(inode)
    if (content === undefined) throw new RangeError('the recorder missed how a file came to be')
    return content
  }

  private contentAt(path: string): Content {
    const content = this.names.get(path)
    if (content === undefined || content === 'folder')
      throw new RangeError(`the recorder missed how ${path} came to be`)
    return content
  }
}

/** Writes a state of the disk into an empty folder. */
export function writeState(folder: string, state: ReadonlyMap<string, Buffer>): void {
  for (const [name, bytes] of state) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
}

function applyRename(names: Map<string, Content | 'folder'>, { from, to, content }: Rename): void {
  if (from !== undefined) names.delete(from)
  if (to !== undefined && content !== undefined) names.set(to, content)
}

const SECTOR = 512

function sectorsOf(at: number, bytes: Buffer): Change[] {
  const sectors: Change[] = []
  for (let start = 0; start < bytes.length; ) {
    const end = Math.min(bytes.length, start + SECTOR - ((at + start) % SECTOR))
    sectors.push({ at: at + start, bytes: bytes.subarray(start, end) })
    start = end
  }
  return sectors
}

function fill(synced: Buffer, changes: readonly Change[]): Buffer {
  if (changes.length === 0) return synced
  const longest = changes.reduce((most, { at, bytes }) => Math.max(most, at + (bytes?.length ?? 0)), synced.length)
  const room = Buffer.alloc(longest)
  let size = synced.copy(room)
  for (const { at, bytes } of changes) {
    if (bytes === undefined) {
      if (at < size) room.fill(0, at, size)
      size = at
    } else {
      bytes.copy(room, at)
      size = Math.max(size, at + bytes.length)
    }
  }
  return room.subarray(0, size)
}
