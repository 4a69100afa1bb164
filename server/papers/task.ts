import type { PaperChoice } from '#shared/papers/wishes.ts';
import type { FolderFault } from './facts.ts';
import type { PaperFile, PaperSource } from './make.ts';

/** What the papers' worker is asked. */
export type PaperTask =
  | { readonly kind: 'make'; readonly source: PaperSource; readonly out: string }
  | { readonly kind: 'one'; readonly source: PaperSource; readonly choice: PaperChoice }
  /** Everything that was made in `out`, as one ZIP of this name. */
  | { readonly kind: 'zip'; readonly out: string; readonly name: string };

/** What it answers: how far it is, and then one last word. */
export type PaperWord =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'made'; readonly files: readonly string[] }
  /** Null: there is no such paper (yet). */
  | { readonly kind: 'file'; readonly file: PaperFile | null }
  | { readonly kind: 'fault'; readonly fault: FolderFault }
  /** The disk, or a bug: the system's code, and the trace for the server's window. */
  | { readonly kind: 'failed'; readonly code: string; readonly trace: string };

export type LastWord = Exclude<PaperWord, { kind: 'progress' }>;
