import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportReport } from '../../electron/contract.ts'
import { call } from '../api.ts'
import { importGrants } from '../library/import-articles.ts'
import { Button } from '../ui/Button.tsx'
import { FileName } from '../ui/FileName.tsx'
import { EncodingChoice } from './EncodingChoice.tsx'

type Unsure = ImportReport['unsure'][number]

/** Files that can be read in more than one way: a person looks and says in which; nothing is guessed for them. */
export function ChooseEncodings({ files }: { files: readonly Unsure[] }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(files.map(({ grant, candidates }) => [grant, candidates[0]?.encoding ?? 'utf-8'])),
  )
  if (files.length === 0) return null
  const read = (): void => {
    const grants = files.map(({ grant, file }) => ({ grant, name: file, kind: 'file' as const }))
    void importGrants(grants, chosen)
  }
  return (
    <section className="outcome unsure" aria-label={t('encoding.unsure', { count: files.length })}>
      <h3>{t('encoding.unsure', { count: files.length })}</h3>
      <p className="quiet">{t('encoding.unsureHint')}</p>
      {files.map((file) => (
        <UnsureFile
          key={file.grant}
          file={file}
          value={chosen[file.grant]!}
          onChange={(encoding) => setChosen({ ...chosen, [file.grant]: encoding })}
        />
      ))}
      <Button kind="primary" onPress={read}>
        {t('encoding.readThem')}
      </Button>
    </section>
  )
}

type UnsureFileProps = { file: Unsure; value: string; onChange: (encoding: string) => void }

function UnsureFile({ file: { file, grant, candidates }, value, onChange }: UnsureFileProps) {
  const preview = useMemo(() => (encoding: string) => call('article.preview', { grant, encoding }), [grant])
  return (
    <div className="unsure-file">
      <FileName name={file} />
      <EncodingChoice value={value} onChange={onChange} candidates={candidates} preview={preview} />
    </div>
  )
}
