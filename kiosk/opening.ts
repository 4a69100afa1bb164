import { parseBallotCode } from '#shared/protocol/code.ts';

/** What the address asks for when the page opens. */
export type Opening =
  | { readonly type: 'code'; readonly code: string }
  | { readonly type: 'pair'; readonly code: string }
  | { readonly type: 'kiosk' }
  /** The page that looks at a ballot tested on another device; the text may be missing (P 4.9). */
  | { readonly type: 'test'; readonly test: string }
  /** A fragment that is no ballot code. */
  | { readonly type: 'stray' }
  | { readonly type: 'plain' };

/** Reads the fragment of a QR code or of a pairing link. */
export function readOpening(hash: string): Opening {
  const fragment = decode(hash.replace(/^#/, ''));
  if (fragment === '') return { type: 'plain' };
  if (fragment === '/kiosk') return { type: 'kiosk' };
  if (fragment === '/thu') return { type: 'test', test: '' };
  if (fragment.startsWith('/thu=')) return { type: 'test', test: fragment.slice('/thu='.length) };
  if (fragment.startsWith('pair=')) return { type: 'pair', code: fragment.slice('pair='.length) };
  const code = parseBallotCode(fragment);
  return code === null ? { type: 'stray' } : { type: 'code', code };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
