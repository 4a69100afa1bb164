/**
 * A counting committee member's device (P 4.3, 4.7): keys, key generation, agreement, opening. It
 * knows no screen. What it says is stored on the device before it is posted and posted again, the
 * same bytes, until it stands on the board; a second tally of one election is never agreed to.
 */
import { defined } from '#shared/assert.ts';
import type { TellerCommand } from '#shared/meeting/commands.ts';
import { buildTokenReveal } from '#shared/protocol/authority.ts';
import type { BoardState } from '#shared/protocol/board.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import {
  exportShare,
  generateTellerKeys,
  importShare,
  newTellerDevice,
  shareOf,
  tellerStep,
} from '#shared/protocol/ceremony.ts';
import type { TellerDevice, TellerWait } from '#shared/protocol/ceremony.ts';
import { issuerNumber } from '#shared/protocol/co-issuer.ts';
import type { CoIssuerKey, IssuedClaim } from '#shared/protocol/co-issuer.ts';
import type { PaperBody, TellerEntry } from '#shared/protocol/entries.ts';
import { agreeEntry, openingEntry } from '#shared/protocol/opening.ts';
import { bytesOf, signBody } from '#shared/protocol/signed-word.ts';
import type { RandomBytes, Sodium } from '#shared/protocol/sodium.ts';
import type { CoIssuerPart } from '#shared/protocol/teller-device.ts';
import { generateIssuerKey } from '#shared/protocol/token.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { isOver, stageOf } from './stage.ts';
import type { TellerFacts, TellerStage } from './stage.ts';

/** What is on the device's disk for one round: its secrets, and the word not yet on the board. */
export interface StoredTeller {
  readonly device: TellerDevice;
  readonly pending: TellerEntry | null;
  /** Of a co-issuer: its backup was saved, or it came out of one. */
  readonly backedUp?: boolean;
}

/** A count of the paper ballots, before it is signed. */
export type PaperCount = Omit<PaperBody, 'i' | 'sig'>;

/** A refusal by the server or by this device itself. */
export interface TellerRefusal {
  readonly code: string;
}

type Sent = Result<unknown, TellerRefusal>;

/** What is asked of a device whose member's keys lie elsewhere, or are erased: restore them first. */
const NO_SHARE: Sent = err({ code: 'no-share' });

export interface TellerWorld {
  readonly sodium: Sodium;
  readonly random: RandomBytes;
  load(): Promise<StoredTeller | null>;
  /** Resolves when the device would find it after a power cut. */
  save(stored: StoredTeller): Promise<void>;
  /** Forgets all of the round; left out where nothing outlives the page. */
  erase?(): Promise<void>;
  /** One command with its answer; `no-answer` when none came. */
  send(command: TellerCommand): Promise<Sent>;
  onChange(): void;
}

/** Refusals that pass by themselves: the same word is said again before the board moves. */
const PASSING: ReadonlySet<string> = new Set([
  'no-answer',
  'disk-full',
  'too-many-requests',
  'stopping',
]);

export class TellerDesk {
  readonly #world: TellerWorld;
  #stored: StoredTeller | null = null;
  #loaded = false;
  #facts: TellerFacts | null = null;
  #waiting: TellerWait = 'setup';
  #refusal: TellerRefusal | null = null;
  /** Board length at the last refused post: it is not tried again before the board moves. */
  #refusedAt = -1;
  #sending = false;
  #isSaved = false;
  #working = false;
  #again = false;

  constructor(world: TellerWorld) {
    this.#world = world;
  }

  get stage(): TellerStage {
    if (!this.#loaded || this.#facts === null) return { at: 'loading' };
    if (this.#owesBackup()) return { at: 'backup' };
    return stageOf(this.#stored?.device ?? null, this.#facts, this.#waiting);
  }

  /** The server's last refusal of something this device posted. */
  get refusal(): TellerRefusal | null {
    return this.#refusal;
  }

  /** The public key whose fingerprint is compared aloud, base64url. */
  get publicKey(): string | null {
    return this.#stored?.device.sign.publicKey ?? null;
  }

  /** Anything of this round is still on the device: keys, share, the co-issuer's key. */
  get holdsKeys(): boolean {
    return this.#stored !== null;
  }

  /** A share that `backup` can export. */
  get holdsShare(): boolean {
    return this.#stored?.device.work.step === 'sealed';
  }

  /** Reads what the device has stored of this round. */
  async start(): Promise<void> {
    this.#stored = await this.#world.load();
    this.#isSaved = this.#stored?.backedUp === true;
    this.#loaded = true;
    await this.#advance();
  }

  /** The board or the view has changed, or some time has passed: says what there is to say. */
  async update(facts: TellerFacts): Promise<void> {
    this.#facts = facts;
    await this.#advance();
  }

  /** Makes fresh keys, or takes those whose acknowledgement was lost, stores them and joins. */
  async join(): Promise<Sent> {
    const stage = this.stage;
    if (stage.at !== 'join') return err({ code: 'wrong-phase' });
    const { coIssuer = false } = defined(this.#facts);
    const held = this.#stored?.device;
    if (held === undefined || stage.again || (held.issuer !== null) !== coIssuer) {
      // Another ceremony, another board: what the old one refused says nothing here.
      this.#refusedAt = -1;
      const keys = generateTellerKeys(this.#world.random, this.#world.sodium);
      const issuer = coIssuer ? this.#newIssuer() : null;
      this.#isSaved = false;
      await this.#store({ device: newTellerDevice(keys, issuer), pending: null });
    }
    const { sign, box, issuer } = defined(this.#stored).device;
    const issues = issuer === null ? {} : { pk: issuer.pk };
    return this.#send({ type: 'join', sign: sign.publicKey, box: box.publicKey, ...issues });
  }

  /** After the member's tap: agrees to the tally that this device has verified. */
  async agree(): Promise<Sent> {
    if (this.#stored === null) return NO_SHARE;
    const { stored, facts } = this.#present();
    const agreed = agreeEntry(this.#world.sodium, stored.device, facts.board, facts.verified);
    if (!agreed.ok) return this.#refuse({ code: agreed.error });
    return this.#say(agreed.value.device, agreed.value.post);
  }

  /** After the member's tap: opens the agreed totals, and only those. */
  async open(): Promise<Sent> {
    if (this.#stored === null) return NO_SHARE;
    const { stored, facts } = this.#present();
    // The proof is fresh each time: a pending opening is posted again as it is.
    if (stored.pending?.t === 'opening') return this.#post(stored.pending);
    if (!facts.verified) return this.#refuse({ code: 'E_TALLY' });
    const { sodium, random } = this.#world;
    const opening = openingEntry(sodium, random, stored.device, facts.board);
    if (!opening.ok) return this.#refuse({ code: opening.error });
    return this.#say(stored.device, opening.value);
  }

  /** Keys in this member's count of the paper ballots, signed by the device (P 4.7.2). */
  async keyPaper(count: PaperCount): Promise<Sent> {
    if (this.#stored === null) return NO_SHARE;
    const { stored, facts } = this.#present();
    const { seat, sign } = stored.device;
    const { sid } = facts.board;
    if (seat === null || sid === null) return NO_SHARE;
    const { count: ballots, rejected, lines, rulings } = count;
    const unsigned = { i: seat.i, count: ballots, rejected, lines, rulings };
    const body = signBody(this.#world.sodium, sid, bytesOf(sign.privateKey), 'paper', unsigned);
    return this.#send({ type: 'key-paper', body });
  }

  /** The device as a text that only the passphrase opens (P 4.3.4); only while it holds a share. */
  backup(passphrase: string, claims: readonly IssuedClaim[] = []): string {
    const { sodium, random } = this.#world;
    const { device } = this.#present().stored;
    const issuer = device.issuer === null ? null : { ...device.issuer, claims };
    return exportShare(sodium, random, { ...device, issuer }, passphrase);
  }

  /** The backup is on its way to the member's disk: what a co-issuer held back is said now. */
  async backedUp(): Promise<void> {
    this.#isSaved = true;
    await this.#store(this.#present().stored);
    await this.#advance();
  }

  /** The device's own key as co-issuer; null if it is none. */
  get issuerKey(): CoIssuerKey | null {
    const issuer = this.#stored?.device.issuer ?? null;
    return issuer === null ? null : { k: bytesOf(issuer.k, 32), pk: bytesOf(issuer.pk, 32) };
  }

  /** Takes the place of a lost device, if the backup belongs to this very board. */
  async restore(
    text: string,
    passphrase: string,
  ): Promise<Result<{ readonly claims: readonly IssuedClaim[] }, TellerRefusal>> {
    const imported = importShare(this.#world.sodium, text, passphrase);
    if (!imported.ok) return err({ code: imported.error });
    if (!isOfBoard(imported.value, defined(this.#facts).board)) return err({ code: 'E_EID' });
    const { issuer } = imported.value;
    // The list has a place of its own: it grows with every exchange.
    const device = {
      ...imported.value,
      issuer: issuer === null ? null : { ...issuer, claims: [] },
    };
    this.#isSaved = true;
    await this.#store({ device, pending: null });
    await this.#advance();
    return ok({ claims: issuer?.claims ?? [] });
  }

  #present(): { stored: StoredTeller; facts: TellerFacts } {
    return { stored: defined(this.#stored), facts: defined(this.#facts) };
  }

  async #advance(): Promise<void> {
    if (this.#working) {
      this.#again = true;
      return;
    }
    this.#working = true;
    do {
      this.#again = false;
      await this.#step();
    } while (this.#isAgain());
    this.#working = false;
    this.#world.onChange();
  }

  #isAgain(): boolean {
    return this.#again;
  }

  async #step(): Promise<void> {
    if (!this.#loaded || this.#stored === null || this.#facts === null || this.#sending) return;
    const { board, trusted } = this.#facts;
    const { device, pending } = this.#stored;
    if (isOver(this.#facts)) {
      await this.#world.erase?.();
      this.#stored = null;
      return;
    }
    if (!trusted || board.n === this.#refusedAt) return;
    if (pending !== null && belongs(device, board)) {
      if (!stands(board, pending)) {
        await this.#post(pending);
        return;
      }
      await this.#store({ ...this.#stored, pending: null });
      this.#refusal = null;
    }
    if (isSealedOn(device, board)) {
      this.#waiting = 'sealed';
      await this.#revealIfDue();
      return;
    }
    const { sodium, random } = this.#world;
    const step = tellerStep(sodium, random, device, board);
    this.#waiting = step.waiting;
    const heldBack = step.post?.t === 'dkg-ok' && this.#isUnsaved(step.device);
    if (step.post !== null && !heldBack) await this.#say(step.device, step.post);
    else if (step.device !== device && !(heldBack && device.work.step === 'sealed')) {
      await this.#keep(step.device, null);
    }
  }

  /** On the device's disk first, then on the wire. */
  async #say(device: TellerDevice, post: TellerEntry): Promise<Sent> {
    await this.#keep(device, post);
    return this.#post(post);
  }

  #keep(device: TellerDevice, pending: TellerEntry | null): Promise<void> {
    return this.#store({ ...this.#stored, device, pending });
  }

  /** The co-issuer's key, once everything was compared and nobody can use it any more (P 4.7.1). */
  async #revealIfDue(): Promise<void> {
    const { stored, facts } = this.#present();
    const { device } = stored;
    const { board, mayReveal = false } = facts;
    const i = device.issuer === null ? null : issuerNumber(board, device.issuer.pk);
    if (i === null || !mayReveal || board.closeBody === null || board.reveals.has(i)) return;
    const k = bytesOf(defined(device.issuer).k, 32);
    const key = bytesOf(device.sign.privateKey);
    const b = buildTokenReveal(this.#world.sodium, board, key, i, k);
    await this.#say(device, { t: 'token-reveal', b });
  }

  /** Without the backup of its key the round cannot be counted if the device is lost (P 4.6.4). */
  #isUnsaved({ issuer }: TellerDevice): boolean {
    return issuer !== null && !this.#isSaved;
  }

  #newIssuer(): CoIssuerPart {
    const { k, pk } = generateIssuerKey(this.#world.sodium, this.#world.random);
    return { k: toBase64url(k), pk: toBase64url(pk), claims: [] };
  }

  /** The share is made, and the device's last word of the ceremony waits for the backup. */
  #owesBackup(): boolean {
    const stored = this.#stored;
    const board = this.#facts?.board;
    if (stored === null || board === undefined || !this.#isUnsaved(stored.device)) return false;
    const isDue = stored.device.work.step === 'sealed' && board.open === null;
    return isDue && belongs(stored.device, board) && board.stage === 'ceremony';
  }

  #post(entry: TellerEntry): Promise<Sent> {
    return this.#send({ type: 'post', entry });
  }

  async #send(command: TellerCommand): Promise<Sent> {
    this.#sending = true;
    const answer = await this.#world.send(command);
    this.#sending = false;
    if (!answer.ok) return this.#refuse(answer.error);
    this.#refusal = null;
    this.#world.onChange();
    return answer;
  }

  #refuse(refusal: TellerRefusal): Sent {
    this.#refusal = refusal;
    if (!PASSING.has(refusal.code)) this.#refusedAt = this.#facts?.board.n ?? -1;
    this.#world.onChange();
    return err(refusal);
  }

  /** What one act stores never takes back the word of another that the backup was saved. */
  async #store(stored: StoredTeller): Promise<void> {
    const next = this.#isSaved ? { ...stored, backedUp: true } : stored;
    await this.#world.save(next);
    this.#stored = next;
  }
}

/** Has this word of its author come to the board? */
function stands(board: BoardState, { t, b }: TellerEntry): boolean {
  switch (t) {
    case 'dkg-commit':
      return board.commits.has(b.i);
    case 'dkg-deal':
      return board.deals.has(b.i);
    case 'dkg-ok':
      return board.oks.has(b.i);
    case 'dkg-complaint':
      return board.complaints.has(b.i);
    case 'token-reveal':
      return board.reveals.has(b.i);
    case 'agree':
      return board.agrees.has(b.i);
    case 'opening':
      return board.openings.has(b.i);
  }
}

function belongs(device: TellerDevice, board: BoardState): boolean {
  return board.sid !== null && device.seat?.sid === toBase64url(board.sid);
}

/** The share is of this board's election, or of its ceremony before `open`. */
function isOfBoard(device: TellerDevice, board: BoardState): boolean {
  if (board.eid !== null && shareOf(device, toBase64url(board.eid)) !== null) return true;
  return belongs(device, board) && device.work.step === 'sealed' && device.work.eid === null;
}

function isSealedOn(device: TellerDevice, board: BoardState): boolean {
  return board.eid !== null && shareOf(device, toBase64url(board.eid)) !== null;
}
