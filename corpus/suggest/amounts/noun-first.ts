import { numberWords, ordinalWords } from '../numbers/lexicon.ts'
import { readNumber } from '../numbers/number.ts'
import { isForm, isGlued, look, type Reader } from '../reader.ts'
import { startOf, startOfReading } from '../spans.ts'
import { type AmountFound, type Core, finish } from './finish.ts'
import { canBeCounted, indefiniteNoun, isDefiniteNoun, singularOfDefinite } from './nouns.ts'
import { isPerson, readUnit } from './units.ts'

/** `البنود الأربعة`, `مسؤولين اثنين`: the noun before its number. */
export function readNounFirst(reader: Reader, at: number): AmountFound | undefined {
  const noun = reader.tokens[at]
  if (noun?.kind !== 'word' || isGlued(reader, at + 1)) return undefined
  const two = look(numberWords, reader.tokens[at + 1], 'none')
  if (two?.entry.class === 'unit' && two.entry.value === 2 && /(?:ين|ان|يين)$/.test(noun.form) && noun.form.length > 4)
    return finish(
      reader,
      at,
      { start: at, end: at + 2, value: 2, vague: false },
      counted(at + 2, dualUnit(noun.form, noun.plain)),
      startOf(reader, at, () => true),
    )
  const one = readOne(reader, at)
  if (one) return one
  if (!isDefiniteNoun(noun) || !canBeCounted(reader, at)) return undefined
  const number = readNumber(reader, at + 1)
  const word = look(numberWords, reader.tokens[at + 1], 'article')
  // الدول الخمس: no fifth.
  const value = number?.end === at + 2 && word?.entry.class === 'unit' ? word.entry.value : number?.value
  if (
    !number ||
    !word?.article ||
    number.form !== 'words' ||
    value === undefined ||
    value < 3 ||
    look(ordinalWords, reader.tokens[at + 1])
  )
    return undefined
  if (word.entry.class === 'tens' || word.entry.class === 'hundred' || word.entry.class === 'scale') return undefined
  const unit = readUnit(reader, at)
  const name = unit?.unit.name ?? singularOfDefinite(noun)
  const reading = noun.readings.find(({ article }) => article)!
  return finish(
    reader,
    at,
    { start: at, end: number.end, value, vague: false },
    counted(number.end, name),
    startOfReading(reader, at, reading),
  )
}

/** `ورقة واحدة`, `طائرة سورية واحدة`: an indefinite noun of the same gender, but not `وقت واحد`. */
function readOne(reader: Reader, at: number): AmountFound | undefined {
  const noun = indefiniteNoun(reader.tokens[at])
  if (noun === undefined) return undefined
  const feminine = noun.endsWith('ة')
  const adjective = feminine && reader.tokens[at + 1]?.plain.endsWith('ة') && !isForm(reader, at + 1, 'واحده')
  const end = adjective ? at + 3 : at + 2
  const one = reader.tokens[end - 1]?.form
  if (one !== (feminine ? 'واحده' : 'واحد') && !(one === 'واحدا' && !feminine)) return undefined
  const core: Core = {
    end,
    unit: feminine ? noun : noun.replace(/ا$/, ''),
    rule: 'amount.noun-first',
    confidence: 0.65,
    money: false,
  }
  return finish(reader, at, { start: at, end, value: 1, vague: false }, core, reader.tokens[at]!.start)
}

/** The unit of a dual noun: `مسؤولين` persons, else its singular. */
function dualUnit(form: string, plain: string): string {
  if (isPerson(form.slice(0, -2))) return 'person'
  return form.at(-3) === 'ت' ? `${plain.slice(0, -3)}ة` : plain.slice(0, -2)
}

function counted(end: number, unit: string): Core {
  return { end, unit, rule: 'amount.noun-first', confidence: 0.85, money: false }
}
