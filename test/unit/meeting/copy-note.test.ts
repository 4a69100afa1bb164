import { describe, expect, test } from 'vitest';
import type { Command, CopyFault } from '#shared/meeting/commands.ts';
import { feedOf } from '#shared/meeting/feed.ts';
import { PHASES } from '#shared/meeting/state.ts';
import { AT, closed, inPhase } from '../../support/given.ts';

function note(failed: CopyFault | null): Command {
  return { role: 'server', command: { type: 'note-copy', failed } };
}

const LOST = { type: 'copy-lost', at: AT, why: 'lost' } as const;

describe('the log says what became of the second copy (reliability 1.5)', () => {
  test('lost once, regained once; the same word again changes nothing', () => {
    const round = inPhase('sealing');
    round.when(note(null)).changesNothing();
    round.when(note('lost')).records(LOST);
    const lost = round.and(LOST);
    lost.when(note('lost')).changesNothing();
    lost.when(note('full')).records({ type: 'copy-lost', at: AT, why: 'full' });
    lost.when(note(null)).records({ type: 'copy-regained', at: AT });
    lost.and({ type: 'copy-regained', at: AT }).when(note('lost')).records(LOST);
  });

  test('design 7: between opening and closing it has no time, before and after it has', () => {
    for (const phase of PHASES.filter((each) => each !== 'archived')) {
      const at = phase === 'polling' ? null : AT;
      inPhase(phase).when(note('lost')).records({ type: 'copy-lost', at });
    }
    const polling = inPhase('polling').and({ ...LOST, at: null });
    polling.when(note(null)).records({ type: 'copy-regained', at: null });
    // The log's word closes the polls, the board's follows.
    polling.and(closed(1)).when(note(null)).records({ type: 'copy-regained', at: AT });
  });

  test('an archived round is over; a void one takes no word at all', () => {
    inPhase('archived').when(note('lost')).changesNothing();
    const voided = inPhase('polling').and({ type: 'round-voided', at: AT, reason: 'Mất điện' });
    voided.when(note('lost')).refuses('no-round');
  });

  test('R49: supervisors see both', () => {
    const { log } = inPhase('sealing').and(LOST, { type: 'copy-regained', at: AT });
    const types = feedOf(log).map(({ type }) => type);
    expect(types.slice(-2)).toEqual(['copy-lost', 'copy-regained']);
  });
});
