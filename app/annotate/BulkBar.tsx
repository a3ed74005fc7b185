import { Trash2, X } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { useTranslation } from 'react-i18next'
import { type AnnotationRow, LABELS } from '../../corpus/annotation.ts'
import { SubtypeChoices } from '../labels/SubtypeChoices.tsx'
import { IconButton } from '../ui/Button.tsx'
import type { ArticleSession } from './article-session.ts'
import { LabelSign } from './labels.tsx'

type BulkBarProps = { session: ArticleSession; picked: readonly AnnotationRow[]; onClear: () => void }

/** What can be done to several annotations at once; each is one act and one undo. */
export function BulkBar({ session, picked, onClear }: BulkBarProps) {
  const { t } = useTranslation()
  if (picked.length < 2) return null
  const ids = picked.map(({ id }) => id)
  const [first] = picked
  const label = picked.every((row) => row.label === first!.label) ? first!.label : null
  const subtype = picked.every((row) => row.subtype === first!.subtype) ? first!.subtype : null
  return (
    <section className="bulk" aria-label={t('bulk.title')}>
      <span>{t('bulk.count', { count: picked.length })}</span>
      {LABELS.map((each) => (
        <Button
          key={each}
          className={`icon-button ${each}`}
          aria-label={t('bulk.label', { label: t(`label.${each}`) })}
          isDisabled={each === label}
          onPress={() => void session.changeMany(ids, { label: each })}
        >
          <LabelSign label={each} />
        </Button>
      ))}
      <IconButton label={t('bulk.delete')} onPress={() => void session.removeMany(ids)}>
        <Trash2 />
      </IconButton>
      <IconButton label={t('bulk.clear')} onPress={onClear}>
        <X />
      </IconButton>
      {label !== null && (
        <SubtypeChoices
          label={label}
          value={subtype}
          onChoose={(code) => void session.changeMany(ids, { subtype: code })}
        />
      )}
    </section>
  )
}
