/** How a number is spelt: gender of the counted noun, case, و apart or attached, the word for hundred, tanwin on scales. */
export type Spelling = Readonly<{
  feminine: boolean
  oblique: boolean
  apart: boolean
  hundred: string
  accusative: boolean
}>

const masculine = ['', 'واحد', 'اثنان', 'ثلاثة', 'أربعة', 'خمسة', 'ستة', 'سبعة', 'ثمانية', 'تسعة', 'عشرة']
const feminine = ['', 'واحدة', 'اثنتان', 'ثلاث', 'أربع', 'خمس', 'ست', 'سبع', 'ثماني', 'تسع', 'عشر']
const tens = ['', '', 'عشر', 'ثلاث', 'أربع', 'خمس', 'ست', 'سبع', 'ثمان', 'تسع']
const scales = [
  { size: 1e9, one: 'مليار', dual: 'مليار', plural: 'مليارات' },
  { size: 1e6, one: 'مليون', dual: 'مليون', plural: 'ملايين' },
  { size: 1e3, one: 'ألف', dual: 'ألف', plural: 'آلاف' },
]

/** Spells a whole number from 1 to 10^12 - 1 by the grammar of the standard language. */
export function spellNumber(value: number, how: Spelling): string {
  const parts: string[] = []
  let rest = value
  for (const { size, one, dual, plural } of scales) {
    const count = Math.floor(rest / size)
    rest %= size
    if (count === 0) continue
    if (count === 1) parts.push(one)
    else if (count === 2) parts.push(dual + (how.oblique ? 'ين' : 'ان'))
    else parts.push(`${spellBelowThousand(count, { ...how, feminine: false })} ${scaleForm(count, one, plural, how)}`)
  }
  if (rest > 0) parts.push(spellBelowThousand(rest, how))
  return parts.join(how.apart ? ' و ' : ' و')
}

function scaleForm(count: number, one: string, plural: string, { accusative }: Spelling): string {
  const last = count % 100
  if (last >= 3 && last <= 10) return plural
  return last > 10 && accusative ? `${one}اً` : one
}

function spellBelowThousand(value: number, how: Spelling): string {
  const parts: string[] = []
  const hundreds = Math.floor(value / 100)
  if (hundreds === 1) parts.push(how.hundred)
  else if (hundreds === 2) parts.push(how.hundred.replace('ة', how.oblique ? 'تين' : 'تان'))
  else if (hundreds > 2) parts.push(feminine[hundreds]!.replace('ثماني', 'ثماني') + how.hundred)
  if (value % 100 > 0) parts.push(spellBelowHundred(value % 100, how))
  return parts.join(how.apart ? ' و ' : ' و')
}

function spellBelowHundred(value: number, how: Spelling): string {
  const units = how.feminine ? feminine : masculine
  if (value <= 10) return inCase(units[value]!, how)
  const one = value % 10
  if (value < 20) {
    const ten = how.feminine ? 'عشرة' : 'عشر'
    if (one === 1) return `${how.feminine ? 'إحدى' : 'أحد'} ${ten}`
    if (one === 2) return `${how.feminine ? 'اثنتا' : 'اثنا'} ${ten}`.replace(/ا (?=عشر)/, how.oblique ? 'ي ' : 'ا ')
    return `${units[one]} ${ten}`
  }
  const ten = tens[Math.floor(value / 10)]! + (how.oblique ? 'ين' : 'ون')
  if (one === 0) return ten
  const unit = one === 1 && how.feminine ? 'إحدى' : inCase(units[one]!, how)
  return `${unit}${how.apart ? ' و ' : ' و'}${ten}`
}

function inCase(word: string, { oblique }: Spelling): string {
  return oblique ? word.replace(/^(اثن.*)ان$/, '$1ين') : word
}
