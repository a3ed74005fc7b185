import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'

/** Writes a new file and returns when its bytes are on the disk. The caller renames it, or its folder, into place. */
export function writeFileDurably(path: string, content: string, mode?: number): void {
  const out = createLineWriter(path, mode)
  out.write(content)
  out.close()
}

/** Replaces a file whole: a reader sees the old content or the new one, never a part. */
export function replaceFile(path: string, content: string, mode?: number): void {
  const draft = `${path}.${process.pid}.new`
  try {
    writeFileDurably(draft, content, mode)
    renameSync(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Takes text piece by piece. */
export type LineWriter = Readonly<{ write(text: string): void; close(): void }>

/** Writes a file in pieces of about a megabyte; `close` returns when its bytes are on the disk. */
export function createLineWriter(path: string, mode = 0o666): LineWriter {
  const handle = openSync(path, 'wx', mode)
  let pending: string[] = []
  let size = 0
  const flush = (): void => {
    const bytes = Buffer.from(pending.join(''), 'utf8')
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at)
    pending = []
    size = 0
  }
  return {
    write: (text) => {
      pending.push(text)
      size += text.length
      if (size > 500_000) flush()
    },
    close: () => {
      try {
        flush()
        fsyncSync(handle)
      } finally {
        closeSync(handle)
      }
    },
  }
}
