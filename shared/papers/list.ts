import { blankBallot } from './ballot.ts';
import type { PaperFacts } from './facts.ts';
import { invitations } from './invitations.ts';
import { issuedList } from './issued.ts';
import { awaited, ready } from './listed.ts';
import type { AvailablePaper, PaperEntry } from './listed.ts';
import { readinessChecks } from './readiness-checks.ts';
import { readiness } from './readiness.ts';
import type { ReadinessCheck } from './readiness.ts';
import { resultPapers } from './result-papers.ts';
import { roll } from './roll.ts';
import type { PaperSettings } from './settings.ts';
import { zeroReport } from './zero-report.ts';

/**
 * Every paper of a round in the order in which a meeting needs them, each with its copies, and why
 * one cannot be made yet. `others`: the plan's other venues that have a result (R48); `checks`: what
 * the server found of its machine.
 */
export function papersOf(
  facts: PaperFacts,
  settings: PaperSettings,
  others: readonly PaperFacts[],
  checks: readonly ReadinessCheck[],
): PaperEntry[] {
  return [
    ready('readiness', () => readiness(facts, [...readinessChecks(facts), ...checks], settings)),
    facts.ballotDigest === null
      ? awaited('ballot', 'frozenBallot')
      : ready('ballot', () => blankBallot(facts, settings)),
    ready('roll', () => roll(facts, settings)),
    // Afterwards they lead nobody in any more, and are no part of the record.
    facts.times.opened === null && facts.voided === null
      ? ready('invitations', () => invitations(facts))
      : awaited('invitations', 'beforeOpening'),
    awaited('slips', 'atDesk'),
    awaited('pairingCards', 'atPairing'),
    facts.keyFingerprint === null
      ? awaited('zeroReport', 'sealed')
      : ready('zeroReport', () => zeroReport(facts, settings)),
    facts.times.opened === null
      ? awaited('issued', 'opened')
      : ready('issued', () => issuedList(facts, settings)),
    ...resultPapers(facts, settings, others),
    awaited('handOver', 'atArchive'),
  ];
}

/** The papers that can be made now. */
export function availablePapers(
  facts: PaperFacts,
  settings: PaperSettings,
  others: readonly PaperFacts[],
  checks: readonly ReadinessCheck[],
): AvailablePaper[] {
  return papersOf(facts, settings, others, checks).filter((each) => each.needs === null);
}
