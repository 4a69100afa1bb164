import type { Book, KeptFile, Question } from '#shared/plan/preparation/book.ts';
import type { StepDone } from '#shared/plan/timeline.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Link } from '#shared/ui/link.svelte.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import type { ChairEvents } from '#shared/wire.ts';
import { FILE_PART_LENGTH, LARGEST_FILE, type PreparationView } from '#shared/wire-preparation.ts';

type Asked<T> = Promise<Result<T, AnyRefusal>>;

/** What the pages of the preparation ask the server; every change is answered with the whole book. */
export interface PreparationApi {
  readonly read: (of: 'plan' | 'round') => Asked<PreparationView | null>;
  readonly mark: (plan: string, step: string, done: StepDone | null) => Asked<Book>;
  readonly putQuestion: (plan: string, question: Question) => Asked<Book>;
  readonly removeQuestion: (plan: string, id: string) => Asked<Book>;
  /** Sends a file up in parts; `progress` hears how much of it is there, from 0 to 1. */
  readonly send: (file: File, progress: (part: number) => void) => Asked<KeptFile>;
  readonly setDossier: (plan: string, subject: string, files: readonly KeptFile[]) => Asked<Book>;
  readonly take: (plan: string, from: string) => Asked<Book>;
}

const PAUSE_MS = 500;
const TRIES = 20;
/** Bytes whose Base64 fills one part. */
const PART_BYTES = (FILE_PART_LENGTH / 4) * 3;

/** Asks over the chair's line. */
export function preparationApi(link: Link<unknown, ChairEvents>): PreparationApi {
  const retry = { retry: true };
  return {
    read: (of) => link.send('preparation-read', { of }, retry),
    mark: (plan, step, done) => link.send('step-mark', { plan, step, done }, retry),
    putQuestion: (plan, question) => link.send('question-put', { plan, question }, retry),
    removeQuestion: (plan, id) => link.send('question-remove', { plan, id }, retry),
    send: (file, progress) => sendFile(link, file, progress),
    setDossier: (plan, subject, files) => link.send('dossier-set', { plan, subject, files }, retry),
    take: (plan, from) => link.send('book-take', { plan, from }, retry),
  };
}

async function sendFile(
  link: Link<unknown, ChairEvents>,
  file: File,
  progress: (part: number) => void,
): Asked<KeptFile> {
  if (file.size > LARGEST_FILE) return err({ code: 'file-too-large' });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts = Math.max(1, Math.ceil(bytes.length / PART_BYTES));
  const name = shortName(file.name);
  for (let part = 0; part < parts; part += 1) {
    const text = base64(bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES));
    const answer = await patient(() => link.send('file-part', { name, part, parts, text }));
    if (!answer.ok) return answer;
    if (answer.value !== null) return ok(answer.value);
    progress((part + 1) / parts);
  }
  return err({ code: 'no-answer' });
}

/** Several large files one after the other are more than the server takes at once: wait a little. */
async function patient<T>(ask: () => Asked<T>): Asked<T> {
  let answer = await ask();
  for (let left = TRIES; left > 0 && !answer.ok; left -= 1) {
    if (answer.error.code !== 'too-many-requests') return answer;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    answer = await ask();
  }
  return answer;
}

/** As a reader of the dossier sees it: without its extension, one line, in NFC. */
function shortName(name: string): string {
  const bare = name.normalize('NFC').replaceAll(/\p{Cc}/gu, ' ');
  const short = bare
    .replace(/\.[^.]{1,5}$/u, '')
    .trim()
    .slice(0, 120);
  return short === '' ? 'Tệp' : short;
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  }
  return btoa(text);
}
