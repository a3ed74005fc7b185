import { Label } from 'react-aria-components/Label'
import { ProgressBar } from 'react-aria-components/ProgressBar'

type ProgressProps = { label: string; done: number; total: number; text: string }

/** How far a long piece of work is; without a total it shows only that it goes on. */
export function Progress({ label, done, total, text }: ProgressProps) {
  return (
    <ProgressBar className="progress" value={done} maxValue={Math.max(1, total)} isIndeterminate={total === 0}>
      {({ percentage }) => (
        <>
          <div className="progress-head">
            <Label>{label}</Label>
            <span>{text}</span>
          </div>
          <div className="progress-track">
            <div className="progress-done" style={{ inlineSize: `${percentage ?? 30}%` }} />
          </div>
        </>
      )}
    </ProgressBar>
  )
}
