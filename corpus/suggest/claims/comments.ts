import { formAt, isWordAt, type Page } from '../grammar/page.ts'
import { isFunctionWord, knownVerb } from '../grammar/vocabulary.ts'

const report = /^[يت]?(نفا|نفت|نفي|اكد|وكد|ذكر|اعلن|كشف|اوضح)/
const attitude = /^[يت]?(نفا|نفت|نفي|اكد|وكد|ذكر|اعلن|كشف|اوضح|رفض|انكر|كذب|فند|دحض|اعتبر|عتبر|اثار|ثير)/
const meta =
  /^و?(تعكس|يعكس|عكس|عكست|تشكل|يشكل|تمثل|يمثل|تعد|يعد|تعتبر|يعتبر|تاتي|ياتي|جاء|جاءت|تندرج|يندرج|تزامن|تزامنت|يتزامن|تتزامن|يظهر|يبدو|يبقي|تبقي)$/
// What whoever speaks does next: a demand, a refusal or a feeling asserts nothing.
const pleas =
  /^و(دعا|دعت|دعوا|طالب|طالبت|طالبوا|ناشد|ناشدت|حث|حثت|اعرب|اعربت|عبر|عبرت|رفض|رفضت|امتنع|امتنعت|هنا|هنات|شكر|شكرت|اشاد|اشادت|ندد|نددت|ادان|ادانت|استنكر|استنكرت|توعد|توعدت|هدد|هددت|انتقد|انتقدت|تعهد|تعهدت|رحب|رحبت|امر|امرت)$/
const demonstratives = /^(هذا|هذه|هذان|هذين|ذلك|تلك|هؤلاء|اولئك)$/

/**
 * True where the article goes on in its own voice behind a comma: وهو ما نفاه, الأمر الذي رفضه, ومما لا شك فيه, كما نشر,
 * وقد استدعيت, a sentence that opens with a demonstrative.
 */
export function isComment(page: Page, at: number): boolean {
  if (formAt(page, at - 1) !== ',') return false
  const form = formAt(page, at)
  const next = formAt(page, at + 1)
  if (/^و(هو|هي)$/.test(form) && next === 'ما') return report.test(formAt(page, at + 2))
  if (/^و(هو|هي)$/.test(form) && isWordAt(page, at + 2)) return report.test(formAt(page, at + 2)) && next.length > 2
  if (form === 'الامر' && next === 'الذي') return attitude.test(formAt(page, at + 2))
  if (/^(ومما|مما|ولا|لا)$/.test(form)) return /^(لا|شك|ريب)$/.test(next)
  if (form === 'كما') return isNewVerb(page, at + 1)
  if (form === 'وقد' || form === 'وكانت' || form === 'وكان') return form !== 'وقد' || isPerfect(page, at + 1)
  if (/^ف(هو|هي|هم)$/.test(form)) return /^ب(ذلك|هذا)$/.test(next)
  if (demonstratives.test(form)) return next.startsWith('ال')
  if (meta.test(form) || pleas.test(form)) return form.startsWith('و')
  return isTopicRecalled(page, at)
}

/** كما نشر التنظيم, كما كان الجيش قد: a further main clause; كما هو and كما ورد في still belong to the content. */
function isNewVerb(page: Page, at: number): boolean {
  const verb = knownVerb(page.tokens[at])
  if (verb?.conj !== '') return false
  return !/^(ورد|جاء|جري|حدث|حصل|يبدو|تم)$/.test(formAt(page, at))
}

function isPerfect(page: Page, at: number): boolean {
  const verb = knownVerb(page.tokens[at])
  return verb?.tense === 'perfect' && verb.conj === ''
}

/** ومحاولات التنظيم هذه أتت: what was told is taken up as the topic of a new sentence. */
function isTopicRecalled(page: Page, at: number): boolean {
  if (!/^و/.test(formAt(page, at)) || isFunctionWord(page.tokens[at])) return false
  for (let next = at + 1; next < at + 4; next++)
    if (demonstratives.test(formAt(page, next))) return isPerfect(page, next + 1)
  return false
}
