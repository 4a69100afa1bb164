/** What the server checks before it appends an entry that others sent (P 4.3, 4.7). */
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { admit } from './board-admit.ts';
import type { BoardState } from './board-state.ts';
import {
  checkDeal,
  checkOk,
  checkOpeningProof,
  checkReveal,
  checkSignature,
} from './board-checks.ts';
import type { PaperBody } from './entries.ts';
import { checkPaperCount, samePaper } from './paper-count.ts';
import type { ProtocolCode } from './protocol-code.ts';
import { mayOpen, namesTally } from './quorum.ts';
import type { SignedEntry } from './signed-word.ts';
import type { Sodium } from './sodium.ts';
import { excludedBallots } from './tally.ts';

/**
 * Null when a member's or issuer's entry may be appended as it is, else why not: order and shape
 * (`E_PHASE`, `E_JSON` …), `E_SIG`, `E_DKG_COMMIT(i)`, `E_DKG_POK(i)`, `E_CHAIN(n)`,
 * `E_DKG_SHARE(i)`, `E_TOKEN(i)`, `E_PAPER`, `E_COUNTS`, `E_AGREE_OTHER`, `E_QUORUM`,
 * `E_OPENING(i)`. Entries that nobody signs are the server's own: `E_PHASE` here.
 */
export function checkAppend(
  sodium: Sodium,
  state: BoardState,
  entry: { readonly t: string; readonly b: unknown },
): ProtocolCode | null {
  const signed = admitSigned(sodium, state, entry);
  if (!signed.ok) return signed.error;
  return checkSignature(sodium, state, signed.value) ?? checkContent(sodium, state, signed.value);
}

function admitSigned(
  sodium: Sodium,
  state: BoardState,
  { t, b }: { readonly t: string; readonly b: unknown },
): Result<SignedEntry, ProtocolCode> {
  const admitted = admit(sodium, state, t, b);
  if (!admitted.ok) return admitted;
  if (admitted.value.kind !== 'entry' || !('i' in admitted.value.entry.b)) return err('E_PHASE');
  return ok(admitted.value.entry as SignedEntry);
}

function checkContent(sodium: Sodium, state: BoardState, entry: SignedEntry): ProtocolCode | null {
  switch (entry.t) {
    case 'dkg-commit':
    case 'dkg-complaint':
      return null;
    case 'dkg-deal':
      return checkDeal(sodium, state, entry.b);
    case 'dkg-ok':
      return checkOk(sodium, state, entry.b, state.n);
    case 'token-reveal':
      return checkReveal(sodium, state, entry.b);
    case 'paper':
      return checkPaper(sodium, state, entry.b);
    case 'agree':
      return namesTally(state, entry.b.th) ? null : 'E_AGREE_OTHER';
    case 'opening':
      if (!mayOpen(state, entry.b.i)) return 'E_QUORUM';
      return checkOpeningProof(sodium, state, entry.b);
  }
}

function checkPaper(sodium: Sodium, state: BoardState, paper: PaperBody): ProtocolCode | null {
  const [first] = state.papers;
  if (first !== undefined && !samePaper(first, paper)) return 'E_PAPER';
  return checkPaperCount(paper) ?? (fitsIssued(sodium, state, paper.count) ? null : 'E_COUNTS');
}

/** N + paper ≤ issued; the tokens are looked at only when an excluded ballot could matter. */
function fitsIssued(sodium: Sodium, state: BoardState, paper: number): boolean {
  const free = (state.closeBody?.issued ?? 0) - paper;
  if (state.ballotCount <= free) return true;
  return state.ballotCount - excludedBallots(sodium, state).length <= free;
}
