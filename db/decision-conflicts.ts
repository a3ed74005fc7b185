import { v7 as uuidv7 } from 'uuid'
import { refoldAdjudication } from './adjudication-fold.ts'
import { deleteAnnotations, findAnnotation } from './annotation.ts'
import { refoldAnnotation } from './annotation-fold.ts'
import { appendOp } from './append.ts'
import { foldFields, type Standing } from './fold.ts'
import type { Db } from './open.ts'
import { type Change, listOps, type Op } from './ops.ts'
import { statement } from './statement.ts'

/** Decisions that leads took apart about one case: the targets that they are on, and what each says. */
export type DividedCase = Readonly<{ targets: readonly string[]; standing: readonly Standing[] }>

/**
 * Cases about which several decisions stand that made different annotations: on one target, or on several that looked at
 * the same annotation. The lowest target, which comes first, stands for the case.
 */
export function listDividedCases(db: Db): DividedCase[] {
  if (statement<{ hands: number }>(db, HANDS).get()!.hands < 2) return []
  const rows = statement<{ id: string; considered: string }>(db, DECISIONS).all()
  const parents = new Map<string, string>()
  const rootOf = (id: string): string => (parents.has(id) ? rootOf(parents.get(id)!) : id)
  const firstOn = new Map<string, string>()
  for (const { id, considered } of rows)
    for (const { annotationId } of JSON.parse(considered) as { annotationId: string }[]) {
      const [one, other] = [rootOf(firstOn.get(annotationId) ?? id), rootOf(id)].sort() as [string, string]
      if (one !== other) parents.set(other, one)
      firstOn.set(annotationId, one)
    }
  const cases = Map.groupBy(
    rows.map(({ id }) => id),
    rootOf,
  )
  return [...cases.values()].flatMap((targets) => readDivided(db, targets))
}

function readDivided(db: Db, targets: readonly string[]): DividedCase[] {
  const standing = targets.flatMap((target) => foldFields(listOps(db, target), readDecision).get('decision')!.standing)
  const made = new Set(standing.map(({ value }) => madeBy(value)))
  return made.size < 2 ? [] : [{ targets, standing }]
}

/**
 * Settles a divided case with one of its decisions: every target says it, what it made stands, and what the others made
 * goes. One act.
 */
export function settleCase(db: Db, { targets, standing }: DividedCase, chosen: Standing, by: string): void {
  const group = uuidv7()
  for (const target of targets) {
    appendOp(db, by, { kind: 'adjudication.decide', target, change: chosen.value as Change, group })
    refoldAdjudication(db, target)
  }
  const wanted = madeBy(chosen.value)
  const others = new Set(standing.map(({ value }) => madeBy(value)).filter((id) => id !== null && id !== wanted))
  const live = [...others].filter((id) => (findAnnotation(db, id!)?.status ?? 'deleted') !== 'deleted')
  deleteAnnotations(db, live as string[], by, group)
  if (wanted === null || findAnnotation(db, wanted)?.status !== 'deleted') return
  appendOp(db, by, { kind: 'annotation.restore', target: wanted, change: {}, group })
  refoldAnnotation(db, wanted)
}

function madeBy(decision: unknown): string | null {
  return ((decision as Change).annotationId ?? null) as string | null
}

function readDecision({ kind, change }: Op): Change | undefined {
  return kind === 'adjudication.decide' ? { decision: change } : undefined
}

const HANDS = "SELECT count(DISTINCT replica) AS hands FROM op WHERE kind = 'adjudication.decide'"
const DECISIONS = 'SELECT id, considered FROM adjudication ORDER BY id'
