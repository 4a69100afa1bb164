import type {
  BallotEvents,
  ChairEvents,
  DeskEvents,
  DoorEvents,
  KioskEvents,
  NAMESPACES,
  SupervisorEvents,
  TellerEvents,
  VoterEvents,
} from './wire.ts';
import type { WalkEvents } from './wire-readiness.ts';

/** What a device may say in each namespace. */
export interface Sayings {
  readonly door: DoorEvents;
  readonly voter: VoterEvents;
  readonly ballot: BallotEvents;
  readonly kiosk: KioskEvents & VoterEvents;
  readonly chair: ChairEvents;
  readonly desk: DeskEvents;
  readonly teller: TellerEvents;
  readonly supervisor: SupervisorEvents;
  /** Displays have no command at all (design 3). */
  readonly display: object;
  readonly walk: WalkEvents;
}

/** The name of a namespace: `/chair` is `chair`. */
export type NamespaceName = keyof typeof NAMESPACES;

/**
 * Every event that may be said, by namespace; the server cuts whoever says another (deny by
 * default, reliability S3). The compiler wants each event of the wire here, and the test of the
 * matrix wants an example of each, which every other role then tries.
 */
export const EVENTS: {
  readonly [N in NamespaceName]: Readonly<Record<keyof Sayings[N], true>>;
} = {
  door: { challenge: true, pair: true, whoami: true },
  voter: { exchange: true, find: true },
  ballot: { cast: true },
  kiosk: { offer: true, state: true, exchange: true, find: true },
  chair: {
    command: true,
    hall: true,
    papers: true,
    'papers-list': true,
    paper: true,
    'papers-zip': true,
    'papers-reading': true,
    'drafts-list': true,
    'draft-open': true,
    'draft-put': true,
    'draft-delete': true,
    'draft-use': true,
    'plan-read': true,
    'ballot-source': true,
    'preparation-read': true,
    'step-mark': true,
    'question-put': true,
    'question-remove': true,
    'file-part': true,
    'dossier-set': true,
    'book-take': true,
    readiness: true,
    'archive-make': true,
    'archive-file': true,
    'imports-list': true,
    'import-part': true,
    'import-open': true,
    'import-remove': true,
  },
  desk: { command: true },
  teller: {
    command: true,
    evaluations: true,
    board: true,
    register: true,
    'papers-list': true,
    paper: true,
    'papers-zip': true,
    'papers-reading': true,
  },
  supervisor: { command: true, board: true, register: true },
  display: {},
  walk: { step: true },
};

/** True when this event may be said in this namespace. */
export function isSaid(name: NamespaceName, event: string): boolean {
  return Object.hasOwn(EVENTS[name], event);
}
