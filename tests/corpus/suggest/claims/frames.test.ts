import { describe, expect, it } from 'vitest'
import { type ClaimWords, claimsIn } from '../found.ts'

type Row = readonly [text: string, claims: readonly ClaimWords[]]

function check(rows: readonly Row[]): void {
  it.each(rows)('%s', (text, expected) => expect(claimsIn(text)).toEqual(expected))
}

describe('suggestClaims: what was said stands behind ما', () => {
  check([
    [
      'وقصفت الطائرات ما قالت الوزارة إنه مستودع للأسلحة قرب النهر.',
      [{ content: 'مستودع للأسلحة قرب النهر', source: 'الوزارة', cue: 'قالت' }],
    ],
    [
      'وأطلقت القوات النار على ما يعتقد أنه مخبأ للمهربين، ثم انسحبت.',
      [{ content: 'مخبأ للمهربين', source: null, cue: 'يعتقد' }],
    ],
    ['واعتقلت الشرطة من قال المحقق إنهم قادة الخلية.', [{ content: 'قادة الخلية', source: 'المحقق', cue: 'قال' }]],
  ])
})

describe('suggestClaims: false friends of ما', () => {
  check([
    ['ما قال الوزير شيئا.', []],
    ['ولم يقل الوزير إنه سيستقيل.', []],
    ['ولا يندد الوزير بالقصف فحسب وإنما ينتقد الاتفاق.', []],
  ])
})

describe('suggestClaims: pretexts and rumours with ب', () => {
  check([
    [
      'وأغلق الجيش الطريق بحجة أن الجسر متضرر.',
      [{ content: 'الجسر متضرر', source: 'الجيش', cue: 'حجة', hedged: true }],
    ],
    [
      'وانسحب الحزب من المحادثات بدعوى أن اللجنة منحازة.',
      [{ content: 'اللجنة منحازة', source: 'الحزب', cue: 'دعوى', hedged: true }],
    ],
    [
      'ومنعت الشرطة المسيرة بذريعة أن المنطقة خطرة.',
      [{ content: 'المنطقة خطرة', source: 'الشرطة', cue: 'ذريعة', hedged: true }],
    ],
    ['وانتشرت شائعات باعتقال القائد.', [{ content: 'اعتقال القائد', source: null, cue: 'شائعات', hedged: true }]],
  ])
})

describe('suggestClaims: false friends of pretexts', () => {
  check([
    ['واحتفل الحجاج بحجة الوداع.', []],
    ['وتقدم المحامي بدعوى ضد الشركة.', []],
    ['وطالب بزعم كاذب.', []],
  ])
})

describe('suggestClaims: a denied noun with the article, and what is taken up with هذا', () => {
  check([
    [
      'ونفت الوزارة التورط في الهجوم على القاعدة.',
      [{ content: 'التورط في الهجوم على القاعدة', source: 'الوزارة', cue: 'نفت', polarity: 'denies' }],
    ],
    ['وينفي الحزب هذه الاتهامات.', [{ content: 'هذه الاتهامات', source: 'الحزب', cue: 'ينفي', polarity: 'denies' }]],
    ['وأكد أحد المسؤولين هذا التعاون.', [{ content: 'هذا التعاون', source: 'أحد المسؤولين', cue: 'أكد' }]],
  ])
})

describe('suggestClaims: false friends of denied nouns', () => {
  check([
    ['ونفت السلطات المعارض إلى الخارج.', []],
    ['وأكد الوزير هذا اليوم.', []],
    ['وأكد الجيش هذه الليلة جاهزيته.', [{ content: 'جاهزيته', source: 'الجيش', cue: 'أكد' }]],
  ])
})

describe('suggestClaims: a party holds another to be something', () => {
  check([
    [
      'وتعتبر أنقرة حزب العمال الكردستاني منظمة إرهابية، وتحاربه.',
      [{ content: 'حزب العمال الكردستاني منظمة إرهابية', source: 'أنقرة', cue: 'تعتبر' }],
    ],
    ['ويعتبر الجيش الحزب عدوا خطيرا.', [{ content: 'الحزب عدوا خطيرا', source: 'الجيش', cue: 'يعتبر' }]],
    [
      'وتعتبر واشنطن الحرس الثوري جماعة إرهابية.',
      [{ content: 'الحرس الثوري جماعة إرهابية', source: 'واشنطن', cue: 'تعتبر' }],
    ],
  ])
})

describe('suggestClaims: false friends of holding', () => {
  check([
    ['ويعتبر الحزب قوة كبيرة.', []],
    ['وتعتبر القضية معقدة.', []],
    ['واعتبر الوزير القرار.', []],
  ])
})

describe('suggestClaims: answers, agreements and mentions', () => {
  check([
    [
      'ورد وزير الخارجية، نبيل سالم، أن بلاده لن تتضرر.',
      [{ content: 'بلاده لن تتضرر', source: 'وزير الخارجية، نبيل سالم', cue: 'رد' }],
    ],
    ['واتفق الخبراء على أن الخطة فشلت.', [{ content: 'الخطة فشلت', source: 'الخبراء', cue: 'اتفق' }]],
    [
      'وذكر مسؤولون في الحكومة السورية خطر التنظيم المتنامي في البادية.',
      [{ content: 'خطر التنظيم المتنامي في البادية', source: 'مسؤولون في الحكومة السورية', cue: 'ذكر' }],
    ],
    [
      'ونسبت الصحيفة إلى الضابط قوله لا نعرف كيف وصلوا.',
      [{ content: 'لا نعرف كيف وصلوا', source: 'الضابط', cue: 'قوله', via: 'الصحيفة' }],
    ],
  ])
})

describe('suggestClaims: false friends of answers, agreements and mentions', () => {
  check([
    ['واتفق الطرفان على أن يلتقيا في جنيف.', []],
    ['وورد الخبر في الصحيفة.', []],
    ['وذكر الوزير أسماء كثيرة.', []],
    ['ويبدو أن الخطة فشلت.', []],
  ])
})

describe('suggestClaims: where a content ends before a further speaker', () => {
  check([
    [
      'لكن الوزارة تقول إن الرجل خرج، رغم أن زوجته تقول إنها انتظرته يوما كاملا.',
      [
        { content: 'الرجل خرج', source: 'الوزارة', cue: 'تقول' },
        { content: 'انتظرته يوما كاملا', source: 'زوجته', cue: 'تقول' },
      ],
    ],
    [
      'وأضاف المتحدث أن المقاتلين فروا من المدينة مشيرا إلى انتشار قوات خاصة فيها.',
      [
        { content: 'المقاتلين فروا من المدينة', source: 'المتحدث', cue: 'أضاف' },
        { content: 'انتشار قوات خاصة فيها', source: 'المتحدث', cue: 'مشيرا' },
      ],
    ],
    [
      'وقالت سعاد أيضا "رأينا طائرات كثيرة تعبر فوق الجبل".',
      [{ content: 'رأينا طائرات كثيرة تعبر فوق الجبل', source: 'سعاد', cue: 'قالت', speech: 'mixed' }],
    ],
    [
      'وقال السائق: "وصلنا ليلا. هل كانوا ينتظروننا؟ لم يجب أحد".',
      [
        { content: 'وصلنا ليلا', source: 'السائق', cue: 'قال', speech: 'direct' },
        { content: 'لم يجب أحد', source: 'السائق', cue: 'قال', speech: 'direct' },
      ],
    ],
  ])
})
