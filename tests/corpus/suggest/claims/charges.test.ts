import { describe, expect, it } from 'vitest'
import { type ClaimWords, claimsIn } from '../found.ts'

type Row = readonly [text: string, claims: readonly ClaimWords[]]

function check(rows: readonly Row[]): void {
  it.each(rows)('%s', (text, expected) => expect(claimsIn(text)).toEqual(expected))
}

describe('suggestClaims: charges as a noun', () => {
  check([
    [
      'ووجه الوزير اتهامات إلى الحزب بتهريب السلاح.',
      [{ content: 'الحزب بتهريب السلاح', source: 'الوزير', cue: 'اتهامات' }],
    ],
    ['وتواجه الميليشيا اتهامات بارتكاب جرائم حرب.', [{ content: 'ارتكاب جرائم حرب', source: null, cue: 'اتهامات' }]],
    [
      'ووجهت واشنطن اتهامات لطهران بتزويد الحوثيين بالسلاح.',
      [{ content: 'طهران بتزويد الحوثيين بالسلاح', source: 'واشنطن', cue: 'اتهامات' }],
    ],
    [
      'وأثارت اتهامات المعارضة للحكومة بتزوير الانتخابات، غضبا واسعا.',
      [{ content: 'للحكومة بتزوير الانتخابات', source: 'المعارضة', cue: 'اتهامات' }],
    ],
  ])
})

describe('suggestClaims: false friends of charges', () => {
  check([
    ['وقدم المدعي لائحة اتهامات طويلة إلى المحكمة بالبريد.', []],
    ['وأنكر الرجل اتهامات الشرطة.', []],
    ['وقرأ القاضي قرار الاتهام بصوت مرتفع.', []],
  ])
})

describe('suggestClaims: documents with a clause of their own speak', () => {
  check([
    [
      'وكشف تحقيق أجرته الصحيفة أن الأموال حولت عبر شركات وهمية.',
      [{ content: 'الأموال حولت عبر شركات وهمية', source: 'تحقيق أجرته الصحيفة', cue: 'كشف' }],
    ],
    [
      'وأظهرت وثائق اطلعت عليها الصحيفة أن الجهاز كان يراقب المعارضين.',
      [{ content: 'الجهاز كان يراقب المعارضين', source: 'وثائق', cue: 'أظهرت' }],
    ],
    [
      'والتقرير الذي أعدته اللجنة يقول إن السجناء عذبوا.',
      [{ content: 'السجناء عذبوا', source: 'التقرير', cue: 'يقول' }],
    ],
  ])
})

describe('suggestClaims: false friends of documents with a clause', () => {
  check([
    ['واللجنة التي تضم الجيش تقول إن السجناء عذبوا.', [{ content: 'السجناء عذبوا', source: 'اللجنة', cue: 'تقول' }]],
    ['وكشف الوزير في تحقيق أن الأموال حولت.', [{ content: 'الأموال حولت', source: 'الوزير', cue: 'كشف' }]],
    [
      'والتقى الوفد بالضابط الذي عينه الوزير، وقال إن الحدود آمنة.',
      [{ content: 'الحدود آمنة', source: 'الوفد', cue: 'قال' }],
    ],
  ])
})

describe('suggestClaims: a source phrase behind the opener of a clause', () => {
  check([
    [
      'وقصفت الطائرات أجزاء من المدينة، لكنها، طبقا للسكان، لم تستهدف المقر.',
      [{ content: 'لم تستهدف المقر', source: 'للسكان', cue: 'طبقا' }],
    ],
    [
      'وأغلق الجيش الطريق الساحلي، لكن، بحسب المرصد، عبرت القافلة ليلا.',
      [{ content: 'عبرت القافلة ليلا', source: 'المرصد', cue: 'بحسب' }],
    ],
    [
      'وتوقف القصف على المدينة، فيما، وفق ناشطين، استمرت الاشتباكات في الريف.',
      [{ content: 'استمرت الاشتباكات في الريف', source: 'ناشطين', cue: 'وفق' }],
    ],
  ])
})

describe('suggestClaims: false friends of a source phrase behind an opener', () => {
  check([
    ['وأغلق الجيش الطريق الساحلي، لكن وفق القانون لا يحق له ذلك.', []],
    ['وتوقف القصف، لكن حسب الاتفاق.', []],
    ['ودخلت القافلة المدينة فيما يراقب الجيش الطريق وفق خطة معدة.', []],
  ])
})
