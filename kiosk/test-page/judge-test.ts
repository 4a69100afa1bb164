import type { VoterView } from '#shared/meeting/views.ts';
import { parseBallotTest, repeatSealing } from '#shared/protocol/ballot-test.ts';
import { equalBytes, fromBase64url, toBase64url } from '#shared/protocol/bytes.ts';
import type { MarkCode } from '#shared/protocol/entries.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';

/** In front of a test's text in an address: behind `#`, so that no server ever sees it. */
const FRAGMENT = '#/thu=';

/** What a second device says of a test. Ids in base64url. */
export type Verdict =
  /** No text of a test, or one cut short. */
  | { readonly name: 'unreadable' }
  /** Of an election that this server does not hold at present. */
  | { readonly name: 'otherRound' }
  | {
      /** Whether the marks, sealed again, give the ballot that was shown, byte for byte. */
      readonly name: 'equal' | 'different';
      /** The id that the tested device gave, and the one found here. */
      readonly shown: string;
      readonly found: string;
      readonly marks: readonly MarkCode[];
    };

/** The address in the QR code of a test: it opens on any device of the hall, without a session. */
export function testAddress(origin: string, test: string): string {
  return `${origin}/${FRAGMENT}${test}`;
}

/** The text of a test in what was scanned or pasted: the address, its fragment, or the bare text. */
export function testIn(scanned: string): string {
  const text = scanned.trim();
  const at = text.indexOf(FRAGMENT);
  return at < 0 ? text : text.slice(at + FRAGMENT.length);
}

/**
 * Seals the revealed marks again and compares (P 4.9, SPEC B11). The election's key and its lines
 * are the server's, asked by this device itself: the tested device has no say in them.
 */
export function judgeTest(
  sodium: Sodium,
  text: string,
  view: Pick<VoterView, 'election' | 'lines'>,
): Verdict {
  const test = parseBallotTest(text);
  if (!test.ok) return { name: 'unreadable' };
  const { election, lines } = view;
  const eid = fromBase64url(election?.eid, 32);
  const Y = fromBase64url(election?.Y, 32);
  if (!eid.ok || !Y.ok || !equalBytes(eid.value, test.value.eid)) return { name: 'otherRound' };
  if (lines.length !== test.value.marks.length) return { name: 'unreadable' };
  const { equal, id } = repeatSealing(sodium, Y.value, test.value);
  return {
    name: equal ? 'equal' : 'different',
    shown: toBase64url(test.value.id),
    found: toBase64url(id),
    marks: test.value.marks,
  };
}
