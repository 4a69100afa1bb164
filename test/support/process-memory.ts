/** The memory of another process of this user, where Linux shows it. */
import { open, readFile } from 'node:fs/promises';

/** A stretch is read in pieces that overlap, so that nothing is cut in two unseen. */
const PIECE = 8 * 1024 * 1024;
const OVERLAP = 4096;

/**
 * Every readable and writable stretch of the process's memory, piece by piece: heap, stacks,
 * buffers, WebAssembly, and what was freed and not yet used again. Throws where it may not be read.
 */
export async function* memoryOf(pid: number): AsyncGenerator<Buffer> {
  const maps = await readFile(`/proc/${pid}/maps`, 'utf8');
  const memory = await open(`/proc/${pid}/mem`, 'r');
  try {
    for (const [start, end] of stretches(maps)) {
      for (let at = start; at < end; at += PIECE - OVERLAP) {
        const piece = Buffer.alloc(Math.min(PIECE, end - at));
        // Reserved but never touched: nothing is there.
        const read = await memory.read(piece, 0, piece.length, at).catch(() => null);
        if (read !== null && read.bytesRead > 0) yield piece.subarray(0, read.bytesRead);
      }
    }
  } finally {
    await memory.close();
  }
}

function stretches(maps: string): [number, number][] {
  return maps.split('\n').flatMap((line): [number, number][] => {
    const [, start, end] = /^([0-9a-f]+)-([0-9a-f]+) rw/u.exec(line) ?? [];
    if (start === undefined || end === undefined) return [];
    return [[Number.parseInt(start, 16), Number.parseInt(end, 16)]];
  });
}
