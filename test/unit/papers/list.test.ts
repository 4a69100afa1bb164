import { describe, expect, test } from 'vitest';
import type { PaperFacts } from '#shared/papers/facts.ts';
import { availablePapers, papersOf } from '#shared/papers/list.ts';
import { paperChoiceShape } from '#shared/papers/wishes.ts';
import { DEFAULT_PAPER_SETTINGS } from '#shared/papers/settings.ts';
import * as v from 'valibot';
import { paperFacts, uncountedFacts } from '../../support/papers/facts.ts';
import { vi } from '#shared/i18n/vi.ts';

function needs(facts: PaperFacts, others: readonly PaperFacts[] = []) {
  return Object.fromEntries(
    papersOf(facts, DEFAULT_PAPER_SETTINGS, others, []).map(({ id, copy, needs: why }) => [
      `${id}${copy ?? ''}`,
      why,
    ]),
  );
}

function made(facts: PaperFacts, others: readonly PaperFacts[] = []) {
  return availablePapers(facts, DEFAULT_PAPER_SETTINGS, others, []).map(({ make }) => make());
}

const preparing: PaperFacts = {
  ...uncountedFacts(),
  ballotDigest: null,
  keyFingerprint: null,
  times: { ...uncountedFacts().times, opened: null },
};

describe('the papers of a round', () => {
  test('each waits for what it says, and for nothing else', () => {
    expect(needs(preparing)).toEqual({
      readiness: null,
      ballot: 'frozenBallot',
      roll: null,
      invitations: null,
      slips: 'atDesk',
      pairingCards: 'atPairing',
      handOver: 'atArchive',
      zeroReport: 'sealed',
      issued: 'opened',
      minutes1: 'result',
      minutes2: 'result',
      minutes3: 'result',
      report: 'result',
      readingText: 'result',
      twoVenues: 'result',
    });
  });

  test('a counted round has three numbered minutes, each naming its copy (B3)', () => {
    const papers = made(paperFacts()).filter(({ id }) => id === 'minutes');
    expect(papers.map(({ fileName }) => fileName)).toEqual([
      'bien-ban-kiem-phieu-ban-so-1',
      'bien-ban-kiem-phieu-ban-so-2',
      'bien-ban-kiem-phieu-ban-so-3',
    ]);
  });

  test('no paper with figures is made of a void round, whatever was counted', () => {
    const voided = { at: '2026-11-21T03:00:00.000Z', reason: 'Nhầm danh sách' };
    const ids = made({ ...paperFacts(), voided }).map(({ id }) => id);
    expect(ids).toEqual(['readiness', 'ballot', 'roll', 'zeroReport', 'issued']);
  });

  test('a council session has a draft resolution, a conference none (R42)', () => {
    expect(needs(paperFacts({ profile: 'council-96' }))).toHaveProperty('resolution', null);
    expect(needs(paperFacts())).not.toHaveProperty('resolution');
  });

  test('the two-venue sheet waits for the other venue (R48)', () => {
    const own = paperFacts();
    const other = paperFacts({ profile: 'council-96' });
    expect(needs(own)).toHaveProperty('twoVenues', 'otherVenue');
    expect(needs(own, [other])).toHaveProperty('twoVenues', null);
    expect(made(own, [other]).map(({ id }) => id)).toContain('twoVenues');
  });

  test.each([
    [3, 'party'],
    [24, 'state'],
    [60, 'party'],
  ] as const)(
    '%i subjects, style %s: every name is its own and fits every system',
    (subjects, style) => {
      const papers = made(paperFacts({ subjects, style, tellers: 9, long: true }));
      const names = papers.map(({ fileName }) => fileName);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9-]{0,59}$/u);
    },
  );

  test('a rehearsal marks every paper (F27)', () => {
    const papers = made(paperFacts({ facts: { rehearsal: true } }));
    expect(papers.length).toBeGreaterThan(8);
    expect(papers.map(({ watermark }) => watermark)).toEqual(papers.map(() => 'DIỄN TẬP'));
  });

  test('every paper and every reason has its words on the screens', () => {
    for (const { id, needs: why } of papersOf(preparing, DEFAULT_PAPER_SETTINGS, [], [])) {
      expect(vi).toHaveProperty([`papers.name.${id}`]);
      expect(vi).toHaveProperty([`papers.what.${id}`]);
      if (why !== null) expect(vi).toHaveProperty([`papers.needs.${why}`]);
    }
  });

  test('a wish names a paper, never a file (design 3)', () => {
    function is(input: unknown): boolean {
      return v.safeParse(paperChoiceShape, input).success;
    }
    expect(is({ id: 'report', copy: null, format: 'pdf' })).toBe(true);
    expect(is({ id: 'result', format: 'xlsx' })).toBe(true);
    expect(is({ id: '../keys.json', copy: null, format: 'pdf' })).toBe(false);
    expect(is({ id: 'result', format: '../../keys.json' })).toBe(false);
  });
});
