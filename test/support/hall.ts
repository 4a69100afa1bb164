/**
 * The real server in this process, on a loopback port and a temporary folder, and a small meeting
 * carried through over real sockets, by the clients of the rehearsal.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Socket } from 'socket.io-client';
import type { Plan } from '#shared/plan/plan.ts';
import type { ChairCommand } from '#shared/meeting/commands.ts';
import type { Phase } from '#shared/meeting/state.ts';
import type { MarkCode, Receipt } from '#shared/protocol/entries.ts';
import type { HallCommand } from '#shared/wire.ts';
import { NAMESPACES } from '#shared/wire.ts';
import { granted } from '../../scripts/clients/answers.ts';
import { Chair } from '../../scripts/clients/chair.ts';
import { connectDevice, connectOpen, pairDevice } from '../../scripts/clients/connect.ts';
import type { Device } from '../../scripts/clients/connect.ts';
import { Desk } from '../../scripts/clients/desk.ts';
import { Supervisor } from '../../scripts/clients/supervisor.ts';
import { Teller } from '../../scripts/clients/teller.ts';
import { cast, openBallot, seal } from '../../scripts/clients/voter.ts';
import type { SealedBallot, Voter } from '../../scripts/clients/voter.ts';
import { startApp } from '../../server/app.ts';
import type { App } from '../../server/app.ts';
import type { TlsWish } from '../../server/tls/wish.ts';
import { COMMITTEE } from './given.ts';

export const ROLL = 6;

/** A plan of one venue with six members and three subjects. */
export function smallPlan(change: Partial<Plan['venues'][number]> = {}): Plan {
  return {
    format: 'hom-phieu/plan/1',
    title: 'Lấy phiếu tín nhiệm năm 2026',
    number: '01-KH/HU',
    date: '2026-01-20',
    issuingBody: 'Huyện ủy X',
    legalBases: ['Quy định số 96-QĐ/TW'],
    subjects: [1, 2, 3].map((i) => ({
      id: `subject${i}`,
      name: `Cán bộ số ${i}`,
      post: `Chức vụ ${i}`,
      venues: ['bch'],
    })),
    venues: [
      {
        id: 'bch',
        name: 'Hội nghị Ban Chấp hành',
        kind: 'conference',
        profile: 'party-96',
        documentStyle: 'party',
        addressTerm: 'đồng chí',
        place: 'Hội trường',
        votingDay: '2026-03-20',
        electorate: 'Ủy viên Ban Chấp hành',
        chair: 'Bí thư Huyện ủy',
        minutesCopies: [{ recipient: 'Lưu' }],
        supervisors: [],
        minBallots: 1,
        phonesAllowed: true,
        roll: Array.from({ length: ROLL }, (_, i) => ({
          id: memberId(i + 1),
          name: `Đại biểu thứ ${i + 1}`,
        })),
        ...change,
      },
    ],
  };
}

/** The id of member `i`, from 1: a string that stands nowhere by chance. */
export function memberId(i: number): string {
  return `member-id-${i}`;
}

/** A server that may be stopped and started again on its folder. */
export class TestServer {
  readonly data: string;
  #app: App;

  readonly #tls: TlsWish | null;

  private constructor(data: string, app: App, tls: TlsWish | null) {
    this.data = data;
    this.#app = app;
    this.#tls = tls;
  }

  static async start(data?: string, tls: TlsWish | null = null): Promise<TestServer> {
    const folder = data ?? (await mkdtemp(join(tmpdir(), 'hom-phieu-hall-')));
    return new TestServer(folder, await appOn(folder, 0, tls), tls);
  }

  get app(): App {
    return this.#app;
  }

  get url(): string {
    return `${this.#tls === null ? 'http' : 'https'}://127.0.0.1:${this.#app.port}`;
  }

  /** The folder of the active round. */
  get folder(): string {
    return join(this.data, ...this.app.hall.active!.id.split('/'));
  }

  async restart(): Promise<void> {
    const { port } = this.#app;
    await this.#app.close();
    this.#app = await appOn(this.data, port, this.#tls);
  }

  stop(): Promise<void> {
    return this.#app.close();
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.data, { recursive: true, force: true });
  }
}

async function appOn(data: string, port: number, tls: TlsWish | null): Promise<App> {
  const started = await startApp(
    { data, port, host: '127.0.0.1', plan: null, copy: null, tls },
    'test',
  );
  if (!started.ok) throw new Error(started.error);
  return started.value;
}

/** A paired chair, by the lasting code that `npm start` prints. */
export function pairChair({ app, url }: TestServer): Promise<Device> {
  const { code } = app.hall.pairings.offer({ role: 'chair', label: 'Chủ trì', teller: null }, true);
  return pairDevice(url, code, 'Chủ trì');
}

/** A bare socket of a paired device. */
export function bare(device: Device, role: keyof typeof NAMESPACES): Socket {
  return connectDevice(device, NAMESPACES[role]);
}

/** A bare socket of nobody. */
export function bareOpen(url: string, namespace: keyof typeof NAMESPACES): Socket {
  return connectOpen(url, NAMESPACES[namespace]);
}

/** A meeting over sockets. Member 1 … 3 vote on the screen, 4 holds a ballot, 5 has one on paper. */
export class SocketMeeting {
  readonly server: TestServer;
  readonly chair: Chair;
  readonly desk: Desk;
  readonly supervisor: Supervisor;
  tellers: Teller[] = [];
  readonly ballots: { voter: Voter; ballot: SealedBallot; receipt: Receipt; code: string }[] = [];
  /** The code of member 4, exchanged and not cast. */
  waiting: { voter: Voter; code: string } | null = null;

  private constructor(server: TestServer, chair: Chair, desk: Desk, supervisor: Supervisor) {
    this.server = server;
    this.chair = chair;
    this.desk = desk;
    this.supervisor = supervisor;
  }

  static async start(
    server: TestServer,
    rehearsal = false,
    plan = smallPlan(),
  ): Promise<SocketMeeting> {
    const chair = new Chair(await pairChair(server));
    const { url } = server;
    async function device(role: 'desk' | 'supervisor', label: string): Promise<Device> {
      return pairDevice(url, await chair.pairingCode(role, label), label);
    }
    const desk = new Desk(await device('desk', 'Bàn 1'));
    const supervisor = new Supervisor(await device('supervisor', 'Giám sát 1'));
    const meeting = new SocketMeeting(server, chair, desk, supervisor);
    await meeting.hall({ type: 'load-plan', plan });
    await meeting.hall({ type: 'start-round', venueId: 'bch', rehearsal });
    return meeting;
  }

  async hall(command: HallCommand): Promise<void> {
    granted(command.type, await this.chair.hall(command));
  }

  async say(command: ChairCommand): Promise<void> {
    granted(command.type, await this.chair.command(command));
  }

  /** Carries the meeting from where it is to `phase`. */
  async to(phase: Phase): Promise<this> {
    const steps: Readonly<Record<Phase, () => Promise<void>>> = {
      preparing: () => Promise.resolve(),
      rollCall: () => this.#rollCall(),
      sealing: () => this.#sealing(),
      polling: () => this.#polling(),
      counting: () => this.say({ type: 'close-polls', outstanding: 2 }),
      counted: () => this.#counting(),
      announced: () => this.#announcing(),
      archived: () => this.#archiving(),
    };
    const names = Object.keys(steps) as Phase[];
    const done = names.indexOf(this.chair.view?.hall?.phase ?? 'preparing');
    for (const name of names.slice(done + 1, names.indexOf(phase) + 1)) await steps[name]();
    await this.chair.until(({ hall }) => hall?.phase === phase, `the phase is ${phase}`);
    return this;
  }

  async #rollCall(): Promise<void> {
    await this.say({ type: 'freeze-ballot' });
    for (let i = 1; i < ROLL; i += 1) await this.desk.setPresent(memberId(i), true);
  }

  async #sealing(): Promise<void> {
    await this.say({ type: 'confirm-quorum' });
    await this.say({ type: 'record-committee', members: COMMITTEE, how: 'Biểu quyết' });
    await this.pairTellers();
    for (const teller of this.tellers) await teller.join();
    await Promise.all(this.tellers.map((teller) => teller.ceremony()));
  }

  /** One device for each teller; the former ones are cut off. */
  async pairTellers(): Promise<void> {
    for (const teller of this.tellers) teller.close();
    this.tellers = [];
    for (const [place, { name }] of COMMITTEE.entries()) {
      const code = await this.chair.pairingCode('teller', name, place + 1);
      this.tellers.push(new Teller(await pairDevice(this.server.url, code, name)));
    }
  }

  async #polling(): Promise<void> {
    await this.say({ type: 'open-polls', present: ROLL - 1 });
    for (const [place, marks] of (
      [
        [1, 2, 3],
        [1, 1, 0],
        [3, 3, 3],
      ] as const
    ).entries()) {
      await this.vote(memberId(place + 1), marks);
    }
    const code = await this.desk.issueOnScreen(memberId(4));
    this.waiting = { code, voter: await openBallot(this.server.url, code) };
    await this.desk.issuePaper(memberId(5));
  }

  async vote(member: string, marks: readonly MarkCode[]): Promise<void> {
    const code = await this.desk.issueOnScreen(member);
    const voter = await openBallot(this.server.url, code);
    const ballot = seal(voter, marks);
    this.ballots.push({ code, voter, ballot, receipt: await cast(this.server.url, voter, ballot) });
  }

  async #counting(): Promise<void> {
    const line = { high: 1, confidence: 0, low: 0, invalid: 0 };
    const count = { count: 1, rejected: [], lines: [line, line, line], rulings: ['Hợp lệ'] };
    const [head, second] = this.tellers;
    for (const teller of [head!, second!]) {
      await teller.untilRevealed();
      await teller.keyPaper(count);
    }
    await head!.fixPaper(true);
    await Promise.all(this.tellers.map((teller) => teller.count()));
  }

  async #announcing(): Promise<void> {
    await this.supervisor.recount();
    await this.chair.until(({ recounts }) => recounts.length === 2, 'both recounts stand');
    await this.say({ type: 'explain-gap', gap: 'outstanding', reason: 'Về sớm' });
    await this.say({ type: 'announce' });
  }

  async #archiving(): Promise<void> {
    granted('sign-minutes', await this.tellers[0]!.command({ type: 'sign-minutes' }));
    await this.say({ type: 'archive' });
  }

  /** Every client leaves. */
  leave(): void {
    for (const client of [this.chair, this.desk, this.supervisor, ...this.tellers]) client.close();
  }
}

/** What became of a message: its answer, the connection cut, or neither within `limit` ms. */
export async function outcome(
  socket: Socket,
  event: string,
  args: readonly unknown[],
  limit = 2_000,
): Promise<unknown> {
  await connectedOrRefused(socket);
  if (!socket.connected) return 'disconnected';
  return new Promise((resolve) => {
    const timer = setTimeout(done, limit, 'silence');
    function done(what: unknown): void {
      clearTimeout(timer);
      socket.off('disconnect', cut);
      resolve(what);
    }
    function cut(): void {
      done('disconnected');
    }
    socket.on('disconnect', cut);
    socket.emit(event, ...args, done);
  });
}

/** Resolves when the socket is connected or was refused. */
export function connectedOrRefused(socket: Socket): Promise<string> {
  if (socket.connected) return Promise.resolve('connected');
  return new Promise((resolve) => {
    socket.once('connect', () => {
      resolve('connected');
    });
    socket.once('connect_error', ({ message }) => {
      resolve(message);
    });
  });
}

/** Resolves when the connection is cut. */
export function cutOff(socket: Socket): Promise<true> {
  if (!socket.connected) return Promise.resolve(true);
  return new Promise((resolve) => {
    socket.once('disconnect', () => {
      resolve(true);
    });
  });
}
