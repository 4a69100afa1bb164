import type { ListedPaper } from '#shared/papers/listed.ts';
import type { Paper } from '#shared/papers/model.ts';
import type { PaperChoice, PapersCommand } from '#shared/papers/wishes.ts';
import type { Result } from '#shared/result.ts';
import type { Link } from '#shared/ui/link.svelte.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import type { PaperBytes, PaperEvents } from '#shared/wire.ts';

type Asked<T> = Promise<Result<T, AnyRefusal>>;

/** What the papers' screens may ask, for the chair and for the head of the committee. */
export interface PapersApi {
  readonly list: () => Asked<readonly ListedPaper[]>;
  readonly one: (choice: PaperChoice) => Asked<PaperBytes>;
  readonly zip: () => Asked<PaperBytes>;
  readonly reading: () => Asked<Paper>;
}

/** The chair also has them made, and says how. */
export interface ChairPapersApi extends PapersApi {
  readonly command: (command: PapersCommand) => Asked<null>;
}

/** A paper is made afresh for each download: on a slow laptop that takes a while. */
const MAKING_MS = 60_000;

/** The papers' questions on a role's line. */
export function papersApi<View, Events extends PaperEvents>(line: Link<View, Events>): PapersApi {
  const link = line as Link<View, PaperEvents>;
  return {
    list: () => link.send('papers-list', null, { retry: true }),
    one: (choice) => link.send('paper', choice, { waitMs: MAKING_MS }),
    zip: () => link.send('papers-zip', null, { waitMs: MAKING_MS }),
    reading: () => link.send('papers-reading', null, { retry: true }),
  };
}
