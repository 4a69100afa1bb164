import { describe, expect, test } from 'vitest';
import { CONSOLE_ROLES, hashOf, parseRoute } from '../../../chair-console/route.ts';

describe('the console’s address', () => {
  test('a pairing code is read from the fragment', () => {
    expect(parseRoute('#pair=AB12-cd34')).toEqual({ kind: 'pair', code: 'AB12-cd34' });
  });

  test('every role’s own address opens that role', () => {
    for (const role of CONSOLE_ROLES)
      expect(parseRoute(hashOf(role))).toEqual({ kind: 'role', role });
  });

  test.each(['', '#', '#/', '#/kiosk', '#/chairs', '#pair=', '#pair=<b>', '#pair=a b c d'])(
    '%j asks for nothing',
    (hash) => {
      expect(parseRoute(hash)).toEqual({ kind: 'none' });
    },
  );
});
