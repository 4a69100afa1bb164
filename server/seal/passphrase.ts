import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { LEAST_PASSPHRASE } from '#shared/wire-archive.ts';

/** Of an archive and of a locked folder alike. */
export const SHORTEST_PASSPHRASE = LEAST_PASSPHRASE;

/**
 * A passphrase from `file`'s first line, or else typed at the terminal, where nothing of it is
 * shown. Null: nobody can type here, or the file cannot be read.
 */
export async function passphraseFrom(
  file: string | null,
  question: string,
): Promise<string | null> {
  if (file !== null) {
    const text = await readFile(file, 'utf8').catch(() => null);
    return text === null ? null : firstLine(text);
  }
  return process.stdin.isTTY ? typed(question) : null;
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').replace(/\r$/u, '');
}

async function typed(question: string): Promise<string> {
  process.stdout.write(question);
  const silent = new Writable({
    write(_chunk, _encoding, done) {
      done();
    },
  });
  const lines = createInterface({
    input: process.stdin,
    output: silent,
    terminal: true,
    historySize: 0,
  });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stdout.write('\n');
  }
}
