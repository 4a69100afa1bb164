import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { PaperSettings } from '#shared/papers/settings.ts';
import { DEFAULT_PAPER_SETTINGS } from '#shared/papers/settings.ts';
import { makePapers, type PaperSource } from '../server/papers/make.ts';
import { readManifest } from '../server/papers/manifest.ts';
import { storedSettings } from '../server/papers/stored-settings.ts';
import { parseCommandLine } from './arguments.ts';
import { sodium } from './clients/sodium.ts';
import { faultSentences, PAPERS_USAGE } from './papers/sentences.ts';

/**
 * `npm run papers`: all papers of a round from its records, without a server (design 4). RESULT_DIR
 * is a round's folder of the data folder, or what a rehearsal wrote with `--out`. Exit code 0 made;
 * 2 unusable input, in one sentence of each language.
 */
async function main(args: readonly string[]): Promise<number> {
  const parsed = parseCommandLine(args, { values: ['out'], flags: [], words: [1, 1] });
  if (!parsed.ok) return unusable([parsed.error, PAPERS_USAGE]);
  const folder = resolve(parsed.value.words[0] ?? '');
  if ((await stat(folder).catch(() => null))?.isDirectory() !== true) {
    return unusable([`${folder}: không có thư mục này / there is no such folder.`, PAPERS_USAGE]);
  }
  const out = resolve(parsed.value.values['out'] ?? join(folder, 'papers'));
  const made = await makePapers(sodium, await sourceOf(folder), out, say).catch(unwritable);
  if (typeof made === 'string') return unusable([`${out}: ${made}`]);
  if (!made.ok) return unusable(faultSentences(made.error));
  console.log(`Đã lập ${made.value.length} tệp / ${made.value.length} files made: ${out}`);
  return 0;
}

/** As the papers were made before, so that they come out the same; else as the office has it set. */
async function sourceOf(folder: string): Promise<PaperSource> {
  const before = await readManifest(join(folder, 'papers'));
  const settings: PaperSettings =
    before?.settings ?? (await storedSettings(folder)) ?? DEFAULT_PAPER_SETTINGS;
  return { folder, settings, checks: before?.checks ?? [] };
}

function say(done: number, total: number, name: string): void {
  console.log(`[${String(done).padStart(String(total).length)}/${total}] ${name}`);
}

/** The disk's word on a place that takes no files; anything else is a bug and is thrown. */
function unwritable(error: unknown): string {
  if (!(error instanceof Error && 'code' in error)) throw error;
  return 'không ghi được vào thư mục này / this folder cannot be written.';
}

function unusable(sentences: readonly string[]): number {
  for (const sentence of sentences) console.error(sentence);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
