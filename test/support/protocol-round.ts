/** A whole round in memory: server, committee and voters by the product's own protocol code. */
import {
  buildClose,
  buildHead,
  buildOpen,
  buildSetup,
  buildTally,
} from '#shared/protocol/authority.ts';
import { buildTokenReveal, generateServerKeys } from '#shared/protocol/authority.ts';
import type { ServerKeys } from '#shared/protocol/authority.ts';
import { generateSeed, sealBallot } from '#shared/protocol/ballot.ts';
import { checkAppend, emptyBoard, evolveBoard, nextLine } from '#shared/protocol/board.ts';
import type { BoardState } from '#shared/protocol/board.ts';
import { fromBase64url, toBase64url } from '#shared/protocol/bytes.ts';
import { generateTellerKeys, newTellerDevice, tellerStep } from '#shared/protocol/ceremony.ts';
import type { TellerDevice } from '#shared/protocol/ceremony.ts';
import { entryHash } from '#shared/protocol/chain.ts';
import { claimOf, generateBallotCode } from '#shared/protocol/code.ts';
import type { MarkCode, PaperBody, SetupBody } from '#shared/protocol/entries.ts';
import { agreeEntry, combineOpenings, openingEntry } from '#shared/protocol/opening.ts';
import { emptyRegister, evolveRegister, nextRegisterLine } from '#shared/protocol/register.ts';
import { signBody } from '#shared/protocol/signed-word.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import {
  blindToken,
  deriveBallotKey,
  evaluateToken,
  finalizeToken,
} from '#shared/protocol/token.ts';
import { random } from './sodium.ts';

export interface RoundOptions {
  readonly n: number;
  readonly t: number;
  readonly marks: readonly (readonly MarkCode[])[];
  /** How many of the last tellers issue tokens too. */
  readonly coIssuers?: number;
  /** Places of ballots cast with a token of random bytes from the last issuer. */
  readonly badTokens?: readonly number[];
  readonly paper?: Omit<PaperBody, 'i' | 'sig'>;
  readonly minBallots?: number;
  readonly issued?: number;
}

/** The base64url text's bytes. */
export function bytesOf(text: string): Uint8Array {
  const bytes = fromBase64url(text);
  if (!bytes.ok) throw new Error('not base64url');
  return bytes.value;
}

interface IssuerKeys {
  readonly k: Uint8Array;
  readonly pk: Uint8Array;
  readonly signKey: Uint8Array;
}

/** A round under way: append with `post`, then read `boardBytes` and `registerBytes`. */
export class Round {
  readonly sodium: Sodium;
  readonly options: RoundOptions;
  readonly server: ServerKeys;
  readonly issuers: IssuerKeys[];
  readonly setup: SetupBody;
  devices: TellerDevice[];
  board: BoardState = emptyBoard();
  entries: { t: string; b: unknown }[] = [];
  registerText = '';
  register = emptyRegister(null, 1);

  constructor(sodium: Sodium, options: RoundOptions) {
    this.sodium = sodium;
    this.options = options;
    this.server = generateServerKeys(sodium, random);
    const keys = Array.from({ length: options.n }, () => generateTellerKeys(random, sodium));
    this.devices = keys.map((key) => newTellerDevice(key));
    const co = keys.slice(options.n - (options.coIssuers ?? 0)).map(({ sign }) => {
      return { ...generateServerKeys(sodium, random).issuer, signKey: sign.privateKey, sign };
    });
    const { issuer, issuerSign, board } = this.server;
    this.issuers = [{ ...issuer, signKey: issuerSign.privateKey }, ...co];
    this.setup = buildSetup({
      title: 'Lấy phiếu tín nhiệm',
      lines: (options.marks[0] ?? [0, 0]).map((_, line) => {
        return { id: `s${line + 1}`, name: `Nguyễn Văn ${line}`, post: 'Chức vụ' };
      }),
      ballotDigest: toBase64url(random(32)),
      rehearsal: true,
      t: options.t,
      minBallots: options.minBallots ?? 1,
      rollSize: 50,
      committee: this.devices.map(({ sign, box }, place) => {
        return { name: `Ủy viên ${place + 1}`, sign: sign.publicKey, box: box.publicKey };
      }),
      issuers: [
        { name: 'Máy chủ', sign: toBase64url(issuerSign.publicKey), pk: toBase64url(issuer.pk) },
        ...co.map(({ pk, sign }, place) => {
          return {
            name: `Ủy viên ${place}`,
            sign: toBase64url(sign.publicKey),
            pk: toBase64url(pk),
          };
        }),
      ],
      board: toBase64url(board.publicKey),
    });
  }

  /** Appends as the server does; throws what it refuses. */
  post(t: string, b: unknown): void {
    if (typeof b === 'object' && b !== null && 'i' in b) {
      const code = checkAppend(this.sodium, this.board, { t, b });
      if (code !== null) throw new Error(code);
    }
    const next = evolveBoard(this.sodium, this.board, t, b);
    if (!next.ok) throw new Error(next.error);
    this.entries.push({ t, b });
    this.board = next.value;
  }

  /** One step of teller `place`; what was posted, or what it waits for. */
  step(place: number): string {
    const step = tellerStep(this.sodium, random, this.devices[place]!, this.board);
    this.devices[place] = step.device;
    if (step.post !== null) this.post(step.post.t, step.post.b);
    return step.waiting;
  }

  ceremony(): void {
    this.post('setup', this.setup);
    for (let turn = 0; turn < 3; turn++) for (const place of this.devices.keys()) this.step(place);
    const open = buildOpen(this.sodium, this.board);
    if (!open.ok) throw new Error(open.error);
    this.post('open', open.value);
    for (const place of this.devices.keys()) this.step(place);
    this.post('poll', {});
    this.register = emptyRegister(this.board.eid, this.issuers.length);
    this.record('register', { eid: toBase64url(this.board.eid!) });
  }

  /** Exchanges one code and casts one ballot. */
  cast(marks: readonly MarkCode[], badToken = false, badProof = false): void {
    const { sodium } = this;
    const eid = this.board.eid!;
    const code = generateBallotCode(random);
    const key = deriveBallotKey(sodium, code, eid);
    const { r, B } = blindToken(sodium, code, eid, key.publicKey);
    const answers = this.issuers.map(({ k, pk }) => evaluateToken(sodium, random, k, pk, B));
    this.record('exchange', {
      claim: toBase64url(claimOf(sodium, code)),
      B: toBase64url(B),
      evals: answers.map(({ E, proof }, place) => {
        return { i: place + 1, E: toBase64url(E), proof: toBase64url(proof) };
      }),
    });
    const tokens = answers.map(({ E }) => finalizeToken(sodium, eid, key.publicKey, r, E));
    if (badToken) tokens[tokens.length - 1] = random(64);
    const Y = bytesOf(this.board.open!.Y);
    const seed = generateSeed(random);
    // A proof about another key is false, and nothing else about the ballot is.
    const sealed = badProof ? bytesOf(this.board.open!.X[0]!) : Y;
    const { message } = sealBallot(sodium, { eid, Y: sealed, marks, key, seed, tokens });
    const { vk, token, body, sig } = message;
    this.post('ballot', { vk, token, body, sig });
  }

  record(t: string, b: unknown): void {
    const line = nextRegisterLine(this.register, t, b);
    const next = evolveRegister(this.sodium, this.register, t, b);
    if (!next.ok) throw new Error(next.error);
    this.register = next.value;
    this.registerText += `${line}\n`;
  }

  /** Polls, close, the issuers' keys, paper. */
  poll(): void {
    const { marks, badTokens = [], paper } = this.options;
    for (const [place, row] of marks.entries()) this.cast(row, badTokens.includes(place));
    const issued = this.options.issued ?? marks.length + (paper?.count ?? 0);
    this.post('close', buildClose(this.sodium, this.board, { issued, register: this.register }));
    this.issuers.forEach(({ k, signKey }, place) => {
      this.post('token-reveal', buildTokenReveal(this.sodium, this.board, signKey, place + 1, k));
    });
    if (paper !== undefined) for (const i of [1, 2]) this.post('paper', this.paperBody(i, paper));
  }

  paperBody(
    i: number,
    { count, rejected, lines, rulings }: Omit<PaperBody, 'i' | 'sig'>,
  ): PaperBody {
    const body = { i, count, rejected, lines, rulings };
    return signBody(this.sodium, this.board.sid!, this.signKey(i), 'paper', body);
  }

  signKey(i: number): Uint8Array {
    return bytesOf(this.devices[i - 1]!.sign.privateKey);
  }

  tally(): void {
    const tally = buildTally(this.sodium, this.board);
    if (!tally.ok) throw new Error(tally.error);
    this.post('tally', tally.value);
  }

  agree(place: number): void {
    const agreed = agreeEntry(this.sodium, this.devices[place]!, this.board, true);
    if (!agreed.ok) throw new Error(agreed.error);
    this.devices[place] = agreed.value.device;
    this.post(agreed.value.post.t, agreed.value.post.b);
  }

  open(place: number): void {
    const opening = openingEntry(this.sodium, random, this.devices[place]!, this.board);
    if (!opening.ok) throw new Error(opening.error);
    this.post(opening.value.t, opening.value.b);
  }

  finish(): void {
    const result = combineOpenings(this.sodium, this.board);
    if (!result.ok) throw new Error(result.error);
    this.post('result', result.value);
    this.post('head', buildHead(this.sodium, this.server.board.privateKey, this.board));
  }

  get boardBytes(): Uint8Array {
    return chained(this.sodium, this.entries);
  }

  get registerBytes(): Uint8Array {
    return new TextEncoder().encode(this.registerText);
  }
}

/** A finished round: everyone agrees, the last t members open in falling order. */
export function finishedRound(sodium: Sodium, options: RoundOptions): Round {
  const round = new Round(sodium, options);
  round.ceremony();
  round.poll();
  round.tally();
  for (const place of round.devices.keys()) round.agree(place);
  for (let place = options.n - 1; place >= options.n - options.t; place--) round.open(place);
  round.finish();
  return round;
}

/** The bytes of a board with these entries, chained anew; nothing is checked. */
export function chained(sodium: Sodium, entries: readonly { t: string; b: unknown }[]): Uint8Array {
  let text = '';
  let state = emptyBoard();
  for (const { t, b } of entries) {
    const line = nextLine(state, t, b);
    text += `${line}\n`;
    state = { ...state, n: state.n + 1, head: lineHash(sodium, state.head, line) };
  }
  return new TextEncoder().encode(text);
}

/** A body as a test edits it. */
export type EditableBody = Record<string, unknown> & { sig?: string };

export interface EditableEntry {
  t: string;
  b: EditableBody;
}

/** A copy of the round's entries in which nothing is shared. */
export function editable(round: Round): EditableEntry[] {
  return JSON.parse(JSON.stringify(round.entries)) as EditableEntry[];
}

/**
 * The finished board with its entries edited, chained anew and the head signed again: what a
 * server that holds the board key could publish.
 */
export function forged(round: Round, edit: (entries: EditableEntry[]) => void): Uint8Array {
  const entries = editable(round);
  edit(entries);
  if (entries.at(-1)?.t === 'head') {
    let state = emptyBoard();
    let sid: Uint8Array | null = null;
    for (const { t, b } of entries.slice(0, -1)) {
      const head = lineHash(round.sodium, state.head, nextLine(state, t, b));
      sid ??= head;
      state = { ...state, n: state.n + 1, head, sid };
    }
    entries.at(-1)!.b = buildHead(round.sodium, round.server.board.privateKey, state);
  }
  return chained(round.sodium, entries);
}

function lineHash(sodium: Sodium, previous: Uint8Array, line: string): Uint8Array {
  return entryHash(sodium, 'board-entry', previous, line);
}
