import { describe, expect, it } from 'vitest';
import { parseCommandLine, wholeOption } from '../../../scripts/arguments.ts';
import { parseOptions } from '../../../scripts/rehearse/options.ts';

describe('command lines (design 4)', () => {
  const verify = {
    values: ['register', 'result'],
    flags: ['slow', 'json'],
    words: [1, 1],
  } as const;

  it('takes words, options and flags in any order', () => {
    const parsed = parseCommandLine(['--json', 'board.jsonl', '--register', 'r.jsonl'], verify);
    expect(parsed).toEqual({
      ok: true,
      value: {
        values: { register: 'r.jsonl' },
        flags: new Set(['json']),
        words: ['board.jsonl'],
      },
    });
  });

  it.each([
    ['an unknown option', ['b', '--fast']],
    ['an option without its value', ['b', '--register']],
    ['a flag with a value', ['b', '--json=yes']],
    ['too few words', []],
    ['too many words', ['b', 'c']],
  ])('refuses %s with a sentence', (_, args) => {
    const parsed = parseCommandLine(args, verify);
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? '' : parsed.error).not.toBe('');
  });

  it.each(['', '-1', '1.5', '1e3', 'x', '0x10', '2048', '99999999999'])(
    'refuses “%s” as a number of voters from 1 to 2047',
    (text) => {
      const args = { values: { voters: text }, flags: new Set<string>(), words: [] };
      expect(wholeOption(args, 'voters', [1, 2047]).ok).toBe(false);
    },
  );
});

describe('npm run rehearse -- options (design 4)', () => {
  it('without options rehearses the sample with seed 1', () => {
    expect(parseOptions([])).toEqual({
      ok: true,
      value: {
        plan: null,
        venue: null,
        marks: null,
        voters: null,
        out: null,
        papers: true,
        seed: 1,
      },
    });
  });

  it('reads every option', () => {
    const args = [
      '--plan',
      'p.json',
      '--venue',
      'v',
      '--voters',
      '12',
      '--out',
      'o',
      '--no-papers',
      '--seed',
      '0',
    ];
    expect(parseOptions(args)).toEqual({
      ok: true,
      value: {
        plan: 'p.json',
        venue: 'v',
        marks: null,
        voters: 12,
        out: 'o',
        papers: false,
        seed: 0,
      },
    });
  });

  it.each([
    [['--voters', '0']],
    [['--voters', '2048']],
    [['--seed', '4294967296']],
    [['--marks', 'm.json', '--voters', '3']],
    [['extra']],
  ])('refuses %j', (args) => {
    expect(parseOptions(args).ok).toBe(false);
  });
});
