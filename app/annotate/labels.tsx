import { CalendarDays, MessageSquareQuote, Scale, UserRound, Zap } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Label } from '../../corpus/annotation.ts'

const ICONS: Readonly<Record<Label, ReactNode>> = {
  actor: <UserRound aria-hidden />,
  event: <Zap aria-hidden />,
  date: <CalendarDays aria-hidden />,
  amount: <Scale aria-hidden />,
  claim: <MessageSquareQuote aria-hidden />,
}

/** A label's sign: its icon over a stroke of the line that it has in the text. */
export function LabelSign({ label }: { label: Label }) {
  return <span className={`label-sign ${label}`}>{ICONS[label]}</span>
}
