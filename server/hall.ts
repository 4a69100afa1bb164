import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { defined } from '#shared/assert.ts';
import type { Command } from '#shared/meeting/commands.ts';
import { phaseOf, voidReason } from '#shared/meeting/phase.ts';
import { refusal } from '#shared/meeting/refusals.ts';
import type { Presence } from '#shared/meeting/hall-view.ts';
import type { Blocker, CopyView, DeskView, SetupView } from '#shared/meeting/views.ts';
import type { ActiveRound } from '#shared/meeting/views-of.ts';
import { paperSettingsShape } from '#shared/papers/settings-shape.ts';
import { DEFAULT_PAPER_SETTINGS } from '#shared/papers/settings.ts';
import type { PaperSettings } from '#shared/papers/settings.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { parsePlan } from '#shared/plan/plan.ts';
import { formatProblem } from '#shared/plan/problem.ts';
import { isRatedAt } from '#shared/plan/rated.ts';
import { withDossiers } from '#shared/plan/preparation/book.ts';
import type { KeptFile } from '#shared/plan/preparation/book.ts';
import { planInput } from '#shared/plan/draft/plan-input.ts';
import type { PlanDraft } from '#shared/plan/draft/draft-types.ts';
import { roundPlanOf } from '#shared/plan/round-plan.ts';
import type { RoundPlan } from '#shared/plan/round-plan.ts';
import { samplePlan } from '#shared/plan/sample.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { wifiShape } from '#shared/wifi.ts';
import type { Answer, HallCommand, PairingOffer } from '#shared/wire.ts';
import type { DraftEntry } from '#shared/wire-drafts.ts';
import { ArchiveOffice } from './archive/office.ts';
import { OFFLINE_FILE } from './build-offline.ts';
import { Copies } from './copy/copies.ts';
import type { CopyUnit } from './copy/source.ts';
import { coIssuerAlarms } from './co-issuer-alarms.ts';
import type { CoIssuerLines } from './co-issuer-lines.ts';
import type { Drafts } from './drafts.ts';
import { handleFault } from './faults.ts';
import type { FileProblem, PlanFiles } from './files.ts';
import type { Pairings, PairedDevice } from './pairing.ts';
import { PairingGuesses } from './pairing-guesses.ts';
import { PaperOffice } from './papers/office.ts';
import { Preparation, recordedQuestions } from './preparation.ts';
import type { PreparationFile } from './preparation.ts';
import { Readiness } from './readiness/readiness.ts';
import { servedView } from './readiness/served-view.ts';
import { Rooms } from './rooms.ts';
import { MeetingRoom } from './round/meeting-room.ts';
import type { RoomDependencies } from './round/meeting-room.ts';
import type { RoundDamage } from './round/round-files.ts';
import { freeBytes, WARNING_BYTES } from './store/disk.ts';
import type { DiskWatch } from './store/disk.ts';
import type { DurableValue } from './store/durable-json.ts';
import { isCode } from './store/error-code.ts';
import { makeFolder } from './store/folders.ts';
import type { TlsKeeper } from './tls/keeper.ts';
import { Tablets } from './tablets.ts';

const SETTINGS = v.strictObject({
  /** The active round's id, `rounds/<venue>-<k>` or `rehearsals/<venue>-<k>`. */
  active: v.nullable(v.string()),
  /** True when the plan is the sample: it serves rehearsals only. */
  sample: v.boolean(),
  /** Absent in folders of before there were copies. */
  copy: v.optional(
    v.nullable(v.strictObject({ id: v.string(), path: v.nullable(v.string()) })),
    null,
  ),
  /** Absent in folders of before there were papers. */
  papers: v.optional(paperSettingsShape, DEFAULT_PAPER_SETTINGS),
  /** The hall's Wi-Fi, for the display; absent or null: none was entered. */
  wifi: v.optional(v.nullable(wifiShape)),
});

export type Settings = v.InferOutput<typeof SETTINGS>;

export interface PlanFile {
  readonly plan: Plan | null;
}

/** The stored settings, or why the file is none. */
export function parseSettings(input: unknown): Result<Settings, string> {
  const parsed = v.safeParse(SETTINGS, input);
  return parsed.success ? ok(parsed.output) : err('not the settings');
}

/** The stored plan, or why the file is none. */
export function parsePlanFile(input: unknown): Result<PlanFile, string> {
  if (typeof input !== 'object' || input === null || !('plan' in input)) return err('not a plan');
  if (input.plan === null) return ok({ plan: null });
  const plan = parsePlan(input.plan);
  return plan.ok ? ok({ plan: plan.value }) : err(plan.error.map(formatProblem).join('; '));
}

export interface HallDependencies extends RoomDependencies {
  readonly data: string;
  readonly software: string;
  readonly plan: DurableValue<PlanFile>;
  readonly settings: DurableValue<Settings>;
  readonly pairings: Pairings;
  readonly files: PlanFiles;
  readonly drafts: Drafts;
  readonly preparation: DurableValue<PreparationFile>;
  readonly disk: DiskWatch;
  /** Addresses of pages in the hall, `http://192.168.1.10:8080`. */
  readonly urls: () => readonly string[];
  /** How its pages are served. */
  readonly tls: TlsKeeper;
}

interface DraftUse {
  readonly id: string;
  readonly revision: number;
  readonly reason: string | null;
}

/** Everything on this laptop: the plan, the rounds of its venues, the devices and who is connected. */
export class Hall {
  readonly #deps: HallDependencies;
  readonly #rooms: Rooms;
  readonly #listeners = new Set<() => void>();
  readonly #online = new Map<string, number>();
  readonly #copies: Copies<Settings>;
  /** The active round's papers. */
  readonly papers: PaperOffice;
  /** The active round's sealed archive, and what other laptops' archives said. */
  readonly archive: ArchiveOffice;
  /** What is noted beside the plan: steps done, questions, dossiers. */
  readonly preparation: Preparation;
  /** What is looked at before the meeting. */
  readonly readiness: Readiness;
  /** What the kiosk tablets offer, and how they stand. */
  readonly tablets: Tablets;
  /** Somebody tries pairing codes. */
  readonly guesses = new PairingGuesses(
    () => performance.now(),
    () => {
      this.changed();
    },
  );
  /** How the last pass of the copy ended; undefined before the first. */
  #copied: CopyView['failed'] | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(deps: HallDependencies) {
    this.#deps = deps;
    this.#rooms = new Rooms({
      open: (id) => this.#openRoom(id, null),
      active: () => deps.settings.value.active,
    });
    this.#copies = new Copies({
      data: deps.data,
      settings: deps.settings,
      units: () => this.#copyUnits(),
      changed: () => {
        this.changed();
      },
      passed: (failed) => {
        this.#copied = failed;
        this.#noteCopy();
      },
    });
    this.tablets = new Tablets({
      room: () => this.room,
      changed: () => {
        this.changed();
      },
    });
    this.preparation = new Preparation({
      stored: deps.preparation,
      now: deps.now,
      plan: () => deps.plan.value.plan,
      round: () => this.room?.round.log ?? null,
      hasFile: (file) => deps.files.isKept(file),
    });
    this.readiness = new Readiness({
      data: deps.data,
      random: deps.random,
      now: deps.now,
      tls: deps.tls,
      urls: deps.urls,
      alarms: () => this.alarms,
      copy: () => this.copy,
      devices: () => this.presence().devices,
      round: () => this.room?.round ?? null,
      votingDay: () => deps.plan.value.plan?.venues[0]?.votingDay ?? null,
      roundChecks: () => this.papers.roundChecks(),
    });
    this.papers = new PaperOffice({
      sodium: deps.sodium,
      room: () => this.room,
      settings: () => deps.settings.value.papers,
      keepSettings: (papers) => deps.settings.update((settings) => ({ ...settings, papers })),
      checks: () => this.readiness.checks(),
      hasOtherVenue: () => this.#hasOtherVenue(),
      changed: () => {
        this.changed();
      },
    });
    this.archive = new ArchiveOffice({
      data: deps.data,
      now: deps.now,
      room: () => this.room,
      planFiles: (plan) => deps.files.kept(plan),
      verifier: OFFLINE_FILE,
      changed: () => {
        this.changed();
      },
    });
    deps.disk.onChange((recovered) => {
      this.changed();
      if (recovered) this.#resume();
    });
  }

  /**
   * A teller's device whose teller the recorded committee no longer names in that place: a crash
   * came between a corrected committee and the end of the old one's pairings.
   */
  #isFormerTeller({ teller, label }: PairedDevice): boolean {
    if (teller === null) return false;
    const round = this.#rooms.facts.find(({ id }) => id === teller.round);
    return round?.committee[teller.i - 1]?.name !== label;
  }

  /** Opens every round in the data folder; the error names the first record that may not be used. */
  async open(): Promise<Result<null, RoundDamage>> {
    for (const id of await this.#roundIds()) {
      const opened = await this.#openRoom(id, null);
      // A round whose first event never reached the disk never began.
      if (!opened.ok && opened.error.reason !== 'empty') return opened;
      await this.#rooms.rest();
    }
    await this.revoke((device) => this.#isFormerTeller(device));
    await this.#deps.files.sweep(this.preparation.files);
    await this.#deps.disk.start();
    await this.#copies.open();
    await this.archive.open();
    return ok(null);
  }

  get pairings(): Pairings {
    return this.#deps.pairings;
  }

  get room(): MeetingRoom | null {
    const { active } = this.#deps.settings.value;
    return active === null ? null : this.#rooms.get(active);
  }

  /** The round, active or earlier, whose board has this election id: a late resend finds its receipt. */
  roomOfElection(eid: string): Pick<MeetingRoom, 'cast'> | null {
    return this.#rooms.ofElection(eid);
  }

  /** Where the ballot stands on the board of any round; null only when no board here has it. */
  findBallot(id: string): { readonly n: number } | null {
    for (const round of this.#rooms.facts) {
      const place = round.find(id);
      if (place !== null) return place;
    }
    return null;
  }

  get active(): ActiveRound | null {
    const room = this.room;
    return room === null ? null : { id: room.id, round: room.round };
  }

  /** What the chair must know: the machine, and what an official round should not be held without. */
  get alarms(): readonly Blocker[] {
    const log = this.room?.round.log;
    const official = log?.rehearsal === false;
    const isPlain = this.#deps.urls().some((url) => url.startsWith('http:'));
    return [
      ...this.#deps.disk.alarms,
      ...this.#copies.alarms(official),
      ...coIssuerAlarms(this.room?.coIssuerTrouble ?? null),
      ...(official && isPlain ? [{ code: 'no-tls' }] : []),
      ...this.guesses.alarms,
    ];
  }

  /** The active round's log says what became of the copy; asked again whenever that may be owed. */
  #noteCopy(): void {
    if (this.#copied === undefined) return;
    const command = { type: 'note-copy', failed: this.#copied } as const;
    this.room?.submit({ role: 'server', command }).catch(handleFault);
  }

  /** Plans that are being written. */
  get drafts(): Drafts {
    return this.#deps.drafts;
  }

  /** The stored plan as JSON; null where there is none. */
  get planText(): string | null {
    const { plan } = this.#deps.plan.value;
    return plan === null ? null : JSON.stringify(plan);
  }

  /** Keeps a draft (`Drafts.save`); a full disk is said. */
  saveDraft(id: string, base: number, draft: PlanDraft): Promise<Answer<DraftEntry>> {
    return this.unlessFull(() => this.drafts.save(id, base, draft));
  }

  /**
   * Makes a draft the plan, as it was last saved. A frozen ballot changes only as a new version:
   * its round is declared void with the reason, and another begins, to be frozen again (F26).
   */
  useDraft(wish: DraftUse): Promise<Answer<null>> {
    return this.unlessFull(() => this.#inTurn(() => this.#useDraft(wish)));
  }

  async #useDraft({ id, revision, reason }: DraftUse): Promise<Answer<null>> {
    const found = this.drafts.open(id);
    if (!found.ok) return found;
    if (found.value.entry.revision !== revision) return err(refusal('draft-conflict'));
    const plan = parsePlan(planInput(found.value.draft));
    if (!plan.ok) return this.#loadPlan(planInput(found.value.draft));
    if (this.#isStored(plan.value)) return ok(null);
    const { room } = this;
    if (room === null || !this.#isFrozen()) return this.#storePlan(plan.value, false);
    if (reason === null) return err(refusal('reason-required'));
    return this.#replaceBallot(room, plan.value, reason);
  }

  /** The next version of a frozen ballot; its record says which round it replaces and why. */
  async #replaceBallot(room: MeetingRoom, plan: Plan, reason: string): Promise<Answer<null>> {
    const { venue } = room.round.log.plan;
    const command = { type: 'void-round', round: room.id, reason } as const;
    const voided = await room.submit({ role: 'chair', command });
    if (!voided.ok) return voided;
    const stored = await this.#storePlan(plan, false);
    if (!stored.ok || !plan.venues.some(({ id }) => id === venue.id)) return stored;
    const begun = await this.#beginRound(await this.#roundPlan(plan, venue.id), false);
    if (!begun.ok) return begun;
    const text = `Phiếu bản mới, thay phiếu của vòng ${room.id.split('/')[1] ?? room.id} đã hủy. Lý do: ${reason}`;
    const noted = { type: 'record-incident', text: text.slice(0, 500) } as const;
    return this.room?.submit({ role: 'chair', command: noted }) ?? ok(null);
  }

  /** An official ballot is frozen and its round neither void nor announced: it stands (R12). */
  #isFrozen(): boolean {
    const round = this.room?.round;
    if (round === undefined || round.log.rehearsal || voidReason(round) !== null) return false;
    return !['preparing', 'announced', 'archived'].includes(phaseOf(round));
  }

  /** The photos and dossiers of the plan. */
  get files(): PlanFiles {
    return this.#deps.files;
  }

  /** How the server reaches tellers' devices that issue too. */
  get coIssuers(): CoIssuerLines {
    return this.#deps.coIssuers;
  }

  /** Keeps a file that the chair's page sent up (R9): PDF, picture or DOCX without macros, 10 MB. */
  storeFile(name: string, bytes: Uint8Array): Promise<Answer<KeptFile>> {
    return this.unlessFull(async () => {
      // A round's own records come first: they need what room there is.
      const free = await freeBytes(this.#deps.data);
      if (free < WARNING_BYTES) return err(refusal('disk-full'));
      const stored = await this.#deps.files.store(name, bytes);
      if (stored.ok) return stored;
      if (stored.error === 'no-room') return err(refusal('disk-full'));
      return err(refusal(stored.error === 'too-large' ? 'file-too-large' : 'file-kind'));
    });
  }

  /** Keeps the files beside the plan, and says which cannot be shown. */
  async keepFiles(plan: Plan, folder: string): Promise<readonly FileProblem[]> {
    const problems = await this.#deps.files.keep(plan, folder);
    this.changed();
    return problems;
  }

  /** How the office wants its papers, and the hall's result view. */
  get paperSettings(): PaperSettings {
    return this.#deps.settings.value.papers;
  }

  get copy(): CopyView | null {
    return this.#copies.view;
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** A command to the active round; its devices follow when the committee changes. */
  async submit(command: Command): Promise<Answer<null>> {
    const { room } = this;
    if (room === null) return err(refusal('no-round'));
    if (this.tablets.isTakenBack(room, command)) return err(refusal('kiosk-busy'));
    if (opensPolls(command) && !(await this.#deps.disk.mayOpen())) return err(refusal('disk-full'));
    if (freezes(command)) {
      const recorded = await this.#recordQuestions(room);
      if (!recorded.ok) return recorded;
    }
    const answer = await room.submit(command);
    if (answer.ok && command.role === 'chair' && command.command.type === 'record-committee') {
      await this.revoke(({ teller }) => teller?.round === room.id);
    }
    if (answer.ok && command.role === 'chair' && command.command.type === 'set-aside-recount') {
      const { device } = command.command;
      await this.revoke(({ id }) => id === device);
    }
    if (answer.ok && command.role === 'chair' && command.command.type === 'void-round') {
      await this.#inTurn(() => this.#repeat(room));
    }
    return answer;
  }

  /**
   * What the chair asks beside the round's own commands: plan, rounds and devices, one at a time.
   * The copy has a turn of its own: a stick that does not answer delays nothing else.
   */
  async command(command: HallCommand): Promise<Answer<PairingOffer | null>> {
    if (command.type === 'set-copy') return this.#copies.choose(command.path);
    return this.unlessFull(() => this.#inTurn(() => this.#carryOut(command)));
  }

  /** An official round's log takes the written questions along before its ballot is frozen (R10). */
  async #recordQuestions(room: MeetingRoom): Promise<Answer<null>> {
    const { plan, rehearsal, questions: recorded } = room.round.log;
    if (rehearsal || phaseOf(room.round) !== 'preparing') return ok(null);
    const questions = recordedQuestions(this.preparation.bookOf(plan), plan);
    if (questions.length === 0 && recorded.length === 0) return ok(null);
    return room.submit({ role: 'server', command: { type: 'record-questions', questions } });
  }

  /** Does it; a full disk is said. */
  async unlessFull<T>(work: () => Promise<Answer<T>>): Promise<Answer<T>> {
    try {
      return await work();
    } catch (error) {
      if (!isCode(error, 'ENOSPC', 'EDQUOT')) throw error;
      await this.#deps.disk.noRoom(false);
      return err(refusal('disk-full'));
    }
  }

  async #carryOut(
    command: Exclude<HallCommand, { type: 'set-copy' }>,
  ): Promise<Answer<PairingOffer | null>> {
    switch (command.type) {
      case 'load-plan':
        return this.#loadPlan(command.plan);
      case 'load-sample':
        return this.#storePlan(samplePlan(this.#deps.now().toISOString().slice(0, 10)), true);
      case 'start-round':
        return this.#startRound(command.venueId, command.rehearsal);
      case 'select-round':
        return this.#selectRound(command.round);
      case 'create-pairing':
        return this.#createPairing(command);
      case 'revoke-device': {
        const gone = await this.revoke(({ id }) => id === command.device);
        return gone.length > 0 ? ok(null) : err(refusal('no-such-device'));
      }
      case 'set-wifi': {
        const { wifi } = command;
        await this.#deps.settings.update((settings) => ({ ...settings, wifi }));
        this.changed();
        return ok(null);
      }
    }
  }

  /** Two rounds begun at once would share a folder. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  /** Ends pairings; the sockets of these devices are cut by whoever listens for changes. */
  async revoke(matches: (device: PairedDevice) => boolean): Promise<readonly PairedDevice[]> {
    const gone = await this.#deps.pairings.revoke(matches);
    if (gone.length > 0) this.changed();
    return gone;
  }

  /** Counts a device's connections, so that the chair sees who is there. */
  connected(device: string): void {
    this.#online.set(device, (this.#online.get(device) ?? 0) + 1);
    this.changed();
  }

  disconnected(device: string): void {
    const left = (this.#online.get(device) ?? 1) - 1;
    if (left > 0) this.#online.set(device, left);
    else {
      this.#online.delete(device);
      this.tablets.gone(device);
    }
    this.changed();
  }

  /** The kiosk tablets that are here, for the desks. */
  kiosks(): DeskView['kiosks'] {
    return this.tablets.views(this.#deps.pairings.devices.filter(({ id }) => this.#online.has(id)));
  }

  /** Who is paired and who is here. */
  presence(): Presence {
    const round = this.room?.id ?? null;
    const trouble = this.room?.coIssuerTrouble ?? null;
    // A teller's device of another round is nobody here.
    const devices = this.#deps.pairings.devices.filter(
      ({ teller }) => teller === null || teller.round === round,
    );
    return {
      devices: devices.map(({ id, role, label }) => ({
        id,
        role,
        label,
        online: this.#online.has(id),
      })),
      tellers: new Map(
        devices.flatMap(({ id, teller }) =>
          teller?.round === round
            ? [[teller.i, { paired: true, online: this.#online.has(id) }] as const]
            : [],
        ),
      ),
      addresses: this.#deps.urls(),
      served: servedView(this.#deps.tls.serving),
      wifi: this.#deps.settings.value.wifi ?? null,
      coIssuersAway: [...(trouble?.offline ?? []), ...(trouble?.silent ?? [])],
    };
  }

  /** What the chair can start from. */
  setup(): SetupView {
    const { plan } = this.#deps.plan.value;
    if (plan === null) return { plan: null };
    return {
      plan: {
        title: plan.title,
        issuingBody: plan.issuingBody,
        sample: this.#deps.settings.value.sample,
        files: this.#deps.files.count(plan),
        venues: plan.venues.map(({ id, name, kind, roll }) => ({
          id,
          name,
          kind,
          roll: roll.length,
          subjects: plan.subjects.filter((subject) => isRatedAt(subject, id)).length,
          rounds: this.#rooms.facts
            .filter(({ venueId }) => venueId === id)
            .map((round) => ({ id: round.id, phase: round.phase, voided: round.voided })),
        })),
      },
    };
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  async close(): Promise<void> {
    await this.papers.close();
    await this.archive.close();
    await this.#deps.disk.close();
    await this.#rooms.close();
    await this.#copies.close();
  }

  /** A plan as the chair's file has it; refused with every problem, path and sentence. */
  async #loadPlan(input: unknown): Promise<Answer<null>> {
    const plan = parsePlan(input);
    if (plan.ok) return this.#isStored(plan.value) ? ok(null) : this.#storePlan(plan.value, false);
    const problems = plan.error.slice(0, 50).map(formatProblem).join('\n');
    return err(refusal('plan-invalid', { problems }));
  }

  /** The same plan again, as a restart with `--plan` gives it: the round under way goes on. */
  #isStored(plan: Plan): boolean {
    const { sample } = this.#deps.settings.value;
    return !sample && JSON.stringify(this.#deps.plan.value.plan) === JSON.stringify(plan);
  }

  async #storePlan(plan: Plan, sample: boolean): Promise<Answer<null>> {
    if (!this.#isIdle() || this.#isFrozen()) return err(refusal('round-active'));
    // Cut short between two files, a sample must still be known as one: it is marked before it is
    // stored, and a real plan is freed of the mark after.
    if (sample) await this.#markSample(true);
    await this.#deps.plan.update(() => ({ plan }));
    if (!sample) await this.#markSample(false);
    this.changed();
    return ok(null);
  }

  #markSample(sample: boolean): Promise<void> {
    return this.#deps.settings.update((settings) => ({ ...settings, active: null, sample }));
  }

  async #startRound(venueId: string, rehearsal: boolean): Promise<Answer<null>> {
    const { plan } = this.#deps.plan.value;
    if (plan === null) return err(refusal('plan-invalid'));
    if (!plan.venues.some(({ id }) => id === venueId)) return err(refusal('unknown-venue'));
    if (!this.#isIdle()) return err(refusal('round-active'));
    if (this.#deps.settings.value.sample && !rehearsal) return err(refusal('rehearsal-only'));
    return this.#beginRound(await this.#roundPlan(plan, venueId), rehearsal);
  }

  /** What a round at this venue is begun with: the plan and the dossiers that were sent up (R9). */
  async #roundPlan(plan: Plan, venueId: string): Promise<RoundPlan> {
    const whole = withDossiers(plan, this.preparation.bookOf(plan));
    const round = roundPlanOf(whole, venueId);
    await this.#deps.files.adopt(round);
    return round;
  }

  async #beginRound(plan: RoundPlan, rehearsal: boolean): Promise<Answer<null>> {
    const kind = rehearsal ? 'rehearsals' : 'rounds';
    const attempt = await this.#nextAttempt(kind, plan.venue.id);
    const id = `${kind}/${plan.venue.id}-${attempt}`;
    const opened = await this.#openRoom(id, {
      type: 'round-created',
      at: this.#deps.now().toISOString(),
      plan,
      attempt,
      rehearsal,
      software: this.#deps.software,
    });
    if (!opened.ok) return err(refusal('disk-full'));
    return this.#activate(id);
  }

  /** After a void round the next begins with the same ballot, in roll call (design 7, F26). */
  async #repeat({ round }: MeetingRoom): Promise<void> {
    const { plan, rehearsal, ballotDigest } = round.log;
    const begun = await this.#beginRound(plan, rehearsal);
    if (begun.ok && ballotDigest !== null) {
      await this.submit({ role: 'chair', command: { type: 'freeze-ballot' } });
    }
  }

  /** Goes back to an earlier round, to read it or to finish its papers. */
  #selectRound(id: string): Promise<Answer<null>> | Answer<null> {
    if (!this.#rooms.has(id)) return err(refusal('no-round'));
    return this.#isIdle() ? this.#activate(id) : err(refusal('round-active'));
  }

  async #activate(id: string): Promise<Answer<null>> {
    if ((await this.#rooms.keep(id)) === null) return err(refusal('no-round'));
    await this.#deps.settings.update((settings) => ({ ...settings, active: id }));
    await this.#rooms.rest();
    // Tellers of a rehearsal that was left have nothing more to do there: their number would only grow.
    await this.revoke(
      ({ teller }) =>
        teller !== null && teller.round !== id && teller.round.startsWith('rehearsals/'),
    );
    this.tablets.newRound();
    this.#noteCopy();
    this.changed();
    return ok(null);
  }

  /** One round is active at a time; a rehearsal may be left at any moment. */
  #isIdle(): boolean {
    const round = this.room?.round;
    if (round === undefined || round.log.rehearsal || voidReason(round) !== null) return true;
    // In roll call nothing is decided yet: another ballot may still be chosen (F26).
    return ['preparing', 'rollCall', 'announced', 'archived'].includes(phaseOf(round));
  }

  async #openRoom(
    id: string,
    created: Parameters<typeof MeetingRoom.open>[3],
  ): Promise<Result<MeetingRoom, RoundDamage>> {
    const folder = join(this.#deps.data, ...id.split('/'));
    const opened = await MeetingRoom.open(id, folder, this.#deps, created);
    if (!opened.ok) return opened;
    opened.value.onChange(() => {
      this.changed();
    });
    this.#rooms.add(opened.value);
    return opened;
  }

  async #roundIds(): Promise<string[]> {
    const ids: string[] = [];
    for (const kind of ['rounds', 'rehearsals']) {
      await makeFolder(join(this.#deps.data, kind));
      const names = await readdir(join(this.#deps.data, kind), { withFileTypes: true });
      ids.push(...names.filter((each) => each.isDirectory()).map(({ name }) => `${kind}/${name}`));
    }
    return ids.sort();
  }

  async #nextAttempt(kind: string, venueId: string): Promise<number> {
    const prefix = `${kind}/${venueId}-`;
    const used = (await this.#roundIds())
      .filter((id) => id.startsWith(prefix))
      .map((id) => Number(id.slice(prefix.length)))
      .filter(Number.isInteger);
    return Math.max(0, ...used) + 1;
  }

  #createPairing(command: Extract<HallCommand, { type: 'create-pairing' }>): Answer<PairingOffer> {
    const { role, label, teller } = command;
    const room = this.room;
    const elected = room?.round.log.committee?.[(teller ?? 0) - 1];
    if (role === 'teller' && (room === null || teller === undefined || elected === undefined)) {
      return err(refusal('not-a-teller'));
    }
    const named = role === 'teller' ? defined(elected).name : label;
    const { code, lastsSeconds } = this.#deps.pairings.offer({
      role,
      label: named,
      teller:
        role === 'teller' ? { i: defined(teller), round: defined(room?.id, 'active round') } : null,
    });
    const path = role === 'kiosk' ? '/#pair=' : '/console/#pair=';
    return ok({
      code,
      urls: this.#deps.urls().map((url) => `${url}${path}${code}`),
      lastsSeconds,
    });
  }

  /** The rounds, the active one first, and the data folder's own files. */
  #copyUnits(): CopyUnit[] {
    const { active } = this.#deps.settings.value;
    const units = this.#rooms.facts.map(({ id, synced }) => ({ folder: id, synced }));
    const first = units.filter(({ folder }) => folder === active);
    const others = units.filter(({ folder }) => folder !== active);
    return [...first, { folder: '', synced: [] }, ...others];
  }

  /** Another venue was counted, of the same kind of round as the active one. */
  #hasOtherVenue(): boolean {
    const { active } = this.#deps.settings.value;
    const own = this.#rooms.facts.find(({ id }) => id === active);
    if (own !== undefined && this.archive.hasImports) return true;
    return this.#rooms.facts.some(
      ({ id, venueId, phase, voided }) =>
        own !== undefined &&
        id.split('/')[0] === own.id.split('/')[0] &&
        venueId !== own.venueId &&
        !voided &&
        ['counted', 'announced', 'archived'].includes(phase),
    );
  }

  #resume(): void {
    for (const room of this.#rooms.open) room.resume().catch(handleFault);
    this.#noteCopy();
  }
}

function freezes(command: Command): boolean {
  return command.role === 'chair' && command.command.type === 'freeze-ballot';
}

function opensPolls(command: Command): boolean {
  return command.role === 'chair' && command.command.type === 'open-polls';
}
