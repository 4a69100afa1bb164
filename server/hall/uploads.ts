import { refusal } from '#shared/meeting/refusals.ts';
import type { KeptFile } from '#shared/plan/preparation/book.ts';
import { err } from '#shared/result.ts';
import type { Answer } from '#shared/wire.ts';
import type { PlanFiles } from '../files.ts';
import { freeBytes, WARNING_BYTES } from '../store/disk.ts';
import type { HallDependencies } from './dependencies.ts';

/** Keeps a file that the chair's page sent up (R9): PDF, picture or DOCX without macros, 10 MB. */
export async function storeUpload(
  { data, files }: Pick<HallDependencies, 'data'> & { readonly files: PlanFiles },
  name: string,
  bytes: Uint8Array,
): Promise<Answer<KeptFile>> {
  // A round's own records come first: they need what room there is.
  if ((await freeBytes(data)) < WARNING_BYTES) return err(refusal('disk-full'));
  const stored = await files.store(name, bytes);
  if (stored.ok) return stored;
  if (stored.error === 'no-room') return err(refusal('disk-full'));
  return err(refusal(stored.error === 'too-large' ? 'file-too-large' : 'file-kind'));
}
