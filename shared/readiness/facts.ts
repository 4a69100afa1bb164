import type { Blocker, CopyView } from '../meeting/views.ts';
import type { Phase } from '../meeting/state.ts';
import type { DeviceFindings, PulseView, ServingView, WalkView } from '../wire-readiness.ts';

/** What the server found of its machine, its network and its records, at one moment. */
export interface HallFacts {
  readonly alarms: readonly Blocker[];
  readonly devices: readonly PulseView[];
  readonly walk: WalkView;
  readonly serving: ServingView;
  /** Other users of this laptop can read the certificate's key. */
  readonly openKey: boolean;
  /** The local authority is of this start: no device has installed it. */
  readonly newAuthority: boolean;
  /** Certificates that the file holds behind the first; of an organiser's one, phones need them. */
  readonly chain: number;
  /** When the certificate ends, and until when it is needed; milliseconds since 1970. */
  readonly life: { readonly end: number; readonly needed: number } | null;
  readonly freeBytes: number | null;
  readonly copy: CopyView | null;
  readonly clock: {
    /** Milliseconds since 1970. */
    readonly now: number;
    /** As the laptop's own calendar has it: `21/11/2026 18:20`. */
    readonly text: string;
    /** Minutes east of Greenwich. */
    readonly zone: number;
    /** `2026-11-21`, of the same calendar. */
    readonly day: string;
    /** When these pages were built, milliseconds since 1970; before it no clock can be right. */
    readonly built: number | null;
  };
  /** Letters that the papers' fonts lack; null while it is not known. */
  readonly missingLetters: string | null;
  /** The sample vote on this laptop; null while it runs. */
  readonly sample: { readonly ms: number; readonly failed: string | null } | null;
  /** Of the chair's own device; null when no page has told. */
  readonly findings: DeviceFindings | null;
  readonly round: {
    readonly phase: Phase;
    readonly rehearsal: boolean;
    readonly votingDay: string;
    readonly ballots: number;
    readonly exchanges: number;
    readonly issued: number;
  } | null;
  /** The voting day of the plan's first venue where no round has begun. */
  readonly votingDay: string | null;
}
