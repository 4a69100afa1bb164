import { parsePlan, type Plan } from '#shared/plan/plan.ts';
import { roundPlanOf } from '#shared/plan/round-plan.ts';
import { readInput, type RehearsalInput } from '../rehearse/input.ts';
import { randomMarks } from '../rehearse/random-marks.ts';

const VENUE = 'can-bo';
const SEED = 1;

/** A conference of `voters` members, the last three its committee, and `subjects` rated outsiders. */
export async function hallInput(voters: number, subjects: number): Promise<RehearsalInput> {
  const plan = parsePlan(enlarged(await sample(), voters, subjects));
  if (!plan.ok) throw new Error(`the generated plan: ${JSON.stringify(plan.error)}`);
  const round = roundPlanOf(plan.value, VENUE);
  return { plan: plan.value, round, marks: randomMarks(voters, round.lines.length, SEED) };
}

/** The sample plan of today. */
async function sample(): Promise<Plan> {
  const none = { plan: null, marks: null, voters: null, out: null };
  const input = await readInput({ ...none, venue: VENUE, seed: SEED });
  if (!input.ok) throw new Error(`the sample plan: ${input.error.join('; ')}`);
  return input.value.plan;
}

function enlarged(plan: Plan, voters: number, subjects: number): object {
  const roll = numbered(voters, 'm', 'Đại biểu');
  const tellers = roll.slice(-3).map(({ name }, i) => ({ name, head: i === 0 }));
  const rated = numbered(subjects, 's', 'Cán bộ').map((each) => ({
    ...each,
    post: 'Trưởng phòng',
    venues: [VENUE],
  }));
  const venues = plan.venues
    .filter(({ id }) => id === VENUE)
    .map((venue) => ({ ...venue, roll, committeeProposal: tellers }));
  return { ...plan, subjects: rated, venues };
}

function numbered(count: number, prefix: string, name: string): { id: string; name: string }[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `${prefix}${i + 1}`,
    name: `${name} ${i + 1}`,
  }));
}
