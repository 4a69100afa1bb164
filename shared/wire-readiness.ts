import type { NamedCheck } from './readiness/model.ts';
import type { Reply } from './wire.ts';

/** How the pages are served, as the chair's page explains it. */
export interface ServingView {
  readonly way: 'own' | 'local' | 'plain';
  /** Names that phones use, beside addresses. */
  readonly names: readonly string[];
  /** SHA-256 of the certificate, 64 hexadecimal digits; null over plain HTTP. */
  readonly fingerprint: string | null;
  /** The last moment of its life, ISO 8601. */
  readonly until: string | null;
  /** Of the local authority: what devices install and where they find it, over plain HTTP. */
  readonly authority: {
    readonly fingerprint: string;
    readonly until: string;
    readonly pages: readonly string[];
  } | null;
}

/** One phone on its walk through the hall: a number, its answers, and nothing of whose it is. */
export interface WalkerView {
  readonly n: number;
  /** Milliseconds of its last answer; null while answers fail to come. */
  readonly now: number | null;
  /** Its worst point so far: the longest answer, ms. */
  readonly worst: number;
  readonly sent: number;
  readonly lost: number;
  /** The longest time without any answer, ms. */
  readonly silence: number;
  /** Seconds since it was heard. */
  readonly heard: number;
}

export interface WalkView {
  /** Where phones begin, the code in the fragment; empty while no walk is on. */
  readonly urls: readonly string[];
  readonly walkers: readonly WalkerView[];
}

/** A paired device's line, as its own answers show it; kept in memory alone. */
export interface PulseView {
  readonly id: string;
  readonly role: string;
  readonly label: string;
  readonly online: boolean;
  /** Milliseconds of the last answer to the server's ping; null before the first. */
  readonly ms: number | null;
  /** Web sockets are blocked on its way: it goes on, more slowly. */
  readonly polling: boolean;
}

/** What the chair's own device found of itself. */
export interface DeviceFindings {
  /** Its clock, milliseconds since 1970. */
  readonly clock: number;
  /** Whether the screens' font has every Vietnamese letter here; null: this browser does not tell. */
  readonly fonts: boolean | null;
  /** Camera, wake lock and locks are to be had on this page. */
  readonly secure: boolean;
  /** The sample vote on this device: how long it took, or what failed; null: not yet. */
  readonly sample: { readonly ms: number; readonly failed: string | null } | null;
}

/** Everything looked at before the meeting, as it stands now. */
export interface ReadinessReport {
  readonly checks: readonly NamedCheck[];
  readonly serving: ServingView;
  readonly devices: readonly PulseView[];
  readonly walk: WalkView;
}

/** What the chair's readiness page asks, again and again: every answer is a whole report. */
export interface ReadinessEvents {
  readiness: (
    message: {
      readonly findings: DeviceFindings | null;
      /** Begins a walk with a new code, or ends it; what was measured stays. */
      readonly walk?: 'start' | 'stop';
    },
    reply: Reply<ReadinessReport>,
  ) => void;
}

/** `/walk`: open to whoever has the walk's code. */
export interface WalkEvents {
  /** Answered at once: the answer's time is what is measured. */
  step: (message: WalkStep, reply: Reply<{ readonly n: number }>) => void;
}

/** What a walking phone says of its answers so far. */
export interface WalkStep {
  readonly code: string;
  /** Made by the page when it opens, kept nowhere: joins what it says after a break. */
  readonly page: string;
  readonly now: number | null;
  readonly worst: number;
  readonly sent: number;
  readonly lost: number;
  readonly silence: number;
}
