/** Agreement and opening: the members' devices, and what anyone makes of their openings (P 4.7). */
import { defined } from '#shared/assert.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { checkOpeningProof, checkSignature, openingContext } from './board-checks.ts';
import type { BoardState, OpenedBoard } from './board-state.ts';
import { toBase64url } from './bytes.ts';
import { proveDleq } from './dleq.ts';
import type { CountedLine, ElectronicLine, ResultBody, TellerEntry } from './entries.ts';
import { BASE, multiply } from './group.ts';
import { combinedPoints } from './lagrange.ts';
import type { StepsOver } from './curve25519.ts';
import { countsOf } from './logarithm.ts';
import type { ProtocolCode } from './protocol-code.ts';
import { namesTally, neededAgreements } from './quorum.ts';
import { bytesOf, signBody } from './signed-word.ts';
import type { RandomBytes, Sodium } from './sodium.ts';
import { shareOf } from './teller-device.ts';
import type { TellerDevice } from './teller-device.ts';

export { lagrange } from './lagrange.ts';
export { agreementQuorum } from './quorum.ts';
export { recomputeTally } from './tally.ts';

/**
 * The device's `agree` on the tally that stands, and the device that remembers it: **store the
 * device before posting**. `tallyChecked` says that this device has verified the board up to the
 * tally by itself (`verifyTally`) and the member has tapped; else `E_TALLY`. A second tally for
 * the same election is refused for ever (`E_AGREE_OTHER`); asked again for the same one the
 * answer is the same bytes. `E_PHASE`: no tally stands, or the device has no share for this board.
 */
export function agreeEntry(
  sodium: Sodium,
  device: TellerDevice,
  board: BoardState,
  tallyChecked: boolean,
): Result<{ device: TellerDevice; post: TellerEntry }, ProtocolCode> {
  const { agreed } = device;
  const { tallyEntryHash: th, sid, result } = board;
  const held = shareOn(device, board);
  if (th === null || sid === null || held === null || result !== null) return err('E_PHASE');
  if (!tallyChecked) return err('E_TALLY');
  const thText = toBase64url(th);
  const { eid, i } = held;
  if (agreed.some((word) => word.eid === eid && word.th !== thText)) return err('E_AGREE_OTHER');
  const signKey = bytesOf(device.sign.privateKey);
  const b = signBody(sodium, sid, signKey, 'agree', { i, th: thText });
  const others = agreed.filter((word) => word.eid !== eid);
  return ok({
    device: { ...device, agreed: [...others, { eid, th: thText }] },
    post: { t: 'agree', b },
  });
}

/**
 * The device's `opening` of the agreed tally, with its proof. The device itself counts the
 * agreements, each with its member's signature, and opens nothing (`E_QUORUM`) before it has
 * agreed and enough have. `E_PHASE`: no tally, no share, or its opening stands already.
 */
export function openingEntry(
  sodium: Sodium,
  random: RandomBytes,
  device: TellerDevice,
  board: BoardState,
): Result<TellerEntry, ProtocolCode> {
  const held = shareOn(device, board);
  const { tally, tallyEntryHash: th, eid, sid } = board;
  if (tally === null || th === null || eid === null || sid === null) return err('E_PHASE');
  if (held === null || board.openings.has(held.i) || board.result !== null) return err('E_PHASE');
  if (!seesQuorum(sodium, device, board, held)) return err('E_QUORUM');
  const { i } = held;
  const x = bytesOf(held.share);
  const A = tally.A.map((point) => bytesOf(point));
  const D = A.map((point) => multiply(sodium, x, point));
  const context = openingContext(sodium, eid, th, i);
  const X = bytesOf(defined(board.open?.X[i - 1]));
  const proof = proveDleq(sodium, random, context, x, BASE, X, A, D);
  sodium.memzero(x);
  const body = { i, D: D.map((d) => toBase64url(d)), proof: toBase64url(proof) };
  const b = signBody(sodium, sid, bytesOf(device.sign.privateKey), 'opening', body);
  return ok({ t: 'opening', b });
}

/**
 * The body of `result` from the t lowest openings: per line the discrete logarithm of what they
 * open. `E_QUORUM` with fewer than t openings, `E_OPENING(i)` for a wrong one, `E_TOTAL(line)`
 * when a total is not a count of N ballots, `E_PHASE` without a tally. `stepsOver`: see `countsOf`.
 */
export function combineOpenings(
  sodium: Sodium,
  board: OpenedBoard,
  stepsOver?: StepsOver,
): Result<ResultBody, ProtocolCode> {
  const { setup, tally } = board;
  if (setup === null || tally === null) return err('E_PHASE');
  const from = openersOf(board);
  if (from.length < setup.t) return err('E_QUORUM');
  for (const i of from) {
    const code = checkOpeningProof(sodium, board, defined(board.openings.get(i)));
    if (code !== null) return err(code);
  }
  const counts = countsOf(sodium, combinedPoints(sodium, board, from), tally.N, stepsOver);
  const missing = counts.indexOf(null);
  if (missing >= 0) return err<ProtocolCode>(`E_TOTAL(${missing})`);
  const electronic = counts.map((line) => withBlank(defined(line), tally.N));
  return ok(resultBody(from, electronic, board.papers[0]?.lines ?? []));
}

/** The t lowest members with an opening, ascending: the only `from` a result may name. */
export function openersOf(board: Pick<OpenedBoard, 'setup' | 'openings'>): number[] {
  const all = [...board.openings.keys()].sort((one, other) => one - other);
  return all.slice(0, board.setup?.t ?? 0);
}

/** The body of `result` from its electronic and paper lines (`[]` without paper). */
export function resultBody(
  from: readonly number[],
  electronic: readonly ElectronicLine[],
  paper: readonly CountedLine[],
): ResultBody {
  const total = electronic.map((line, l) => totalOf(line, paper[l]));
  return { from, electronic, paper, total };
}

function totalOf(line: ElectronicLine, paper?: CountedLine): CountedLine {
  return {
    high: line.high + (paper?.high ?? 0),
    confidence: line.confidence + (paper?.confidence ?? 0),
    low: line.low + (paper?.low ?? 0),
    invalid: line.blank + (paper?.invalid ?? 0),
  };
}

function withBlank(
  { high, confidence, low }: Omit<ElectronicLine, 'blank'>,
  N: number,
): ElectronicLine {
  return { high, confidence, low, blank: N - high - confidence - low };
}

/** What a device holds of one election. */
interface Held {
  readonly eid: string;
  readonly i: number;
  readonly share: string;
}

function shareOn(device: TellerDevice, board: BoardState): Held | null {
  if (board.eid === null) return null;
  const eid = toBase64url(board.eid);
  const held = shareOf(device, eid);
  return held === null ? null : { eid, ...held };
}

/** The server could invent agreements: a device counts only those that are signed. */
function seesQuorum(
  sodium: Sodium,
  device: TellerDevice,
  board: BoardState,
  { eid, i }: Held,
): boolean {
  const signed = [...board.agreed].filter((member) => {
    const b = defined(board.agrees.get(member));
    return checkSignature(sodium, board, { t: 'agree', b }) === null;
  });
  const hasAgreed = device.agreed.some((word) => word.eid === eid && namesTally(board, word.th));
  return hasAgreed && signed.includes(i) && signed.length >= neededAgreements(board);
}
