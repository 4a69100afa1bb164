import type { PaperFacts } from './facts.ts';

type Marked = Pick<
  PaperFacts,
  | 'ballotDigest'
  | 'keyFingerprint'
  | 'times'
  | 'roll'
  | 'reissues'
  | 'incidents'
  | 'gaps'
  | 'corrections'
  | 'voided'
  | 'digest'
>;

/**
 * A mark of what the papers of a round say: it changes when one of them would be new or say
 * something else (a later step, another result, an incident noted), and not by what none of them
 * prints, as the announcement. Kept with the papers, it tells whether the records have gone on.
 */
export function recordsMark(facts: Marked): string {
  const { ballotDigest, keyFingerprint, times, roll, reissues, incidents, gaps } = facts;
  return [
    ballotDigest === null ? 'draft' : 'frozen',
    keyFingerprint ?? 'unsealed',
    times.opened === null ? 'unopened' : times.closed === null ? 'open' : 'closed',
    facts.digest ?? 'uncounted',
    facts.voided === null ? 'valid' : 'void',
    roll.filter(({ attended }) => attended).length,
    roll.filter(({ present }) => present).length,
    reissues.length,
    incidents.length,
    gaps.filter(({ reason }) => reason !== null).length,
    facts.corrections.length,
  ].join(' ');
}
