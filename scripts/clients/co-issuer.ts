import { CoIssuer } from '../../chair-console/teller/co-issuer.ts';
import type { CoIssuerWorld, StoredClaims } from '../../chair-console/teller/co-issuer.ts';
import { workInPlace } from '../../chair-console/teller/issuer-work.ts';
import { random, sodium } from './sodium.ts';

/** What a scripted co-issuer's device needs of its connection. */
export type CoIssuerLine = Pick<CoIssuerWorld, 'register' | 'answer'>;

/** A teller's device as co-issuer, the page's own, with its list in memory. */
export function openCoIssuer(line: CoIssuerLine, onChange: () => void): CoIssuer {
  let disk: StoredClaims | null = null;
  return new CoIssuer({
    ...line,
    sodium,
    now: () => performance.now(),
    work: workInPlace(sodium, random),
    update: (change) => {
      disk = change(disk);
      return Promise.resolve(disk);
    },
    onChange,
  });
}
