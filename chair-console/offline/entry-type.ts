/** The type that the line of entry `n` names, if it can be read at all: for the words of a fault. */
export function typeAt(bytes: Uint8Array, n: number): string | null {
  let start = 0;
  for (let line = 0; line < n; line++) {
    const end = bytes.indexOf(10, start);
    if (end < 0) return null;
    start = end + 1;
  }
  const text = new TextDecoder().decode(bytes.subarray(start, start + 60));
  return /^\{"n":\d+,"t":"([a-z-]{1,20})"/u.exec(text)?.[1] ?? null;
}
