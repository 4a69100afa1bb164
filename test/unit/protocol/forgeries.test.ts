/** Boards, registers and results that a dishonest hall could publish: chained and signed anew, but false. */
import { describe, expect, test } from 'vitest';
import { verifyBoard, verifyTally } from '#shared/protocol/verify.ts';
import type { VerifyInput } from '#shared/protocol/verify.ts';
import { Round } from '../../support/protocol-round.ts';
import { fast } from '../../support/fast.ts';
import { sodium } from '../../support/sodium.ts';
import { ONE, OTHER, TWO } from './forgeries/kit.ts';
import { linesOf, registerOf } from './forgeries/register.ts';
import { RESULT_OF, SAMPLE } from './forgeries/result-file.ts';
import { FORGERIES } from './forgeries/table.ts';

/** How many kinds the table has had: none may be lost unseen. */
const AT_LEAST = 300;

function shown({ board, register, result }: VerifyInput): string {
  const files = [board, register].map((bytes) => Buffer.from(bytes ?? []).toString('base64'));
  return [...files, JSON.stringify(result)].join('\n');
}

describe('[P 4.11] what is false is refused with its code, at its entry, by either verifier', () => {
  test.each([
    ['one issuer', { board: ONE.boardBytes, register: ONE.registerBytes }],
    ['two issuers', { board: TWO.boardBytes, register: TWO.registerBytes }],
    ['another election', { board: OTHER.boardBytes, register: OTHER.registerBytes }],
    ['another implementation’s', SAMPLE],
    ['with a result file', RESULT_OF],
  ])('the files themselves are valid: %s', (_name, files) => {
    const report = verifyBoard(sodium, files);
    expect(report.valid).toBe(true);
    expect(verifyBoard(sodium, files, { fast })).toEqual(report);
  });

  test('every kind is in the table once, and each changes the files', () => {
    const names = FORGERIES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(AT_LEAST);
    const unchanged = FORGERIES.filter(({ good, forge }) => shown(good) === shown(forge()));
    expect(unchanged.map(({ name }) => name)).toEqual([]);
  });

  const rows = FORGERIES.map((forgery) => [forgery.name, forgery.code, forgery] as const);
  test.each(rows)('[%s] %s', (_name, code, { file, entry, forge }) => {
    const files = forge();
    const report = verifyBoard(sodium, files);
    expect(report).toMatchObject({ valid: false, file, entry, code });
    expect(verifyBoard(sodium, files, { fast })).toEqual(report);
  });

  test('the register is made again byte for byte when nothing is changed', () => {
    expect(registerOf(linesOf(TWO))).toBe(TWO.registerText);
  });
});

describe('[P 4.7.3] too few ballots', () => {
  test('N below minBallots is not opened', () => {
    const small = new Round(sodium, { n: 3, t: 2, marks: [[1]], minBallots: 1 });
    Object.assign(small.setup, { minBallots: 2 });
    small.ceremony();
    small.poll();
    Object.assign(small.setup, { minBallots: 1 });
    small.tally();
    Object.assign(small.setup, { minBallots: 2 });
    for (const place of small.devices.keys()) small.agree(place);
    small.open(0);
    small.open(1);
    small.finish();
    const report = verifyBoard(sodium, { board: small.boardBytes });
    const entry = small.entries.findIndex(({ t }) => t === 'tally');
    expect(report).toMatchObject({ code: 'E_MIN_BALLOTS', entry });
    expect(verifyBoard(sodium, { board: small.boardBytes }, { fast })).toEqual(report);
  });
});

describe('[P 4.7.4] what a member’s device checks before it agrees', () => {
  test('is refused up to the tally with the same words as by the whole verifier', () => {
    const upTo = FORGERIES.filter(({ file, entry, code }) => {
      return file === 'board' && entry !== null && entry < 16 && !code.startsWith('E_HEADSIG');
    });
    expect(upTo.length).toBeGreaterThan(100);
    for (const { name, code, entry, forge } of upTo.filter((_, place) => place % 5 === 0)) {
      const report = verifyTally(sodium, forge(), { fast });
      expect(report, name).toMatchObject({ valid: false, entry, code });
    }
  });
});
