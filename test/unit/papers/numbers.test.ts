import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clockInWords,
  countText,
  dateInWords,
  inProse,
  localTime,
  momentInWords,
  percentOf,
  shortDate,
} from '#shared/papers/numbers.ts';
import { percentText } from '#shared/result/percent.ts';

describe('B5 counts', () => {
  test('thousands have a dot and read back', () => {
    expect([0, 7, 999, 1000, 1234, 1_234_567].map(countText)).toEqual([
      '0',
      '7',
      '999',
      '1.000',
      '1.234',
      '1.234.567',
    ]);
    fc.assert(
      fc.property(fc.nat(10_000_000), (n) => Number(countText(n).replaceAll('.', '')) === n),
    );
  });

  test('in prose counts from 1 to 9 are padded where the office pads, never zero', () => {
    expect([0, 1, 9, 10, 1234].map((n) => inProse(n, { padCounts: true }))).toEqual([
      '0',
      '01',
      '09',
      '10',
      '1.234',
    ]);
    expect([0, 1, 9].map((n) => inProse(n, { padCounts: false }))).toEqual(['0', '1', '9']);
  });
});

describe('B5 percentages', () => {
  test.each([
    [29, 47, 'two', '61,70'],
    [29, 47, 'trim', '61,7'],
    [29, 47, 'one', '61,7'],
    [2, 3, 'one', '66,7'],
    [20, 50, 'two', '40,00'],
    [20, 50, 'trim', '40'],
    [20, 50, 'one', '40,0'],
    [0, 44, 'trim', '0'],
    [44, 44, 'trim', '100'],
  ] as const)('%i of %i as «%s» is %s', (count, base, percent, text) => {
    expect(percentOf(percentText(count, base), count, base, { percent })).toBe(text);
  });

  test('one decimal comes from the integers, never from the two decimals of the result', () => {
    // 745 of 10.001 is 7,449 %: printed 7,45, which rounded again would be 7,5.
    expect(percentText(745, 10_001)).toBe('7,45');
    expect(percentOf('7,45', 745, 10_001, { percent: 'one' })).toBe('7,4');
  });

  test('F23 without a percentage every style prints the dash', () => {
    for (const percent of ['two', 'trim', 'one'] as const) {
      expect(percentOf('–', 0, 0, { percent })).toBe('–');
    }
  });

  test('two decimals are the stored text itself, whatever the numbers', () => {
    fc.assert(
      fc.property(fc.nat(2047), fc.integer({ min: 1, max: 2047 }), (count, base) => {
        const printed = percentText(count, base);
        expect(percentOf(printed, count, base, { percent: 'two' })).toBe(printed);
        const trimmed = percentOf(printed, count, base, { percent: 'trim' });
        expect(Number(trimmed.replace(',', '.'))).toBe(Number(printed.replace(',', '.')));
      }),
    );
  });
});

describe('B5 dates and times', () => {
  test.each([
    ['2018-04-03', 'ngày 03 tháng 4 năm 2018', '03/4/2018'],
    ['2018-02-20', 'ngày 20 tháng 02 năm 2018', '20/02/2018'],
    ['2026-01-01', 'ngày 01 tháng 01 năm 2026', '01/01/2026'],
    ['2026-11-21', 'ngày 21 tháng 11 năm 2026', '21/11/2026'],
  ])('%s is «%s»', (date, words, short) => {
    expect(dateInWords(date)).toBe(words);
    expect(shortDate(date)).toBe(short);
  });

  test('a moment is shown on the clock of the hall, seven hours ahead of UTC', () => {
    expect(clockInWords('2026-11-21T01:30:00.000Z')).toBe('08 giờ 30 phút');
    expect(momentInWords('2026-12-31T17:05:59.999Z')).toBe(
      '00 giờ 05 phút, ngày 01 tháng 01 năm 2027',
    );
    expect(clockInWords('2026-11-21T08:30:00+07:00')).toBe('08 giờ 30 phút');
    expect(clockInWords('2026-11-21T01:30:00Z', -300)).toBe('20 giờ 30 phút');
  });

  test('the local time of any moment is the one the platform would show at that offset', () => {
    const from = Date.UTC(1990, 0, 1);
    const to = Date.UTC(2100, 0, 1);
    fc.assert(
      fc.property(
        fc.integer({ min: from, max: to }),
        fc.integer({ min: -720, max: 840 }),
        (moment, offset) => {
          const { date, hour, minute } = localTime(new Date(moment).toISOString(), offset);
          const shown = new Date(moment + offset * 60_000).toISOString();
          const [h, m] = [hour, minute].map((n) => String(n).padStart(2, '0'));
          expect(`${date}T${h}:${m}`).toBe(shown.slice(0, 16));
        },
      ),
    );
  });

  test('what is no moment is a bug', () => {
    expect(() => localTime('21/11/2026')).toThrow();
  });
});
