import { DomainError } from '../corpus/errors.ts'
import { findMember } from './member.ts'
import type { Db } from './open.ts'
import { findReplica } from './replica.ts'
import { replicaKeys } from './trust.ts'

/**
 * Whether a member leads here: by their role, or because they work on a lead's own copy of the project, as its creator
 * does under another name. Never an auditor.
 */
export function mayLead(db: Db, memberId: string): boolean {
  const role = findMember(db, memberId)?.role
  if (role === 'lead') return true
  const replica = findReplica(db)
  const owner = replica === undefined ? undefined : replicaKeys(db).get(replica)?.owner
  return role !== 'auditor' && owner !== undefined && findMember(db, owner)?.role === 'lead'
}

/** Throws DomainError `lead-only` for a member who does not lead. */
export function assertMayLead(db: Db, memberId: string): void {
  if (!mayLead(db, memberId)) throw new DomainError('lead-only', 'only a lead of the project can do this')
}
