import {
  buildClose,
  buildHead,
  buildOpen,
  buildResult,
  buildSetup,
  buildTally,
  buildTokenReveal,
  generateServerKeys,
} from './authority.ts';
import type { ServerKeys } from './authority.ts';
import { generateSeed, sealBallot } from './ballot.ts';
import { emptyBoard, evolveBoard, nextLine } from './board.ts';
import type { BoardState } from './board.ts';
import { fromBase64url, toBase64url, utf8 } from './bytes.ts';
import { generateTellerKeys, newTellerDevice, tellerStep } from './ceremony.ts';
import type { TellerDevice } from './ceremony.ts';
import { claimOf, generateBallotCode } from './code.ts';
import type { ElectronicLine, MarkCode } from './entries.ts';
import { agreeEntry, openingEntry } from './opening.ts';
import { emptyRegister, evolveRegister, nextRegisterLine } from './register.ts';
import type { RandomBytes, Sodium } from './sodium.ts';
import { blindToken, deriveBallotKey, evaluateToken, finalizeToken } from './token.ts';
import { verifyBoard } from './verify.ts';

/** The ballot of the sample: one mark of each level, and a blank line. */
export const SAMPLE_MARKS: readonly MarkCode[] = [1, 2, 3, 0];

const TELLERS = 3;

/**
 * One whole round in memory, by the protocol itself: a key made by three tellers, a token, one ballot
 * sealed, stored, counted, opened by all, and the finished board verified from its bytes. Nothing of
 * it is kept, and it counts nowhere. Null when the verified totals are the marks, otherwise what
 * failed: a protocol code, or `totals`.
 */
export function sampleRound(sodium: Sodium, random: RandomBytes): string | null {
  try {
    return new SampleRound(sodium, random).run();
  } catch (error) {
    return error instanceof Stopped ? error.code : 'exception';
  }
}

class Stopped extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

type Step<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

function must<T>(step: Step<T>): T {
  if (step.ok) return step.value;
  throw new Stopped(step.error);
}

function bytesOf(text: string | undefined): Uint8Array {
  return must(fromBase64url(text ?? ''));
}

class SampleRound {
  readonly #sodium: Sodium;
  readonly #random: RandomBytes;
  readonly #server: ServerKeys;
  #board: BoardState = emptyBoard();
  #text = '';
  #devices: TellerDevice[];

  constructor(sodium: Sodium, random: RandomBytes) {
    this.#sodium = sodium;
    this.#random = random;
    this.#server = generateServerKeys(sodium, random);
    this.#devices = Array.from({ length: TELLERS }, () =>
      newTellerDevice(generateTellerKeys(random, sodium)),
    );
  }

  run(): string | null {
    this.#ceremony();
    const register = this.#vote();
    this.#post('close', buildClose(this.#sodium, this.#board, { issued: 1, register }));
    const { issuer, issuerSign } = this.#server;
    this.#post(
      'token-reveal',
      buildTokenReveal(this.#sodium, this.#board, issuerSign.privateKey, 1, issuer.k),
    );
    this.#count();
    const report = verifyBoard(this.#sodium, { board: utf8(this.#text) });
    if (!report.valid) return report.code;
    return isSample(report.electronic) ? null : 'totals';
  }

  #post(t: string, b: unknown): void {
    const line = nextLine(this.#board, t, b);
    this.#board = must(evolveBoard(this.#sodium, this.#board, t, b));
    this.#text += `${line}\n`;
  }

  #ceremony(): void {
    const { issuer, issuerSign, board } = this.#server;
    const setup = buildSetup({
      title: 'Phiếu thử',
      lines: SAMPLE_MARKS.map((_, i) => ({
        id: `s${i + 1}`,
        name: `Dòng ${i + 1}`,
        post: 'Chức vụ',
      })),
      ballotDigest: toBase64url(this.#random(32)),
      rehearsal: true,
      t: TELLERS,
      minBallots: 1,
      rollSize: 1,
      committee: this.#devices.map(({ sign, box }, i) => ({
        name: `Máy ${i + 1}`,
        sign: sign.publicKey,
        box: box.publicKey,
      })),
      issuers: [
        { name: 'Máy chủ', sign: toBase64url(issuerSign.publicKey), pk: toBase64url(issuer.pk) },
      ],
      board: toBase64url(board.publicKey),
    });
    this.#post('setup', setup);
    for (let turn = 0; turn < 3; turn += 1) this.#everyTeller();
    this.#post('open', must(buildOpen(this.#sodium, this.#board)));
    this.#everyTeller();
    this.#post('poll', {});
  }

  #everyTeller(): void {
    this.#devices = this.#devices.map((device) => {
      const step = tellerStep(this.#sodium, this.#random, device, this.#board);
      if (step.post !== null) this.#post(step.post.t, step.post.b);
      return step.device;
    });
  }

  /** A code exchanged for a token, and the ballot cast with it; the register as it then stands. */
  #vote(): ReturnType<typeof emptyRegister> {
    const sodium = this.#sodium;
    const { eid, open } = this.#board;
    if (eid === null || open === null) throw new Stopped('E_PHASE');
    const { k, pk } = this.#server.issuer;
    const code = generateBallotCode(this.#random);
    const key = deriveBallotKey(sodium, code, eid);
    const { r, B } = blindToken(sodium, code, eid, key.publicKey);
    const { E, proof } = evaluateToken(sodium, this.#random, k, pk, B);
    const exchange = {
      claim: toBase64url(claimOf(sodium, code)),
      B: toBase64url(B),
      evals: [{ i: 1, E: toBase64url(E), proof: toBase64url(proof) }],
    };
    const tokens = [finalizeToken(sodium, eid, key.publicKey, r, E)];
    const seed = generateSeed(this.#random);
    const sealed = { eid, Y: bytesOf(open.Y), marks: SAMPLE_MARKS, key, seed, tokens };
    const { vk, token, body, sig } = sealBallot(sodium, sealed).message;
    this.#post('ballot', { vk, token, body, sig });
    let register = emptyRegister(eid, 1);
    for (const [t, b] of [
      ['register', { eid: toBase64url(eid) }],
      ['exchange', exchange],
    ] as const) {
      nextRegisterLine(register, t, b);
      register = must(evolveRegister(sodium, register, t, b));
    }
    return register;
  }

  #count(): void {
    const sodium = this.#sodium;
    this.#post('tally', must(buildTally(sodium, this.#board)));
    this.#devices = this.#devices.map((device) => {
      const agreed = must(agreeEntry(sodium, device, this.#board, true));
      this.#post(agreed.post.t, agreed.post.b);
      return agreed.device;
    });
    for (const device of this.#devices) {
      const { t, b } = must(openingEntry(sodium, this.#random, device, this.#board));
      this.#post(t, b);
    }
    this.#post('result', must(buildResult(sodium, this.#board)));
    this.#post('head', buildHead(sodium, this.#server.board.privateKey, this.#board));
  }
}

function isSample(lines: readonly ElectronicLine[]): boolean {
  return (
    lines.length === SAMPLE_MARKS.length &&
    lines.every(({ high, confidence, low, blank }, i) => {
      const mark = SAMPLE_MARKS[i];
      return [blank, high, confidence, low].every((n, level) => n === (level === mark ? 1 : 0));
    })
  );
}
