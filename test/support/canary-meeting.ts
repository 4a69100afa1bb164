/**
 * A whole meeting with the server in a process of its own, every way of voting in it, and a canary
 * for all that the server may not learn, keep or tell (design 7; reliability S9, S10, F24).
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { ChairCommand } from '#shared/meeting/commands.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { sealBallot } from '#shared/protocol/ballot.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import {
  claimOf,
  formatBallotCode,
  generateBallotCode,
  slipSerial,
} from '#shared/protocol/code.ts';
import type { MarkCode } from '#shared/protocol/entries.ts';
import { NAMESPACES } from '#shared/wire.ts';
import { TSX } from '../../scripts/child.ts';
import { granted } from '../../scripts/clients/answers.ts';
import { Chair } from '../../scripts/clients/chair.ts';
import { connectDevice, disconnect, pairDevice } from '../../scripts/clients/connect.ts';
import type { Device } from '../../scripts/clients/connect.ts';
import { Desk } from '../../scripts/clients/desk.ts';
import { Kiosk } from '../../scripts/clients/kiosk.ts';
import { RoleClient } from '../../scripts/clients/role.ts';
import { Supervisor } from '../../scripts/clients/supervisor.ts';
import { Teller } from '../../scripts/clients/teller.ts';
import { cast, openBallot } from '../../scripts/clients/voter.ts';
import { ROOT } from '../../scripts/root.ts';
import type { Canary } from './canaries.ts';
import { COMMITTEE } from './given.ts';
import { memberId, outcome, smallPlan } from './hall.ts';
import { bytesOf } from './protocol-round.ts';
import { relayTo } from './relay.ts';
import { random, sodium } from './sodium.ts';

const MEMBERS = 12;
/** Long enough that a file's time, kept in whole seconds, would tell. */
const STILL_MS = 1_200;

/** One cast ballot, and what must not be found of it. */
interface CastBallot {
  readonly member: string;
  readonly address: string;
  readonly userAgent: string;
  readonly message: {
    readonly vk: string;
    readonly token: readonly string[];
    readonly body: string;
  };
  readonly id: string;
}

/** The server's folders and its process. */
interface Place {
  readonly root: string;
  readonly data: string;
  readonly copy: string;
  readonly tmp: string;
  readonly snapshots: string;
  readonly outward: string;
}

/** The meeting: carried through step by step by the test, which looks in between. */
export class CanaryMeeting {
  readonly place: Place;
  readonly child: ChildProcess;
  readonly plan: Plan;
  /** What must be in no file, no log and nowhere in the server's memory. */
  readonly secrets: Canary[] = [];
  /** What must be in no file and no log; the server meets it while a device is connected. */
  readonly traces: Canary[] = [];
  readonly ballots: CastBallot[] = [];
  /** When the first code was exchanged and the last ballot received, in milliseconds. */
  readonly times = { opened: 0, first: 0, last: 0, closing: 0 };
  output = '';
  #chair: Chair | null = null;
  #desk: Desk | null = null;
  #supervisor: Supervisor | null = null;
  #tellers: Teller[] = [];
  #kiosk: Kiosk | null = null;
  #display: RoleClient<unknown, never> | null = null;
  #devices = 0;

  private constructor(place: Place, child: ChildProcess, plan: Plan) {
    this.place = place;
    this.child = child;
    this.plan = plan;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
  }

  static async start(): Promise<CanaryMeeting> {
    const root = await mkdtemp(join(tmpdir(), 'hom-phieu-canary-'));
    const place = {
      ...{ root, data: join(root, 'data'), copy: join(root, 'copy'), tmp: join(root, 'tmp') },
      ...{ snapshots: join(root, 'snapshots'), outward: join(root, 'outward.jsonl') },
    };
    for (const folder of [place.copy, place.tmp, place.snapshots, join(root, 'plan')]) {
      await mkdir(folder);
    }
    const plan = planWithFiles();
    await writeFile(join(root, 'plan', 'plan.json'), JSON.stringify(plan));
    await writeFile(join(root, 'plan', 'bao-cao.pdf'), '%PDF-1.7\n%%EOF');
    return new CanaryMeeting(place, spawned(place), plan);
  }

  get chair(): Chair {
    return this.#chair!;
  }

  /** The text printed up to now, once nothing more comes for a moment. */
  async printed(): Promise<string> {
    await sleep(200);
    return this.output;
  }

  /** Everything until the polls are open. */
  async toPolls(): Promise<void> {
    const link = await this.#link();
    this.#chair = await Chair.open(link);
    granted(
      'round',
      await this.chair.hall({ type: 'start-round', venueId: 'bch', rehearsal: false }),
    );
    await this.#say({ type: 'freeze-ballot' });
    this.#desk = new Desk(await this.#paired('desk'));
    this.#supervisor = new Supervisor(await this.#paired('supervisor'));
    this.#display = new RoleClient(await this.#paired('display'));
    this.#kiosk = new Kiosk(await this.#paired('kiosk'));
    for (let i = 1; i < MEMBERS; i++) await this.#desk.setPresent(memberId(i), true);
    await this.#say({ type: 'confirm-quorum' });
    await this.#say({ type: 'record-committee', members: COMMITTEE, how: 'Biểu quyết' });
    for (const [place] of COMMITTEE.entries()) {
      this.#tellers.push(new Teller(await this.#paired('teller', place + 1)));
    }
    for (const teller of this.#tellers) await teller.join();
    await Promise.all(this.#tellers.map((teller) => teller.ceremony()));
    for (const [place, teller] of this.#tellers.entries()) {
      for (const [kind, value] of teller.secrets.entries()) {
        this.secrets.push({ name: `teller ${place} secret ${kind}`, value: bytesOf(value) });
      }
    }
    await this.#say({ type: 'open-polls', present: MEMBERS - 1 });
    await this.chair.until(({ hall }) => hall?.phase === 'polling', 'the polls are open');
    this.times.opened = Date.now();
    await sleep(STILL_MS);
  }

  /** Every way to a ballot: screen, kiosk, slip, reissue, lost slip, paper, and one that stays away. */
  async poll(): Promise<void> {
    const desk = this.#desk!;
    const [head] = this.#tellers;
    this.times.first = Date.now();
    for (const [place, marks] of (
      [
        [1, 2, 3],
        [1, 1, 0],
        [3, 3, 3],
      ] as const
    ).entries()) {
      const member = memberId(place + 1);
      await this.#cast(member, await desk.issueOnScreen(member), marks);
    }
    const offer = await this.#kiosk!.offer();
    granted('kiosk', await desk.issueToKiosk(memberId(4), offer.claim));
    await this.#cast(memberId(4), offer.code, [2, 2, 2]);
    const slips = [0, 1, 2].map(() => generateBallotCode(random));
    const claims = slips.map((code) => toBase64url(claimOf(sodium, code)));
    granted('slips', await desk.command({ type: 'register-slips', claims }));
    await this.#slip(memberId(5));
    await this.#cast(memberId(5), slips[0]!, [1, 0, 2]);
    this.#keepCode(await desk.issueOnScreen(memberId(6)), 'spoiled');
    const why = { memberId: memberId(6), reason: 'Màn hình bị khóa' };
    granted('void', await head!.command({ type: 'void-token', ...why }));
    await this.#cast(memberId(6), await desk.issueOnScreen(memberId(6)), [3, 1, 1]);
    await this.#slip(memberId(7));
    const serial = slipSerial(bytesOf(claims[1]!));
    this.#keepCode(slips[1]!, 'lost slip');
    const lost = { memberId: memberId(7), serial, reason: 'Làm mất' };
    granted('void slip', await head!.command({ type: 'void-slip', ...lost }));
    await this.#slip(memberId(7));
    await this.#cast(memberId(7), slips[2]!, [2, 3, 1]);
    for (const i of [8, 9]) await desk.issuePaper(memberId(i));
    const waiting = await desk.issueOnScreen(memberId(10));
    this.#keepCode(waiting, 'waiting');
    await openBallot(this.#url, waiting);
    await this.#say({ type: 'record-incident', text: 'Mất điện hai phút' });
    this.times.last = Date.now();
    await sleep(STILL_MS);
  }

  /** From the close to the archive, with all papers made. */
  async toArchive(): Promise<void> {
    this.times.closing = Date.now();
    const outstanding = this.chair.view!.hall!.turnout.outstanding;
    await this.#say({ type: 'close-polls', outstanding });
    await this.#count();
    await this.#supervisor!.recount();
    await this.chair.until(({ recounts }) => recounts.length === 2, 'both recounts stand');
    for (const { gap } of this.chair.view!.gaps.filter(({ reason }) => reason === null)) {
      await this.#say({ type: 'explain-gap', gap, reason: 'Về sớm' });
    }
    await this.#say({ type: 'announce' });
    await this.chair.until(({ hall }) => hall?.phase === 'announced', 'announced');
    granted('sign-minutes', await this.#tellers[0]!.command({ type: 'sign-minutes' }));
    const socket = connectDevice(this.chair.device, NAMESPACES.chair);
    await outcome(socket, 'papers', [{ type: 'make' }], 10_000);
    await this.chair.until(
      ({ papers }) => papers !== null && papers.making === null && papers.made > 0,
      'the papers are made',
      240_000,
    );
    disconnect(socket);
    await this.#say({ type: 'archive' });
    await this.chair.until(({ hall }) => hall?.phase === 'archived', 'archived');
  }

  /** A snapshot of the server's heap, as text. */
  async snapshot(): Promise<string> {
    const before = await readdir(this.place.snapshots);
    this.child.kill('SIGUSR2');
    for (let tries = 0; tries < 600; tries++) {
      await sleep(200);
      const all = await readdir(this.place.snapshots);
      const made = all.find((name) => !before.includes(name));
      if (made === undefined) continue;
      const path = join(this.place.snapshots, made);
      const text = await finished(path);
      await rm(path);
      return text;
    }
    throw new Error('no heap snapshot was made');
  }

  /** Every device leaves and the server stops as asked. */
  async stop(): Promise<void> {
    const clients = [this.#chair, this.#desk, this.#supervisor, this.#kiosk, this.#display];
    for (const client of [...clients, ...this.#tellers]) client?.close();
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await gone;
  }

  async remove(): Promise<void> {
    this.child.kill('SIGKILL');
    await rm(this.place.root, { recursive: true, force: true });
  }

  get #url(): string {
    return this.chair.device.url;
  }

  async #link(): Promise<string> {
    for (let tries = 0; tries < 1200; tries++) {
      const link = /https?:\/\/\S+\/console\/#pair=[\w-]+(?=\s)/u.exec(this.output)?.[0];
      if (link !== undefined && /^Hòm Phiếu sẵn sàng/mu.test(this.output)) return link;
      if (this.child.exitCode !== null) break;
      await sleep(100);
    }
    throw new Error(`the server did not start:\n${this.output}`);
  }

  async #say(command: ChairCommand): Promise<void> {
    granted(command.type, await this.chair.command(command));
  }

  /** A device with an address and a name of its own, paired. */
  async #paired(
    role: 'desk' | 'supervisor' | 'display' | 'kiosk' | 'teller',
    teller?: number,
  ): Promise<Device> {
    this.#devices++;
    const label = `Máy ${this.#devices}`;
    const code = await this.chair.pairingCode(role, label, teller);
    return pairDevice(this.#url, code, label);
  }

  async #slip(member: string): Promise<void> {
    granted('slip', await this.#desk!.command({ type: 'issue', memberId: member, way: 'slip' }));
  }

  /** The voter comes from an address and with a program of its own, and is gone after the receipt. */
  async #cast(member: string, code: string, marks: readonly MarkCode[]): Promise<void> {
    const n = this.ballots.length;
    const address = `127.0.0.${77 + n}`;
    const userAgent = `CanaryPhone/${n}.${Buffer.from(random(6)).toString('hex')}`;
    this.#keepCode(code, `ballot ${n}`);
    this.traces.push({ name: `address ${n}`, value: address });
    this.traces.push({ name: `user agent ${n}`, value: userAgent });
    const relay = await relayTo(this.#url, address, userAgent);
    try {
      const voter = await openBallot(relay.url, code);
      const seed = random(32);
      const { key, tokens, election } = voter;
      const [eid, Y] = [bytesOf(election.eid), bytesOf(election.Y)];
      const { message, id } = sealBallot(sodium, { eid, Y, marks, key, seed, tokens });
      this.secrets.push({ name: `seed ${n}`, value: seed });
      this.secrets.push({ name: `ballot key ${n}`, value: key.privateKey.slice(0, 32) });
      const ballot = { message, id: toBase64url(id) };
      await cast(relay.url, voter, ballot);
      this.ballots.push({ member, address, userAgent, message, id: ballot.id });
    } finally {
      await relay.close();
    }
  }

  #keepCode(code: string, name: string): void {
    this.secrets.push({ name: `code of ${name}`, value: code });
    this.secrets.push({ name: `code of ${name}, as printed`, value: formatBallotCode(code) });
  }

  async #count(): Promise<void> {
    const line = { high: 1, confidence: 0, low: 0, invalid: 1 };
    const count = { count: 2, rejected: [], lines: [line, line, line], rulings: ['Hợp lệ'] };
    const [head, second] = this.#tellers;
    for (const teller of [head!, second!]) {
      await teller.untilRevealed();
      await teller.keyPaper(count);
    }
    await head!.fixPaper(true);
    await Promise.all(this.#tellers.map((teller) => teller.count()));
    await this.chair.until(({ hall }) => hall?.phase === 'counted', 'counted');
  }
}

function spawned(place: Place): ChildProcess {
  const watch = pathToFileURL(join(ROOT, 'test', 'support', 'outward.js')).href;
  const flags = ['--heapsnapshot-signal=SIGUSR2', `--diagnostic-dir=${place.snapshots}`];
  const plan = join(place.root, 'plan', 'plan.json');
  const own = ['--data', place.data, '--copy', place.copy, '--plan', plan];
  const where = ['--port', '0', '--host', '127.0.0.1'];
  const program = ['server/main.ts', ...own, ...where];
  return spawn(process.execPath, [...flags, ...TSX, '--import', watch, ...program], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      HOM_PHIEU_NO_BUILD: '1',
      HOM_PHIEU_OUTWARD: place.outward,
      TMPDIR: place.tmp,
    },
  });
}

function planWithFiles(): Plan {
  const roll = Array.from({ length: MEMBERS }, (_, i) => {
    return { id: memberId(i + 1), name: `Đại biểu thứ ${i + 1}` };
  });
  const plan = smallPlan({ roll });
  const [first, ...others] = plan.subjects;
  const dossier = [{ name: 'Báo cáo', file: 'bao-cao.pdf' }];
  return { ...plan, subjects: [{ ...first!, dossier }, ...others] };
}

/** The file's text once it grows no more. */
async function finished(path: string): Promise<string> {
  const { readFile, stat } = await import('node:fs/promises');
  for (let size = -1; ;) {
    const now = (await stat(path)).size;
    if (now > 0 && now === size) return readFile(path, 'utf8');
    size = now;
    await sleep(700);
  }
}
