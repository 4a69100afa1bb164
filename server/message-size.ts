import { MAX_MESSAGE_BYTES, NAMESPACES } from '#shared/wire.ts';
import type { NamespaceName } from '#shared/wire-table.ts';

/**
 * The longest message of each namespace, in characters of its packet. Where everyone may come in it
 * is a few times what is ever said there; a ballot of 60 lines is 44 KB, a stack of 500 slips 23 KB.
 */
const LARGEST: Readonly<Record<NamespaceName, number>> = {
  door: 2_000,
  voter: 2_000,
  walk: 2_000,
  kiosk: 2_000,
  display: 2_000,
  supervisor: 2_000,
  desk: 32_000,
  ballot: MAX_MESSAGE_BYTES,
  chair: MAX_MESSAGE_BYTES,
  teller: MAX_MESSAGE_BYTES,
};

const LIMITS: ReadonlyMap<string, number> = new Map(
  Object.entries(NAMESPACES).map(([name, path]) => [path, LARGEST[name as NamespaceName]]),
);

/** No packet of socket.io has more before its namespace: its type. */
const NAMESPACE = /^\d(\/[a-z]{1,20})[,?]/u;

/**
 * True when a packet may be parsed at all: text, and no longer than its namespace's messages get.
 * Nobody here sends bytes up, so nobody may ask the parser to put some into a message.
 */
export function mayBeParsed(data: unknown): boolean {
  if (typeof data !== 'string') return false;
  // Packets without a word, as to leave a namespace or to answer a ping, name it at their very end.
  const path = NAMESPACE.exec(data)?.[1];
  return data.length <= (path === undefined ? 100 : (LIMITS.get(path) ?? 100));
}
