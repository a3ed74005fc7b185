import { useTranslation } from 'react-i18next'
import type { Claim } from '../../../corpus/claim.ts'
import { NEW_CLAIM } from '../../../corpus/claim-parts.ts'
import { ClaimStance } from '../../claims/ClaimStance.tsx'
import { Select } from '../../ui/Select.tsx'
import type { CurationSession, OpenCase } from './curation-session.ts'

type CaseClaimProps = {
  claim: Claim | null
  session: CurationSession
  of: OpenCase
  onChange: (claim: Claim) => void
}

/** The claim's parts as the analysts have them, to be chosen among, and how it is said. */
export function CaseClaim({ claim: begun, session, of, onChange }: CaseClaimProps) {
  const { t } = useTranslation()
  const claim = begun ?? NEW_CLAIM
  const { rows } = session.state.get()
  const claims = of.judged.annotationIds.flatMap((id) => rows.get(id)?.claim ?? [])
  const parts = <N extends 'source' | 'cue'>(name: N) =>
    [...new Map([...claims, claim].map((each) => [JSON.stringify(each[name]), each[name]])).entries()].filter(
      ([, part]) => part,
    )
  const choose = (name: 'source' | 'cue', none: string) => (
    <Select
      label={t(`claims.part.${name}`)}
      value={JSON.stringify(claim[name])}
      choices={[
        { value: 'null', text: none },
        ...parts(name).map(([value, part]) => ({ value, text: part?.text ?? '' })),
      ]}
      onChoose={(value) => onChange({ ...claim, [name]: JSON.parse(value) as Claim[typeof name] })}
    />
  )
  return (
    <>
      <div className="edit-claim">
        {choose('source', t('claims.noSource'))}
        {choose('cue', t('claims.noCue'))}
      </div>
      <ClaimStance claim={claim} onChange={(change) => onChange(change(claim))} />
    </>
  )
}
