import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openJournal } from '../../../server/store/journal.ts';
import type { JournalFs, OpenedJournal } from '../../../server/store/journal.ts';
import { sodium } from '../../support/sodium.ts';

/** A new folder under the system's, removed after the test. */
export async function temporaryFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'hom-phieu-store-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** Opens a log that must be sound. */
export async function openSound(path: string, fs?: JournalFs): Promise<OpenedJournal> {
  const opened = await openJournal(sodium, path, 'log-entry', fs);
  if (!opened.ok) throw new Error(`refused: ${JSON.stringify(opened.error)}`);
  return opened.value;
}

/** The ids in the bodies of entries made by `entry`. */
export function idsOf(entries: readonly { readonly b: unknown }[]): string[] {
  return entries.map(({ b }) => (b as { id: string }).id);
}

/** A small entry with an id and some Vietnamese text. */
export function entry(id: string): { t: string; b: { id: string; text: string } } {
  return { t: 'test', b: { id, text: `Phiếu “${id}” – đã ghi\n` } };
}
