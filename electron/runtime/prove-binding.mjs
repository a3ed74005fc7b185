// node --expose-gc prove-binding.mjs FILE.node: exits 0 when the binding survives statements and garbage collection.
import Database from 'better-sqlite3'

const nativeBinding = process.argv[2] ?? ''
for (let round = 0; round < 5; round++) {
  const db = new Database(':memory:', { nativeBinding })
  db.exec('CREATE TABLE t (n INTEGER PRIMARY KEY, s TEXT) STRICT; CREATE VIRTUAL TABLE f USING fts5 (s)')
  const insert = db.prepare('INSERT INTO t (s) VALUES (?) RETURNING n, s')
  for (let n = 1; n <= 400; n++) {
    const row = /** @type {{ n: number, s: string }} */ (insert.get(`نص ${n}`))
    if (row.n !== n || row.s !== `نص ${n}`) throw new RangeError(`row ${n} came back changed`)
    db.prepare('INSERT INTO f VALUES (?)').run(row.s)
  }
  const found = /** @type {{ c: number }} */ (db.prepare("SELECT count(*) AS c FROM f WHERE f MATCH 'نص'").get())
  if (found.c !== 400) throw new RangeError(`the full-text index found ${found.c} of 400`)
  db.close()
  globalThis.gc?.()
}
