/** What must be nowhere, and every form in which it could be there all the same. */

/** A secret or a mark of somebody: text, or bytes that a text may encode. */
export interface Canary {
  readonly name: string;
  readonly value: string | Uint8Array;
}

/** The canary as it would stand in a file, a log or memory: raw, base64, base64url, hex. */
export function formsOf({ value }: Canary): Buffer[] {
  const raw = Buffer.from(value);
  const texts = [
    raw.toString('base64url'),
    raw.toString('base64').replace(/=+$/u, ''),
    raw.toString('hex'),
    raw.toString('hex').toUpperCase(),
  ];
  // Strings that V8 keeps in two bytes a letter.
  const wide = texts.map((text) => Buffer.from(text, 'utf16le'));
  const own = typeof value === 'string' ? [Buffer.from(value, 'utf16le')] : [];
  return [raw, ...own, ...texts.map((text) => Buffer.from(text)), ...wide];
}

/** The names of the canaries that stand in these bytes in any form. */
export function found(canaries: readonly Canary[], bytes: Buffer): string[] {
  const hits = canaries.filter((canary) => formsOf(canary).some((form) => bytes.includes(form)));
  return hits.map(({ name }) => name);
}
