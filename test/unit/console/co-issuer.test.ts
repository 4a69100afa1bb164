import { beforeEach, describe, expect, it } from 'vitest';
import { buildClose, buildTokenReveal } from '#shared/protocol/authority.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { claimOf, generateBallotCode } from '#shared/protocol/code.ts';
import {
  blindToken,
  checkEvaluation,
  deriveBallotKey,
  evaluateToken,
} from '#shared/protocol/token.ts';
import type { CoIssuerAnswer } from '#shared/wire.ts';
import { CoIssuer } from '../../../chair-console/teller/co-issuer.ts';
import type { StoredClaims } from '../../../chair-console/teller/co-issuer.ts';
import { workInPlace } from '../../../chair-console/teller/issuer-work.ts';
import { bytesOf, Round } from '../../support/protocol-round.ts';
import { random, sodium } from '../../support/sodium.ts';

/** A co-issuer's device (issuer 2) and a server in memory that may be dishonest. */
class Hall {
  readonly round = new Round(sodium, { n: 3, t: 2, marks: [[1, 2]], coIssuers: 1 });
  disk: StoredClaims | null = null;
  answers: CoIssuerAnswer[] = [];
  /** The register as the server shows it; null: its own. */
  shown: string | null = null;
  trusted = true;
  #time = 0;
  device: CoIssuer;

  constructor() {
    this.round.ceremony();
    this.device = this.page();
  }

  get key() {
    const { k, pk } = this.round.issuers[1]!;
    return { k, pk };
  }

  /** The page, opened (again). */
  page(): CoIssuer {
    return new CoIssuer({
      sodium,
      now: () => (this.#time += 10_000),
      work: workInPlace(sodium, random),
      update: (change) => {
        this.disk = change(structuredClone(this.disk));
        return Promise.resolve(structuredClone(this.disk));
      },
      register: (from) => {
        const text = this.shown ?? this.round.registerText;
        return Promise.resolve(
          text
            .split('\n')
            .slice(0, -1)
            .slice(from, from + 2),
        );
      },
      answer: (answers) => {
        this.answers.push(...answers);
        return Promise.resolve();
      },
      onChange: () => undefined,
    });
  }

  async start(device = this.device): Promise<this> {
    this.device = device;
    await device.start();
    return this.settle();
  }

  async settle(): Promise<this> {
    const { board } = this.round;
    await this.device.update({ board, trusted: this.trusted, key: this.key });
    return this;
  }

  /** A claim with the B of the code, or of another. */
  request(code = generateBallotCode(random), blind = code) {
    const eid = this.round.board.eid!;
    const { B } = blindToken(sodium, blind, eid, deriveBallotKey(sodium, blind, eid).publicKey);
    return { claim: toBase64url(claimOf(sodium, code)), B: toBase64url(B), code };
  }

  async ask(...requests: { claim: string; B: string }[]): Promise<CoIssuerAnswer[]> {
    this.answers = [];
    await this.device.asked(requests.map(({ claim, B }) => ({ claim, B })));
    return this.answers;
  }

  /** The line of the register with what every issuer makes of B. */
  enter({ claim, B }: { claim: string; B: string }, wrong = false): void {
    const evals = this.round.issuers.map(({ k, pk }, at) => {
      const { E, proof } = evaluateToken(sodium, random, k, pk, bytesOf(B));
      const other = wrong && at === 1 ? bytesOf(this.request().B) : E;
      return { i: at + 1, E: toBase64url(other), proof: toBase64url(proof) };
    });
    this.round.record('exchange', { claim, B, evals });
  }

  close(): void {
    const { board, register, options } = this.round;
    this.round.post('close', buildClose(sodium, board, { issued: options.issued ?? 40, register }));
  }
}

let hall: Hall;
beforeEach(async () => {
  hall = await new Hall().start();
});

describe('evaluating (P 4.6.4)', () => {
  it('[P 4.6.4] answers a claim with a proof under its own key, on disk first', async () => {
    const request = hall.request();
    const [answer] = await hall.ask(request);
    if (answer === undefined || !('E' in answer)) throw new Error('refused');
    const { E, proof } = answer;
    const [B, point] = [bytesOf(request.B), bytesOf(E)];
    expect(checkEvaluation(sodium, hall.key.pk, B, point, bytesOf(proof))).toBe(true);
    expect(hall.disk?.claims).toEqual([{ claim: request.claim, B: request.B }]);
  });

  it('[P 4.6.4] refuses a second B for the same claim, also in one message and after a reload', async () => {
    const code = generateBallotCode(random);
    const [one, other] = [hall.request(code), hall.request(code, generateBallotCode(random))];
    const answers = await hall.ask(one, other);
    expect(answers).toMatchObject([
      { claim: one.claim, E: /./ },
      { claim: one.claim, refused: true },
    ]);
    await hall.start(hall.page());
    expect(await hall.ask(other)).toEqual([{ claim: one.claim, refused: true }]);
    const [again] = await hall.ask(one);
    expect(again).toMatchObject({ E: (answers[0] as { E: string }).E });
    expect(hall.device.status.refused).toBe(1);
  });

  it('[P 4.6.4] a B that is no point is refused and not kept', async () => {
    const { claim } = hall.request();
    const B = toBase64url(new Uint8Array(32));
    expect(await hall.ask({ claim, B })).toEqual([{ claim, refused: true }]);
    expect(hall.disk?.claims).toEqual([]);
  });

  it('[P 4.6.4] answers nobody before the polls, after the close, or on a board it does not trust', async () => {
    hall.trusted = false;
    await hall.settle();
    expect(await hall.ask(hall.request())).toEqual([]);
    hall.trusted = true;
    hall.close();
    await hall.settle();
    expect(await hall.ask(hall.request())).toEqual([]);
  });
});

describe('what a dishonest server can do (P 6)', () => {
  it('[P 4.6.4] a line of the register that the device never evaluated is an alarm for good', async () => {
    hall.enter(hall.request());
    await hall.settle();
    expect(hall.device.status.alarm).toEqual({ kind: 'line', n: 1 });
    expect(await hall.ask(hall.request())).toEqual([]);
    hall.close();
    await hall.settle();
    expect(hall.device.status.mayReveal).toBe(false);
  });

  it('[P 4.6.4] a line with another B or another E than the device’s is an alarm', async () => {
    const code = generateBallotCode(random);
    const request = hall.request(code);
    await hall.ask(request);
    hall.enter(request, true);
    hall.close();
    await hall.settle();
    expect(hall.device.status.alarm).toEqual({ kind: 'line', n: 1 });

    hall = await new Hall().start();
    const other = hall.request(code);
    await hall.ask(other);
    hall.enter(hall.request(code, generateBallotCode(random)));
    hall.close();
    await hall.settle();
    expect(hall.device.status.alarm).toEqual({ kind: 'line', n: 1 });
  });

  it('[R20, P 6] a ballot whose token the server invented is an alarm at once', async () => {
    hall.round.cast([1, 2], true);
    await hall.settle();
    expect(hall.device.status.alarm).toMatchObject({ kind: 'line' });

    hall = await new Hall().start();
    // Its exchange is hidden, so that only the ballot itself gives it away.
    const before = hall.round.registerText;
    hall.round.cast([1, 2], true);
    hall.shown = before;
    await hall.settle();
    const n = hall.round.board.n - 1;
    expect(hall.device.status.alarm).toEqual({ kind: 'ballot', n });
  });

  it('[P 4.6.4] evaluations kept out of the register hold the key back until a member has compared', async () => {
    const request = hall.request();
    await hall.ask(request, hall.request());
    hall.enter(request);
    hall.close();
    await hall.settle();
    expect(hall.device.status).toMatchObject({ excess: 1, mayReveal: false, alarm: null });
    await hall.device.accept();
    expect(hall.device.status.mayReveal).toBe(true);
  });

  it('[P 4.6.4, 4.7.1] a register other than the one the close names holds the key back', async () => {
    const [one, other] = [hall.request(), hall.request()];
    await hall.ask(one, other);
    hall.enter(one);
    const shorter = hall.round.registerText;
    hall.enter(other);
    hall.close();
    hall.shown = shorter;
    await hall.settle();
    expect(hall.device.status).toMatchObject({ alarm: { kind: 'register' }, mayReveal: false });
  });
});

describe('comparing and going on (P 4.6.4)', () => {
  it('[P 4.6.4] equal counts: the key may be revealed, and the board takes it', async () => {
    const requests = [hall.request(), hall.request(), hall.request()];
    await hall.ask(...requests);
    for (const request of requests) hall.enter(request);
    hall.close();
    await hall.settle();
    expect(hall.device.status).toMatchObject({
      i: 2,
      issued: 3,
      registered: 3,
      excess: 0,
      mayReveal: true,
    });
    const { issuers, board } = hall.round;
    for (const [at, { k, signKey }] of issuers.entries()) {
      hall.round.post('token-reveal', buildTokenReveal(sodium, board, signKey, at + 1, k));
    }
  });

  it('[P 4.6.4] restored on another device it takes up backup and register, and only its own lines', async () => {
    const [one, other] = [hall.request(), hall.request()];
    await hall.ask(one);
    const backup = hall.device.claims;
    await hall.ask(other);
    hall.enter(one);
    hall.enter(other);
    hall.disk = null;
    hall.device = hall.page();
    await hall.settle();
    await hall.device.restore(backup);
    await hall.settle();
    expect(hall.device.status).toMatchObject({ issued: 2, registered: 2, alarm: null });
    const { claim } = other;
    expect(await hall.ask({ claim, B: hall.request().B })).toEqual([{ claim, refused: true }]);
    expect(await hall.ask(other)).toMatchObject([{ claim }]);
  });

  it('[P 4.6.4] restored, a line without a proof under its key is still an alarm', async () => {
    hall.enter(hall.request(), true);
    hall.disk = null;
    hall.device = hall.page();
    await hall.settle();
    await hall.device.restore([]);
    await hall.settle();
    expect(hall.device.status.alarm).toEqual({ kind: 'line', n: 1 });
  });

  it('[design 7, Copy] a register that lost lines with the first laptop is read anew', async () => {
    const [one, other] = [hall.request(), hall.request()];
    await hall.ask(one, other);
    hall.enter(one);
    await hall.settle();
    // The copy lacked the line; the other voter was first there.
    const fresh = hall.round.registerText.split('\n')[0]!;
    const { round } = hall;
    round.registerText = '';
    round.register = {
      ...round.register,
      n: 0,
      count: 0,
      byClaim: new Map(),
      head: new Uint8Array(32),
    };
    round.record('register', { eid: toBase64url(round.board.eid!) });
    expect(round.registerText).toBe(`${fresh}\n`);
    hall.enter(other);
    hall.enter(one);
    hall.close();
    await hall.settle();
    expect(hall.device.status).toMatchObject({ alarm: null, registered: 2, mayReveal: true });
  });
});
