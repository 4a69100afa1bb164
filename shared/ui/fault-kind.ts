import type { ProtocolCode } from '#shared/protocol/protocol-code.ts';
import type { AlarmKind } from './board-seen.ts';

/**
 * In one word what was done to the board, for the page to say it plainly; the code stands beside
 * it. `line` was refused as entry `entry`; `later` are the lines that came after it.
 */
export function faultKind(
  code: ProtocolCode,
  entry: number,
  line: string | null = null,
  later: readonly string[] = [],
): AlarmKind {
  switch (code.replace(/\(.*$/, '')) {
    case 'E_CHAIN':
      return chainKind(entry, line, later);
    case 'E_SIG':
    case 'E_HEADSIG':
      return 'signature';
    case 'E_PROOF':
    case 'E_POINT':
    case 'E_SCALAR':
    case 'E_DKG_POK':
    case 'E_OPENING':
      return 'proof';
    default:
      return 'rule';
  }
}

/** A line with the right number follows another line than the one this device holds. */
function chainKind(entry: number, line: string | null, later: readonly string[]): AlarmKind {
  const n = line === null ? entry : numberOf(line);
  if (n === entry || n === null) return 'unchained';
  if (n < entry || later.some((other) => numberOf(other) === entry)) return 'reordered';
  return 'gap';
}

function numberOf(line: string): number | null {
  const n = /^\{"n":(\d{1,15}),/.exec(line)?.[1];
  return n === undefined ? null : Number(n);
}
