import { Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../electron/contract.ts'
import { call } from '../api.ts'
import { formatDay, formatNumber } from '../shell/i18n/numbers.ts'
import { Button } from '../ui/Button.tsx'
import { notify } from '../ui/Notices.tsx'
import { PrintWords } from './PrintWords.tsx'

/** The print of the whole log in eight words, to be written into a paper log or compared with a colleague's. */
export function LogPrint() {
  const { t } = useTranslation()
  const [head, setHead] = useState<Output<'project.head'> | null>(null)
  useEffect(() => {
    void call('project.head', {}).then((read) => read.ok && setHead(read.value))
  }, [])
  if (head === null) return null
  const copy = async (): Promise<void> => {
    const day = formatDay(new Date().toISOString().slice(0, 10))
    const line = t('verify.printLine', { date: day, entries: formatNumber(head.entries), words: head.words.join(' ') })
    const copied = await call('host.copyText', { text: line })
    if (copied.ok) notify(t('verify.printCopied'))
  }
  return (
    <section className="print" aria-label={t('verify.print')}>
      <h3>{t('verify.print')}</h3>
      <p className="quiet">{t('verify.printHint')}</p>
      <PrintWords words={head.words} label={t('verify.print')} />
      <Button kind="quiet" icon={<Copy />} onPress={() => void copy()}>
        {t('verify.printCopy')}
      </Button>
    </section>
  )
}
