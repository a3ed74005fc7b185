import { useEffect, useRef } from 'react'
import { LABELS } from '../../../corpus/annotation.ts'
import { LabelSign } from '../../annotate/labels.tsx'
import { type ArticleView, createArticleView } from '../../editor/article-view.ts'
import { moveBy } from '../../editor/caret.ts'
import { makeKeyTable } from '../../editor/keys.ts'
import type { DrawnAnnotation } from '../../editor/span-book.ts'
import { directionOf } from '../../shell/i18n/languages.ts'
import { formatNumber } from '../../shell/i18n/numbers.ts'
import type { CurationSession, OpenCase } from './curation-session.ts'
import { keepBounds } from './drawn-bounds.ts'
import { lookOfCase } from './looks.ts'

type CaseTextProps = { session: CurationSession; onReady: (reader: ArticleView | null) => void }

/** The article with its cases drawn by how far analysts agree; a click looks at the one under it. */
export function CaseText({ session, onReady }: CaseTextProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const mount = useRef<HTMLDivElement>(null)
  const signs = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const reader = openText(session, scroller.current!, mount.current!, signs.current!)
    const stops = [keepCases(reader, session), keepBounds(reader, session)]
    onReady(reader)
    reader.view.focus()
    return () => {
      onReady(null)
      for (const stop of stops) stop()
      reader.destroy()
    }
  }, [session, onReady])
  return (
    <div className="reader" ref={scroller}>
      <div className="reader-page">
        <div ref={mount} className="reader-mount" />
      </div>
      <div ref={signs} hidden>
        {LABELS.map((label) => (
          <LabelSign key={label} label={label} />
        ))}
      </div>
    </div>
  )
}

/** No key but those that move: the others are the view's. */
const NO_KEYS = { ...makeKeyTable(), reader: new Map() }

function openText(
  session: CurationSession,
  scroller: HTMLElement,
  mount: HTMLElement,
  signs: HTMLElement,
): ArticleView {
  const { text, article } = session.content
  const reader: ArticleView = createArticleView(
    mount,
    scroller,
    {
      text,
      offsets: session.offsets,
      sentences: session.sentences,
      language: article.language,
      direction: directionOf(article.language),
      name: article.title,
      writeNumber: formatNumber,
      drawSign: (label) => signs.querySelector(`.${label} svg`)!.cloneNode(true) as Element,
      each: 'line',
    },
    {
      keys: () => NO_KEYS,
      ways: () => ({ wholeWords: true }),
      onCommand: (command) => {
        if (command.kind !== 'command') moveBy(reader.view, reader.open, command)
      },
      onSelection: () => {},
      onClick: (ids) => chooseUnder(session, ids),
      onHover: () => {},
      onMenu: (ids) => chooseUnder(session, ids),
    },
  )
  return reader
}

/** The first click looks at the innermost case, each further one at the next around it. */
function chooseUnder(session: CurationSession, ids: readonly string[]): void {
  if (ids.length === 0) return
  session.choose(ids[(ids.indexOf(session.state.get().current ?? '') + 1) % ids.length])
}

/** Draws what is shown, and brings the case that is looked at into view. */
function keepCases(reader: ArticleView, session: CurationSession): () => void {
  const { drawer } = reader
  let shown: ReadonlyMap<string, OpenCase> = new Map()
  let current: string | undefined
  const draw = (): void => {
    const next = new Map(session.visible().map((of) => [of.judged.key, of]))
    const found = session.current()
    if (found !== undefined) next.set(found.judged.key, found)
    redraw(reader, shown, next)
    shown = next
    drawer.emphasise(found?.judged.key, undefined)
    if (found !== undefined && found.judged.key !== current) reader.reveal(found.span)
    current = found?.judged.key
  }
  draw()
  return session.state.subscribe(draw)
}

function redraw(
  { drawer }: ArticleView,
  before: ReadonlyMap<string, OpenCase>,
  after: ReadonlyMap<string, OpenCase>,
): void {
  if (before.size === 0) {
    drawer.replaceAll([...after.values()].map(toDrawn))
    return
  }
  for (const key of before.keys()) if (!after.has(key)) drawer.drop(key)
  for (const [key, of] of after) if (before.get(key) !== of) drawer.put(toDrawn(of))
}

function toDrawn({ judged, span }: OpenCase): DrawnAnnotation {
  return { id: judged.key, label: judged.label, span, look: lookOfCase(judged.agreement, judged.state === 'decided') }
}
