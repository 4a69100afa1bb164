import { defined } from '#shared/assert.ts';
import type { ChairCommand } from '#shared/meeting/commands.ts';
import { startChild, type Child } from '../child.ts';
import { granted } from '../clients/answers.ts';
import type { Chair } from '../clients/chair.ts';
import { pairDevice } from '../clients/connect.ts';
import { Desk } from '../clients/desk.ts';
import type { Casting } from '../rehearse/casting.ts';
import type { TellerJob, TellerReport } from '../rehearse/teller-child.ts';
import type { Voter as Holder } from '../rehearse/voters-child.ts';
import type { Generator } from './generator-child.ts';
import type { Stepper } from './stepper.ts';

/** What is measured: the real server, who is in the hall, and how they cast. */
export interface HallJob {
  readonly link: string;
  readonly data: string;
  readonly venueId: string;
  readonly casting: Casting;
  /** Seconds over which the casts are spread; 0: all at once. */
  readonly within: number;
  /** Whether the committee counts and opens. */
  readonly count: boolean;
}

/** A hall at work: its job, the chair's laptop, the generators, the committee's processes. */
export interface Stage extends HallJob {
  readonly url: string;
  readonly chair: Chair;
  readonly generators: readonly Stepper<Generator>[];
  readonly tellers: Child<TellerReport>[];
}

/** What generator `g` plays of all voters: every second one when there are two. */
export function shareOf<T>({ generators }: Stage, all: readonly T[], g: number): T[] {
  return all.filter((_, i) => i % generators.length === g);
}

const MEMBERS_A_DESK = 100;

/** Checks everybody in, at as many desks as such a hall needs. */
export async function rollCall({ chair, venueId, casting, url }: Stage): Promise<Desk[]> {
  granted('start-round', await chair.hall({ type: 'start-round', venueId, rehearsal: true }));
  await chair.until(({ hall }) => hall?.phase === 'preparing', 'the round is there');
  await order(chair, { type: 'freeze-ballot' });
  const desks: Desk[] = [];
  for (let d = 0; d < casting.electronic.length / MEMBERS_A_DESK; d++) {
    const label = `Bàn ${d + 1}`;
    desks.push(new Desk(await pairDevice(url, await chair.pairingCode('desk', label), label)));
  }
  await atDesks(desks, casting, (desk, id) => desk.setPresent(id, true));
  await order(chair, { type: 'confirm-quorum' });
  await chair.until(({ hall }) => hall?.phase === 'sealing', 'the quorum is confirmed');
  return desks;
}

/** Serves every voter, at the desk of the voter's place on the roll. */
async function atDesks<T>(
  desks: readonly Desk[],
  { electronic }: Casting,
  serve: (desk: Desk, memberId: string) => Promise<T>,
): Promise<T[]> {
  const served: T[] = [];
  await Promise.all(
    desks.map(async (desk, d) => {
      for (let i = d; i < electronic.length; i += desks.length) {
        served[i] = await serve(desk, defined(electronic[i]).member.id);
      }
    }),
  );
  return served;
}

const SEALING_MS = 120_000;

/** The committee joins and makes its key, each member in a process of its own. */
export async function sealing({ chair, casting, url, tellers, count }: Stage): Promise<void> {
  const { committee } = casting;
  await order(chair, { type: 'record-committee', members: committee, how: 'Giơ tay' });
  if (chair.view?.phonesAllowed === null) {
    await order(chair, { type: 'allow-phones', allowed: true });
  }
  const script = new URL('../rehearse/teller-child.ts', import.meta.url);
  for (const [index, { name, head }] of committee.entries()) {
    const code = await chair.pairingCode('teller', name, index + 1);
    const fixes = head ? { paper: false } : null;
    // Where nobody counts, the members' devices must not take the server's processors.
    const job: TellerJob = { url, code, label: name, paper: null, fixes, follows: count };
    tellers.push(startChild<TellerReport>(script, job));
  }
  const sealed = chair.until(
    ({ hall, blockers }) => (hall?.keyFingerprint ?? null) !== null && blockers.length === 0,
    'the committee has made its key',
    SEALING_MS,
  );
  await Promise.race([sealed, ...tellers.map(({ report }) => report)]);
}

/** Issues every ballot; only the first desk stays, as the screens of the others count for nothing. */
export async function issue({ casting }: Stage, desks: readonly Desk[]): Promise<Holder[]> {
  const codes = await atDesks(desks, casting, (desk, id) => desk.issueOnScreen(id));
  for (const desk of desks.slice(1)) desk.close();
  return casting.electronic.map(({ marks }, i) => ({
    code: defined(codes[i]),
    marks: defined(marks),
  }));
}

/** Gives the chair's command; throws `RefusedError` when it is refused. */
export async function order(chair: Chair, command: ChairCommand): Promise<void> {
  granted(command.type, await chair.command(command));
}
