import { CoIssuer } from '../../chair-console/teller/co-issuer.ts';
import type { CoIssuerWorld, StoredClaims } from '../../chair-console/teller/co-issuer.ts';
import { workInPlace } from '../../chair-console/teller/issuer-work.ts';
import { random, sodium } from './sodium.ts';

/** What a scripted co-issuer's device needs of its connection. */
export type CoIssuerLine = Pick<CoIssuerWorld, 'register' | 'answer'>;

/** Where the list of a scripted device stands; it outlives the page. */
export interface ClaimsDisk {
  get(): StoredClaims | null;
  set(stored: StoredClaims): void;
}

/** A teller's device as co-issuer, the page's own; without `disk` its list is in memory. */
export function openCoIssuer(
  line: CoIssuerLine,
  onChange: () => void,
  disk: ClaimsDisk = inMemory(),
): CoIssuer {
  return new CoIssuer({
    ...line,
    sodium,
    now: () => performance.now(),
    work: workInPlace(sodium, random),
    update: (change) => {
      const next = change(disk.get());
      disk.set(next);
      return Promise.resolve(next);
    },
    onChange,
  });
}

function inMemory(): ClaimsDisk {
  let held: StoredClaims | null = null;
  return {
    get: () => held,
    set: (stored) => {
      held = stored;
    },
  };
}
