import { describe, expect, it } from 'vitest';
import { fingerprint } from '#shared/protocol/code.ts';
import { spokenCode } from '#shared/ui/spoken-code.ts';
import { random } from '../../support/sodium.ts';

describe('a fingerprint in words that everyone can read aloud (issue 5, 5)', () => {
  it('says each character by its Vietnamese name, group by group', () => {
    expect(spokenCode('7QYN-2G28')).toBe('bảy quy i dài en-nờ, hai giê hai tám');
  });

  it('has a name for every character of every fingerprint, and no name twice', () => {
    const said = Array.from({ length: 300 }, () => fingerprint(random(32)));
    const characters = new Set(said.join('').replaceAll('-', ''));
    expect(characters.size).toBe(32);
    const names = [...characters].map((character) => spokenCode(character));
    expect(new Set(names).size).toBe(32);
    expect(names.filter((name) => /[A-Z0-9]/u.test(name))).toEqual([]);
  });
});
