import { formatPath, formatProblem } from '#shared/plan/problem.ts';
import { needsTotalDeputies } from '#shared/plan/profiles.ts';
import type { ResultFacts } from '#shared/protocol/verify-facts.ts';
import { reconcile } from './figures.ts';
import { parseResult, RESULT_FORMAT, type MeetingResult } from './result.ts';
import { buildRows } from './rows.ts';

/** Why a result file does not follow from its board (P 4.11, stage 11). */
export interface ResultFault {
  readonly code: 'E_RESULT';
  /** One sentence in Vietnamese, with the place in the file. */
  readonly message: string;
}

/** True when the JSON calls itself a result file; anything else is unusable input (P 4.11, exit 2). */
export function isResultFormat(input: unknown): boolean {
  return (
    typeof input === 'object' &&
    input !== null &&
    'format' in input &&
    input.format === RESULT_FORMAT
  );
}

/**
 * Stage 11 of the offline verifier: null when the file's figures, rows, percentages, bands, board
 * and recounts are exactly what the board's facts make them, else the first thing that is not. The
 * profile the file names decides the bases.
 */
export function checkResultFile(input: unknown, facts: ResultFacts): ResultFault | null {
  const parsed = parseResult(input);
  const faults = parsed.ok
    ? faultsOf(parsed.value, input as MeetingResult, facts)
    : parsed.error.map(formatProblem);
  const [message] = faults;
  return message === undefined ? null : { code: 'E_RESULT', message };
}

/** `raw` is the file as stored: its digests are over the rows' own key order. */
function faultsOf(result: MeetingResult, raw: MeetingResult, facts: ResultFacts): string[] {
  const figures = figureFaults(result, facts);
  return figures.length > 0
    ? figures
    : [...rowFaults(result, raw, facts), ...recountFaults(result, raw, facts)];
}

function figureFaults({ rehearsal, profile, figures, board }: MeetingResult, facts: ResultFacts) {
  const paper = facts.paper?.count ?? 0;
  const expected = {
    rehearsal: [rehearsal, facts.setup.rehearsal],
    'figures.summoned': [figures.summoned, facts.setup.rollSize],
    'figures.ballotsIssued': [figures.ballotsIssued, facts.close.issued],
    'figures.electronic': [figures.electronic, facts.tally.N],
    'figures.paper': [figures.paper, paper],
    'figures.ballotsCollected': [figures.ballotsCollected, facts.tally.N + paper],
    'figures.totalDeputies': [figures.totalDeputies !== undefined, needsTotalDeputies(profile)],
    'board.head': [board?.head, facts.head],
    'board.entries': [board?.entries, facts.entries],
  };
  const wrong = Object.entries(expected)
    .filter(([, [found, wanted]]) => found !== wanted)
    .map(([path, [found, wanted]]) => differs(path, found, wanted));
  const unbalanced = reconcile(figures, []).map(
    ({ invariant }) => `figures: số liệu không khớp nhau (${invariant})`,
  );
  return [...wrong, ...unbalanced];
}

function rowFaults(result: MeetingResult, raw: MeetingResult, facts: ResultFacts): string[] {
  const { profile, figures } = result;
  const expected = buildRows({
    profile,
    figures,
    lines: facts.setup.lines,
    totals: facts.result.total,
  });
  if (raw.rows.length !== expected.length) {
    return [differs('rows.length', raw.rows.length, expected.length)];
  }
  const wrong = expected.flatMap((row, i) =>
    Object.entries(row).flatMap(([key, wanted]) => {
      const found: unknown = Object.entries(raw.rows[i] ?? {}).find(([name]) => name === key)?.[1];
      return found === wanted ? [] : [differs(formatPath(['rows', i, key]), found, wanted)];
    }),
  );
  if (wrong.length > 0 || JSON.stringify(raw.rows) === JSON.stringify(expected)) return wrong;
  return ['rows: các trường không theo đúng thứ tự của định dạng'];
}

function recountFaults(result: MeetingResult, raw: MeetingResult, facts: ResultFacts): string[] {
  // Design 7, Announcing: the server's own and at least one from another device.
  if (result.recounts.length < 2) return ['recounts: phải có ít nhất hai lần kiểm lại độc lập'];
  const wanted = facts.recountOf(raw.rows);
  return result.recounts.flatMap(({ digest }, i) =>
    digest === wanted ? [] : [differs(`recounts[${i}].digest`, digest, wanted)],
  );
}

function differs(path: string, found: unknown, wanted: unknown): string {
  return `${path}: trong tệp là ${shown(found)}, theo hòm phiếu phải là ${shown(wanted)}`;
}

function shown(value: unknown): string {
  return value === undefined ? 'không có' : JSON.stringify(value);
}
