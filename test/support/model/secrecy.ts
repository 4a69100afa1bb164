/** What a screen may never be told, per role (design 7, R37, R50). */
import { law } from './laws.ts';

export type Screen =
  'chair' | 'desk' | 'teller' | 'head' | 'supervisor' | 'display' | 'kiosk' | 'voter';

/** What this run could leak. */
export interface Canaries {
  /** Names and ids of members of the roll. */
  readonly members: readonly string[];
  /** Claims that stand for a member, codes, ballot ids and keys, private keys of the server. */
  readonly secrets: ReadonlySet<string>;
}

/** Words that only a result has. */
const FIGURES = new Set(
  'rows total totals high confidence low highPercent lowPercent confidencePercent band marks A B'.split(
    ' ',
  ),
);

/** Screens that may show who is on the roll: the desks, and the head who takes ballots back (F18). */
const SEES_MEMBERS: readonly Screen[] = ['desk', 'head'];

/** From which phases on a screen may show the result; voters' pages never do. */
const SEES_RESULT: Readonly<Record<Screen, readonly string[]>> = {
  chair: ['counted', 'announced', 'archived'],
  desk: [],
  teller: ['counted', 'announced', 'archived'],
  head: ['counted', 'announced', 'archived'],
  supervisor: ['counted', 'announced', 'archived'],
  display: ['announced', 'archived'],
  kiosk: [],
  voter: [],
};

/** A view as it came over a socket shows nothing that its screen may not know. */
export function tellsNothing(screen: Screen, view: unknown, { members, secrets }: Canaries): void {
  const text = JSON.stringify(withoutOwnOffer(screen, view));
  for (const secret of secrets) law(!text.includes(secret), `${screen}: a secret in a view`);
  if (!SEES_MEMBERS.includes(screen)) {
    for (const member of members) law(!text.includes(member), `${screen}: a member in a view`);
  }
  const mayShow = SEES_RESULT[screen].includes(phaseIn(view) ?? '');
  const shown = [...keysOf(view)].filter((key) => FIGURES.has(key));
  law(mayShow || shown.length === 0, `${screen}: ${shown.join(', ')} before its time`);
}

/** A kiosk sees the claim that it made itself; a desk sees claims that are still nobody's. */
function withoutOwnOffer(screen: Screen, view: unknown): unknown {
  return screen === 'kiosk' ? { ...(view as object), offered: null } : view;
}

function phaseIn(view: unknown): string | null {
  const { hall, phase } = view as { hall?: { phase: string } | null; phase?: string };
  return hall?.phase ?? phase ?? null;
}

function* keysOf(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (!Array.isArray(value)) yield key;
    yield* keysOf(child);
  }
}
