import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listArticleFiles } from '../../electron/readers/article-files.ts'
import { readCatalog } from '../../electron/readers/catalog.ts'
import { readText } from '../../electron/readers/text.ts'
import { makeFolder } from '../support/project.ts'

const bytesOf = (text: string): Buffer => Buffer.from(text, 'utf8')

describe('readText', () => {
  it('drops one BOM and turns line ends into LF, and changes nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (raw) => {
        const text = `أ${raw.replace(/\u0000/g, '')}`
        const expected = text.replace(/\r\n?/g, '\n')
        expect(readText(bytesOf(`\uFEFF${text}`), 'a.txt').text).toBe(expected)
        expect(readText(bytesOf(text), 'a.txt').text).toBe(expected)
      }),
    )
  })

  it.each([
    ['windows-1256', Buffer.from([0xe3, 0xd1, 0xcd, 0xc8, 0xc7]), 'مرحبا'],
    ['iso-8859-6', Buffer.from([0xe5, 0xd1, 0xcd, 0xc8, 0xc7]), 'مرحبا'],
    ['utf-16le', Buffer.from('\uFEFFمرحبا', 'utf16le'), 'مرحبا'],
  ])('reads %s when it is named', (encoding, bytes, text) => {
    expect(readText(bytes, 'a', encoding)).toEqual({ text, encoding, reader: 'text 1' })
  })

  it.each([
    ['nothing', Buffer.alloc(0), /^file-empty$/],
    ['a BOM alone', bytesOf('\uFEFF'), /^file-empty$/],
    ['line ends alone', bytesOf('\r\n\r\n'), /^file-empty$/],
    ['half a character at the end', bytesOf('مرحبا').subarray(0, -1), /^encoding-(unknown|damaged|unsure)$/],
    ['a surrogate in UTF-8', Buffer.from([0xd9, 0x85, 0xed, 0xa0, 0xbd]), /^encoding-(unknown|damaged|unsure)$/],
    ['U+0000 in a text', bytesOf('مر\u0000حبا'), /^text-nul$/],
    ['a ZIP', Buffer.from('PK\u0003\u0004\u0014\u0000\u0006\u0000', 'latin1'), /^not-text$/],
  ])('refuses %s', (_, bytes, code) => {
    const error = expect.objectContaining({
      code: expect.stringMatching(code),
      message: expect.stringContaining('a.txt'),
    })
    expect(() => readText(bytes, 'a.txt')).toThrow(error)
  })
})

describe('readCatalog', () => {
  it('finds a row by the file’s name in any normal form, or by its hash', () => {
    const catalog = readCatalog(
      bytesOf(`\uFEFFfile,sha256,title,source\n${'آ.txt'.normalize('NFD')},,أول,ضفاف\n,${'AB'.repeat(32)},ثانٍ,\n`),
      'c.csv',
    )
    expect(catalog.find('آ.txt'.normalize('NFC'), 'x')).toEqual({ title: 'أول', publisher: 'ضفاف' })
    expect(catalog.find('other', 'ab'.repeat(32))).toEqual({ title: 'ثانٍ' })
    expect(catalog.find('other', 'x')).toBeUndefined()
  })

  it.each([
    ['no column that names a file', 'title,author\nأول,هند\n', /no column "file" or "sha256"/],
    ['a row with a column too many', 'file,title\na.txt,أول,زائد\n', /no CSV.*line 2/],
    ['a quote that does not end', 'file,title\na.txt,"أول\n', /no CSV/],
    ['a title that is far too long', `file,title\na.txt,${'ط'.repeat(1001)}\n`, /row 1: its title is too long/],
  ])('refuses %s without quoting it', (_, text, message) => {
    const error = expect.objectContaining({ code: 'catalog-bad', message: expect.stringMatching(message) })
    expect(() => readCatalog(bytesOf(text), 'c.csv')).toThrow(error)
    expect(() => readCatalog(bytesOf(text), 'c.csv')).not.toThrow(/أول|زائد/)
  })

  it('refuses another encoding', () => {
    expect(() => readCatalog(Buffer.from([0x66, 0xe3]), 'c.csv')).toThrow(/c\.csv cannot be read: it is not UTF-8/)
  })
})

describe('listArticleFiles', () => {
  it('takes named files whatever their ending, and of folders the texts, in order, without catalogues and hidden files', () => {
    const folder = makeFolder()
    mkdirSync(join(folder, 'ب'))
    for (const name of ['2.txt', '10.TXT', 'notes.md', '.hidden.txt', join('ب', '1.txt'), 'named.log'])
      writeFileSync(join(folder, name), 'نص')
    writeFileSync(join(folder, 'catalog.csv'), 'file,title\n2.txt,عنوان\n')
    const { files, unlisted } = listArticleFiles([folder, join(folder, 'named.log'), join(folder, 'gone.txt')])
    expect(files.map(({ name }) => name)).toEqual(['10.TXT', '2.txt', '1.txt', 'named.log'])
    expect(files.map(({ name, catalog }) => catalog?.find(name, '')?.title)).toEqual([
      undefined,
      'عنوان',
      undefined,
      undefined,
    ])
    expect(unlisted).toMatchObject([{ name: 'gone.txt', error: { code: 'file-missing' } }])
  })

  it('comes to an end where a folder holds a link to itself', () => {
    const folder = makeFolder()
    writeFileSync(join(folder, 'a.txt'), 'نص')
    symlinkSync(folder, join(folder, 'again'))
    expect(listArticleFiles([folder]).files.map(({ name }) => name)).toEqual(['a.txt'])
  })
})
