import type { Command } from '#shared/meeting/commands.ts';
import type { Presence } from '#shared/meeting/hall-view.ts';
import { refusal } from '#shared/meeting/refusals.ts';
import type { Blocker, CopyView, DeskView, SetupView } from '#shared/meeting/views.ts';
import type { ActiveRound } from '#shared/meeting/views-of.ts';
import type { PaperSettings } from '#shared/papers/settings.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { KeptFile } from '#shared/plan/preparation/book.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import type { Answer, HallCommand, PairingOffer } from '#shared/wire.ts';
import type { DraftEntry } from '#shared/wire-drafts.ts';
import type { ArchiveOffice } from './archive/office.ts';
import { coIssuerAlarms } from './co-issuer-alarms.ts';
import type { CoIssuerLines } from './co-issuer-lines.ts';
import type { Drafts } from './drafts/drafts.ts';
import { handleFault } from './faults.ts';
import type { FileProblem, PlanFiles } from './files.ts';
import type { HallDependencies } from './hall/dependencies.ts';
import { Devices } from './hall/devices.ts';
import { useDraft } from './hall/draft-use.ts';
import type { DraftUse } from './hall/draft-use.ts';
import { openArchive, openPapers, openPreparation, openReadiness } from './hall/offices.ts';
import { carryOut } from './hall/hall-commands.ts';
import type { HallCommandsDependencies } from './hall/hall-commands.ts';
import { Plans } from './hall/plans.ts';
import { RoundCommands } from './hall/round-commands.ts';
import { Rounds } from './hall/rounds.ts';
import { SecondCopy } from './hall/second-copy.ts';
import { setupView } from './hall/setup-view.ts';
import { storeUpload } from './hall/uploads.ts';
import { turns } from './in-turn.ts';
import type { Pairings } from './pairing.ts';
import { PairingGuesses } from './pairing-guesses.ts';
import type { PaperOffice } from './papers/office.ts';
import type { Preparation } from './preparation.ts';
import type { Readiness } from './readiness/readiness.ts';
import type { MeetingRoom } from './round/meeting-room.ts';
import type { RoundDamage } from './round/round-files.ts';
import { isCode } from './store/error-code.ts';
import { Tablets } from './tablets.ts';

/**
 * Everything on this laptop, put together: the plan, the rounds of its venues, the devices and who
 * is connected. Each subject is a file of `hall/`; here is what reaches across them.
 */
export class Hall {
  readonly #deps: HallDependencies;
  readonly #listeners = new Set<() => void>();
  readonly #copy: SecondCopy;
  readonly #commands: RoundCommands;
  /** Two rounds begun at once would share a folder. */
  readonly #inTurn = turns();
  readonly rounds: Rounds;
  readonly plans: Plans;
  readonly devices: Devices;
  readonly papers: PaperOffice;
  readonly archive: ArchiveOffice;
  readonly preparation: Preparation;
  readonly readiness: Readiness;
  /** What the kiosk tablets offer, and how they stand. */
  readonly tablets: Tablets;
  /** Somebody tries pairing codes. */
  readonly guesses: PairingGuesses;

  constructor(deps: HallDependencies) {
    this.#deps = deps;
    const room = () => this.room;
    const changed = () => {
      this.changed();
    };
    this.guesses = new PairingGuesses(() => performance.now(), changed);
    this.tablets = new Tablets({ room, changed });
    this.preparation = openPreparation(this, deps);
    this.rounds = this.#openRounds(changed);
    const { rounds, tablets, preparation } = this;
    this.plans = new Plans({ hall: deps, rounds, changed });
    const gone = tablets.gone.bind(tablets);
    this.devices = new Devices({ hall: deps, room, gone, changed });
    const { disk } = deps;
    const { devices } = this;
    const inTurn = this.#inTurn;
    this.#commands = new RoundCommands({ rounds, devices, tablets, preparation, disk, inTurn });
    this.#copy = new SecondCopy({ hall: deps, rounds, changed });
    this.readiness = openReadiness(this, deps);
    this.papers = openPapers(this, deps);
    this.archive = openArchive(this, deps);
    disk.onChange((recovered) => {
      this.changed();
      if (recovered) this.#resume();
    });
  }

  /** Opens every round in the data folder; the error names the first record that may not be used. */
  async open(): Promise<Result<null, RoundDamage>> {
    const opened = await this.rounds.openAll();
    if (!opened.ok) return opened;
    await this.devices.revokeFormerTellers(this.rounds.facts);
    await this.#deps.files.sweep(this.preparation.files);
    await this.#deps.disk.start();
    await this.#copy.open();
    await this.archive.open();
    await this.archive.remember(this.rounds.facts.map(({ id }) => id));
    return ok(null);
  }

  async close(): Promise<void> {
    await this.papers.close();
    await this.archive.close();
    await this.drafts.close();
    await this.#deps.disk.close();
    await this.rounds.close();
    await this.#copy.close();
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  /** The active round's room. */
  get room(): MeetingRoom | null {
    return this.rounds.room;
  }

  get active(): ActiveRound | null {
    return this.rounds.active;
  }

  get pairings(): Pairings {
    return this.#deps.pairings;
  }

  /** Plans that are being written. */
  get drafts(): Drafts {
    return this.#deps.drafts;
  }

  /** The photos and dossiers of the plan. */
  get files(): PlanFiles {
    return this.#deps.files;
  }

  /** How the server reaches tellers' devices that issue too. */
  get coIssuers(): CoIssuerLines {
    return this.#deps.coIssuers;
  }

  /** How the office wants its papers, and the hall's result view. */
  get paperSettings(): PaperSettings {
    return this.#deps.settings.value.papers;
  }

  get copy(): CopyView | null {
    return this.#copy.view;
  }

  /** What the chair must know: the machine, and what an official round should not be held without. */
  get alarms(): readonly Blocker[] {
    const official = this.room?.round.log.rehearsal === false;
    const isPlain = this.#deps.urls().some((url) => url.startsWith('http:'));
    return [
      ...this.#deps.disk.alarms,
      ...this.#copy.alarms(official),
      ...coIssuerAlarms(this.room?.coIssuerTrouble ?? null),
      ...(official && isPlain ? [{ code: 'no-tls' }] : []),
      ...this.guesses.alarms,
    ];
  }

  /** What the chair can start from. */
  setup(): SetupView {
    const { plan, settings, files } = this.#deps;
    return setupView(plan.value.plan, settings.value.sample, files, this.rounds.facts);
  }

  /** Who is paired and who is here. */
  presence(): Presence {
    return this.devices.presence();
  }

  /** The kiosk tablets that are here, for the desks. */
  kiosks(): DeskView['kiosks'] {
    return this.tablets.views(this.devices.here);
  }

  /** A command to the active round (`RoundCommands`). */
  submit(command: Command): Promise<Answer<null>> {
    return this.#commands.submit(command);
  }

  /**
   * What the chair asks beside the round's own commands: plan, rounds and devices, one at a time.
   * The copy has a turn of its own: a stick that does not answer delays nothing else.
   */
  async command(command: HallCommand): Promise<Answer<PairingOffer | null>> {
    if (command.type === 'set-copy') return this.#copy.choose(command.path);
    return this.unlessFull(() => this.#inTurn(() => carryOut(this.#reach, command)));
  }

  /** Keeps a draft (`Drafts.save`); a full disk is said. */
  saveDraft(id: string, base: number, bytes: Uint8Array): Promise<Answer<DraftEntry>> {
    return this.unlessFull(() => this.drafts.save(id, base, bytes));
  }

  /** Makes a draft the plan (`useDraft`); a full disk is said. */
  useDraft(wish: DraftUse): Promise<Answer<null>> {
    return this.unlessFull(() => this.#inTurn(() => useDraft(this, wish)));
  }

  /** Keeps a file that the chair's page sent up (`storeUpload`); a full disk is said. */
  storeFile(name: string, bytes: Uint8Array): Promise<Answer<KeptFile>> {
    return this.unlessFull(() => storeUpload(this.#deps, name, bytes));
  }

  /** Keeps the files beside the plan, and says which cannot be shown. */
  async keepFiles(plan: Plan, folder: string): Promise<readonly FileProblem[]> {
    const problems = await this.files.keep(plan, folder);
    this.changed();
    return problems;
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

  get #reach(): HallCommandsDependencies {
    const { plans, rounds, devices } = this;
    const changed = this.changed.bind(this);
    return { hall: this.#deps, plans, rounds, devices, changed };
  }

  #openRounds(changed: () => void): Rounds {
    return new Rounds({
      hall: this.#deps,
      book: (plan) => this.preparation.bookOf(plan),
      activated: (id) => this.#activated(id),
      changed,
    });
  }

  async #activated(active: string): Promise<void> {
    await this.devices.revokeLeftRehearsals(active);
    this.tablets.newRound();
    this.#copy.note();
    this.changed();
  }

  #resume(): void {
    for (const room of this.rounds.open) room.resume().catch(handleFault);
    this.#copy.note();
  }
}
