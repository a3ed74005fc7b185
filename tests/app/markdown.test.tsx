import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Markdown } from '../../app/labels/markdown.tsx'

const draw = (source: string): string => renderToStaticMarkup(<Markdown source={source} />)

describe('Markdown', () => {
  it.each([
    ['a heading', '# الجهات', '<h3 dir="auto">الجهات</h3>'],
    ['a list', '- دولة\n- حزب', '<ul dir="auto"><li>دولة</li><li>حزب</li></ul>'],
    ['a numbered list in Arabic digits', '١. أول\n٢. ثان', '<ul dir="auto"><li>أول</li><li>ثان</li></ul>'],
    ['paragraphs', 'سطر\nآخر\n\nفقرة', '<p dir="auto">سطر\nآخر</p><p dir="auto">فقرة</p>'],
    ['emphasis', '**غامق** *مائل* `رمز`', '<strong>غامق</strong> <em>مائل</em> <code>رمز</code>'],
  ])('draws %s', (_, source, expected) => expect(draw(source)).toContain(expected))

  it.each(['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '[x](javascript:alert(1))'])(
    'brings no markup of others into the window: %s',
    (source) => {
      expect(draw(source)).not.toMatch(/<(?:script|img|a)\b/)
      expect(draw(`# ${source}\n- ${source}`)).not.toMatch(/<(?:script|img|a)\b/)
    },
  )
})
