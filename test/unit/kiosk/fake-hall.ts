import { fromBase64url, toBase64url } from '#shared/protocol/bytes.ts';
import { ballotIdOf } from '#shared/protocol/ballot.ts';
import { claimOf } from '#shared/protocol/code.ts';
import type { CastMessage, Evaluation, Receipt } from '#shared/protocol/entries.ts';
import { signReceipt } from '#shared/protocol/receipt.ts';
import { computeToken, evaluateToken, generateIssuerKey } from '#shared/protocol/token.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Election } from '../../../kiosk/device/record.ts';
import type { Round } from '../../../kiosk/device/state.ts';
import { random, sodium } from '../../support/sodium.ts';

interface Refused {
  readonly code: string;
}

/** The server's side of exchange and cast as P 4.6 and P 4.8 say, in memory. */
export class FakeHall {
  readonly eid = random(32);
  readonly sid = random(32);
  readonly issuer = generateIssuerKey(sodium, random);
  readonly board = sodium.crypto_sign_seed_keypair(random(32));
  readonly election: Election = {
    sid: toBase64url(this.sid),
    eid: toBase64url(this.eid),
    Y: toBase64url(generateIssuerKey(sodium, random).pk),
    board: toBase64url(this.board.publicKey),
    issuers: [{ i: 1, pk: toBase64url(this.issuer.pk) }],
  };
  phase: NonNullable<Round['phase']> = 'polling';
  voided = false;
  readonly issued = new Set<string>();
  readonly exchanged = new Map<string, string>();
  readonly stored: CastMessage[] = [];
  /** Every message that reached the server, and every id answered with `E_PHASE`. */
  readonly arrived: CastMessage[] = [];
  readonly refusedByPhase = new Set<string>();

  round(lines = 2): Round {
    const { phase, voided, election } = this;
    return { phase, voided, phonesAllowed: true, election, lines, called: false };
  }

  issue(code: string): void {
    this.issued.add(toBase64url(claimOf(sodium, code)));
  }

  exchange({ claim, B }: { claim: string; B: string }): Result<{ evals: Evaluation[] }, Refused> {
    if (!this.issued.has(claim)) return err({ code: 'E_CLAIM_UNKNOWN' });
    if (this.phase !== 'polling') return err({ code: 'E_PHASE' });
    if ((this.exchanged.get(claim) ?? B) !== B) return err({ code: 'E_CLAIM_USED' });
    this.exchanged.set(claim, B);
    const { k, pk } = this.issuer;
    const { E, proof } = evaluateToken(sodium, random, k, pk, bytes(B));
    return ok({ evals: [{ i: 1, E: toBase64url(E), proof: toBase64url(proof) }] });
  }

  cast(message: CastMessage): Result<Receipt, Refused> {
    this.arrived.push(message);
    const id = idOf(message);
    if (message.eid !== this.election.eid) return err({ code: 'E_EID' });
    const n = this.stored.findIndex((each) => idOf(each) === id);
    if (n >= 0) return ok(this.receipt(id, n));
    if (this.phase !== 'polling') {
      this.refusedByPhase.add(id);
      return err({ code: 'E_PHASE' });
    }
    if (this.stored.some(({ vk }) => vk === message.vk)) return err({ code: 'E_VK_USED' });
    const token = computeToken(sodium, this.issuer.k, this.eid, bytes(message.vk));
    if (message.token[0] !== toBase64url(token)) return err({ code: 'E_TOKEN(1)' });
    this.stored.push(message);
    return ok(this.receipt(id, this.stored.length - 1));
  }

  receipt(id: string, n: number): Receipt {
    const head = sodium.crypto_hash_sha512(bytes(id)).slice(0, 32);
    const sig = signReceipt(sodium, this.board.privateKey, this.sid, bytes(id), n, head);
    return { id, n, head: toBase64url(head), sig: toBase64url(sig) };
  }
}

export function idOf({ eid, vk, body }: CastMessage): string {
  return toBase64url(ballotIdOf(sodium, bytes(eid), bytes(vk), bytes(body)));
}

export function bytes(text: string): Uint8Array {
  const decoded = fromBase64url(text);
  if (!decoded.ok) throw new Error(decoded.error);
  return decoded.value;
}
