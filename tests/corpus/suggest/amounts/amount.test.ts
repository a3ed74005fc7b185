import { describe, expect, it } from 'vitest'
import { parseValue } from '../../../../corpus/suggest/parse.ts'

const amount = (text: string) => parseValue('amount', text).value

describe('parseValue of amounts', () => {
  it.each([
    ['40 مليون دولار شهرياً', { value: 4e7, unit: 'USD', vague: false, rate: 'month' }],
    ['$10,000', { value: 10000, unit: 'USD', vague: false }],
    ['مليون ليرة سورية يومياً', { value: 1e6, unit: 'SYP', vague: false, rate: 'day' }],
    ['خمسة آلاف ليرة لبنانية', { value: 5000, unit: 'LBP', vague: false }],
    ['ألفا ليرة تركية', { value: 2000, unit: 'TRY', vague: false }],
    ['300 دينار عراقي', { value: 300, unit: 'IQD', vague: false }],
    ['7 دنانير أردنية', { value: 7, unit: 'JOD', vague: false }],
    ['100 جنيه إسترليني', { value: 100, unit: 'GBP', vague: false }],
    ['50 ل.س', { value: 50, unit: 'SYP', vague: false }],
    ['٥٠٪', { value: 50, unit: 'percent', vague: false }],
    ['٪٥٠', { value: 50, unit: 'percent', vague: false }],
    ['خمسون في المئة', { value: 50, unit: 'percent', vague: false }],
    ['3 نقاط مئوية', { value: 3, unit: 'percentage-point', vague: false }],
    ['عشرات الأطنان', { value: null, unit: 'tonne', vague: true, min: 20 }],
    ['نحو 250 مقاتلاً', { value: 250, unit: 'person', vague: true }],
    ['أكثر من 200 شخص', { value: 200, unit: 'person', vague: true, cmp: 'gt' }],
    ['ما لا يقل عن 30 قتيلاً', { value: 30, unit: 'person', vague: true, cmp: 'ge' }],
    ['15 جريحاً على الأقل', { value: 15, unit: 'person', vague: true, cmp: 'ge' }],
    ['أقل من 7 يورو', { value: 7, unit: 'EUR', vague: true, cmp: 'lt' }],
    ['بين 200 و300 مقاتل', { value: null, unit: 'person', vague: false, min: 200, max: 300 }],
    ['من 3 إلى 5 ملايين دولار', { value: null, unit: 'USD', vague: false, min: 3e6, max: 5e6 }],
    ['200 متر مربع', { value: 200, unit: 'square-metre', vague: false }],
    ['كيلومترين', { value: 2, unit: 'kilometre', vague: false }],
    ['3 كيلومترات ونصف', { value: 3.5, unit: 'kilometre', vague: false }],
    ['لتر وربع', { value: 1.25, unit: 'litre', vague: false }],
    ['60 دولاراً للبرميل', { value: 60, unit: 'USD', vague: false, rate: 'barrel' }],
    ['3000 دولار للشخص الواحد', { value: 3000, unit: 'USD', vague: false, rate: 'person' }],
    ['10 دولارات و42 سنتاً', { value: 10.42, unit: 'USD', vague: false }],
    ['5 درجات تحت الصفر', { value: -5, unit: 'degree', vague: false }],
    ['نصف السكان', { value: 0.5, unit: 'سكان', vague: false }],
    ['مئتا عائلة', { value: 200, unit: 'family', vague: false }],
    ['14.600 قارورة', { value: 14600, unit: 'قارورة', vague: false }],
    ['بضعة آلاف مقاتل', { value: null, unit: 'person', vague: true, min: 3000, max: 9000 }],
  ])('understands %s', (text, value) => expect(amount(text)).toEqual(value))

  it('settles a bare lira by the region that the text names, and by none where it names none', () => {
    expect(amount('في دمشق دفع 500 ليرة')).toMatchObject({ unit: 'SYP' })
    expect(amount('في بيروت دفع 500 ليرة')).toMatchObject({ unit: 'LBP' })
    expect(amount('500 ليرة')).toMatchObject({ unit: 'ليرة' })
  })

  it.each(['دولار', 'يورو', 'ليرة سورية', 'كيلومتر', 'طن', 'برميل', 'لتر'])(
    'counts %s in digits, words and scales alike',
    (unit) => {
      const units = new Set(
        ['25', '٢٥', 'خمسة وعشرون', 'خمسة وعشرين', 'الخمسة والعشرين'].map((count) =>
          JSON.stringify(amount(`${count} ${unit}`)),
        ),
      )
      expect(units.size).toBe(1)
      expect(amount(`25 ألف ${unit}`)).toMatchObject({ value: 25000, vague: false })
    },
  )
})
