import type { ChairCommand, Command } from '#shared/meeting/commands.ts';
import { phaseOf } from '#shared/meeting/phase.ts';
import { refusal } from '#shared/meeting/refusals.ts';
import { err, ok } from '#shared/result.ts';
import type { Answer } from '#shared/wire.ts';
import type { InTurn } from '../in-turn.ts';
import { recordedQuestions } from '../preparation.ts';
import type { Preparation } from '../preparation.ts';
import type { MeetingRoom } from '../round/meeting-room.ts';
import type { DiskWatch } from '../store/disk.ts';
import type { Tablets } from '../tablets.ts';
import type { Devices } from './devices.ts';
import type { Rounds } from './rounds.ts';

/** What the active round's commands touch beside the round. */
export interface RoundCommandsDependencies {
  readonly rounds: Rounds;
  readonly devices: Devices;
  readonly tablets: Tablets;
  readonly preparation: Preparation;
  readonly disk: DiskWatch;
  /** The turn in which rounds are begun. */
  readonly inTurn: InTurn;
}

/** Commands to the active round, with what the hall owes before and after each of them. */
export class RoundCommands {
  readonly #deps: RoundCommandsDependencies;

  constructor(deps: RoundCommandsDependencies) {
    this.#deps = deps;
  }

  /** A command to the active round; its devices follow when the committee changes. */
  async submit(command: Command): Promise<Answer<null>> {
    const { room } = this.#deps.rounds;
    if (room === null) return err(refusal('no-round'));
    if (this.#deps.tablets.isTakenBack(room, command)) return err(refusal('kiosk-busy'));
    const asked = command.role === 'chair' ? command.command : null;
    const ready = await this.#before(room, asked);
    if (!ready.ok) return ready;
    const answer = await room.submit(command);
    if (answer.ok) await this.#after(room, asked);
    return answer;
  }

  async #before(room: MeetingRoom, asked: ChairCommand | null): Promise<Answer<null>> {
    if (asked?.type === 'open-polls') {
      return (await this.#deps.disk.mayOpen()) ? ok(null) : err(refusal('disk-full'));
    }
    return asked?.type === 'freeze-ballot' ? this.#recordQuestions(room) : ok(null);
  }

  async #after(room: MeetingRoom, asked: ChairCommand | null): Promise<void> {
    const { devices, inTurn } = this.#deps;
    if (asked?.type === 'record-committee') {
      await devices.revoke(({ teller }) => teller?.round === room.id);
    }
    if (asked?.type === 'set-aside-recount') await devices.revoke(({ id }) => id === asked.device);
    if (asked?.type === 'void-round') await inTurn(() => this.#repeat(room));
  }

  /** An official round's log takes the written questions along before its ballot is frozen (R10). */
  async #recordQuestions(room: MeetingRoom): Promise<Answer<null>> {
    const { plan, rehearsal, questions: recorded } = room.round.log;
    if (rehearsal || phaseOf(room.round) !== 'preparing') return ok(null);
    const questions = recordedQuestions(this.#deps.preparation.bookOf(plan), plan);
    if (questions.length === 0 && recorded.length === 0) return ok(null);
    return room.submit({ role: 'server', command: { type: 'record-questions', questions } });
  }

  /** After a void round the next begins with the same ballot, in roll call (design 7, F26). */
  async #repeat({ round }: MeetingRoom): Promise<void> {
    const { plan, rehearsal, ballotDigest } = round.log;
    const begun = await this.#deps.rounds.begin(plan, rehearsal);
    if (begun.ok && ballotDigest !== null) {
      await this.submit({ role: 'chair', command: { type: 'freeze-ballot' } });
    }
  }
}
