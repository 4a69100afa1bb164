/** Stage 3: the committee's key, word by word (P 4.3, 4.11). */
import { checkDeal, checkOk, checkOpen, checkSignature } from './board-checks.ts';
import type { ProtocolCode } from './protocol-code.ts';
import { boardFault, entriesOf } from './verification.ts';
import type { StageSteps, Verification } from './verification.ts';

type KeyEntry = ReturnType<typeof keyEntries>[number];

/** Signatures, commitments, proofs, public shares and `open`. */
export function* checkKey(verification: Verification): StageSteps {
  for (const placed of keyEntries(verification)) {
    const code = codeOf(verification, placed);
    if (code !== null) return boardFault(placed.n, code);
    yield;
  }
  return null;
}

function keyEntries(verification: Verification) {
  return entriesOf(verification, 'dkg-commit', 'dkg-deal', 'dkg-ok', 'open');
}

function codeOf({ sodium, state }: Verification, { n, entry }: KeyEntry): ProtocolCode | null {
  if (entry.t === 'open') return checkOpen(sodium, state, entry.b);
  const unsigned = checkSignature(sodium, state, entry);
  if (unsigned !== null) return unsigned;
  switch (entry.t) {
    case 'dkg-commit':
      return null;
    case 'dkg-deal':
      return checkDeal(sodium, state, entry.b);
    case 'dkg-ok':
      return checkOk(sodium, state, entry.b, n);
  }
}
