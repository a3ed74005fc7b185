import { Layers } from 'lucide-react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { useTranslation } from 'react-i18next'
import { useStore } from '../shell/store.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import type { ArticleSession } from './article-session.ts'
import { layerView, nameLayer, showLayer } from './layers.ts'

/** Whose annotations are shown, for those who see more than their own. */
export function LayerMenu({ session }: { session: ArticleSession }) {
  const { t } = useTranslation()
  const layers = useStore(session.state, (state) => state.layers)
  const { hidden, named } = useStore(layerView, (state) => state)
  if (layers.length < 2) return null
  return (
    <DialogTrigger>
      <IconButton label={t('layers.title')}>
        <Layers />
      </IconButton>
      <Popover className="menu-popover" placement="bottom end">
        <Dialog className="view-menu layer-menu" aria-label={t('layers.title')}>
          {layers.map((layer) => (
            <Check key={layer} isSelected={!hidden.has(layer)} onChange={(shown) => showLayer(layer, shown)}>
              {nameLayer(layer, layers)}
            </Check>
          ))}
          <Button kind="quiet" onPress={() => layerView.update({ hidden: new Set() })}>
            {t('layers.all')}
          </Button>
          <Check isSelected={named} onChange={(next) => layerView.update({ named: next })}>
            {t('layers.names')}
          </Check>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

type CheckProps = { isSelected: boolean; onChange: (on: boolean) => void; children: string }

function Check({ children, ...props }: CheckProps) {
  return (
    <Checkbox className="occurrence" {...props}>
      <span className="box" aria-hidden />
      <bdi>{children}</bdi>
    </Checkbox>
  )
}
