import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Phase } from '#shared/meeting/state.ts';
import { seeded } from '../rehearse/random-marks.ts';
import { ChairDevice, type Guest } from './chair.ts';
import { DeskDevice } from './desk.ts';
import type { Hall, PairedDevice } from './device.ts';
import type { Voter } from './ballot.ts';
import { judge, paperOf, resendAll } from './judge.ts';
import { KioskDevice } from './kiosk.ts';
import { Ledger } from './ledger.ts';
import { castOf, type Cast } from './plan.ts';
import type { Edge, Target } from './points.ts';
import { problemsOf, readRecords, type Records } from './records.ts';
import { Victim, type Death } from './server.ts';
import { DisplayDevice, SupervisorDevice } from './supervisor.ts';
import { TellerDevice } from './teller.ts';
import { Phone } from './voter.ts';

/** A death at no named step; one for one life of the server. */
export type ChanceDeath =
  /** At the n-th step of one life, whatever it is. */
  | { readonly kind: 'any'; readonly nth: number; readonly edge: Edge }
  /** So many milliseconds after it serves, by a signal from outside. */
  | { readonly kind: 'moment'; readonly ms: number; readonly signal: Signal };

/** A death when the chair's screen shows a phase (F15). */
export interface PhaseDeath {
  readonly kind: 'phase';
  readonly phase: Phase;
  readonly signal: Signal;
}

/** SIGKILL as a power switch, SIGTERM as Ctrl+C. */
type Signal = 'SIGKILL' | 'SIGTERM';

/** One meeting and the deaths in it; the same again for the same seed, as far as time allows. */
export interface MeetingOrders {
  readonly seed: number;
  /** The chair declares the first round void while the polls are open; the next one is held (F26). */
  readonly voids: boolean;
  /** All armed at once: whichever is reached first. */
  readonly targets: readonly Target[];
  /** All armed at once, like the targets. */
  readonly phases: readonly PhaseDeath[];
  /** One for each life, in order. */
  readonly chances: readonly ChanceDeath[];
}

/** A death that happened and what was found wrong after it. */
export interface Cycle {
  readonly target: Target | null;
  readonly other: ChanceDeath | PhaseDeath | null;
  readonly problems: readonly string[];
  /** From the restart until it served, and until every device was back, in milliseconds. */
  readonly servingMs: number | null;
  readonly backMs: number | null;
}

export interface MeetingReport {
  readonly orders: MeetingOrders;
  readonly cycles: readonly Cycle[];
  /** What was wrong at the end, or why it never came. */
  readonly problems: readonly string[];
  readonly trace: readonly string[];
  readonly late: { readonly received: number; readonly refused: number };
  /** How often a teller had to load a stuck page by hand. */
  readonly reloads: number;
}

const STUCK_MS = 60_000;
/** F1: every device is back ten seconds after the server. */
const BACK_MS = 10_000;
const START_MS = 60_000;
const LOOK_MS = 40;
/** Late voters tap within this time; the chair closes in the middle of it. */
const LATE_MS = 200;

/** Holds the meeting in the new folder `folder`, which is removed unless something was wrong. */
export async function holdMeeting(folder: string, orders: MeetingOrders): Promise<MeetingReport> {
  await mkdir(folder, { recursive: true });
  const meeting = new FaultyMeeting(await Victim.in(folder), orders);
  const report = await meeting.hold();
  const sound = [report, ...report.cycles].every(({ problems }) => problems.length === 0);
  if (sound) await rm(folder, { recursive: true, force: true });
  return report;
}

class FaultyMeeting {
  readonly #victim: Victim;
  readonly #orders: MeetingOrders;
  readonly #cast: Cast;
  readonly #hall: Hall;
  readonly #phones: readonly Phone[];
  readonly #kiosk: KioskDevice;
  readonly #desk: DeskDevice;
  readonly #voters: readonly Voter[];
  /** How many must hold a receipt before the round is declared void. */
  readonly #voidAfter: number;
  readonly #tellers: readonly TellerDevice[];
  readonly #chair: ChairDevice;
  readonly #devices: readonly PairedDevice<Staged>[];
  readonly #alarms: string[] = [];
  readonly #cycles: Cycle[] = [];
  #targets: readonly Target[];
  #phases: readonly PhaseDeath[];
  /** What is to kill this life, beside the targets. */
  #other: ChanceDeath | PhaseDeath | null = null;
  #records: Records | null = null;
  #hurriedAt: number | null = null;
  #firstRound: string | null = null;

  constructor(victim: Victim, orders: MeetingOrders) {
    this.#victim = victim;
    this.#orders = orders;
    this.#targets = orders.targets;
    this.#phases = orders.phases;
    const chance = seeded(orders.seed);
    this.#cast = castOf(chance);
    const alarm = (sentence: string): void => void this.#alarms.push(sentence);
    this.#hall = { url: victim.url, ledger: new Ledger(), spoiled: new Map(), chance, alarm };
    const { parts, committee } = this.#cast;
    this.#phones = parts
      .filter(({ way }) => way === 'screen' || way === 'slip')
      .map((part) => new Phone(this.#hall, part));
    const kiosk = parts.filter(({ way }) => way === 'kiosk');
    this.#kiosk = new KioskDevice(this.#hall, kiosk);
    this.#voters = [...this.#phones, ...this.#kiosk.voters];
    this.#voidAfter = 1 + Math.floor(chance() * (this.#voters.length - 3));
    const paper = paperOf(this.#cast);
    this.#tellers = committee.map(
      ({ name }, i) => new TellerDevice(this.#hall, i + 1, name, paper),
    );
    this.#desk = new DeskDevice(this.#hall, {
      parts,
      hand: (memberId, code) => {
        this.#phones.find(({ part }) => part.member.id === memberId)?.take(code);
      },
      seat: (memberId) => {
        this.#kiosk.seat(memberId);
      },
      begin: () => {
        this.#kiosk.begin();
      },
    });
    const [supervisor, display] = [new SupervisorDevice(this.#hall), new DisplayDevice(this.#hall)];
    const guests = [this.#desk, this.#kiosk, supervisor, display, ...this.#tellers];
    this.#chair = new ChairDevice(this.#hall, {
      plan: this.#cast.plan,
      committee,
      members: parts.length,
      guests: guests.map(guestOf),
      restartsCeremony: restarts(orders, chance()),
      mayClose: (round) => this.#mayClose(round),
      mayVoid: (round) => this.#mayVoid(round),
    });
    this.#devices = [this.#chair, ...guests];
  }

  async hold(): Promise<MeetingReport> {
    const problems: string[] = [];
    try {
      await this.#live();
      const eid = this.#phones[0]?.line.view?.election?.eid;
      problems.push(...(await resendAll(this.#victim.url, this.#voters, eid)));
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
    for (const device of [...this.#devices, ...this.#phones]) device.close();
    problems.push(...this.#alarms, ...(await this.#end(problems.length > 0)));
    const late = this.#phones.filter(({ part }) => part.late);
    const received = late.filter(({ receipt }) => receipt !== null).length;
    return {
      orders: this.#orders,
      cycles: this.#cycles,
      problems,
      trace: await this.#victim.trace(),
      late: { received, refused: late.length - received },
      reloads: this.#tellers.reduce((sum, { reloads }) => sum + reloads, 0),
    };
  }

  /** One life after another until the meeting is over. */
  async #live(): Promise<void> {
    const chances = [...this.#orders.chances];
    for (;;) {
      const chance = chances.shift() ?? null;
      const begun = performance.now();
      const any = chance?.kind === 'any' ? chance : null;
      this.#other = any;
      const life = await this.#victim.start({ targets: this.#targets, any });
      const link = await Promise.race([
        life.link,
        sleep(START_MS * crowding(), 'late' as const, { ref: false }),
      ]);
      if (link === 'late') throw new Error('the server did not start');
      const times = { servingMs: performance.now() - begun, backMs: null as number | null };
      if (link !== null) {
        void this.#welcomeChair(link);
        void this.#killLater(chance, life.death);
        times.backMs = await this.#back(life.death);
      }
      const death = await this.#untilDeath(life.death);
      if (death === null) return;
      this.#noteTimes(times);
      await this.#autopsy(death);
      if (this.#cycles.at(-1)?.problems.length !== 0) throw new Error('stopped after a problem');
    }
  }

  /** The times belong to the death before this life. */
  #noteTimes({ servingMs, backMs }: Pick<Cycle, 'servingMs' | 'backMs'>): void {
    const last = this.#cycles.pop();
    if (last !== undefined) this.#cycles.push({ ...last, servingMs, backMs });
  }

  /** The chair's laptop opens the printed link unless it is paired already. */
  async #welcomeChair(link: string): Promise<void> {
    const code = new URL(link).hash.replace(/^#pair=/, '');
    while (this.#chair.line === null && !(await this.#chair.pair(code))) {
      if (this.#victim.url !== new URL(link).origin) return;
      await sleep(LOOK_MS);
      if (this.#alarms.length > 0) return;
    }
  }

  /** Waits until every device has had a view of this life (I7); null when the server died first. */
  async #back(death: Promise<Death>): Promise<number | null> {
    const lines = [...this.#devices, ...this.#phones, { line: this.#kiosk.page }].flatMap(
      ({ line }) => line ?? [],
    );
    const seen = lines.map((line) => line.views);
    const begun = performance.now();
    const dead = death.then(() => true);
    while (lines.some((line, i) => line.views === seen[i] || !line.socket.connected)) {
      if (await Promise.race([dead, sleep(LOOK_MS, false)])) return null;
      if (performance.now() - begun > BACK_MS * crowding()) {
        this.#alarms.push('I7: a device was not back within 10 s');
        break;
      }
    }
    return performance.now() - begun;
  }

  /** Kills this life from outside, at its moment or at the first phase that is ordered. */
  async #killLater(chance: ChanceDeath | null, death: Promise<Death>): Promise<void> {
    const dead = death.then(() => true);
    const begun = performance.now();
    while (!(await Promise.race([dead, sleep(LOOK_MS / 2, false)]))) {
      const shown = this.#chair.line?.view?.hall?.phase;
      const moment = chance?.kind === 'moment' && performance.now() - begun > chance.ms;
      const other = moment ? chance : this.#phases.find(({ phase }) => phase === shown);
      if (other === undefined) continue;
      this.#other = other;
      this.#phases = this.#phases.filter((each) => each !== other);
      this.#victim.signal(other.signal);
      return;
    }
  }

  /** The death of this life, or null when the meeting is over. */
  async #untilDeath(death: Promise<Death>): Promise<Death | null> {
    const begun = performance.now();
    for (;;) {
      const dead = await Promise.race([death, sleep(LOOK_MS, null)]);
      if (dead !== null) return dead;
      const [alarm] = this.#alarms;
      if (alarm !== undefined) throw new Error(`stopped by an alarm`);
      if (this.#isOver()) return null;
      if (performance.now() - begun > STUCK_MS * crowding())
        throw new Error(`I7: stuck: ${this.#where()}`);
    }
  }

  /** Looks at what the dead server left, then some pages are loaded again. */
  async #autopsy({ target, signal, code, output }: Death): Promise<void> {
    const problems: string[] = [];
    const other = target === null ? this.#other : null;
    const asked = other?.kind === 'moment' || other?.kind === 'phase' ? other.signal : 'SIGKILL';
    const asAsked = target !== null || (asked === 'SIGTERM' ? code === 0 : signal === asked);
    if (!asAsked || (target === null && other === null)) {
      problems.push(`the server ended by itself (${String(code)}): ${output.slice(-600)}`);
    }
    const records = await readRecords(this.#victim.data);
    if (typeof records === 'string') problems.push(records);
    else if (records !== null) {
      const { data } = this.#victim;
      problems.push(...(await problemsOf(data, records, this.#records, this.#hall.ledger)));
      this.#records = records;
    }
    this.#cycles.push({ target, other, problems, servingMs: null, backMs: null });
    this.#targets = this.#targets.filter((each) => !sameTarget(each, target));
    for (const device of [...this.#phones, this.#kiosk, ...this.#tellers]) {
      if (this.#hall.chance() < 0.2) device.reload();
    }
  }

  /** Once everyone else holds a receipt the late voters cast, and the chair closes meanwhile (F14). */
  #mayClose(round: string): boolean {
    const ready = this.#voters.every(({ part, receipt }) => part.late || receipt !== null);
    if (!ready || !this.#desk.isDoneWith(round)) return false;
    if (this.#hurriedAt === null) {
      this.#hurriedAt = performance.now();
      for (const phone of this.#phones.filter(({ part }) => part.late)) {
        setTimeout(() => {
          phone.hurry();
        }, this.#hall.chance() * LATE_MS);
      }
    }
    return performance.now() - this.#hurriedAt > LATE_MS / 2;
  }

  /** Once some hold a receipt and others do not, in the first round that comes so far. */
  #mayVoid(round: string): boolean {
    if (!this.#orders.voids) return false;
    this.#firstRound ??= round;
    const received = this.#voters.filter(({ receipt }) => receipt !== null).length;
    return round === this.#firstRound && received >= this.#voidAfter;
  }

  /** Every device is on the screen of its end. */
  #isOver(): boolean {
    return (
      this.#devices.every(({ line }) => phaseIn(line?.view) === 'archived') &&
      this.#tellers.every(({ stage }) => stage === 'finished') &&
      this.#voters.every(({ isSettled }) => isSettled)
    );
  }

  #where(): string {
    const roles = this.#devices.map(({ role, line }) => `${role}:${phaseIn(line?.view) ?? '-'}`);
    const stages = this.#tellers.map(({ where }) => where);
    const screens = this.#phones.map(({ screen }) => screen.name);
    const { waiting } = this.#desk;
    return [...roles, ...stages, ...screens, this.#kiosk.where, ...waiting].join(' ');
  }

  /** Stops the server as the chair would and judges what is there; not after a meeting that failed. */
  async #end(failed: boolean): Promise<string[]> {
    await this.#victim.stop();
    const records = await readRecords(this.#victim.data);
    if (records === null) return ['no round is active at the end'];
    if (typeof records === 'string') return [records];
    const { data, printed } = this.#victim;
    const { ledger } = this.#hall;
    const problems = await problemsOf(data, records, this.#records, ledger);
    if ([...ledger.secrets].some((secret) => printed.includes(secret))) {
      problems.push('I8: a ballot code was printed');
    }
    if (failed) return [...problems, `printed: ${printed.slice(-600)}`];
    return [...problems, ...(await judge(this.#cast, this.#voters, records))];
  }
}

/** How many times the work of this machine is more than it can do at once: F1's times are of a free one. */
function crowding(): number {
  return Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());
}

/** A meeting without targets shows every step; one that aims at a step of a restart needs one. */
function restarts({ targets }: MeetingOrders, chance: number): boolean {
  const aimed = targets.some(({ step }) => /abort|ceremony-restarted|restart-ceremony/.test(step));
  return targets.length === 0 || aimed || chance < 0.25;
}

/** Every view says somewhere in which phase the round is. */
type Staged =
  { readonly hall: { readonly phase: Phase } | null } | { readonly phase: Phase | null };

function phaseIn(view: Staged | null | undefined): Phase | null {
  if (view === null || view === undefined) return null;
  return 'phase' in view ? view.phase : (view.hall?.phase ?? null);
}

function guestOf(
  device: DeskDevice | KioskDevice | TellerDevice | SupervisorDevice | DisplayDevice,
): Guest {
  const seat = device instanceof TellerDevice ? device.seat : null;
  // A member of the committee is elected for one round, and their device paired for it.
  let pairedFor = '';
  return {
    role: device.role as Guest['role'],
    label: device.label,
    seat,
    paired: (round) => device.line !== null && (seat === null || pairedFor === round),
    pair: async (code, round) => {
      const isPaired = await device.pair(code);
      if (isPaired) pairedFor = round;
      return isPaired;
    },
  };
}

function sameTarget(one: Target, other: Target | null): boolean {
  return one.step === other?.step && one.nth === other.nth && one.edge === other.edge;
}

/** Names a death for tables and replays. */
export function nameOf({ target, other }: Pick<Cycle, 'target' | 'other'>): string {
  if (target !== null) return `${target.edge} ${target.step} #${target.nth}`;
  if (other === null) return 'by itself';
  if (other.kind === 'any') return `${other.edge} step ${other.nth}`;
  const when = other.kind === 'moment' ? `${other.ms} ms` : other.phase;
  return `${other.signal} at ${when}`;
}
