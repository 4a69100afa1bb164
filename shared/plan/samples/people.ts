import type { ProposedTeller, RollMember, Supervisor } from '../plan-types.ts';
import { samplePerson, type SamplePerson } from '../sample-people.ts';

/** Placeholders for posts, numbered on from `first` so that one plan has no name twice. */
export function people(first: number, posts: readonly string[]): SamplePerson[] {
  return posts.map((post, i) => samplePerson(first + i, post));
}

/** Tellers as the staff unit proposes them (R13): the first is head. */
export function tellersOf(members: readonly RollMember[]): ProposedTeller[] {
  return members.map(({ name, post }, i) => ({
    name,
    ...(post === undefined ? {} : { post }),
    ...(i === 0 ? { head: true } : {}),
  }));
}

/** One supervisor of each body, to be named when the body has named them (R49). */
export function supervisorsOf(bodies: readonly string[]): Supervisor[] {
  return bodies.map((body, i) => ({ name: `Đại diện giám sát ${i + 1}`, body }));
}
