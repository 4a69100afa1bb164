import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChairCommand } from '#shared/meeting/commands.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { claimOf, formatBallotCode, generateBallotCode } from '#shared/protocol/code.ts';
import { granted } from '../../../scripts/clients/answers.ts';
import { Chair } from '../../../scripts/clients/chair.ts';
import { pairDevice } from '../../../scripts/clients/connect.ts';
import { Desk } from '../../../scripts/clients/desk.ts';
import { random, sodium } from '../../../scripts/clients/sodium.ts';
import { Teller } from '../../../scripts/clients/teller.ts';
import { startServer, type RunningServer } from '../../../scripts/rehearse/server.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { picturedPlan, writePlan } from './plan-files.ts';

/** A meeting with open polls for browser tests of one role: the others are programs. */
export class Stage {
  readonly #folder: string;
  readonly server: RunningServer;
  readonly chair: Chair;
  readonly desk: Desk;
  readonly #tellers: Teller[] = [];

  private constructor(folder: string, server: RunningServer, chair: Chair, desk: Desk) {
    this.#folder = folder;
    this.server = server;
    this.chair = chair;
    this.desk = desk;
  }

  /** Starts the server on a plan with files and carries the meeting to roll call, six present. */
  static async open(planned: Plan = picturedPlan): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'hom-phieu-stage-'));
    const plan = await writePlan(folder, planned);
    const server = await startServer({ plan, data: join(folder, 'data'), screens: true });
    const chair = await Chair.open(server.link);
    const code = await chair.pairingCode('desk', 'Bàn máy');
    const desk = new Desk(await pairDevice(server.url, code, 'Bàn máy'));
    const stage = new Stage(folder, server, chair, desk);
    granted(
      'start-round',
      await chair.hall({ type: 'start-round', venueId: 'bch', rehearsal: false }),
    );
    await stage.#say({ type: 'freeze-ballot' });
    for (let n = 1; n <= 6; n += 1) await desk.setPresent(`m${n}`, true);
    return stage;
  }

  /** The address of a printed slip that was handed to this member, as its QR code holds it. */
  async address(member: string): Promise<string> {
    return `${this.server.url}/#${formatBallotCode(await this.slip(member))}`;
  }

  /** Where the server keeps everything. */
  get data(): string {
    return join(this.#folder, 'data');
  }

  /** Seals the box and opens the polls. */
  async openPolls(): Promise<void> {
    await this.#say({ type: 'confirm-quorum' });
    await this.#say({ type: 'allow-phones', allowed: true });
    const { proposal } = await this.chair.until((view) => view.proposal.length > 0, 'a proposal');
    await this.#say({ type: 'record-committee', members: proposal, how: 'Biểu quyết' });
    for (const [place, { name }] of proposal.entries()) {
      const code = await this.chair.pairingCode('teller', name, place + 1);
      this.#tellers.push(new Teller(await pairDevice(this.server.url, code, name)));
    }
    for (const teller of this.#tellers) await teller.join();
    await Promise.all(this.#tellers.map((teller) => teller.ceremony()));
    await this.#say({ type: 'open-polls', present: 6 });
    await this.desk.until(({ hall }) => hall?.phase === 'polling', 'the polls are open');
  }

  /** The address a new device of this role opens. */
  async pairing(role: 'desk' | 'kiosk' | 'display', label: string): Promise<string> {
    const code = await this.chair.pairingCode(role, label);
    return `${this.server.url}/${role === 'kiosk' ? '' : 'console/'}#pair=${code}`;
  }

  /** A printed slip that was handed to this member: its code. */
  async slip(member: string): Promise<string> {
    const code = generateBallotCode(random);
    const claims = [toBase64url(claimOf(sodium, code))];
    granted('register-slips', await this.desk.command({ type: 'register-slips', claims }));
    const issued = await this.desk.command({ type: 'issue', memberId: member, way: 'slip' });
    granted('issue slip', issued);
    return code;
  }

  async close(): Promise<void> {
    for (const client of [this.chair, this.desk, ...this.#tellers]) client.close();
    await this.server.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #say(command: ChairCommand): Promise<void> {
    granted(command.type, await this.chair.command(command));
  }
}
