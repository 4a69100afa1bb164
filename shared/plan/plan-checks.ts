import { MOST_LINES } from './plan-schema.ts';
import type { Plan, Subject } from './plan-types.ts';
import type { Problem } from './problem.ts';
import type { RoundPlan } from './round-plan.ts';
import { isRatedAt } from './rated.ts';
import { personKey, repeats } from './same.ts';
import { venueProblems } from './venue-checks.ts';

/** What is wrong between the fields of a plan (R3, R4, R5, F17; design 4 and 7). */
export function planProblems(plan: Plan): Problem[] {
  const venueIds = new Set(plan.venues.map(({ id }) => id));
  return [
    ...repeats(
      plan.subjects,
      ({ id }) => id,
      (i) => `subjects[${i}].id`,
      'mã trùng với',
    ),
    ...repeats(plan.subjects, personKey, (i) => `subjects[${i}]`, 'cùng họ tên và chức vụ với'),
    // The venue's id names a folder, and some disks do not tell a from A.
    ...repeats(
      plan.venues,
      ({ id }) => id.toLowerCase(),
      (i) => `venues[${i}].id`,
      'mã trùng với',
    ),
    ...plan.subjects.flatMap((subject, i) => subjectProblems(subject, venueIds, `subjects[${i}]`)),
    ...plan.venues.flatMap((venue, i) => [
      ...linesProblems(
        plan.subjects.filter((subject) => isRatedAt(subject, venue.id)).length,
        `venues[${i}]`,
      ),
      ...venueProblems(venue, `venues[${i}]`),
    ]),
  ];
}

function subjectProblems(subject: Subject, venueIds: ReadonlySet<string>, path: string): Problem[] {
  const { venues, excluded } = subject;
  const problems = venues.flatMap((id, i) =>
    venueIds.has(id)
      ? []
      : [{ path: `${path}.venues[${i}]`, text: 'không có nơi lấy phiếu nào mang mã này' }],
  );
  const at = `${path}.venues`;
  if (new Set(venues).size !== venues.length) {
    problems.push({ path: at, text: 'một nơi lấy phiếu được ghi hai lần' });
  }
  if (venues.length > 2) {
    problems.push({ path: at, text: 'mỗi người được lấy phiếu tối đa ở 2 nơi' });
  }
  if (venues.length === 0 && excluded === undefined) {
    problems.push({ path: at, text: 'phải có ít nhất một nơi, hoặc ghi lý do không lấy phiếu' });
  }
  return problems;
}

function linesProblems(lines: number, path: string): Problem[] {
  if (lines >= 1 && lines <= MOST_LINES) return [];
  const text = `phiếu phải có từ 1 đến ${MOST_LINES} người được lấy phiếu, đang có ${lines}`;
  return [{ path, text }];
}

/** What is wrong between the fields of a round plan; the same rules as a plan's. */
export function roundPlanProblems(plan: RoundPlan): Problem[] {
  const { lines, excluded, venue } = plan;
  const people = [...lines, ...excluded];
  function pathOf(i: number): string {
    return i < lines.length ? `lines[${i}]` : `excluded[${i - lines.length}]`;
  }
  return [
    ...repeats(
      people,
      ({ id }) => id,
      (i) => `${pathOf(i)}.id`,
      'mã trùng với',
    ),
    ...repeats(people, personKey, pathOf, 'cùng họ tên và chức vụ với'),
    ...linesProblems(lines.length, 'lines'),
    ...venueProblems({ ...venue, threshold: venue.threshold ?? undefined }, 'venue'),
  ];
}
