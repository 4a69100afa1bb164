import type { ListedPaper } from '#shared/papers/listed.ts';
import { t } from '#shared/ui/lang.svelte.ts';

/** A paper's name on the screens, with its copy where there are copies. */
export function paperName({ id, copy }: ListedPaper): string {
  return t(`papers.name.${id}`, { copy: copy ?? '' });
}

/** What a paper is, or why it cannot be made yet. */
export function paperNote({ id, needs }: ListedPaper): string {
  const what = t(`papers.what.${id}`);
  return needs === null ? what : `${what} ${t(`papers.needs.${needs}`)}`;
}
