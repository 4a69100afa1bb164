/**
 * The steps at which a server can be killed. A step's name says what is done to which file with
 * which entries (`write board.jsonl [ballot]`), or which message is answered (`ack /ballot cast`).
 */

/** Where the death falls: before the step, after it, or with half of a write in the file. */
export type Edge = 'before' | 'after' | 'torn';

/** The `nth` time that this step is reached in a meeting, counted over all its restarts, from 1. */
export interface Target {
  readonly step: string;
  readonly nth: number;
  readonly edge: Edge;
}

/** What a server is started with: a file of this, named by the environment variable `FAULT_ORDERS`. */
export interface Orders {
  /** Every step reached is appended here, one a line. */
  readonly trace: string;
  /** The target that killed the server is written here. */
  readonly hit: string;
  readonly targets: readonly Target[];
  /** Dies at this step of the process, whatever it is, from 1; null: only at the targets. */
  readonly any: { readonly nth: number; readonly edge: Edge } | null;
}

export const FAULT_ORDERS = 'HOM_PHIEU_FAULT_ORDERS';

/** The parts of a meeting in which servers are killed, in order. */
export const PARTS = [
  'start',
  'rollCall',
  'ceremony',
  'issue',
  'exchange',
  'cast',
  'replace',
  'void',
  'close',
  'reveal',
  'opening',
  'result',
  'announce',
] as const;
export type Part = (typeof PARTS)[number];

const NAMES: readonly (readonly [Part, RegExp])[] = [
  ['ceremony', /teller-joined|setup|dkg-|\[open\]|ceremony|abort|teller (join|post dkg)/],
  ['void', /round-voided|void-round/],
  ['replace', /token-voided|slip-voided|void-token|void-slip/],
  ['rollCall', /ballot-frozen|checked-in|quorum|phones|committee|set-present|freeze-ballot/],
  ['issue', /polls-opened|open-polls|\[register\]|\[poll\]|issue|slips|checked-out|offer/],
  ['exchange', /exchange/],
  ['cast', /ballot/],
  ['close', /polls-closed|close|utimes/],
  ['reveal', /token-reveal/],
  ['opening', /paper|tally|agree|opening/],
  ['result', /\[result\]|\[head\]|receipts\.json/],
  ['announce', /recount|gap|announce|minutes|archive|result\.json/],
];

/** The part of the meeting that a step belongs to; `keys.json` is written in three of them. */
export function partOf({ step, nth }: Pick<Target, 'step' | 'nth'>): Part {
  if (step.includes('keys.json') && !step.includes('utimes')) {
    return nth === 1 ? 'start' : nth === 2 ? 'reveal' : 'result';
  }
  return NAMES.find(([, name]) => name.test(step))?.[0] ?? 'start';
}

/** The edges at which a death at this step differs. */
export function edgesOf(step: string): readonly Edge[] {
  return step.startsWith('write ') ? ['before', 'torn', 'after'] : ['before', 'after'];
}

const NTH = [1, 2, 4];

/** Every step of a traced meeting, the first, second and fourth time it is reached, at all its edges. */
export function targetsOf(trace: readonly string[]): Target[] {
  const counts = new Map<string, number>();
  for (const step of trace) counts.set(step, (counts.get(step) ?? 0) + 1);
  return [...counts].flatMap(([step, count]) =>
    NTH.filter((nth) => nth <= count).flatMap((nth) =>
      edgesOf(step).map((edge) => ({ step, nth, edge })),
    ),
  );
}
