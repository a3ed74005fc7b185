import { ClipboardPaste, FilePlus2, FolderInput, FolderPlus, Search, X } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { Button as AriaButton, Input, SearchField } from 'react-aria-components/SearchField'
import { useTranslation } from 'react-i18next'
import type { ArticleSummary } from '../../corpus/article.ts'
import { showFileName } from '../../corpus/text/invisible.ts'
import { describeFailure } from '../shell/failures.ts'
import { answerOffer, host } from '../shell/host.ts'
import { loadProject, project } from '../shell/project.ts'
import { useStore } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { ArticleDetails } from './ArticleDetails.tsx'
import { ArticleTable } from './ArticleTable.tsx'
import { followPaste } from './follow-paste.ts'
import { chooseAndImport, importGrants } from './import-articles.ts'
import { PasteDialog } from './PasteDialog.tsx'
import { listRows, type Sort } from './rows.ts'

/** All articles of the project, and the ways to add more. */
export function Library() {
  const { t } = useTranslation()
  const { articles, failure, info } = useStore(project, (state) => state)
  const [query, setQuery] = useState('')
  const [sort, setSort] = useState<Sort>({ key: 'title', descending: false })
  const [edited, setEdited] = useState<ArticleSummary | null>(null)
  const [pasted, setPasted] = useState<string | null>(null)
  useEffect(() => followPaste(setPasted), [])
  const rows = useMemo(() => listRows(articles ?? [], query, sort), [articles, query, sort])
  if (failure !== null)
    return (
      <main className="message-page" role="alert">
        <p>{t('library.loadFailed', { reason: describeFailure(failure) })}</p>
        <Button onPress={() => void loadProject()}>{t('common.retry')}</Button>
      </main>
    )
  if (articles === null) return <main className="message-page">{t('common.loading')}</main>
  return (
    <main className="library" aria-label={t('library.title')}>
      <header className="library-head">
        <div>
          <h1>{t('library.title')}</h1>
          <p className="quiet">{t('library.count', { count: articles.length })}</p>
        </div>
        <div className="library-actions">
          {articles.length > 0 && <Filter query={query} onChange={setQuery} />}
          <Button icon={<ClipboardPaste />} onPress={() => setPasted('')}>
            {t('library.paste')}
          </Button>
          <Button icon={<FolderPlus />} onPress={() => void chooseAndImport('folder')}>
            {t('library.importFolder')}
          </Button>
          <Button kind="primary" icon={<FilePlus2 />} onPress={() => void chooseAndImport('files')}>
            {t('library.importFiles')}
          </Button>
        </div>
      </header>
      <Offer />
      {info?.sample === true && <p className="sample-note">{t('library.sample')}</p>}
      {articles.length === 0 ? (
        <EmptyLibrary />
      ) : rows.length === 0 ? (
        <p className="message-page">{t('library.noMatch', { query })}</p>
      ) : (
        <ArticleTable rows={rows} sort={sort} onSort={setSort} onEdit={setEdited} />
      )}
      {pasted !== null && <PasteDialog pasted={pasted} onClose={() => setPasted(null)} />}
      {edited !== null && <ArticleDetails article={edited} onClose={() => setEdited(null)} />}
    </main>
  )
}

function Filter({ query, onChange }: { query: string; onChange: (query: string) => void }) {
  const { t } = useTranslation()
  return (
    <SearchField className="search" aria-label={t('library.filter')} value={query} onChange={onChange}>
      <Search aria-hidden />
      <Input dir={query === '' ? undefined : 'auto'} placeholder={t('library.filterPlaceholder')} />
      {query !== '' && (
        <AriaButton className="icon-button" aria-label={t('common.clear')}>
          <X />
        </AriaButton>
      )}
    </SearchField>
  )
}

/** Articles that lie beside the program and were never imported: one press adds them. */
function Offer() {
  const { t } = useTranslation()
  const offer = useStore(host, (state) => state.offer)
  if (offer === null) return null
  return (
    <section className="offer" aria-label={t('library.offerTitle', { count: offer.count })}>
      <FolderInput aria-hidden />
      <div>
        <h2>{t('library.offerTitle', { count: offer.count })}</h2>
        <p>{t('library.offerBody', { name: showFileName(offer.name) })}</p>
      </div>
      <Button kind="quiet" onPress={answerOffer}>
        {t('library.offerDecline')}
      </Button>
      <Button
        kind="primary"
        onPress={() => {
          answerOffer()
          void importGrants([{ grant: offer.grant, name: offer.name, kind: offer.kind }])
        }}
      >
        {t('library.offerAccept')}
      </Button>
    </section>
  )
}

function EmptyLibrary() {
  const { t } = useTranslation()
  return (
    <section className="empty" aria-label={t('library.emptyTitle')}>
      <FilePlus2 aria-hidden />
      <h2>{t('library.emptyTitle')}</h2>
      <p>{t('library.emptyBody')}</p>
      <p>{t('library.emptySteps')}</p>
    </section>
  )
}
