/** How a sealed file is told to people: its size, its digest, the command that checks it. */

/** Bytes as megabytes with one decimal, `0,4`; what is less than a tenth is one tenth. */
export function megabytes(bytes: number): string {
  return Math.max(0.1, bytes / 1_000_000)
    .toFixed(1)
    .replace('.', ',');
}

/** A hexadecimal digest in groups of eight, as people compare it by line. */
export function inEights(sha256: string): string {
  return (sha256.match(/.{1,8}/gu) ?? []).join(' ');
}

/** What checks an archive at a machine with this software. */
export function checkCommand(name: string): string {
  return `npm run verify -- ${name}`;
}
