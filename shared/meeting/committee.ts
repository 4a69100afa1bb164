import { fromBase64url } from '../protocol/bytes.ts';
import type { CommitteeChoice } from './commands.ts';
import type { DecideContext, Decided } from './decision.ts';
import { isReason, record, refuse } from './decision.ts';
import { isIssuerKey, withCoIssuers } from './co-issuers.ts';
import { phaseOf } from './phase.ts';
import type { LogState, Round } from './state.ts';

/**
 * Records the counting committee that the conference elected (R19): at least three, one head, no
 * subject among them unless the plan allows it (R21). May be corrected until the ceremony begins.
 */
export function recordCommittee(
  { at }: DecideContext,
  round: Round,
  members: readonly CommitteeChoice[],
  how: string,
): Decided {
  const { log, board } = round;
  if (phaseOf(round) !== 'sealing' || board.n > 0) return refuse('wrong-phase');
  if (!isReason(how)) return refuse('reason-required');
  if (members.length < 3) return refuse('committee-too-small', { named: members.length });
  if (members.filter(({ head }) => head).length !== 1) return refuse('committee-head');
  const names = members.map(({ name }) => folded(name));
  if (new Set(names).size < names.length) return refuse('committee-duplicate');
  const subject = log.plan.venue.allowSubjectTellers
    ? undefined
    : members.find((member) => isSubject(log, member));
  if (subject !== undefined) return refuse('subject-in-committee', { name: subject.name });
  const t = thresholdFor(log, members.length);
  if (2 * t <= members.length || t > members.length) {
    return refuse('threshold', { t, n: members.length });
  }
  const named = withCoIssuers(members, log.plan.venue.coIssuers);
  return record({ type: 'committee-recorded', at, members: named, how: how.trim() });
}

/** How many tellers are needed to open: the plan's number, or floor(n/2) + 1 (design 4). */
export function thresholdFor(log: LogState, n: number): number {
  return log.plan.venue.threshold ?? Math.floor(n / 2) + 1;
}

/** Whether every elected teller's device has joined with its keys. */
export function allJoined({ committee, joined }: LogState): boolean {
  return committee?.every((_, index) => joined.has(index + 1)) ?? false;
}

/**
 * A teller's device joins with the public halves of its fresh keys (P 4.3.0). Another device of the
 * same teller may take over until the last one has joined; from then on the ceremony must be
 * restarted.
 */
export function joinCeremony(
  { at, sodium }: DecideContext,
  { log, board }: Round,
  i: number,
  sign: string,
  box: string,
  pk?: string,
): Decided {
  const own = log.joined.get(i);
  if (own?.sign === sign && own.box === box && own.pk === pk) return record();
  if (log.committee === null || board.n > 0 || allJoined(log)) return refuse('wrong-phase');
  if (!fromBase64url(sign, 32).ok || !fromBase64url(box, 32).ok) return refuse('malformed');
  if (!isIssuerKey(sodium, log, i, pk)) return refuse('malformed', { path: 'pk' });
  for (const [other, keys] of log.joined) {
    const taken = keys.sign === sign || keys.box === box || (pk !== undefined && keys.pk === pk);
    if (other !== i && taken) return refuse('malformed');
  }
  const issues = pk === undefined ? {} : { pk };
  return record({ type: 'teller-joined', at, i, sign, box, ...issues });
}

/** Throws the keys away and begins again on a new board (P 4.3, restart with fresh keys). */
export function restartCeremony({ at }: DecideContext, round: Round, reason: string): Decided {
  const { log } = round;
  if (phaseOf(round) !== 'sealing' || log.committee === null || log.opened !== null) {
    return refuse('wrong-phase');
  }
  if (!isReason(reason)) return refuse('reason-required');
  return record({ type: 'ceremony-restarted', at, reason: reason.trim() });
}

/** Same name, and the same post where both are known: namesakes are common. */
function isSubject(log: LogState, member: CommitteeChoice): boolean {
  return log.plan.lines.some(
    (line) =>
      folded(line.name) === folded(member.name) &&
      (member.post === undefined ||
        member.post === '' ||
        folded(line.post) === folded(member.post)),
  );
}

function folded(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/gu, ' ').toLocaleLowerCase('vi');
}
