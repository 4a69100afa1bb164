import { join } from 'node:path';
import type { PaperSettings } from '#shared/papers/settings.ts';
import { parseSettings } from '../hall/settings.ts';
import { durableJsonFile } from '../store/durable-json.ts';

/** The papers' settings of the data folder that a round's folder lies in; null where it lies in none. */
export async function storedSettings(folder: string): Promise<PaperSettings | null> {
  const file = durableJsonFile(join(folder, '..', '..', 'settings.json'), parseSettings);
  return (await file.read().catch(() => null))?.papers ?? null;
}
