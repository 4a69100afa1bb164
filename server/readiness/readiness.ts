import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Blocker, CopyView, DeviceView } from '#shared/meeting/views.ts';
import { phaseOf } from '#shared/meeting/phase.ts';
import { issuedCount } from '#shared/meeting/roll.ts';
import type { Round } from '#shared/meeting/state.ts';
import type { ReadinessCheck } from '#shared/papers/readiness.ts';
import type { RandomBytes } from '#shared/protocol/sodium.ts';
import type { HallFacts } from '#shared/readiness/facts.ts';
import { hallChecks } from '#shared/readiness/hall-checks.ts';
import type { NamedCheck } from '#shared/readiness/model.ts';
import type {
  DeviceFindings,
  PulseView,
  ReadinessReport,
  ServingView,
} from '#shared/wire-readiness.ts';
import { handleFault } from '../faults.ts';
import { freeBytes } from '../store/disk.ts';
import type { Serving, TlsKeeper } from '../tls/keeper.ts';
import { INSTALL_PATH } from '../tls/guide-page.ts';
import { Pulses } from './pulses.ts';
import { selfTest } from './self-test.ts';
import type { SelfTest } from './self-test.ts';
import { WalkTest } from './walk-test.ts';

/** What it looks at. */
export interface ReadinessSources {
  readonly data: string;
  readonly random: RandomBytes;
  readonly now: () => Date;
  readonly tls: TlsKeeper | null;
  readonly urls: () => readonly string[];
  readonly alarms: () => readonly Blocker[];
  readonly copy: () => CopyView | null;
  readonly devices: () => readonly DeviceView[];
  readonly round: () => Round | null;
  /** The voting day of the plan's next venue. */
  readonly votingDay: () => string | null;
  /** What the records of the active round say of its readiness. */
  readonly roundChecks: () => readonly ReadinessCheck[];
}

const DAY_MS = 24 * 3600 * 1000;
const BUILT = join(import.meta.dirname, '..', '..', 'dist', 'built.json');

/** Everything looked at before the meeting: for the chair's page and for the paper, the same. */
export class Readiness {
  readonly #sources: ReadinessSources;
  readonly pulses = new Pulses(() => performance.now());
  readonly walk: WalkTest;
  #test: SelfTest | null = null;
  #testing: Promise<void> | null = null;
  #findings: DeviceFindings | null = null;
  #told: { readonly at: number; readonly now: number } | null = null;

  constructor(sources: ReadinessSources) {
    this.#sources = sources;
    this.walk = new WalkTest(sources.random, () => performance.now());
  }

  /** As things stand now; what the chair's device found of itself is remembered for the paper. */
  async report(findings: DeviceFindings | null): Promise<ReadinessReport> {
    if (findings !== null) {
      this.#findings = findings;
      this.#told = { at: performance.now(), now: findings.clock };
    }
    this.#begin();
    const facts = await this.#facts();
    const round = this.#sources.roundChecks().map(named);
    return {
      checks: [...round, ...hallChecks(facts)],
      serving: facts.serving,
      devices: facts.devices,
      walk: facts.walk,
    };
  }

  /** The checks of the machines for the paper, after the sample vote if need be. */
  async checks(): Promise<readonly ReadinessCheck[]> {
    this.#begin();
    await this.#testing;
    return hallChecks(await this.#facts());
  }

  /** How the pages are served, for every screen that names it. */
  get serving(): ServingView {
    const { tls, urls } = this.#sources;
    return servingView(tls?.serving ?? { way: 'plain' }, tls?.names ?? [], urls());
  }

  #begin(): void {
    this.#testing ??= selfTest().then((test) => {
      this.#test = test;
    });
    this.#testing.catch(handleFault);
  }

  async #facts(): Promise<HallFacts> {
    const { alarms, copy, data, now, round, tls, urls, votingDay } = this.#sources;
    const serving = tls?.serving ?? { way: 'plain' };
    const moment = now();
    return {
      alarms: alarms(),
      devices: this.#devices(),
      walk: this.walk.view(urls()),
      serving: this.serving,
      openKey: serving.way === 'own' && serving.openKey,
      newAuthority: serving.way === 'local' && serving.isNew,
      chain: serving.way === 'plain' ? 0 : serving.certificate.chain,
      life: this.#life(serving, moment),
      freeBytes: await freeBytes(data).catch(() => null),
      copy: copy(),
      clock: { ...calendarOf(moment), built: await builtAt() },
      missingLetters: this.#test?.missingLetters ?? null,
      sample: this.#test?.sample ?? null,
      findings: this.#findingsNow(),
      round: roundFacts(round()),
      votingDay: votingDay(),
    };
  }

  #life(serving: Serving, now: Date): HallFacts['life'] {
    if (serving.way === 'plain') return null;
    const { round, votingDay } = this.#sources;
    const day = round()?.log.plan.venue.votingDay ?? votingDay();
    // The whole day of the vote, wherever in it the laptop's zone puts its end.
    const needed = day === null ? now.getTime() : Date.parse(`${day}T00:00:00Z`) + 2 * DAY_MS;
    return { end: serving.certificate.to.getTime(), needed };
  }

  /** The device's clock has gone on since it told. */
  #findingsNow(): DeviceFindings | null {
    if (this.#findings === null || this.#told === null) return null;
    return { ...this.#findings, clock: this.#told.now + (performance.now() - this.#told.at) };
  }

  #devices(): PulseView[] {
    return this.#sources.devices().map(({ id, role, label, online }) => ({
      id,
      role,
      label,
      online,
      ...(online ? this.pulses.of(id) : { ms: null, polling: false }),
    }));
  }
}

function named(check: ReadinessCheck, place: number): NamedCheck {
  return { ...check, id: `round-${place + 1}` };
}

function roundFacts(round: Round | null): HallFacts['round'] {
  if (round === null) return null;
  const { log, board, register } = round;
  return {
    phase: phaseOf(round),
    rehearsal: log.rehearsal,
    votingDay: log.plan.venue.votingDay,
    ballots: board.ballotCount,
    exchanges: register.count,
    issued: issuedCount(log),
  };
}

function servingView(
  serving: Serving,
  names: readonly string[],
  urls: readonly string[],
): ServingView {
  if (serving.way === 'plain') {
    return { way: 'plain', names, fingerprint: null, until: null, authority: null };
  }
  const { fingerprint, to } = serving.certificate;
  const shown = { way: serving.way, names, fingerprint, until: to.toISOString() };
  if (serving.way === 'own') return { ...shown, authority: null };
  return {
    ...shown,
    authority: {
      fingerprint: serving.authority.fingerprint,
      until: serving.authority.to.toISOString(),
      // By address, since no name may be known in the hall yet.
      pages: [...urls].reverse().map((url) => `${url.replace(/^https:/u, 'http:')}${INSTALL_PATH}`),
    },
  };
}

function calendarOf(moment: Date): Omit<HallFacts['clock'], 'built'> {
  const [year, month, day, hour, minute] = [
    moment.getFullYear(),
    moment.getMonth() + 1,
    moment.getDate(),
    moment.getHours(),
    moment.getMinutes(),
  ].map((n) => String(n).padStart(2, '0'));
  return {
    now: moment.getTime(),
    text: `${day}/${month}/${year} ${hour}:${minute}`,
    zone: -moment.getTimezoneOffset(),
    day: `${year}-${month}-${day}`,
  };
}

async function builtAt(): Promise<number | null> {
  return stat(BUILT).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}
