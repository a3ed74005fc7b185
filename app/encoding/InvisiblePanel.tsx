import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countInvisible, findInvisible, type InvisibleCount } from '../../corpus/text/invisible.ts'
import { call } from '../api.ts'
import { formatNumber } from '../shell/i18n/numbers.ts'
import { navigation } from '../shell/navigation.ts'
import { useStore } from '../shell/store.ts'

/** The characters of the open article that cannot be seen, counted; while this is open the text shows each of them. */
export function InvisiblePanel() {
  const { t } = useTranslation()
  const articleId = useStore(navigation, ({ place }) => (place.view === 'article' ? place.articleId : null))
  const [counts, setCounts] = useState<readonly InvisibleCount[] | null>(null)
  useEffect(() => {
    setCounts(null)
    if (articleId === null) return
    void call('article.read', { articleId }).then(
      (read) => read.ok && setCounts(countInvisible(findInvisible(read.value.text))),
    )
  }, [articleId])
  if (articleId === null) return <p className="panel-body quiet">{t('invisible.noArticle')}</p>
  return (
    <div className="panel-body">
      <p className="quiet">{t('invisible.hint')}</p>
      {counts?.length === 0 && <p>{t('invisible.none')}</p>}
      {counts !== null && counts.length > 0 && (
        <table className="invisible-counts">
          <thead>
            <tr>
              <th scope="col">{t('invisible.character')}</th>
              <th scope="col">{t('invisible.count')}</th>
              <th scope="col">{t('invisible.suspicious')}</th>
            </tr>
          </thead>
          <tbody>
            {counts.map(({ codePoint, name, kind, count, suspicious }) => (
              <tr key={codePoint} className={suspicious > 0 ? 'suspicious' : ''}>
                <th scope="row">
                  <bdi>{name}</bdi> <span className="quiet">{t(`invisible.kinds.${kind}`)}</span>
                </th>
                <td>{formatNumber(count)}</td>
                <td>{formatNumber(suspicious)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
