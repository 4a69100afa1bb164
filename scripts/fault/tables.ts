import { nameOf, type Cycle, type MeetingReport } from './meeting.ts';
import { partOf, PARTS } from './points.ts';

/** What a campaign came to: deaths by part of the meeting and by edge, times, late ballots. */
export function tableOf(reports: readonly MeetingReport[]): string {
  const cycles = reports.flatMap((report) => report.cycles);
  const rows = [...PARTS, 'chance', 'phase', 'other'].map((name) => {
    const own = cycles.filter((cycle) => kindOf(cycle) === name);
    const edges = (['before', 'torn', 'after'] as const).map(
      (edge) => own.filter(({ target }) => target?.edge === edge).length,
    );
    const wrong = own.filter(({ problems }) => problems.length > 0).length;
    return [name, own.length, ...edges, wrong];
  });
  const head = ['part', 'deaths', 'before', 'torn', 'after', 'wrong'];
  const lines = [head, ...rows.filter(([, deaths]) => deaths !== 0)].map(([name, ...rest]) =>
    [String(name).padEnd(10), ...rest.map((cell) => String(cell).padStart(8))].join(''),
  );
  return [...lines, '', ...summary(reports, cycles)].join('\n');
}

function kindOf({ target, other }: Cycle): string {
  if (target !== null && other === null) return partOf(target);
  if (other === null) return 'other';
  return other.kind === 'phase' ? 'phase' : 'chance';
}

function summary(reports: readonly MeetingReport[], cycles: readonly Cycle[]): string[] {
  const armed = reports.flatMap(({ orders }) => orders.targets).length;
  const reached = cycles.filter(({ target }) => target !== null).length;
  const serving = cycles.flatMap(({ servingMs }) => servingMs ?? []);
  const back = cycles.flatMap(({ backMs }) => backMs ?? []);
  const received = reports.reduce((sum, { late }) => sum + late.received, 0);
  const refused = reports.reduce((sum, { late }) => sum + late.refused, 0);
  const wrong = reports.filter(isWrong).length;
  return [
    `meetings ${reports.length}, deaths ${cycles.length} (at steps ${reached}, armed ${armed})`,
    `restart to serving: median ${quantile(serving, 0.5)} ms, worst ${quantile(serving, 1)} ms`,
    `all devices back:   median ${quantile(back, 0.5)} ms, worst ${quantile(back, 1)} ms`,
    `late ballots: ${received} received, ${refused} not counted`,
    `tellers’ pages stuck until loaded again: ${reports.reduce((sum, { reloads }) => sum + reloads, 0)}`,
    `meetings with a violation: ${wrong}`,
  ];
}

/** Whether anything was wrong in a meeting or after a death in it. */
export function isWrong({ cycles, problems }: MeetingReport): boolean {
  return problems.length > 0 || cycles.some((cycle) => cycle.problems.length > 0);
}

/** Every sentence on what was wrong, with the death after which it was seen. */
export function wrongsOf({ cycles, problems }: MeetingReport): string[] {
  return [
    ...cycles.flatMap((cycle) => cycle.problems.map((each) => `after ${nameOf(cycle)}: ${each}`)),
    ...problems.map((each) => `at the end: ${each}`),
  ];
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0);
}
