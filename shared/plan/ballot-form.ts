import { LEVEL_LABELS } from './levels.ts';
import type { RoundPlan } from './round-plan.ts';

/**
 * The ballot as it is frozen and printed (electronic dấu treo, R12, procedure B1) as one JSON text
 * whose keys stand in a fixed order, whatever order the plan's file had. Its hash is P 4.1
 * `ballot-form`. Photos and dossiers are no part of the ballot.
 */
export function canonicalBallotForm(plan: RoundPlan): string {
  const { venue } = plan;
  return JSON.stringify({
    format: 'hom-phieu/ballot-form/1',
    superiorBody: plan.superiorBody ?? null,
    issuingBody: plan.issuingBody,
    title: plan.title,
    number: plan.number,
    date: plan.date,
    legalBases: plan.legalBases,
    venue: {
      id: venue.id,
      name: venue.name,
      kind: venue.kind,
      profile: venue.profile,
      documentStyle: venue.documentStyle,
      addressTerm: venue.addressTerm,
      place: venue.place,
      votingDay: venue.votingDay,
      electorate: venue.electorate,
    },
    levels: LEVEL_LABELS,
    lines: plan.lines.map(({ id, name, post }) => ({ id, name, post })),
    excluded: plan.excluded.map(({ id, name, post, reason, note }) => ({
      id,
      name,
      post,
      reason,
      note: note ?? null,
    })),
  });
}
