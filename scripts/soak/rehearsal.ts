import { defined } from '#shared/assert.ts';
import type { ChairCommand } from '#shared/meeting/commands.ts';
import type { ChairView, DisplayView, VoterView } from '#shared/meeting/views.ts';
import { NAMESPACES, type VoterEvents, type VoterPushes } from '#shared/wire.ts';
import { granted } from '../clients/answers.ts';
import { Chair } from '../clients/chair.ts';
import { connectOpen, disconnect, pairDevice, type ClientSocket } from '../clients/connect.ts';
import { Desk } from '../clients/desk.ts';
import { Newest } from '../clients/newest.ts';
import { RoleClient } from '../clients/role.ts';
import { Supervisor } from '../clients/supervisor.ts';
import { Teller } from '../clients/teller.ts';
import { cast, openBallot, seal } from '../clients/voter.ts';
import type { Casting } from '../rehearse/casting.ts';

/** How a rehearsal goes: to its end, or as halls also do, left or declared void half-way. */
export type Story = 'whole' | 'restarted' | 'left' | 'voided';

/** The stories in turn, six rehearsals a cycle. */
export function storyOf(k: number): Story {
  const cycle = ['whole', 'restarted', 'whole', 'left', 'whole', 'voided'] as const;
  return defined(cycle[k % cycle.length]);
}

/** What a rehearsal is about to do: a test may disturb it there. */
export const STEPS = ['rollCall', 'sealing', 'open', 'cast', 'close', 'count', 'announce'] as const;
export type Step = (typeof STEPS)[number];

/** The devices that stay in the hall from one rehearsal to the next. */
export class SoakHall {
  readonly #url: string;
  readonly #venueId: string;
  readonly #casting: Casting;
  readonly #chair: Chair;
  readonly #desk: Desk;
  readonly #supervisor: Supervisor;
  readonly #display: RoleClient<DisplayView, never>;
  /** Called before each step; it may take its time. */
  before: (step: Step) => Promise<void> = () => Promise.resolve();

  private constructor(
    stage: { readonly url: string; readonly venueId: string; readonly casting: Casting },
    chair: Chair,
    desk: Desk,
    supervisor: Supervisor,
    display: RoleClient<DisplayView, never>,
  ) {
    this.#url = stage.url;
    this.#venueId = stage.venueId;
    this.#casting = stage.casting;
    this.#chair = chair;
    this.#desk = desk;
    this.#supervisor = supervisor;
    this.#display = display;
  }

  /** Pairs a chair, a desk, a supervisor and the display. */
  static async open(link: string, venueId: string, casting: Casting): Promise<SoakHall> {
    const chair = await Chair.open(link);
    const url = new URL(link).origin;
    async function device(role: 'desk' | 'supervisor' | 'display', label: string) {
      return pairDevice(url, await chair.pairingCode(role, label), label);
    }
    const desk = new Desk(await device('desk', 'Bàn 1'));
    const supervisor = new Supervisor(await device('supervisor', 'Giám sát 1'));
    const display = new RoleClient<DisplayView, never>(await device('display', 'Màn hình'));
    return new SoakHall({ url, venueId, casting }, chair, desk, supervisor, display);
  }

  /** Holds one rehearsal; how many ballots were acknowledged. Throws when a figure is wrong. */
  async rehearse(story: Story): Promise<number> {
    const round = await this.#begin();
    const phones = await this.#phones();
    const tellers: Teller[] = [];
    try {
      await this.#rollCall();
      tellers.push(...(await this.#seal(story === 'restarted')));
      const sent = await this.#polls(phones);
      if (story === 'left') return sent;
      if (story === 'voided') {
        await this.#order({ type: 'void-round', round, reason: 'Diễn tập: tuyên bố vô hiệu' });
        await this.#chair.until(
          ({ hall }) => hall !== null && hall.round !== round && hall.phase === 'rollCall',
          'the next round began',
        );
        return sent;
      }
      await this.#count(tellers, sent);
      return sent;
    } finally {
      for (const teller of tellers) teller.close();
      for (const phone of phones) disconnect(phone);
    }
  }

  close(): void {
    for (const client of [this.#chair, this.#desk, this.#supervisor, this.#display]) client.close();
  }

  async #order(command: ChairCommand): Promise<void> {
    granted(command.type, await this.#chair.command(command));
  }

  #phase(phase: string): Promise<ChairView> {
    return this.#chair.until(({ hall }) => hall?.phase === phase, `the phase is ${phase}`);
  }

  async #begin(): Promise<string> {
    const before = this.#chair.view?.hall?.round;
    const start = { type: 'start-round', venueId: this.#venueId, rehearsal: true } as const;
    granted('start-round', await this.#chair.hall(start));
    const view = await this.#chair.until(
      ({ hall }) => hall?.phase === 'preparing' && hall.round !== before,
      'a new round',
    );
    return defined(view.hall).round;
  }

  /** A page for every voter, as phones that are looked at from the beginning to the end. */
  async #phones(): Promise<ClientSocket<VoterPushes, VoterEvents>[]> {
    return Promise.all(
      this.#casting.electronic.map(async () => {
        const socket = connectOpen<VoterPushes, VoterEvents>(this.#url, NAMESPACES.voter);
        const views = new Newest<VoterView>('phone');
        socket.on('view', (view) => {
          views.push(view);
        });
        await views.until(({ round }) => round !== null, 'the round is shown');
        return socket;
      }),
    );
  }

  async #rollCall(): Promise<void> {
    await this.before('rollCall');
    await this.#order({ type: 'freeze-ballot' });
    for (const { member } of this.#casting.electronic) {
      await this.#desk.setPresent(member.id, true);
    }
    await this.#order({ type: 'confirm-quorum' });
    await this.#phase('sealing');
  }

  async #seal(restarted: boolean): Promise<Teller[]> {
    await this.before('sealing');
    const { committee } = this.#casting;
    const how = 'Giơ tay';
    await this.#order({ type: 'record-committee', members: committee, how });
    if (this.#chair.view?.phonesAllowed === null) {
      await this.#order({ type: 'allow-phones', allowed: true });
    }
    const tellers = await this.#join();
    if (!restarted) return tellers;
    for (const teller of tellers) teller.close();
    await this.#order({ type: 'restart-ceremony', reason: 'Diễn tập: làm lại khóa' });
    return this.#join();
  }

  /** One device for each member of the committee; together they make the key. */
  async #join(): Promise<Teller[]> {
    const tellers: Teller[] = [];
    for (const [index, { name }] of this.#casting.committee.entries()) {
      const code = await this.#chair.pairingCode('teller', name, index + 1);
      const teller = new Teller(await pairDevice(this.#url, code, name));
      tellers.push(teller);
      await teller.until(({ me }) => me !== null, 'the teller is known');
      await teller.join();
    }
    await Promise.all(tellers.map((teller) => teller.ceremony()));
    return tellers;
  }

  /** All are issued a ballot, all but one cast it. */
  async #polls(phones: readonly object[]): Promise<number> {
    await this.before('open');
    const present = phones.length;
    await this.#order({ type: 'open-polls', present });
    await this.#phase('polling');
    let sent = 0;
    for (const [i, { member, marks }] of this.#casting.electronic.entries()) {
      const code = await this.#desk.issueOnScreen(member.id);
      const voter = await openBallot(this.#url, code);
      if (i === 0 || marks === null) continue;
      await this.before('cast');
      await cast(this.#url, voter, seal(voter, marks));
      sent += 1;
    }
    await this.#chair.until(({ hall }) => hall?.turnout.collected === sent, 'all are collected');
    return sent;
  }

  async #count(tellers: readonly Teller[], sent: number): Promise<void> {
    await this.before('close');
    const outstanding = this.#casting.electronic.length - sent;
    await this.#order({ type: 'close-polls', outstanding });
    await this.#phase('counting');
    await this.before('count');
    const head = this.#casting.committee.findIndex((each) => each.head);
    await Promise.all(tellers.map((teller) => teller.untilRevealed()));
    await defined(tellers[head]).fixPaper(false);
    await Promise.all(tellers.map((teller) => teller.count()));
    await this.#phase('counted');
    await this.before('announce');
    await this.#supervisor.recount();
    const reason = 'Diễn tập: một người không bỏ phiếu';
    await this.#order({ type: 'explain-gap', gap: 'outstanding', reason });
    await this.#chair.until(({ blockers }) => blockers.length === 0, 'nothing stands before it');
    await this.#order({ type: 'announce' });
    const { result } = await this.#phase('announced');
    if (result?.figures.electronic !== sent) throw new Error('counted is not what was sent');
    await this.#display.until((view) => view.result !== null, 'the hall sees the result');
    const minutes = await defined(tellers[head]).command({ type: 'sign-minutes' });
    granted('sign-minutes', minutes);
    await this.#order({ type: 'archive' });
  }
}
