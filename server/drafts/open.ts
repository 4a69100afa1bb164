import { join } from 'node:path';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { openDurable } from '../store/durable-json.ts';
import type { DurableValue } from '../store/durable-json.ts';
import { DraftContents } from './contents.ts';
import { Drafts } from './drafts.ts';
import { NO_DRAFTS, parseDraftsFile } from './index-file.ts';
import type { DraftsIndex, FirstDraftsFile, KeptDraft } from './index-file.ts';
import { sha256 } from './read.ts';

/**
 * The drafts of the data folder. A file of the first version is taken over: the contents are on the
 * disk before the index says so, so that a crash in between changes nothing. The error names the
 * file that cannot be trusted.
 */
export async function openDrafts(data: string, now: () => Date): Promise<Result<Drafts, string>> {
  const file = await openDurable<DraftsIndex | FirstDraftsFile>(
    join(data, 'drafts.json'),
    NO_DRAFTS,
    parseDraftsFile,
  );
  if (!file.ok) return file;
  const contents = new DraftContents(data);
  const index = await takenOver(file.value, contents);
  const kept: KeptDraft[] = [];
  for (const entry of index.drafts) {
    const whole = await wholeOf(entry, contents);
    if (whole === null) return err(`${join(data, 'drafts')}: checksum does not match`);
    kept.push(whole);
  }
  return ok(await Drafts.start({ index: file.value, contents, now }, kept));
}

async function takenOver(
  file: DurableValue<DraftsIndex | FirstDraftsFile>,
  contents: DraftContents,
): Promise<DraftsIndex> {
  const { value } = file;
  if ('format' in value) return value;
  const drafts: KeptDraft[] = [];
  for (const { id, revision, savedAt, draft } of value.drafts) {
    const bytes = Buffer.from(JSON.stringify(draft));
    const content = { id, revision, sha256: sha256(bytes) };
    await contents.put(content, bytes);
    drafts.push({ ...content, title: draft.title, savedAt, before: null });
  }
  const index = { format: NO_DRAFTS.format, drafts };
  await file.update(() => index);
  return index;
}

/** The entry with a content that can be trusted: the newest, else the one before; null: neither. */
async function wholeOf(entry: KeptDraft, contents: DraftContents): Promise<KeptDraft | null> {
  if (await contents.isWhole(entry)) return entry;
  if (entry.before === null) return null;
  const older = { ...entry, revision: entry.revision - 1, sha256: entry.before, before: null };
  return (await contents.isWhole(older)) ? older : null;
}
