/**
 * One run: every word goes to the rules, on the round as the files give it, and to the real server
 * over its socket. Both must answer alike, and after every step every law must hold.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Command } from '#shared/meeting/commands.ts';
import { admitCast } from '#shared/meeting/casting.ts';
import { decide } from '#shared/meeting/decide.ts';
import type { Decision } from '#shared/meeting/decision.ts';
import { evolveLog } from '#shared/meeting/evolve.ts';
import { decideExchange } from '#shared/meeting/exchanging.ts';
import {
  parseChairCommand,
  parseDeskCommand,
  parseSupervisorCommand,
  parseTellerCommand,
} from '#shared/meeting/parse-command.ts';
import { isPaperOnly, phaseOf, voidReason } from '#shared/meeting/phase.ts';
import type { Refusal } from '#shared/meeting/refusals.ts';
import type { Phase, Round } from '#shared/meeting/state.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import type { CastMessage, Evaluation, MarkCode, Receipt } from '#shared/protocol/entries.ts';
import { err } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { resultOf } from '#shared/meeting/result-of.ts';
import { AT } from '../given.ts';
import { random, sodium } from '../sodium.ts';
import { HallSide } from './hall-side.ts';
import {
  countsBalance,
  law,
  noBallotTwice,
  onlyForward,
  rollIsOfTheLog,
  sameAsLive,
} from './laws.ts';
import { Committee, freeMember } from './next-word.ts';
import { readRecords, readSecrets } from './records.ts';
import type { Records } from './records.ts';
import type { Step, VoterAct, Who } from './steps.ts';
import { exchangeMessage, newCode, sealWith, tokenOf } from './voters.ts';
import type { Code } from './voters.ts';

/** What the runs together came across. */
export class Coverage {
  readonly phases = new Map<Phase, number>();
  readonly accepted = new Map<string, number>();
  readonly refused = new Map<string, number>();
  readonly cast = new Map<string, number>();
  restarts = 0;
  steps = 0;

  count<K>(counts: Map<K, number>, key: K): void {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
}

const PARSERS = {
  chair: parseChairCommand,
  desk: parseDeskCommand,
  teller: parseTellerCommand,
  supervisor: parseSupervisorCommand,
} as const;

const BLANK_ISSUER = { k: new Uint8Array(32).fill(1), pk: new Uint8Array(32) };
const LOOK_EVERY = 12;
/** The place in line of those who voted in a round before. */
const FORMER = 6;
const MARKS: readonly MarkCode[] = [1, 2, 3, 0];

export class Model {
  readonly #side: HallSide;
  readonly #coverage: Coverage;
  readonly #committee = new Committee();
  readonly #codes: Code[] = [];
  #records: Records;
  #last: { readonly who: Who; readonly what: unknown } | null = null;
  #steps = 0;

  private constructor(side: HallSide, records: Records, coverage: Coverage) {
    this.#side = side;
    this.#records = records;
    this.#coverage = coverage;
  }

  /** A server on a new folder, its devices paired, an official round or a rehearsal begun. */
  static async open(rehearsal: boolean, coverage: Coverage): Promise<Model> {
    const side = await HallSide.open();
    await side.hall({ type: 'start-round', venueId: 'bch', rehearsal });
    return new Model(side, await readRecords(side.server.folder), coverage);
  }

  close(): Promise<void> {
    return this.#side.close();
  }

  get phase(): Phase {
    return phaseOf(this.#round);
  }

  /** One step, and every law after it. */
  async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'progress':
        await this.#progress();
        break;
      case 'say':
        await this.#say(step.who, step.what);
        break;
      case 'atOnce':
        await this.#atOnce(step.what);
        break;
      case 'voter':
        await this.#voter(step.act, step.at);
        break;
      case 'kiosk':
        await this.#kiosk();
        break;
      case 'nobody':
        await this.#nobody(step.at);
        break;
      case 'repeat':
        if (this.#last !== null) await this.#say(this.#last.who, this.#last.what);
        break;
      case 'restart':
        await this.#side.restart();
        this.#coverage.restarts += 1;
        await this.#settled(null, true);
        await this.#side.showAll(this.#round);
        break;
    }
    this.#steps += 1;
    this.#coverage.steps += 1;
    if (this.#steps % LOOK_EVERY === 0) await this.#side.showAll(this.#round);
    this.#side.judge();
  }

  get #round(): Round {
    return this.#records.round;
  }

  async #progress(): Promise<void> {
    if (voidReason(this.#round) !== null) {
      await this.#begin();
      return;
    }
    const next = this.#committee.next(this.#records, (i) =>
      this.#side.isPaired(`teller${i}` as Who),
    );
    switch (next.do) {
      case 'say':
        await this.#say(next.who, next.what);
        break;
      case 'pair-teller':
        await this.#side.pairTeller(next.i);
        break;
      case 'begin':
        await this.#begin();
        break;
      case 'vote':
        await this.#vote();
    }
  }

  async #begin(): Promise<void> {
    const { rehearsal } = this.#round.log;
    await this.#side.hall({ type: 'start-round', venueId: 'bch', rehearsal });
    await this.#settled(null, false);
  }

  /** The command as the server must take it from this device, or what the parser refuses. */
  #commandOf(who: Who, what: unknown): Result<Command, Refusal> {
    const role = who.replace(/\d$/u, '') as keyof typeof PARSERS;
    const parsed = PARSERS[role](what);
    if (!parsed.ok) return parsed;
    const command = parsed.value;
    const from = { device: this.#side.keyOf(who), name: this.#side.labelOf(who) };
    const i = Number(who.slice(-1));
    const by = role === 'desk' ? { role, desk: from.name, command } : { role, i, ...from, command };
    if (role === 'teller' && !this.#side.isPaired(who)) return err({ code: 'not-a-teller' });
    return { ok: true, value: by as Command };
  }

  #decided(who: Who, what: unknown, round: Round): Result<Decision, Refusal> {
    const command = this.#commandOf(who, what);
    return command.ok
      ? decide({ sodium, id: this.#side.roundId, at: AT }, round, command.value)
      : command;
  }

  /** A word to a socket's `command`, with the answer that the rules give. */
  async #say(who: Who, input: unknown): Promise<void> {
    if (who.startsWith('teller') && !this.#side.isPaired(who)) return;
    const what = JSON.parse(JSON.stringify(input)) as unknown;
    this.#last = { who, what };
    const expected = this.#decided(who, what, this.#round);
    const answer = await this.#side.send(who, 'command', what);
    this.#agree(who, what, expected, answer);
    await this.#settled(expected.ok ? expected.value : null, !expected.ok);
  }

  #agree(who: Who, what: unknown, expected: Result<Decision, Refusal>, answer: unknown): void {
    const told = expected.ok ? { ok: true, value: null } : expected;
    const said = `${who} ${JSON.stringify(what)} in ${this.phase}`;
    law(
      isDeepStrictEqual(answer, JSON.parse(JSON.stringify(told))),
      `${said}: the rules say ${JSON.stringify(told)}, the server ${JSON.stringify(answer)}`,
    );
    const type = String((what as { type?: unknown } | null)?.type);
    if (expected.ok) this.#coverage.count(this.#coverage.accepted, type);
    else this.#coverage.count(this.#coverage.refused, expected.error.code);
  }

  /** Two desks at one moment: the answers are those of one order or of the other. */
  async #atOnce([one, other]: readonly [object, object]): Promise<void> {
    const words = [
      ['desk1', one],
      ['desk2', other],
    ] as const;
    const answers = await Promise.all(
      words.map(([who, what]) => this.#side.send(who, 'command', what)),
    );
    const straight = this.#inOrder(words);
    const turned = [...this.#inOrder([...words].reverse())].reverse();
    law(
      [straight, turned].some((order) => isDeepStrictEqual(order, answers)),
      `at once: ${JSON.stringify(words)} were answered ${JSON.stringify(answers)}`,
    );
    await this.#settled(null, false);
  }

  #inOrder(words: readonly (readonly [Who, object])[]): unknown[] {
    let round = this.#round;
    return words.map(([who, what]) => {
      const decided = this.#decided(who, what, round);
      if (!decided.ok) return JSON.parse(JSON.stringify(decided)) as unknown;
      round = { ...round, log: decided.value.log.reduce(evolveLog, round.log) };
      return { ok: true, value: null };
    });
  }

  /** A ballot on a screen, exchanged and cast. */
  async #vote(): Promise<void> {
    const memberId = freeMember(this.#round);
    if (memberId === null) return;
    const code = this.#code();
    await this.#say('desk1', { type: 'issue', memberId, way: 'screen', claim: code.claim });
    await this.#exchange(code);
    await this.#cast(code, 'cast');
  }

  #code(): Code {
    const code = newCode(this.#side.roundId);
    this.#codes.push(code);
    this.#side.secrets.add(code.code);
    this.#side.secrets.add(code.claim);
    return code;
  }

  async #kiosk(): Promise<void> {
    const memberId = freeMember(this.#round);
    const code = newCode(this.#side.roundId);
    const offered = await this.#side.send('kiosk', 'offer', { claim: code.claim });
    law(isDeepStrictEqual(offered, { ok: true, value: null }), 'a kiosk may offer');
    if (memberId === null) return;
    await this.#say('desk2', { type: 'issue', memberId, way: 'kiosk', claim: code.claim });
    this.#codes.push(code);
  }

  async #voter(act: VoterAct, at: number): Promise<void> {
    if (at === FORMER) {
      await this.#askFormer();
      return;
    }
    const own = this.#codes.filter(({ round }) => round === this.#side.roundId);
    const code = own[at % Math.max(1, own.length)];
    if (code === undefined || this.#round.board.open === null) return;
    if (act === 'find') await this.#find(code);
    else if (act === 'exchange' || code.token === null) await this.#exchange(code);
    else if (act === 'otherBlind') await this.#exchange(code, newCode(code.round));
    else await this.#cast(code, act);
  }

  /** A ballot of a round that was left stands where it stood, and has the receipt that it had. */
  async #askFormer(): Promise<void> {
    const former = this.#codes.filter(({ round }) => round !== this.#side.roundId);
    const code = former.find(({ receipt }) => receipt !== null);
    if (code === undefined) return;
    const { message, id } = code.sealed!;
    const again = await this.#side.sendAlone('ballot', 'cast', [message]);
    law(
      isDeepStrictEqual(again, { ok: true, value: code.receipt }),
      'the receipt of a former round',
    );
    const found = await this.#side.send('voter', 'find', { id });
    const value = { n: code.receipt!.n };
    law(isDeepStrictEqual(found, { ok: true, value }), 'a ballot of a former round is found');
    this.#coverage.count(this.#coverage.cast, 'former ok');
    await this.#settled(null, true);
  }

  async #exchange(code: Code, blindedFor: Code = code): Promise<void> {
    const { B } = exchangeMessage(blindedFor, this.#round);
    const message = { claim: code.claim, B };
    const expected = voidReason(this.#round) === null || this.#round.board.polling;
    law(expected, 'only rounds that go on are asked');
    const decided = decideExchange(sodium, random, this.#round, BLANK_ISSUER, message);
    const answer = (await this.#side.send('voter', 'exchange', message)) as Coded<{
      evals: readonly Evaluation[];
    }>;
    this.#agreeCode('exchange', decided.ok ? null : decided.error, answer);
    if (answer.ok && blindedFor === code) {
      code.token = tokenOf(code, this.#round, answer.value.evals);
    }
    await this.#settled(null, !answer.ok);
  }

  async #cast(code: Code, act: VoterAct): Promise<void> {
    if (code.token === null) return;
    const { lines } = this.#round.log.plan;
    const marks = lines.map(() => MARKS[(this.#codes.indexOf(code) + this.#steps) % 4]!);
    const sealed =
      act === 'otherBallot' || code.sealed === null
        ? sealWith(code, this.#round, marks)
        : code.sealed;
    if (act === 'cast') code.sealed = sealed;
    const message = act === 'corrupt' ? corrupted(sealed.message) : sealed.message;
    this.#side.secrets.add(sealed.id);
    const { issuer } = await readSecrets(this.#side.server.folder);
    const admitted = admitCast(sodium, this.#round, issuer, message);
    const answer = (await this.#side.sendAlone('ballot', 'cast', [message])) as Coded<Receipt>;
    this.#agreeCode('cast', admitted.ok ? null : admitted.error, answer);
    if (answer.ok) {
      if (code.receipt !== null) law(code.receipt.n === answer.value.n, 'the same receipt again');
      code.sealed = sealed;
      code.receipt = answer.value;
    }
    await this.#settled(null, !answer.ok);
  }

  #agreeCode(what: string, expected: string | null, answer: Coded<unknown>): void {
    const told = answer.ok ? null : answer.error.code;
    law(
      told === expected,
      `${what} in ${this.phase}: the rules say ${String(expected)}, the server ${String(told)}`,
    );
    this.#coverage.count(this.#coverage.cast, `${what} ${told ?? 'ok'}`);
  }

  async #find(code: Code): Promise<void> {
    if (code.sealed === null) return;
    const { id } = code.sealed;
    const answer = await this.#side.send('voter', 'find', { id });
    const position = this.#round.board.positionOf(id);
    const value = position === undefined ? null : { n: position.n };
    law(isDeepStrictEqual(answer, { ok: true, value }), 'a ballot is found where it stands');
  }

  /** Those who are not who they say; and words that a namespace does not know. */
  async #nobody(at: number): Promise<void> {
    const roles = ['chair', 'desk', 'teller', 'supervisor', 'display', 'kiosk'] as const;
    const role = roles[at % roles.length]!;
    const alone = await this.#side.sendAlone(role, 'command', [{ type: 'announce' }]);
    law(alone === 'disconnected', `nobody is let in as ${role}`);
    const voter = await this.#side.sendAlone('voter', 'command', [
      { type: 'open-polls', present: 5 },
    ]);
    law(voter === 'disconnected', "a voter's page has no commands");
    for (const place of ['display', 'kiosk'] as const) {
      if (at % 2 === 0) continue;
      const cut = await this.#side.send(place, 'command', { type: 'announce' });
      law(cut === 'disconnected', `a ${place} has no commands`);
      this.#side.reconnect(place);
    }
    await this.#settled(null, true);
  }

  /** What the disk says after a step, held against what it said before. */
  async #settled(decision: Decision | null, isRefused: boolean): Promise<void> {
    const before = this.#records;
    await this.#quiet();
    const id = this.#side.roundId;
    const after = await readRecords(this.#side.server.folder);
    this.#records = after;
    sameAsLive(after.round, this.#side.live);
    countsBalance(after.round);
    rollIsOfTheLog(after.round);
    noBallotTwice(after.round);
    if (isSameRound(before.round, after.round)) {
      onlyForward(before.round, after.round);
      if (isRefused) nothingWritten(before, after);
      if (decision !== null) wrote(decision, before.round, after.round);
    }
    this.#receiptsStand(id);
    this.#countIsWhatWasMarked(id);
    this.#coverage.count(this.#coverage.phases, phaseOf(after.round));
    for (const secret of (await readSecrets(this.#side.server.folder)).all) {
      this.#side.secrets.add(secret);
    }
  }

  /** The server's own recount comes by itself, after the totals. */
  async #quiet(): Promise<void> {
    for (let tries = 0; tries < 2_000; tries += 1) {
      const { board, log } = this.#side.live;
      const owes = board.finished && !log.recounts.some(({ source }) => source === 'server');
      if (!owes || isPaperOnly(this.#side.live)) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('the server does not recount');
  }

  #receiptsStand(id: string): void {
    for (const { round, receipt } of this.#codes) {
      if (receipt === null || round !== id) continue;
      const position = this.#round.board.positionOf(receipt.id);
      law(position?.n === receipt.n, 'every receipt stands on the board');
      law(toBase64url(position.head) === receipt.head, 'under the head that it names');
    }
  }

  /** Every line comes out as it was marked, by the voters here and the papers of `Committee`. */
  #countIsWhatWasMarked(id: string): void {
    const result = resultOf(sodium, this.#round);
    if (result === null) return;
    const ballots = this.#codes.filter(({ round, receipt }) => round === id && receipt !== null);
    law(result.figures.electronic === ballots.length, 'as many counted as have a receipt');
    for (const [at, row] of result.rows.entries()) {
      function marked(mark: MarkCode): number {
        return ballots.filter(({ sealed }) => sealed!.marks[at] === mark).length;
      }
      law(row.high === marked(1) && row.confidence === marked(2), 'counted as marked');
      law(row.low === marked(3) + result.figures.paper, 'counted as marked, papers included');
    }
  }
}

type Coded<T> = Result<T, { readonly code: string }>;

function isSameRound(before: Round, after: Round): boolean {
  return isDeepStrictEqual(before.log.feed[0], after.log.feed[0]);
}

function nothingWritten(before: Records, after: Records): void {
  for (const name of ['log', 'register', 'board'] as const) {
    law(isDeepStrictEqual(before[name], after[name]), `a refusal writes nothing to the ${name}`);
  }
}

/** The log has grown by what the rules decided, and by no other word than the server's own. */
function wrote({ log }: Decision, before: Round, after: Round): void {
  const fresh = after.log.feed.slice(before.log.feed.length);
  const own = fresh.filter(
    (event) => event.type !== 'recount-submitted' || event.source !== 'server',
  );
  const wanted = log.map((event) => ({ ...event, at: null }));
  law(
    isDeepStrictEqual(
      own.map((event) => ({ ...event, at: null })),
      JSON.parse(JSON.stringify(wanted)),
    ),
    `the log has what was decided: ${JSON.stringify(own)}, not ${JSON.stringify(log)}`,
  );
}

/** The same ballot with one letter of its body changed. */
function corrupted(message: CastMessage): CastMessage {
  const at = Math.floor(message.body.length / 2);
  const other = message.body[at] === 'A' ? 'B' : 'A';
  return { ...message, body: `${message.body.slice(0, at)}${other}${message.body.slice(at + 1)}` };
}
