import type { CommitteeChoice } from '#shared/meeting/commands.ts';

/** One line of the committee as it is being edited; `key` keeps the line's fields together. */
export interface DraftMember {
  readonly key: number;
  name: string;
  post: string;
  /** Issues beside the server; asked only where the plan wants it (R20). */
  coIssuer?: boolean;
}

/** What keeps a committee from being recorded (R19), with what its text needs. */
export type DraftProblem =
  | { readonly code: 'tooFew'; readonly n: number }
  | { readonly code: 'noHead' }
  | { readonly code: 'duplicate'; readonly name: string }
  | { readonly code: 'noHow' };

/** The lines that carry a name: empty lines count for nothing. */
export function named(draft: readonly DraftMember[]): readonly DraftMember[] {
  return draft.filter(({ name }) => name.trim() !== '');
}

/** Everything that keeps the draft from being recorded; the server checks it again. */
export function draftProblems(
  draft: readonly DraftMember[],
  head: number | null,
  how: string,
): DraftProblem[] {
  const members = named(draft);
  const names = members.map(({ name }) => foldedName(name));
  const twice = members.find((_, i) => names.indexOf(names[i] ?? '') !== i);
  return [
    ...(members.length < 3 ? [{ code: 'tooFew', n: members.length } as const] : []),
    ...(members.some(({ key }) => key === head) ? [] : [{ code: 'noHead' } as const]),
    ...(twice === undefined ? [] : [{ code: 'duplicate', name: twice.name.trim() } as const]),
    ...(how.trim() === '' ? [{ code: 'noHow' } as const] : []),
  ];
}

/** The committee to record: the head is the one line chosen. */
export function committeeOf(draft: readonly DraftMember[], head: number | null): CommitteeChoice[] {
  return named(draft).map(({ key, name, post, coIssuer }) => ({
    name: tidy(name),
    ...(post.trim() === '' ? {} : { post: tidy(post) }),
    head: key === head,
    ...(coIssuer === true ? { coIssuer } : {}),
  }));
}

function tidy(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/gu, ' ');
}

function foldedName(name: string): string {
  return tidy(name).toLocaleLowerCase('vi');
}
