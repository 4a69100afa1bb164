import { expect, test } from 'vitest';
import { MARKS, markCode, markOfCode, parseMarks } from '#shared/plan/marks.ts';

const good = {
  format: 'hom-phieu/marks/1',
  ballots: [['high', 'blank'], null],
  paper: [['multiple', 'struckOut'], { invalid: 'notIssued', marks: ['low', 'low'] }],
};

test('design 4: a marks file with null rows and marred paper is read as it stands', () => {
  expect(parseMarks(good, 2)).toEqual({ ok: true, value: good });
});

test.each<[string, object, string]>([
  ['a row too short', { ballots: [['high']] }, 'ballots[0]'],
  ['a paper mark on an electronic ballot', { ballots: [['high', 'multiple']] }, 'ballots[0][1]'],
  ['an unknown mark', { paper: [['high', 'yes']] }, 'paper[0][1]'],
  [
    'an unknown reason',
    { paper: [{ invalid: 'torn', marks: ['low', 'low'] }] },
    'paper[0].invalid',
  ],
  [
    'a marred row too long',
    { paper: [{ invalid: 'writeIn', marks: ['low', 'low', 'low'] }] },
    'paper[0].marks',
  ],
  ['an unknown field', { seed: 1 }, 'seed'],
  ['another format', { format: 'x' }, 'format'],
  ['too many rows', { ballots: Array(2048).fill(null) }, 'ballots'],
])('design 4: %s is refused with its path', (_what, change, path) => {
  const parsed = parseMarks({ ...good, ...change }, 2);
  expect(!parsed.ok && parsed.error.map((problem) => problem.path)).toEqual([path]);
});

test('P 4.4: blank 0, high 1, confidence 2, low 3, and back', () => {
  expect(MARKS.map(markCode)).toEqual([0, 1, 2, 3]);
  expect(([0, 1, 2, 3] as const).map(markOfCode)).toEqual(['blank', 'high', 'confidence', 'low']);
});
