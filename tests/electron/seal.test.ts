import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { armor, generateIdentity, identityToRecipient } from 'age-encryption'
import * as vectors from 'cctv-age'
import { describe, expect, it } from 'vitest'
import { sha256Hex } from '../../db/hash.ts'
import { closeProject, openProject } from '../../db/open.ts'
import { newProject } from '../../db/project.ts'
import { withUnsealed, writeSealed } from '../../electron/jobs/seal-file.ts'
import { isSealed, readIdentities, readPassphrase, seal, unseal } from '../../electron/seal.ts'
import { makeCli } from '../support/cli.ts'
import { itUnless } from '../support/programs.ts'
import { makeFolder } from '../support/project.ts'
import { createRandom, pickSeed } from '../support/random.ts'
import { hashFile } from '../support/snapshot.ts'

const PLAIN = Buffer.from('أعلنت البلدية أن الجسر آمن. '.repeat(3000))
const PASSPHRASE = 'عبارة مرور طويلة'

describe('the published test vectors of the age format', () => {
  it('are opened or refused as they say, each of them', { timeout: 120_000 }, async () => {
    const ends = { opened: 0, refused: 0 }
    const stranger = await generateIdentity()
    for (const [name, vector] of Object.entries(vectors as Record<string, Uint8Array>)) {
      const { head, body } = splitVector(vector)
      const keys = {
        identities: head.get('identity') ?? [stranger],
        ...(head.has('passphrase') ? { passphrase: head.get('passphrase')![0]! } : {}),
      }
      const outcome = await unseal(head.has('compressed') ? inflateSync(body) : body, keys, name).then(
        (plain) => sha256Hex(plain),
        (error: { code?: string }) => error.code,
      )
      const wanted = head.get('expect')![0]!
      if (wanted === 'success') expect(outcome, name).toBe(head.get('payload')![0])
      else expect(outcome, `${name}: ${wanted}`).toBe(wanted === 'no match' ? 'seal-key-wrong' : 'seal-broken')
      ends[wanted === 'success' ? 'opened' : 'refused']++
    }
    expect(ends).toEqual({ opened: 26, refused: 117 })
  })
})

/** A vector is a few lines of `name: value`, an empty line, and the file. */
function splitVector(vector: Uint8Array): { head: Map<string, string[]>; body: Uint8Array } {
  const end = Buffer.from(vector).indexOf('\n\n')
  const head = new Map<string, string[]>()
  for (const line of Buffer.from(vector.subarray(0, end)).toString().split('\n')) {
    const [name, value] = line.split(': ') as [string, string]
    head.set(name, [...(head.get(name) ?? []), value])
  }
  return { head, body: vector.subarray(end + 2) }
}

describe('seal and unseal', () => {
  it('give back what went in, for several recipients and under a passphrase', async () => {
    const identities = await Promise.all([generateIdentity(), generateIdentity()])
    const recipients = await Promise.all(identities.map(identityToRecipient))
    const forTwo = await seal(PLAIN, { recipients })
    expect(isSealed(forTwo)).toBe(true)
    expect(Buffer.from(forTwo).includes(PLAIN.subarray(0, 12))).toBe(false)
    for (const identity of identities)
      expect(Buffer.from(await unseal(forTwo, { identities: [identity] }, 'x')).equals(PLAIN)).toBe(true)
    const asText = Buffer.from(armor.encode(forTwo))
    expect([isSealed(asText), isSealed(PLAIN)]).toEqual([true, false])
    expect((await unseal(asText, { identities: identities.slice(0, 1) }, 'x')).length).toBe(PLAIN.length)
    const secret = await seal(PLAIN, { passphrase: PASSPHRASE.normalize('NFD') })
    expect((await unseal(secret, { passphrase: PASSPHRASE }, 'x')).length).toBe(PLAIN.length)
  })

  it.each([
    ['no key', () => ({}), 'sealed'],
    ['another passphrase', () => ({ passphrase: 'غيرها' }), 'seal-key-wrong'],
    ['another identity', async () => ({ identities: [await generateIdentity()] }), 'seal-key-wrong'],
    ['what is no identity', () => ({ identities: ['AGE-SECRET-KEY-1QQ'] }), 'bad-identity'],
  ])('name what is wrong with %s', async (_, given, code) => {
    const sealed = await seal(PLAIN, { recipients: [await identityToRecipient(await generateIdentity())] })
    await expect(unseal(sealed, await given(), '/home/x/b.age')).rejects.toMatchObject({ code })
  })

  it('refuse a file whole that was cut off or altered anywhere', async () => {
    const seed = pickSeed()
    const random = createRandom(seed)
    const identity = await generateIdentity()
    const sealed = await seal(PLAIN, { recipients: [await identityToRecipient(identity)] })
    for (let at = 0; at < 120; at++) {
      const bytes = Buffer.from(sealed)
      const where = random(bytes.length)
      if (at % 2) bytes[where]! ^= 1 << random(8)
      const spoilt = at % 2 ? bytes : bytes.subarray(0, where)
      const outcome = unseal(spoilt, { identities: [identity] }, 'b.age')
      await expect(outcome, `ISNAD_SEED=${seed}, change ${at} at ${where}`).rejects.toMatchObject({
        code: expect.stringMatching(/^seal-(broken|key-wrong)$/),
      })
    }
  })

  it('read key files as people write them', async () => {
    const identity = await generateIdentity()
    expect(readIdentities(`# created: 2026\r\n# public key: age1…\r\n${identity}\r\n\r\n`)).toEqual([identity])
    expect(readPassphrase(`${PASSPHRASE}\r\nsecond line`)).toBe(PASSPHRASE)
    expect(() => readPassphrase(' \n')).toThrow(/empty/)
    expect(() => readIdentities(identity.slice(0, -4))).toThrow(expect.objectContaining({ code: 'bad-identity' }))
    expect(() => readIdentities('# nothing\n')).toThrow(expect.objectContaining({ code: 'bad-identity' }))
    await expect(seal(PLAIN, { recipients: ['age1wrong'] })).rejects.toMatchObject({ code: 'bad-recipient' })
  })
})

describe('a sealed file on the disk', () => {
  it('leaves nothing plain beside it and nothing at all when sealing fails', async () => {
    const [home, stick] = [makeFolder(), makeFolder()]
    const file = join(stick, 'b.age')
    const failing = writeSealed(file, { recipients: ['age1wrong'] }, home, (plain) => writeFileSync(plain, PLAIN))
    await expect(failing).rejects.toMatchObject({ code: 'bad-recipient' })
    expect([readdirSync(home), readdirSync(stick)]).toEqual([[], []])
    await writeSealed(file, { passphrase: PASSPHRASE }, home, (plain) => writeFileSync(plain, PLAIN))
    expect([readdirSync(home), readdirSync(stick)]).toEqual([[], ['b.age']])
    const project = join(home, 'p.isnad')
    const before = hashFile(file)
    const open = (passphrase: string) => withUnsealed(file, { passphrase }, project, (plain) => readFileSync(plain))
    expect((await open(PASSPHRASE)).equals(PLAIN)).toBe(true)
    await expect(open('غيرها')).rejects.toMatchObject({ code: 'seal-key-wrong' })
    expect([readdirSync(home), hashFile(file)]).toEqual([[], before])
  })

  it('is what `backup` writes where a passphrase file or a recipient is named', async () => {
    const cli = makeCli()
    const folder = makeFolder()
    const project = join(folder, 'p.isnad')
    closeProject(newProject(project, 'ليلى'))
    const secret = join(folder, 'secret.txt')
    writeFileSync(secret, `${PASSPHRASE}\n`)
    const copy = join(folder, 'copy.isnad.age')
    expect(await cli.json(['backup', project, copy, '--passphrase-file', secret])).toMatchObject({ file: copy })
    expect(isSealed(readFileSync(copy))).toBe(true)
    await withUnsealed(copy, { passphrase: PASSPHRASE }, project, (plain) => closeProject(openProject(plain)))
    const both = await cli.call(['backup', project, `${copy}2`, '--passphrase-file', secret, '--recipient', 'age1x'])
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('not both')])
    const wrong = await cli.call(['backup', project, `${copy}2`, '--recipient', 'age1x'])
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('no age recipient')])
    const missing = await cli.call(['backup', project, `${copy}2`, '--passphrase-file', join(folder, 'none')])
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('none: no such file')])
    expect(readdirSync(dirname(copy)).sort()).toEqual(['copy.isnad.age', 'p.isnad', 'secret.txt'])
  })
})

describe('the reference tool', () => {
  itUnless(whyNoAge())('opens what this program seals, and this program what the tool seals', async () => {
    const folder = makeFolder()
    const [key, ours, theirs] = ['key.txt', 'ours.age', 'theirs.age'].map((name) => join(folder, name)) as string[]
    execFileSync('age-keygen', ['-o', key!], { stdio: 'ignore' })
    const identities = readIdentities(readFileSync(key!, 'utf8'))
    const recipient = await identityToRecipient(identities[0]!)
    writeFileSync(ours!, await seal(PLAIN, { recipients: [recipient] }))
    expect(execFileSync('age', ['-d', '-i', key!, ours!]).equals(PLAIN)).toBe(true)
    execFileSync('age', ['-r', recipient, '-a', '-o', theirs!], { input: PLAIN })
    expect(Buffer.from(await unseal(readFileSync(theirs!), { identities }, theirs!)).equals(PLAIN)).toBe(true)
  })
})

function whyNoAge(): string | undefined {
  try {
    execFileSync('age', ['--version'], { stdio: 'ignore' })
    return undefined
  } catch (error) {
    if (error instanceof Error) return 'the reference tool `age` is not installed'
    throw error
  }
}
