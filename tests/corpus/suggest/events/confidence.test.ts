import { describe, expect, it } from 'vitest'
import { sliceOf } from '../../../../corpus/span.ts'
import { suggestAll } from '../../../../corpus/suggest/suggest-all.ts'

/** How sure the program is of one event in a text. */
function confidenceOf(text: string, event: string): number {
  const found = suggestAll(text, { labels: ['event'] }).find(({ span }) => sliceOf(text, span) === event)
  if (!found) throw new Error(`no ${event} in ${text}`)
  return found.confidence
}

describe('confidence of events: the surer first', () => {
  it.each([
    ['بعد مقتل القائد.', 'مقتل', 'يسعى إلى طرد المقاتلين.', 'طرد'],
    ['وقع الهجوم أمس.', 'الهجوم', 'بدأ الهدم صباحا.', 'الهدم'],
    ['بعد إغلاق الميناء أمس.', 'إغلاق', 'ينتظرون الإغلاق هناك.', 'الإغلاق'],
    ['انسحب الجيش من البلدة.', 'انسحب', 'قد ينسحب الجيش من البلدة.', 'ينسحب'],
    ['قصفت القوات البلدة.', 'قصفت', 'تقصف القوات البلدة.', 'تقصف'],
  ])('%s %s > %s %s', (sure, event, unsure, other) => {
    expect(confidenceOf(sure, event)).toBeGreaterThan(confidenceOf(unsure, other))
  })
})
