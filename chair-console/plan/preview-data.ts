import type { VoterView } from '#shared/meeting/views.ts';
import { PROFILES } from '#shared/plan/profiles.ts';
import type { RoundPlan } from '#shared/plan/round-plan.ts';

/** The ballot of a plan as a voter's page shows it while the polls are open; photos left out. */
export function voterViewOf(plan: RoundPlan, rehearsal: boolean): VoterView {
  const { venue } = plan;
  return {
    phase: 'polling',
    round: null,
    voided: false,
    rehearsal,
    title: plan.title,
    issuingBody: plan.issuingBody,
    venueName: venue.name,
    addressTerm: venue.addressTerm,
    votingDay: venue.votingDay,
    phonesAllowed: true,
    lines: plan.lines.map(({ id, name, post }) => ({ id, name, post })),
    criteria: PROFILES[venue.profile].criteria.map(({ title, points }) => ({
      heading: title,
      items: points,
    })),
    turnout: { issued: 0, collected: 0, outstanding: 0 },
    election: null,
  };
}
