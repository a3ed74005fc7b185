import type { TFunction } from 'i18next'
import { ChevronDown, ChevronUp, Search, Tags, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { useTranslation } from 'react-i18next'
import type { ArticleSession } from '../annotate/article-session.ts'
import type { ArticleView } from '../editor/article-view.ts'
import { useStore } from '../shell/store.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { type ArticleFind, createArticleFind, type FindState } from './article-find.ts'
import { TagAll } from './TagAll.tsx'

type FindBarProps = { session: ArticleSession; reader: { current: ArticleView | null } }

/** Finds words in the article in any spelling, opened by Ctrl+F; nothing while it is closed. */
export function FindBar({ session, reader }: FindBarProps) {
  const [asked, setAsked] = useState(0)
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent): void => {
      const isFind = event.code === 'KeyF' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      const inDialog = event.target instanceof Element && event.target.closest('[role=dialog]') !== null
      if (!isFind || inDialog) return
      event.preventDefault()
      setAsked((times) => times + 1)
    }
    document.addEventListener('keydown', press, true)
    return () => document.removeEventListener('keydown', press, true)
  }, [])
  if (asked === 0) return null
  return <OpenBar session={session} reader={reader} asked={asked} onClose={() => setAsked(0)} />
}

type OpenBarProps = FindBarProps & { asked: number; onClose: () => void }

function OpenBar({ session, reader, asked, onClose }: OpenBarProps) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [find] = useState(() => createArticleFind(session.state.get().content.text, reader))
  const state = useStore(find.state, (found) => found)
  const [tagging, setTagging] = useState(false)
  useEffect(() => find.stop, [find])
  // Words that are selected are what is looked for.
  useEffect(() => {
    const words = asked > 0 ? find.selectedWords() : ''
    if (words.trim() !== '') find.look({ query: words })
    input.current?.focus()
    input.current?.select()
  }, [asked, find])
  useStepKeys(find)
  const close = (): void => {
    find.settle()
    onClose()
  }
  const press = (event: KeyboardEvent): void => {
    if (event.code === 'Escape') close()
    else if (event.code === 'Enter' && event.target === input.current) find.step(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      <search className="find-bar" aria-label={t('find.title')} onKeyDown={press}>
        <Search aria-hidden />
        <input
          ref={input}
          className="find-input"
          dir={state.query === '' ? undefined : 'auto'}
          aria-label={t('find.query')}
          placeholder={t('find.query')}
          value={state.query}
          onChange={(event) => find.look({ query: event.target.value })}
        />
        <output className="find-count">{describeCount(state, t)}</output>
        <IconButton label={t('find.previous')} isDisabled={state.hits.length === 0} onPress={() => find.step(-1)}>
          <ChevronUp />
        </IconButton>
        <IconButton label={t('find.next')} isDisabled={state.hits.length === 0} onPress={() => find.step(1)}>
          <ChevronDown />
        </IconButton>
        <ToggleButton
          className="find-toggle"
          isSelected={state.wholeWords}
          onChange={(wholeWords) => find.look({ wholeWords })}
        >
          {t('find.wholeWords')}
        </ToggleButton>
        <Button icon={<Tags />} isDisabled={state.hits.length === 0} onPress={() => setTagging(true)}>
          {t('find.tagAll')}
        </Button>
        <IconButton label={t('common.close')} onPress={close}>
          <X />
        </IconButton>
      </search>
      {tagging && <TagAll session={session} hits={state.hits} onClose={() => setTagging(false)} />}
    </>
  )
}

/** F3 goes on from anywhere in the window. */
function useStepKeys(find: ArticleFind): void {
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent): void => {
      if (event.code !== 'F3') return
      event.preventDefault()
      find.step(event.shiftKey ? -1 : 1)
    }
    document.addEventListener('keydown', press, true)
    return () => document.removeEventListener('keydown', press, true)
  }, [find])
}

function describeCount({ query, hits, at }: FindState, t: TFunction): string {
  if (query.trim() === '') return ''
  if (hits.length === 0) return t('find.none')
  const exact = hits.filter((hit) => hit.exact).length
  const place = t('find.place', { at: at + 1, number: hits.length })
  return exact === 0 || exact === hits.length ? place : `${place} · ${t('find.exact', { number: exact })}`
}
