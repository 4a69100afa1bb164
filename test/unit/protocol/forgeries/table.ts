/** The one table of forgeries: a good hall’s files, what is done to them, and the refusal. */
import { utf8 } from '#shared/protocol/bytes.ts';
import type { VerifyInput } from '#shared/protocol/verify.ts';
import { chained, editable, forged } from '../../../support/protocol-round.ts';
import type { Round } from '../../../support/protocol-round.ts';
import { random, sodium } from '../../../support/sodium.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { BALLOT_ROWS } from './ballots.ts';
import { CLOSE_ROWS, PAPER_ROWS, RESULT_ROWS, TALLY_ROWS } from './count.ts';
import { ISSUER_ROWS } from './issuers.ts';
import { JSON_ROWS } from './json.ts';
import { KEY_ROWS } from './key.ts';
import { AT, ONE, OTHER, TWO } from './kit.ts';
import type { Row } from './kit.ts';
import { ORDER_ROWS } from './order.ts';
import { linesOf, REGISTER_FILES, REGISTER_ROWS, registerOf } from './register.ts';
import { RESULT_FILES, RESULT_OF } from './result-file.ts';
import { SETUP_ROWS } from './setup.ts';

/** One kind of forgery. */
export interface Forgery {
  /** The rule and what was done. */
  readonly name: string;
  readonly code: string;
  readonly file: 'board' | 'register' | 'result';
  readonly entry: number | null;
  /** The files as they were: valid together. */
  readonly good: VerifyInput;
  readonly forge: () => VerifyInput;
}

function boardRows(rows: readonly Row[], round: Round): Forgery[] {
  const good = { board: round.boardBytes };
  return rows.map(([name, code, entry, edit]) => ({
    ...{ name: `P ${name}`, code, entry, good, file: 'board' as const },
    forge: () => ({
      board: forged(round, (entries) => {
        edit(entries, round);
      }),
    }),
  }));
}

/** The head signed by nobody, for another entry, for another board. */
const HEADS: readonly (readonly [string, () => string])[] = [
  ['by nobody', () => toBase64url(random(64))],
  ['of another board', () => OTHER.entries.at(-1)!.b as never],
  ['of the same board without its result', () => headBefore(AT.result)],
];

function headBefore(n: number): string {
  const entries = [...editable(ONE).slice(0, n), { t: 'head', b: {} }];
  const board = forgedEntries(entries);
  return (
    JSON.parse(new TextDecoder().decode(board).trimEnd().split('\n').at(-1)!) as {
      b: { sig: string };
    }
  ).b.sig;
}

function forgedEntries(entries: ReturnType<typeof editable>): Uint8Array {
  return forged(ONE, (all) => void all.splice(0, all.length, ...entries));
}

function headRows(): Forgery[] {
  return HEADS.map(([name, sig]) => ({
    ...{ name: `P 4.2 a head ${name}`, code: `E_HEADSIG(${AT.head})`, entry: AT.head },
    ...({ file: 'board', good: { board: ONE.boardBytes } } as const),
    forge: () => {
      const entries = editable(ONE);
      const given = sig();
      entries.at(-1)!.b = typeof given === 'string' ? { sig: given } : structuredClone(given);
      return { board: chained(sodium, entries) };
    },
  }));
}

/** The head is not signed anew, so that it is wrong beside what is wrong before it. */
function staleHead(): Forgery {
  return {
    name: 'P 4.11 stages in order: a wrong head before a second ballot of a key',
    ...{ code: 'E_HEADSIG(27)', entry: 27, file: 'board', good: { board: ONE.boardBytes } },
    forge: () => {
      const entries = editable(ONE);
      entries.splice(AT.ballot, 0, structuredClone(entries[AT.ballot]!));
      return { board: chained(sodium, entries) };
    },
  };
}

function jsonRows(): Forgery[] {
  const board = ONE.boardBytes;
  return JSON_ROWS.map(([name, code, entry, edit]) => ({
    ...({ name: `P 4.1 ${name}`, code, entry, file: 'board', good: { board } } as const),
    forge: () => {
      const made = edit(new TextDecoder().decode(board));
      return { board: typeof made === 'string' ? utf8(made) : made };
    },
  }));
}

function registerRows(): Forgery[] {
  const good = { board: TWO.boardBytes, register: TWO.registerBytes };
  const rows = REGISTER_ROWS.map(([name, code, file, entry, edit]): Forgery => ({
    ...{ name: `P ${name.replace(' ', ' a register ')}`, code, file, entry, good },
    forge: () => {
      const lines = linesOf(TWO);
      edit(lines, TWO);
      return { ...good, register: utf8(registerOf(lines)) };
    },
  }));
  const files = REGISTER_FILES.map(([name, code, entry, make]): Forgery => ({
    ...{ name: `P ${name.replace(' ', ' a register: ')}`, code, file: 'register', entry, good },
    forge: () => ({ ...good, register: utf8(make(TWO)) }),
  }));
  return [...rows, ...files];
}

function resultRows(): Forgery[] {
  return RESULT_FILES.map(([name, edit]) => ({
    ...({ name: `P 4.11 a result file: ${name}`, code: 'E_RESULT', file: 'result' } as const),
    ...{ entry: null, good: RESULT_OF },
    forge: () => {
      const result = structuredClone(RESULT_OF.result);
      const other = edit(result);
      return { ...RESULT_OF, result: typeof other === 'object' ? other : result };
    },
  }));
}

/** Every kind, in the order of the specification. */
export const FORGERIES: readonly Forgery[] = [
  ...jsonRows(),
  ...boardRows(ORDER_ROWS, ONE),
  ...boardRows(SETUP_ROWS, ONE),
  ...headRows(),
  staleHead(),
  ...boardRows(KEY_ROWS, ONE),
  ...boardRows(BALLOT_ROWS, ONE),
  ...boardRows(CLOSE_ROWS, ONE),
  ...boardRows(PAPER_ROWS, ONE),
  ...boardRows(TALLY_ROWS, ONE),
  ...boardRows(RESULT_ROWS, ONE),
  ...boardRows(ISSUER_ROWS, TWO),
  ...registerRows(),
  ...resultRows(),
];
