import { defined } from '../assert.ts';
import { fromBase64url } from '../protocol/bytes.ts';
import type { BoardState } from '../protocol/board.ts';
import type { Issuer } from '../protocol/entries.ts';
import { isPoint } from '../protocol/group.ts';
import type { Sodium } from '../protocol/sodium.ts';
import type { CommitteeChoice } from './commands.ts';
import type { LogState } from './state.ts';

/** The server's name in the list of issuers (P 4.2: issuer 1 is the server). */
export const SERVER_ISSUER = 'Máy chủ';

/**
 * The members with those named who issue too (R20): only where the plan asks for it, and everyone
 * where it asks and nobody was named.
 */
export function withCoIssuers(
  members: readonly CommitteeChoice[],
  asked: boolean,
): readonly CommitteeChoice[] {
  const isNamed = members.some(({ coIssuer }) => coIssuer === true);
  return members.map(({ coIssuer, ...member }) =>
    asked && (!isNamed || coIssuer === true) ? { ...member, coIssuer: true } : member,
  );
}

/** Does the teller numbered `i` issue too? */
export function isCoIssuer({ committee }: LogState, i: number): boolean {
  return committee?.[i - 1]?.coIssuer === true;
}

/** A teller joins with a VOPRF key exactly when they issue: a point that is no identity. */
export function isIssuerKey(sodium: Sodium, log: LogState, i: number, pk?: string): boolean {
  if (!isCoIssuer(log, i)) return pk === undefined;
  const point = fromBase64url(pk, 32);
  return point.ok && isPoint(sodium, point.value);
}

/** The co-issuers of `setup` once all have joined, in the committee's order. */
export function coIssuersIn({ committee, joined }: LogState): Omit<Issuer, 'i'>[] {
  return (committee ?? []).flatMap(({ name, coIssuer }, at) => {
    if (coIssuer !== true) return [];
    const keys = defined(joined.get(at + 1), 'keys of a co-issuer');
    return [{ name, sign: keys.sign, pk: defined(keys.pk, 'key of a co-issuer') }];
  });
}

/** An issuer other than the server, as issuer `i` and as member `teller` of the committee. */
export interface CoIssuerSeat {
  readonly i: number;
  readonly teller: number;
  readonly name: string;
  readonly pk: string;
}

/** The co-issuers of a board that has its `setup`; none where the server issues alone. */
export function coIssuerSeats({ setup }: BoardState): CoIssuerSeat[] {
  if (setup === null) return [];
  return setup.issuers.slice(1).map(({ i, name, sign, pk }) => {
    const member = setup.committee.find((each) => each.sign === sign);
    return { i, name, pk, teller: defined(member, 'the member who issues').i };
  });
}

/** The co-issuers whose keys the count still waits for (P 4.7.1). */
export function unrevealed(board: BoardState): CoIssuerSeat[] {
  if (board.closeBody === null) return [];
  return coIssuerSeats(board).filter(({ i }) => !board.reveals.has(i));
}
