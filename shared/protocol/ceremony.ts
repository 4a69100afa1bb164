/**
 * Key generation on a member's device (P 4.3): what it has to post next. A pure driver: given the
 * device and the board it answers the same until the board moves, because what it said is part of
 * the device, which is stored before anything is posted.
 */
import { defined } from '#shared/assert.ts';
import { checkOk, checkOpen, checkSignature } from './board-checks.ts';
import type { BoardState } from './board-state.ts';
import { toBase64url } from './bytes.ts';
import { dealShares, openDeals } from './deal.ts';
import { commitHash, dealerContext, generatePolynomial, proveConstant } from './dkg.ts';
import type { DkgOkBody, TellerEntry } from './entries.ts';
import { multiplyBase } from './group.ts';
import { bytesOf, signBody } from './signed-word.ts';
import type { SignedEntry } from './signed-word.ts';
import type { RandomBytes, Sodium } from './sodium.ts';
import type { CeremonyWork, TellerDevice } from './teller-device.ts';

export { judgeComplaint } from './deal.ts';
export { exportShare, importShare } from './share-file.ts';
export type { ShareProblem } from './share-file.ts';
export { generateTellerKeys, newTellerDevice, shareOf } from './teller-device.ts';
export type { TellerDevice, TellerKeys } from './teller-device.ts';

/**
 * What the device waits for. `post`: the acknowledgement of what it posts; `sealed`: nothing, the
 * ceremony is over and checked; `complaint`, `aborted`: a restart with fresh keys; `stranger`:
 * `setup` does not name this device; `otherBoard`: this is not the board it began with;
 * `badBoard`: the server shows something a member did not say, stop and tell the committee.
 */
export type TellerWait =
  | 'post'
  | 'setup'
  | 'commits'
  | 'deals'
  | 'oks'
  | 'open'
  | 'sealed'
  | 'complaint'
  | 'aborted'
  | 'stranger'
  | 'otherBoard'
  | 'badBoard';

/** The device's next step: store `device`, then post `post`. */
export interface TellerStep {
  readonly device: TellerDevice;
  readonly post: TellerEntry | null;
  readonly waiting: TellerWait;
}

/** A device that has its seat on this board, and what it works with. */
interface Seated {
  readonly sodium: Sodium;
  readonly random: RandomBytes;
  readonly device: TellerDevice;
  readonly board: BoardState;
  readonly sid: Uint8Array;
  readonly i: number;
  readonly n: number;
  readonly t: number;
}

/** What this device has to post next on this board, see `TellerStep`. */
export function tellerStep(
  sodium: Sodium,
  random: RandomBytes,
  device: TellerDevice,
  board: BoardState,
): TellerStep {
  const { setup, sid } = board;
  if (setup === null || sid === null) return wait(device, 'setup');
  const problem = seatProblem(device, board);
  if (problem !== null) return wait(device, problem);
  const i = defined(setup.committee.find(({ sign }) => sign === device.sign.publicKey)).i;
  const seat = { sid: toBase64url(sid), i };
  const seated = { ...device, seat };
  if (board.stage === 'aborted') return wait(seated, 'aborted');
  if (isSealedFor(seated, board)) return wait(seated, 'sealed');
  if (!allSigned(sodium, board)) return wait(seated, 'badBoard');
  return nextStep({ sodium, random, device: seated, board, sid, i, n: setup.n, t: setup.t });
}

function nextStep(seated: Seated): TellerStep {
  const { device, board, n } = seated;
  if (!isOwnWord(seated)) return wait(device, 'badBoard');
  if (board.open !== null) return sealedStep(seated);
  if (board.commits.size < n) return commitStep(seated);
  if (board.deals.size < n) return dealStep(seated);
  if (board.complaints.size > 0 && device.work.step !== 'complained') {
    return wait(device, 'complaint');
  }
  return verdictStep(seated);
}

/** Once `open` is checked the board's later entries are no business of the ceremony. */
function isSealedFor({ work }: TellerDevice, { eid }: BoardState): boolean {
  return work.step === 'sealed' && eid !== null && work.eid === toBase64url(eid);
}

function seatProblem(device: TellerDevice, board: BoardState): TellerWait | null {
  const member = board.setup?.committee.find(({ sign }) => sign === device.sign.publicKey);
  if (device.seat !== null && device.seat.sid !== toBase64url(defined(board.sid))) {
    return 'otherBoard';
  }
  if (member === undefined) return 'stranger';
  if (member.box !== device.box.publicKey || !isIssuerNamed(device, board)) return 'badBoard';
  return null;
}

/** A device that made an issuer's key is an issuer under that key, or something was kept from it. */
function isIssuerNamed({ issuer, sign }: TellerDevice, { setup }: BoardState): boolean {
  if (issuer === null) return true;
  const issuers = setup?.issuers ?? [];
  return issuers.some(({ pk, sign: own }) => pk === issuer.pk && own === sign.publicKey);
}

function commitStep(seated: Seated): TellerStep {
  const { sodium, random, device, board, sid, i, n, t } = seated;
  if (board.commits.has(i)) return wait(device, 'commits');
  const { work } = device;
  if (work.step === 'committed') return say(device, { t: 'dkg-commit', b: work.commit });
  if (work.step !== 'joined') return wait(device, 'badBoard');
  const secrets = generatePolynomial(sodium, random, t);
  const C = secrets.map((a) => multiplyBase(sodium, a));
  const h = toBase64url(commitHash(sodium, dealerContext(sid, i, n, t), C));
  const commit = signBody(sodium, sid, signKeyOf(device), 'dkg-commit', { i, h });
  const coefficients = secrets.map((a) => toBase64url(a));
  const committed = withWork(device, { step: 'committed', coefficients, commit });
  return say(committed, { t: 'dkg-commit', b: commit });
}

function dealStep(seated: Seated): TellerStep {
  const { sodium, random, device, board, sid, i, n, t } = seated;
  if (board.deals.has(i)) return wait(device, 'deals');
  const { work } = device;
  if (work.step === 'dealt') return say(device, { t: 'dkg-deal', b: work.deal });
  if (work.step !== 'committed') return wait(device, 'badBoard');
  const secrets = work.coefficients.map((a) => bytesOf(a));
  const { committee } = defined(board.setup);
  const enc = dealShares(sodium, random, secrets, committee, bytesOf(device.box.privateKey));
  if (enc === null) return wait(device, 'badBoard');
  const C = secrets.map((a) => toBase64url(multiplyBase(sodium, a)));
  const context = dealerContext(sid, i, n, t);
  const pok = toBase64url(proveConstant(sodium, random, context, defined(secrets[0])));
  const deal = signBody(sodium, sid, signKeyOf(device), 'dkg-deal', { i, C, pok, enc });
  return say(withWork(device, { ...work, step: 'dealt', deal }), { t: 'dkg-deal', b: deal });
}

/** Every check of P 4.3.3, then `dkg-ok`, or `dkg-complaint` with the box secret, thrown away. */
function verdictStep(seated: Seated): TellerStep {
  const { sodium, device, board, i } = seated;
  const { work } = device;
  if (work.step === 'complained') {
    if (board.complaints.has(i)) return wait(device, 'complaint');
    return say(device, { t: 'dkg-complaint', b: work.complaint });
  }
  if (work.step === 'sealed') {
    if (board.oks.has(i)) return wait(device, board.oks.size < seated.n ? 'oks' : 'open');
    return say(device, { t: 'dkg-ok', b: work.ok });
  }
  if (work.step !== 'dealt') return wait(device, 'badBoard');
  const opened = openDeals(sodium, board, i, bytesOf(device.box.privateKey));
  return opened.ok ? okStep(seated, opened.value) : complaintStep(seated, opened.error);
}

function okStep({ sodium, device, board, sid, i }: Seated, x: Uint8Array): TellerStep {
  const X = toBase64url(multiplyBase(sodium, x));
  const tr = toBase64url(defined(board.dealsHead));
  const okay: DkgOkBody = signBody(sodium, sid, signKeyOf(device), 'dkg-ok', { i, X, tr });
  const share = toBase64url(x);
  sodium.memzero(x);
  const sealed = withWork(device, { step: 'sealed', share, ok: okay, eid: null });
  return say(sealed, { t: 'dkg-ok', b: okay });
}

function complaintStep({ sodium, device, sid, i }: Seated, against: number): TellerStep {
  const body = { i, against, box: device.box.privateKey };
  const complaint = signBody(sodium, sid, signKeyOf(device), 'dkg-complaint', body);
  const complained = withWork(device, { step: 'complained', complaint });
  return say(complained, { t: 'dkg-complaint', b: complaint });
}

/** The device takes `open` for its election only if it follows from the deals it checked. */
function sealedStep({ sodium, device, board }: Seated): TellerStep {
  const { work } = device;
  if (work.step !== 'sealed') return wait(device, 'badBoard');
  const firstOk = 1 + 2 * defined(board.setup).n;
  const good =
    [...board.oks.values()].every((b, place) => {
      return checkOk(sodium, board, b, firstOk + place) === null;
    }) && checkOpen(sodium, board, defined(board.open)) === null;
  if (!good) return wait(device, 'badBoard');
  const eid = toBase64url(defined(board.eid));
  if (work.eid !== null && work.eid !== eid) return wait(device, 'otherBoard');
  return wait(withWork(device, { ...work, eid }), 'sealed');
}

/** Nothing stands under this device's number that this device did not say. */
function isOwnWord({ device: { work }, board, i }: Seated): boolean {
  const said: readonly [{ readonly sig: string } | undefined, string | null | undefined][] = [
    [board.commits.get(i), 'commit' in work ? work.commit.sig : undefined],
    [board.deals.get(i), 'deal' in work ? work.deal.sig : undefined],
    [board.oks.get(i), 'ok' in work ? work.ok.sig : null],
  ];
  const later = work.step === 'sealed' || work.step === 'complained';
  return said.every(([found, own]) => {
    if (found === undefined) return true;
    return own === undefined ? later : found.sig === own;
  });
}

/** Every member's word in the ceremony carries its author's signature. */
function allSigned(sodium: Sodium, board: BoardState): boolean {
  const words: SignedEntry[] = [
    ...[...board.commits.values()].map((b) => ({ t: 'dkg-commit', b }) as const),
    ...[...board.deals.values()].map((b) => ({ t: 'dkg-deal', b }) as const),
    ...[...board.oks.values()].map((b) => ({ t: 'dkg-ok', b }) as const),
  ];
  return words.every((word) => checkSignature(sodium, board, word) === null);
}

function signKeyOf(device: TellerDevice): Uint8Array {
  return bytesOf(device.sign.privateKey);
}

function withWork(device: TellerDevice, work: CeremonyWork): TellerDevice {
  return { ...device, work };
}

function say(device: TellerDevice, post: TellerEntry): TellerStep {
  return { device, post, waiting: 'post' };
}

function wait(device: TellerDevice, waiting: TellerWait): TellerStep {
  return { device, post: null, waiting };
}
