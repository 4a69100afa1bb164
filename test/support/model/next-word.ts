/** What the phase needs next, and by whom: the meeting as it is meant to go. */
import { allJoined } from '#shared/meeting/committee.ts';
import { phaseOf } from '#shared/meeting/phase.ts';
import { recountState } from '#shared/meeting/recounts.ts';
import { gapCounts } from '#shared/meeting/counting.ts';
import { resultOf } from '#shared/meeting/result-of.ts';
import { issuedCount, paperIssuedCount, presentCount, quorumNow } from '#shared/meeting/roll.ts';
import type { Round } from '#shared/meeting/state.ts';
import { generateTellerKeys, newTellerDevice, tellerStep } from '#shared/protocol/ceremony.ts';
import type { TellerDevice } from '#shared/protocol/ceremony.ts';
import { agreeEntry, openingEntry } from '#shared/protocol/opening.ts';
import { neededAgreements } from '#shared/protocol/quorum.ts';
import { signBody } from '#shared/protocol/signed-word.ts';
import { gapsOf } from '#shared/result/gaps.ts';
import { recountBoard } from '#shared/result/recount.ts';
import { COMMITTEE } from '../given.ts';
import { memberId, ROLL } from '../hall.ts';
import { bytesOf } from '../meeting.ts';
import { random, sodium } from '../sodium.ts';
import type { Records } from './records.ts';
import type { Who } from './steps.ts';

export type NextWord =
  | { readonly do: 'say'; readonly who: Who; readonly what: object }
  | { readonly do: 'pair-teller'; readonly i: number }
  /** One voter more: a ballot issued, exchanged and cast. */
  | { readonly do: 'vote' }
  | { readonly do: 'begin' };

const TELLERS = COMMITTEE.map((_, at) => at + 1);
const BALLOTS = 3;

function says(who: Who, what: object): NextWord {
  return { do: 'say', who, what };
}

/** The committee's devices, which keep what they know over every restart of the server. */
export class Committee {
  readonly #devices = new Map<number, TellerDevice>();

  /** The next word of the meeting after these records. */
  next(records: Records, isPaired: (i: number) => boolean): NextWord {
    const { round } = records;
    const { log } = round;
    if (round.board.stage === 'sealed') this.#seeKey(round);
    switch (phaseOf(round)) {
      case 'preparing':
        return says('chair', { type: 'freeze-ballot' });
      case 'rollCall':
        return checkIn(round, ROLL - 1) ?? says('chair', { type: 'confirm-quorum' });
      case 'sealing':
        return this.#sealing(round, isPaired);
      case 'polling':
        return polling(round);
      case 'counting':
        return this.#counting(round, isPaired);
      case 'counted':
        return announcing(records);
      case 'announced':
        return log.minutesSignedAt === null
          ? says('teller1', { type: 'sign-minutes' })
          : says('chair', { type: 'archive' });
      case 'archived':
        return { do: 'begin' };
    }
  }

  #sealing(round: Round, isPaired: (i: number) => boolean): NextWord {
    const { log, board } = round;
    if (log.committee === null) {
      return says('chair', { type: 'record-committee', members: COMMITTEE, how: 'Biểu quyết' });
    }
    if (board.stage === 'sealed') return opening(round);
    const unpaired = TELLERS.find((i) => !isPaired(i));
    if (unpaired !== undefined) return { do: 'pair-teller', i: unpaired };
    if (!allJoined(log)) return this.#join(round);
    const word = this.#ceremony(round);
    return word ?? says('chair', { type: 'restart-ceremony', reason: 'Khóa lạ' });
  }

  /** Each with fresh keys; a place that strange keys took is taken back while that is possible. */
  #join({ log }: Round): NextWord {
    const i =
      TELLERS.find((each) => !log.joined.has(each)) ??
      TELLERS.find(
        (each) => log.joined.get(each)!.sign !== this.#devices.get(each)?.sign.publicKey,
      )!;
    const device = newTellerDevice(generateTellerKeys(random, sodium));
    this.#devices.set(i, device);
    const { sign, box } = device;
    return tellerSays(i, { type: 'join', sign: sign.publicKey, box: box.publicKey });
  }

  #ceremony({ log, board }: Round): NextWord | null {
    for (const i of TELLERS) {
      const device = this.#devices.get(i);
      if (device === undefined) return null;
      if (log.joined.get(i)!.sign !== device.sign.publicKey) return null;
      const step = tellerStep(sodium, random, device, board);
      this.#devices.set(i, step.device);
      if (step.post !== null) return tellerSays(i, { type: 'post', entry: step.post });
    }
    return null;
  }

  /** Every device checks the key that stands and takes its share of it. */
  #seeKey({ board }: Round): void {
    for (const [i, device] of this.#devices) {
      this.#devices.set(i, tellerStep(sodium, random, device, board).device);
    }
  }

  #counting(round: Round, isPaired: (i: number) => boolean): NextWord {
    const { log, board } = round;
    const unpaired = TELLERS.find((i) => !isPaired(i));
    if (unpaired !== undefined) return { do: 'pair-teller', i: unpaired };
    if (log.paperFixed === null) return this.#paper(round);
    for (const i of TELLERS) {
      if (board.agreed.has(i)) continue;
      const agreed = agreeEntry(sodium, this.#devices.get(i)!, board, true);
      if (!agreed.ok) throw new Error(`agree: ${agreed.error}`);
      this.#devices.set(i, agreed.value.device);
      return tellerSays(i, { type: 'post', entry: agreed.value.post });
    }
    if (board.agreed.size < neededAgreements(board)) throw new Error('the count is stuck');
    const i = TELLERS.find((each) => !board.openings.has(each))!;
    const entry = openingEntry(sodium, random, this.#devices.get(i)!, board);
    if (!entry.ok) throw new Error(`opening: ${entry.error}`);
    return tellerSays(i, { type: 'post', entry: entry.value });
  }

  #paper(round: Round): NextWord {
    const { log, board } = round;
    const count = paperIssuedCount(log);
    const keyed = [1, 2].find((i) => !log.paperKeyed.has(i));
    if (count === 0 || keyed === undefined) {
      return says('teller1', { type: 'fix-paper', paper: count > 0 });
    }
    const lines = log.plan.lines.map(() => ({ high: 0, confidence: 0, low: count, invalid: 0 }));
    const body = { i: keyed, count, rejected: [], lines, rulings: [] };
    const key = bytesOf(this.#devices.get(keyed)!.sign.privateKey);
    const signed = signBody(sodium, board.sid!, key, 'paper', body);
    return tellerSays(keyed, { type: 'key-paper', body: signed });
  }
}

function tellerSays(i: number, what: object): NextWord {
  return says(`teller${i}` as Who, what);
}

function checkIn({ log }: Round, wanted: number): NextWord | null {
  if (presentCount(log) >= wanted) return null;
  const absent = [...log.roll].find(([, { present }]) => !present)![0];
  return says('desk1', { type: 'set-present', memberId: absent, present: true });
}

function opening(round: Round): NextWord {
  const { met, present } = quorumNow(round.log);
  if (!met) return checkIn(round, ROLL)!;
  return says('chair', { type: 'open-polls', present });
}

function polling(round: Round): NextWord {
  const { log, board } = round;
  const free = [...log.roll].find(([, member]) => member.present && member.issued === null);
  if (board.ballotCount < BALLOTS && free !== undefined) return { do: 'vote' };
  if (paperIssuedCount(log) === 0 && free !== undefined) {
    return says('desk2', { type: 'issue', memberId: free[0], way: 'paper' });
  }
  const outstanding = issuedCount(log) - board.ballotCount;
  return says('chair', { type: 'close-polls', outstanding });
}

function announcing(records: Records): NextWord {
  const { round } = records;
  const { log, board } = round;
  if (board.finished && recountState(log.recounts) !== 'agree') {
    return says('supervisor', { type: 'submit-recount', digest: recountOf(records) });
  }
  const gap = gapsOf(gapCounts(round)).find((each) => !log.gapReasons.has(each));
  if (gap !== undefined) return says('chair', { type: 'explain-gap', gap, reason: 'Về sớm' });
  return says('chair', { type: 'announce' });
}

/** A recount from the bytes of the files. */
function recountOf({ round, board, register }: Records): string {
  const { profile, figures } = resultOf(sodium, round)!;
  const counted = recountBoard(sodium, { board, register, profile, figures }, () => undefined);
  if (!counted.valid) throw new Error(`recount: ${counted.code}`);
  return counted.digest;
}

/** A present member without a ballot. */
export function freeMember({ log }: Round): string | null {
  for (let i = 1; i <= ROLL; i += 1) {
    const member = log.roll.get(memberId(i))!;
    if (member.present && member.issued === null) return memberId(i);
  }
  return null;
}
