import { markCode } from '#shared/plan/marks.ts';
import type { KioskView } from '#shared/meeting/views.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { claimOf, generateBallotCode } from '#shared/protocol/code.ts';
import type { Receipt } from '#shared/protocol/entries.ts';
import { clearsAfter, needsCode } from '../../kiosk/kiosk-desk.ts';
import { random, sodium } from '../clients/sodium.ts';
import type { SentBallot, Voter } from './ballot.ts';
import { PairedDevice, type Hall } from './device.ts';
import type { Line } from './line.ts';
import { FASTER, VoterPage, type SealedMessage } from './page.ts';
import type { Part } from './plan.ts';

/** A member who is sent to the tablet. */
export class KioskVoter implements Voter {
  readonly part: Part;
  readonly sent: SentBallot[] = [];
  receipt: Receipt | null = null;

  constructor(part: Part) {
    this.part = part;
  }

  get isSettled(): boolean {
    return this.receipt !== null;
  }

  /** Another round begins: what this one came to is history. */
  begin(): void {
    this.receipt = null;
  }
}

/**
 * The hall's tablet, as `kiosk/voter-app.svelte.ts` runs it: offers the claim of a code of its own,
 * shows the ballot when the desk has issued it, and clears itself for the next voter.
 */
export class KioskDevice extends PairedDevice<KioskView> {
  readonly voters: readonly KioskVoter[];
  readonly #page: VoterPage;
  #offered: { readonly code: string; readonly claim: string } | null = null;
  /** Who stands before the tablet. */
  #voter: KioskVoter | null = null;
  #cast = false;
  #message: SealedMessage | null = null;
  #clearAt: number | null = null;
  #shown = '';

  constructor(hall: Hall, parts: readonly Part[]) {
    super(hall, 'kiosk', 'Máy 1');
    this.voters = parts.map((part) => new KioskVoter(part));
    this.#page = new VoterPage('kiosk', hall, {
      changed: () => undefined,
      sent: (message) => {
        this.#message = message;
      },
    });
  }

  /** The connection of the page beside the paired one. */
  get page(): Line<unknown> {
    return this.#page.line;
  }

  /** What the tablet shows, and whether somebody stands before it. */
  get where(): string {
    const received = this.voters.map(({ isSettled }) => (isSettled ? '+' : '-')).join('');
    const who = this.#voter === null ? '' : ' (voter)';
    return `kiosk:${this.#page.screen.name}${who} ${received}`;
  }

  /** A round begins: who stood here in the one that was declared void has gone back to their seat. */
  begin(): void {
    if (this.#voter !== null && this.#message !== null) {
      this.#voter.sent.push({ message: this.#message, receipt: null });
    }
    this.#voter = null;
    this.#message = null;
    for (const voter of this.voters) voter.begin();
  }

  /** The desk sends a member over, for the ballot with this claim. */
  seat(memberId: string): void {
    this.#voter = this.voters.find(({ part }) => part.member.id === memberId) ?? null;
    this.#cast = false;
    this.#message = null;
  }

  reload(): void {
    this.#cast = false;
    this.#page.reload();
  }

  override close(): void {
    super.close();
    this.#page.line.close();
  }

  protected async act(line: Line<KioskView>, view: KioskView): Promise<void> {
    if (needsCode(this.#page.state)) await this.#page.device.offer(this.#newCode());
    const { record } = this.#page.state;
    const own = record?.stage === 'code' ? this.#claimOf(record.code) : null;
    const called = view.called && view.offered === this.#offered?.claim;
    this.#page.see(view, called);
    if (own !== null && view.offered !== own) await line.ask('offer', { claim: own });
    this.#vote();
    this.#clear();
  }

  #vote(): void {
    const { device, record, screen } = this.#page;
    const voter = this.#voter;
    if (voter === null) return;
    if (screen.name === 'marking' && !this.#cast) {
      this.#cast = true;
      for (const [line, mark] of voter.part.marks.entries()) {
        device.tell({ type: 'mark', line, mark: markCode(mark) });
      }
      device.tell({ type: 'cast' });
    }
    if (record?.stage !== 'received' || this.#message === null) return;
    if (record.vk !== this.#message.vk) return;
    voter.receipt = record.receipt;
    voter.sent.push({ message: this.#message, receipt: record.receipt });
    this.#voter = null;
  }

  /** By itself after a while; somebody of the hall clears what belongs to a round declared void. */
  #clear(): void {
    const { device, screen } = this.#page;
    if (screen.name !== this.#shown) {
      this.#shown = screen.name;
      const isOld = screen.name === 'voided' || screen.name === 'otherRound';
      const seconds = isOld ? 1 : clearsAfter(screen);
      this.#clearAt = seconds === null ? null : performance.now() + (seconds * 1000) / FASTER;
    }
    if (this.#clearAt === null || performance.now() < this.#clearAt) return;
    // Nobody is at the screen any more, whatever it shows next.
    if (screen.name === 'received' && this.#voter !== null && this.#message !== null) return;
    this.#clearAt = null;
    this.#shown = '';
    device.tell({ type: 'leave' });
  }

  #claimOf(code: string): string {
    if (this.#offered?.code !== code) {
      this.#offered = { code, claim: toBase64url(claimOf(sodium, code)) };
    }
    return this.#offered.claim;
  }

  #newCode(): string {
    const code = generateBallotCode(random);
    this.hall.ledger.secrets.add(code);
    this.hall.ledger.claims.add(toBase64url(claimOf(sodium, code)));
    return code;
  }
}
