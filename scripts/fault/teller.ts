import type { TellerView } from '#shared/meeting/views.ts';
import { BoardFollower, type BoardChunk } from '#shared/ui/board-follower.ts';
import { doBoardTask } from '#shared/ui/board-work.ts';
import type { SeenRound } from '#shared/ui/board-seen.ts';
import type { SignedHead } from '#shared/protocol/entries.ts';
import type { TellerPushes } from '#shared/wire.ts';
import type { CoIssuer, StoredClaims } from '../../chair-console/teller/co-issuer.ts';
import {
  TellerDesk,
  type PaperCount,
  type StoredTeller,
} from '../../chair-console/teller/device.ts';
import { openCoIssuer } from '../clients/co-issuer.ts';
import { random, sodium } from '../clients/sodium.ts';
import { PairedDevice, type Hall } from './device.ts';
import type { Line } from './line.ts';

/** How long a new round's view may come after the first lines of its board. */
const ROUND_GRACE_MS = 300;
/** A member whose screen has said the same for so long, with a word of theirs to say, loads the page again. */
const PATIENCE_MS = 6000;

/** A member of the counting committee: the product's own device and board follower, and their taps. */
export class TellerDevice extends PairedDevice<TellerView> {
  readonly seat: number;
  readonly #paper: PaperCount;
  readonly #disk = new Map<string, StoredTeller>();
  readonly #issued = new Map<string, StoredClaims>();
  readonly #seen = new Map<string, SeenRound>();
  #round: string | null = null;
  #shown = '';
  #shownSince = 0;
  /** How often the member had to load the page to go on: the device was stuck (I7). */
  reloads = 0;
  #desk: TellerDesk | null = null;
  #issuer: CoIssuer | null = null;
  #follower: BoardFollower | null = null;

  constructor(hall: Hall, seat: number, label: string, paper: PaperCount) {
    super(hall, 'teller', label);
    this.seat = seat;
    this.#paper = paper;
  }

  /** Where the member stands, as the screen says. */
  get stage(): string {
    return this.#desk?.stage.at ?? 'loading';
  }

  /** All that tells why a member is where they are. */
  get where(): string {
    const { board, status } = this.#follower ?? {};
    const refusal = this.#desk?.refusal?.code ?? 'not refused';
    const waiting = this.#desk?.stage.at === 'ceremony' ? this.#desk.stage.waiting : '';
    return `${this.stage} ${waiting} (${String(board?.n)} entries, ${String(status?.state)}, ${refusal})`;
  }

  /** The page is loaded again. */
  reload(): void {
    this.#round = null;
  }

  protected override began(line: Line<TellerView>): void {
    line.socket.on('grew', ({ head }: { readonly head: SignedHead | null }) => {
      void this.#follower?.grew(head);
    });
    line.socket.on('evaluate', ({ requests }: Parameters<TellerPushes['evaluate']>[0]) => {
      void this.#issuer?.asked(requests);
    });
    line.socket.on('connect', () => {
      void this.#follower?.sync();
    });
  }

  protected async act(line: Line<TellerView>, view: TellerView): Promise<void> {
    const { hall, me } = view;
    if (hall === null || me === null) return;
    if (hall.round !== this.#round) await this.#begin(line, hall.round);
    const [desk, follower] = [this.#desk, this.#follower];
    if (desk === null || follower === null) return;
    const { state, alarm } = follower.status;
    if (alarm !== null) throw new Error(`red: ${alarm.kind} ${alarm.entry} ${alarm.code}`);
    const verified = state === 'verified';
    const { joined } = view;
    const { board } = follower;
    const key = desk.issuerKey;
    if (key !== null) await this.#issuer?.update({ board, trusted: true, key });
    const { alarm: issuing = null, mayReveal = false } = this.#issuer?.status ?? {};
    if (issuing !== null) throw new Error(`co-issuer: ${issuing.kind} ${issuing.n}`);
    const coIssuer = me.coIssuer;
    await desk.update({ board, joined, trusted: true, verified, coIssuer, mayReveal });
    if (this.#issuer?.status.excess) await this.#issuer.accept();
    await this.#tap(line, view, desk, verified);
    this.#losePatience();
  }

  #losePatience(): void {
    const { where } = this;
    if (where !== this.#shown || !where.startsWith('ceremony post')) {
      this.#shown = where;
      this.#shownSince = performance.now();
    } else if (performance.now() - this.#shownSince > PATIENCE_MS) {
      this.reloads += 1;
      this.reload();
    }
  }

  async #tap(
    line: Line<TellerView>,
    view: TellerView,
    desk: TellerDesk,
    verified: boolean,
  ): Promise<void> {
    const { at } = desk.stage;
    if (at === 'join') await desk.join();
    if (at === 'backup') await desk.backedUp();
    if (at === 'agree' && verified) await desk.agree();
    if (at === 'open' && verified) await desk.open();
    if (view.hall?.phase === 'polling' && view.me?.head === true) await this.#void(line, view);
    if (view.hall?.phase === 'counting' && view.count?.paperFixed === false) {
      await this.#count(line, view, desk);
    }
    if (view.hall?.phase === 'announced' && view.me?.head === true) {
      await line.ask('command', { type: 'sign-minutes' });
    }
  }

  /** The head takes back what a member spoiled or lost, as long as it is the one they hold (F18). */
  async #void(line: Line<TellerView>, { holders }: TellerView): Promise<void> {
    for (const [memberId, { serial }] of this.hall.spoiled) {
      if (!holders.some(({ id }) => id === memberId)) continue;
      const why = { memberId, reason: 'Đại biểu làm mất phiếu' };
      const command =
        serial === null ? { type: 'void-token', ...why } : { type: 'void-slip', serial, ...why };
      await line.ask('command', command);
      return;
    }
  }

  /** Two members key the paper in, the head fixes it. */
  async #count(line: Line<TellerView>, view: TellerView, desk: TellerDesk): Promise<void> {
    const keyed = view.paper.filter((each) => each.keyed);
    const own = keyed.some(({ i }) => i === this.seat);
    if (!own && this.seat <= 2) await desk.keyPaper(this.#paper);
    if (view.me?.head === true && keyed.length >= 2) {
      await line.ask('command', { type: 'fix-paper', paper: true });
    }
  }

  async #begin(line: Line<TellerView>, round: string): Promise<void> {
    this.#round = round;
    this.#follower?.stop();
    this.#issuer = null;
    const desk = new TellerDesk({
      sodium,
      random,
      load: () => Promise.resolve(this.#disk.get(round) ?? null),
      save: (stored) => {
        this.#disk.set(round, stored);
        return Promise.resolve();
      },
      send: (command) => line.ask('command', command),
      onChange: () => undefined,
    });
    this.#desk = desk;
    this.#follower = this.#follow(line, round);
    const issuer = openCoIssuer(
      {
        register: async (from) => {
          const answer = await line.ask<{ lines: readonly string[] }>('register', { from });
          return answer.ok ? answer.value.lines : null;
        },
        answer: (answers) => line.ask('evaluations', { answers }),
      },
      () => undefined,
      {
        get: () => this.#issued.get(round) ?? null,
        set: (stored) => this.#issued.set(round, stored),
      },
    );
    await desk.start();
    await issuer.start();
    this.#issuer = issuer;
    void this.#follower.start();
  }

  #follow(line: Line<TellerView>, round: string): BoardFollower {
    return new BoardFollower({
      sodium,
      round,
      memory: {
        load: () => Promise.resolve(this.#seen.get(round) ?? null),
        save: (_, seen) => {
          this.#seen.set(round, seen);
          return Promise.resolve();
        },
      },
      fetch: async (from) => {
        const answer = await line.ask<BoardChunk>('board', { from });
        return answer.ok ? answer.value : null;
      },
      check: (task) => {
        const done = doBoardTask(sodium, task, () => undefined);
        return Promise.resolve(done.kind === 'checked' ? done.code : null);
      },
      isCurrent: async () => {
        await new Promise((resolve) => setTimeout(resolve, ROUND_GRACE_MS));
        return line.view?.hall?.round === round;
      },
      onChange: () => undefined,
    });
  }
}
