import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EncodingUnsure, type ReadText, readText } from '../../electron/readers/text.ts'
import { encodeAs } from '../support/encode.ts'

const SENTENCES = [
  'أعلنت بلدية الوادي أن الجسر القديم سيغلق أسبوعا كاملا.',
  'وقالت المهندسة هالة منصور إن الترميم يكلف 250 ألف دينار، وإن التمويل جاهز؛ فهل يبدأ العمل غدا؟',
  'وأضاف ناطق باسم نقابة السائقين: لم يبلغنا أحد بشيء!',
  'شارك في الاجتماع ممثلون عن شركة Delta Works ومنظمة الغوث (فرع 7) يوم 12/03/2019.',
]
const VOCALISED = 'قَالَ المُعَلِّمُ إِنَّ الدَّرْسَ يَبْدَأُ بَعْدَ الظُّهْرِ، ثُمَّ خَرَجَ مُسْرِعًا.'

/** Texts that every Arabic encoding holds: no letter, quote or dash that ISO-8859-6 lacks. */
const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['thirty characters', 'وصل الوفد إلى المدينة مساء أمس'],
  ['one sentence', SENTENCES[0]!],
  ['digits and punctuation', SENTENCES[1]!],
  ['Latin words, a number and a date', SENTENCES[3]!],
  ['full vowel marks', VOCALISED],
  ['a headline and paragraphs with CRLF', `إغلاق الجسر القديم\r\n\r\n${SENTENCES.join('\r\n')}\r\n`],
  ['a long text', `${SENTENCES.join('\n')}\n`.repeat(200)],
]
const ENCODINGS = [
  'utf-8',
  'utf-8 with a BOM',
  'utf-16le',
  'utf-16le with a BOM',
  'utf-16be',
  'utf-16be with a BOM',
  'windows-1256',
  'iso-8859-6',
]

function encode(text: string, encoding: string): Buffer {
  const [name, marked] = encoding.split(' with ')
  return encodeAs(marked ? `\uFEFF${text}` : text, name!)
}

/** The text, or the candidates of the question. */
function readOrAsk(bytes: Uint8Array): ReadText | EncodingUnsure {
  try {
    return readText(bytes, 'a.txt')
  } catch (error) {
    if (error instanceof EncodingUnsure) return error
    throw error
  }
}

describe('readText of one Arabic text in every encoding', () => {
  it.each(TEXTS.flatMap(([what, text]) => ENCODINGS.map((encoding) => [what, encoding, text] as const)))(
    'reads %s in %s',
    (_, encoding, text) => {
      const read = readOrAsk(encode(text, encoding))
      expect(read).toMatchObject({ text: text.replaceAll('\r\n', '\n'), encoding: encoding.split(' ')[0] })
    },
  )

  it.each(['windows-1256', 'iso-8859-6'])(
    'reads a few words in %s, or asks with it among the candidates',
    (encoding) => {
      const words = SENTENCES.join(' ').split(' ')
      let asked = 0
      for (let at = 0; at + 3 < words.length; at++) {
        const text = words.slice(at, at + 3).join(' ')
        const read = readOrAsk(encodeAs(text, encoding))
        if (!(read instanceof EncodingUnsure)) expect([read.encoding, read.text]).toEqual([encoding, text])
        else {
          asked++
          const own = read.candidates.find((each) => each.encoding === encoding)
          // Where both readings are one and the same, either name will do.
          if (own === undefined) expect(read.candidates.map(({ preview }) => preview)).toContain(text)
          else expect(own.preview).toBe(text)
        }
      }
      expect(asked).toBeLessThan(words.length)
    },
  )

  it('reads windows-1256 with Persian letters, quotes, dashes and French accents', () => {
    const text = 'قال گوران پرويز من مدينة چوارتا: «نشرت دار Éditions café الكتاب» – ثم سكت… وأضاف ژيان أن الطبعة نفدت.'
    expect(readOrAsk(encodeAs(text.replace('É', 'E'), 'windows-1256'))).toMatchObject({
      encoding: 'windows-1256',
      text: text.replace('É', 'E'),
    })
  })

  it('reads Persian in windows-1256, or asks', () => {
    const text = 'ديروز گروهي از پژوهشگران گفتند که چاپ تازه اين کتاب تا پايان هفته آماده خواهد شد.'
    const read = readOrAsk(encodeAs(text, 'windows-1256'))
    const texts = read instanceof EncodingUnsure ? read.candidates.map(({ preview }) => preview) : [read.text]
    expect(texts).toContain(text)
  })

  it('never gives another text than the one that was encoded, whatever Arabic words it has', () => {
    const words = [...new Set(SENTENCES.join(' ').split(' '))]
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 40 }),
        fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'windows-1256', 'iso-8859-6'),
        (some, encoding) => {
          const text = some.join(' ')
          const read = readOrAsk(encodeAs(text, encoding))
          if (!(read instanceof EncodingUnsure)) expect(read.text).toBe(text)
        },
      ),
    )
  })
})

describe('readText of what is not Arabic', () => {
  it.each([
    [
      'French',
      'windows-1252',
      "L'été dernier, à Genève, les élèves ont préféré déjeuner près du théâtre où l'on répétait.",
    ],
    [
      'German',
      'windows-1252',
      'Die größten Städte überprüfen jährlich, ob Gebäude für ältere Menschen zugänglich sind.',
    ],
    ['Turkish', 'windows-1254', 'Geçen yıl İstanbul’da büyük bir şenlik düzenlendi, öğrenciler şarkı söyledi.'],
    ['Polish', 'windows-1250', 'Zażółć gęślą jaźń, a potem wróć do domu późnym wieczorem.'],
    ['Russian', 'windows-1251', 'Вчера вечером жители города собрались на площади, чтобы послушать новый оркестр.'],
    ['Russian', 'koi8-r', 'вчера вечером жители города собрались на площади, чтобы послушать новый оркестр.'],
    ['Russian', 'iso-8859-5', 'Вчера вечером жители города собрались на площади, чтобы послушать новый оркестр.'],
    ['Greek', 'windows-1253', 'Χθες το βράδυ οι κάτοικοι της πόλης συγκεντρώθηκαν στην πλατεία.'],
    ['Hebrew', 'windows-1255', 'אתמול בערב התאספו תושבי העיר בכיכר כדי לשמוע את התזמורת החדשה.'],
    ['Thai', 'windows-874', 'เมื่อวานนี้ชาวเมืองรวมตัวกันที่จัตุรัสเพื่อฟังวงดนตรีใหม่'],
    ['Chinese', 'gb18030', '昨天晚上,城市居民聚集在广场上听新的乐队演奏。'],
    ['Chinese', 'big5', '昨天晚上,城市居民聚集在廣場上聽新的樂隊演奏。'],
    ['Korean', 'euc-kr', '어제 저녁 시민들이 광장에 모여 새로운 악단의 연주를 들었다.'],
    ['Japanese', 'shift_jis', '昨日の夕方、町の人々は新しい楽団を聞くために広場に集まった。'],
    ['Russian', 'utf-16le', 'Вчера вечером жители города собрались на площади.'],
  ])('asks about %s in %s, with the right reading among the candidates, short or long', (_, encoding, text) => {
    for (const whole of [text, `${text}\n`.repeat(300)]) {
      const read = readOrAsk(encodeAs(whole, encoding))
      expect(read).toBeInstanceOf(EncodingUnsure)
      const { candidates, message } = read as EncodingUnsure
      expect(candidates.map(({ preview }) => preview.slice(0, text.length))).toContain(text)
      expect(message).toBe(
        `a.txt may be ${candidates.map((each) => each.encoding).join(', ')}: say which (--encoding ${candidates[0]!.encoding})`,
      )
    }
  })

  it('takes random bytes for no text, or asks, and never replaces a byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        try {
          const { text, encoding } = readText(bytes, 'a.txt')
          expect(['utf-8', 'utf-16le', 'utf-16be']).toContain(encoding)
          expect(text).not.toContain('\uFFFD')
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(REFUSALS) })
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('takes letters thrown together at random for no Arabic', () => {
    const letters = fc.array(fc.integer({ min: 0xc0, max: 0xfd }), { minLength: 60, maxLength: 300 })
    fc.assert(
      fc.property(letters, (bytes) => {
        const read = readOrAsk(Uint8Array.from(bytes.map((byte, at) => (at % 6 === 5 ? 0x20 : byte))))
        expect(read).toBeInstanceOf(EncodingUnsure)
      }),
      { numRuns: 500 },
    )
  })
})

const REFUSALS = /^(not-text|encoding-unsure|encoding-unknown|encoding-damaged|text-nul|text-surrogate|file-empty)$/

describe('readText of damaged files', () => {
  const utf8 = Buffer.from('قال سامر إن الجسر آمن.')
  it.each([
    [
      'UTF-8 that was cut inside a character',
      utf8.subarray(0, 14),
      { code: 'encoding-damaged', details: { file: 'a.txt', encoding: 'utf-8', byte: 13 } },
    ],
    ['UTF-8 with a stray byte', Buffer.concat([utf8, Buffer.of(0xff), utf8]), { code: 'encoding-damaged' }],
    [
      'a UTF-8 BOM before damaged UTF-8',
      Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), utf8.subarray(0, 14)]),
      { code: 'encoding-damaged' },
    ],
    ['UTF-16 of an odd length', Buffer.from('\uFEFFنص', 'utf16le').subarray(0, 5), { code: 'encoding-damaged' }],
    [
      'UTF-16 with a lone surrogate',
      Buffer.from('\uFEFFنص\uD800.', 'utf16le'),
      { code: 'text-surrogate', details: { file: 'a.txt', position: 2 } },
    ],
    [
      'UTF-16 with U+0000',
      Buffer.from('\uFEFFنص\u0000.', 'utf16le'),
      { code: 'text-nul', details: { file: 'a.txt', position: 2 } },
    ],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x27, 0x06, 0, 0]), { code: 'encoding-unknown' }],
    ['UTF-8 read as ISO-8859-6', utf8, { code: 'encoding-unknown' }, 'iso-8859-6'],
  ] as const)('refuses %s', (_, bytes, error, encoding?: string) => {
    expect(() => readText(bytes, 'a.txt', encoding)).toThrow(expect.objectContaining(error))
  })
})
