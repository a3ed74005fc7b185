import { Combine, Split, Trash2, Unlink } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ENTITY_KINDS, EntityKind } from '../../corpus/entity.ts'
import { useDraft } from '../annotate/use-draft.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { EntityPicker } from './EntityPicker.tsx'
import { changeEntity, deleteEntity, type EntityInView, linkTo, mergeInto, splitOff } from './entity-state.ts'
import { MentionLine } from './MentionLine.tsx'
import { toggle } from './Proposals.tsx'

/** One entity: its names, what was merged into it, and every mention, of which some can be taken elsewhere. */
export function EntityDetail({ of }: { of: EntityInView }) {
  const { t } = useTranslation()
  const { row, mentions, merged } = of
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<'merge' | 'move'>()
  const moving = [...chosen].filter((id) => mentions.some((mention) => mention.id === id))
  return (
    <section className="entity-detail" aria-label={row.name}>
      <Names of={of} />
      {merged.length > 0 && (
        <ul className="entity-merged" aria-label={t('entities.merged')}>
          {merged.map(({ id, name }) => (
            <li key={id}>
              <span>{t('entities.mergedHere', { name: `⁨${name}⁩` })}</span>
              <Button kind="quiet" icon={<Split />} onPress={() => void splitOff(id)}>
                {t('entities.splitOff')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="entity-actions">
        <Button icon={<Combine />} onPress={() => setAsking('merge')}>
          {t('entities.merge')}
        </Button>
        <Button icon={<Trash2 />} kind="danger" onPress={() => void deleteEntity(row.id)}>
          {t('entities.delete')}
        </Button>
      </div>
      <div className="mention-head">
        <h3>{t('entities.mentions', { count: mentions.length })}</h3>
        {moving.length > 0 && (
          <>
            <Button kind="quiet" icon={<Split />} onPress={() => setAsking('move')}>
              {t('entities.move', { count: moving.length })}
            </Button>
            <Button kind="quiet" icon={<Unlink />} onPress={() => void linkTo(moving, null)}>
              {t('entities.unlink')}
            </Button>
          </>
        )}
      </div>
      {mentions.length === 0 && <p className="quiet">{t('entities.noMentions')}</p>}
      <ul className="mention-list">
        {mentions.map((mention) => (
          <MentionLine
            key={mention.id}
            mention={mention}
            isChosen={chosen.has(mention.id)}
            onChange={(isChosen) => setChosen(toggle(chosen, mention.id, isChosen))}
          />
        ))}
      </ul>
      {asking === 'merge' && (
        <EntityPicker
          label={t('entities.mergeWith')}
          without={row.id}
          onPick={(id) => void mergeInto(row.id, id)}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'move' && (
        <EntityPicker
          label={t('entities.moveTo')}
          without={row.id}
          mentions={moving}
          onPick={(id) => void linkTo(moving, id)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </section>
  )
}

function Names({ of: { row } }: { of: EntityInView }) {
  const { t } = useTranslation()
  const aliases = useDraft(row.aliases.join('\n'), (text) => changeEntity(row.id, { aliases: readLines(text) }))
  const kinds = [
    { value: 'none', text: t('entities.noKind') },
    ...ENTITY_KINDS.map((kind) => ({ value: kind, text: t(`entities.kind.${kind}`) })),
  ]
  return (
    <div className="entity-names">
      <Name key={row.name} of={row} />
      <Select
        label={t('entities.kindLabel')}
        value={row.kind ?? 'none'}
        choices={kinds}
        onChoose={(kind) =>
          void changeEntity(row.id, { kind: kind === 'none' ? null : (EntityKind.safeParse(kind).data ?? null) })
        }
      />
      <Field
        label={t('entities.aliases')}
        hint={t('entities.aliasesHint')}
        rows={2}
        value={aliases.text}
        onChange={aliases.change}
        onBlur={aliases.flush}
      />
    </div>
  )
}

/** The name as a person writes it; kept on leaving the field, for every name that was kept becomes an alias. */
function Name({ of: { id, name } }: { of: EntityInView['row'] }) {
  const { t } = useTranslation()
  const [text, setText] = useState(name)
  const keep = (): void => {
    const next = text.trim()
    if (next === '') setText(name)
    else if (next !== name) void changeEntity(id, { name: next })
  }
  return (
    <Field
      label={t('entities.name')}
      value={text}
      onChange={setText}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
      }}
    />
  )
}

function readLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
