/** What must hold of a round after every step, whoever said what. Each law throws when it is broken. */
import { isDeepStrictEqual } from 'node:util';
import { turnoutOf } from '#shared/meeting/hall-view.ts';
import { phaseOf } from '#shared/meeting/phase.ts';
import {
  attendedCount,
  electronicIssuedCount,
  issuedCount,
  presentCount,
} from '#shared/meeting/roll.ts';
import { PHASES } from '#shared/meeting/state.ts';
import type { Round } from '#shared/meeting/state.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';

/** Throws with `what` unless it holds. */
export function law(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`law broken: ${what}`);
}

/** The files give the round that the server lives with. */
export function sameAsLive(replayed: Round, live: Round): void {
  law(isDeepStrictEqual(replayed.log, live.log), 'the replayed log is the live log');
  law(isDeepStrictEqual(replayed.board.head, live.board.head), 'the board on disk is the live one');
  law(replayed.board.stage === live.board.stage, 'the replayed board is in the live stage');
  law(replayed.board.ballotCount === live.board.ballotCount, 'as many ballots on disk as live');
  law(
    isDeepStrictEqual(replayed.register.head, live.register.head),
    'the register is the live one',
  );
  law(replayed.boardsSetAside === live.boardsSetAside, 'as many boards set aside');
}

/** The counts balance (R35): cast ≤ exchanged ≤ issued ≤ present ≤ attended ≤ summoned. */
export function countsBalance(round: Round): void {
  const { log, board, register } = round;
  law(board.ballotCount <= register.count, 'no more ballots than exchanges');
  law(register.count <= electronicIssuedCount(log), 'no more exchanges than ballots issued');
  law(issuedCount(log) <= presentCount(log), 'whoever holds a ballot is present');
  law(presentCount(log) <= attendedCount(log), 'whoever is present has attended');
  law(attendedCount(log) <= log.roll.size, 'no more attended than summoned');
  const { issued, collected, outstanding } = turnoutOf(round);
  law(collected + outstanding === issued && outstanding >= 0, 'collected + outstanding = issued');
  for (const claim of register.byClaim.keys()) {
    law(log.claims.has(claim), 'only claims that were issued are exchanged');
  }
  for (const claim of log.retiredClaims) law(!log.claims.has(claim), 'a voided claim is void');
}

/**
 * The roll is what the log's own lines add up to, counted here once more without the product's fold:
 * who was checked in and out, who was given a ballot and gave it back.
 */
export function rollIsOfTheLog({ log }: Round): void {
  const present = new Set<string>();
  const holders = new Set<string>();
  for (const event of log.feed) {
    if (event.type === 'checked-in') present.add(event.memberId);
    if (event.type === 'checked-out') present.delete(event.memberId);
    if (event.type === 'ballot-issued') {
      law(!holders.has(event.memberId), 'nobody is given two ballots');
      holders.add(event.memberId);
    }
    if (event.type === 'token-voided' || event.type === 'slip-voided') {
      holders.delete(event.memberId);
    }
  }
  for (const [id, member] of log.roll) {
    law(member.present === present.has(id), `${id} is present as the log says`);
    law((member.issued !== null) === holders.has(id), `${id} holds a ballot as the log says`);
  }
}

/** No ballot, no key and no claim twice. */
export function noBallotTwice({ board, register }: Round): void {
  const { all } = board.ballots;
  law(new Set(all.map(({ id }) => toBase64url(id))).size === all.length, 'no ballot twice');
  law(
    new Set(all.map(({ ballot }) => toBase64url(ballot.vk))).size === all.length,
    'no ballot key twice',
  );
  law(register.byClaim.size === register.count, 'no claim exchanged twice');
}

/** Phases go one way, and collected ballots are never fewer than they were. */
export function onlyForward(before: Round, after: Round): void {
  const [was, is] = [phaseOf(before), phaseOf(after)];
  law(PHASES.indexOf(is) >= PHASES.indexOf(was), `phases one way: ${was} → ${is}`);
  // The tally may leave out a ballot (P 4.7); until then nothing collected is ever lost.
  if (after.board.tally === null) {
    law(turnoutOf(after).collected >= turnoutOf(before).collected, 'turnout never goes down');
  }
  const [had, has] = [before.log.feed.length, after.log.feed.length];
  law(has >= had, 'the log never shrinks');
  law(isDeepStrictEqual(after.log.feed.slice(0, had), before.log.feed), 'the log keeps its order');
}
