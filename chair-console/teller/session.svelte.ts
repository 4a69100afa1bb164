import type { TellerView } from '#shared/meeting/views.ts';
import type { BoardState } from '#shared/protocol/board.ts';
import { fromBase64url, toBase64url } from '#shared/protocol/bytes.ts';
import { fingerprint, shortDigest } from '#shared/protocol/code.ts';
import type { IssuedClaim } from '#shared/protocol/co-issuer.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { BoardWatch } from '#shared/ui/board-watch.svelte.ts';
import type { Link } from '#shared/ui/link.svelte.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import { RecountRun } from '#shared/ui/recount-run.svelte.ts';
import { loadSodium, random } from '#shared/ui/sodium.ts';
import * as store from '#shared/ui/store.ts';
import type { TellerEvents } from '#shared/wire.ts';
import { papersApi } from '../papers/papers-api.ts';
import type { TellerApi } from './api.ts';
import { CoIssuer } from './co-issuer.ts';
import type { CoIssuerStatus, StoredClaims } from './co-issuer.ts';
import { TellerDesk } from './device.ts';
import type { StoredTeller } from './device.ts';
import { IssuerWorker } from './issuer-worker-client.ts';
import type { TellerStage } from './stage.ts';
import { whenThere, whenVerified } from './when-verified.ts';

/** What a teller's screen shows of the device itself. */
export interface OwnDevice {
  readonly stage: TellerStage;
  /** Hash of the newest entry, base64url. */
  readonly head: string;
  readonly fingerprint: string | null;
  /** The common key's, from the board this device has read itself. */
  readonly keyFingerprint: string | null;
  /** Every member's in their order, from the same board once it names them. */
  readonly committee: readonly string[];
  readonly holdsShare: boolean;
  /** Keys or a share of this round are still on the device. */
  readonly holdsKeys: boolean;
  readonly tally: { readonly ballots: number; readonly code: string } | null;
  /** The server's last refusal of what this device posted by itself. */
  readonly refusal: string | null;
  /** The device as co-issuer; null where it is none. */
  readonly issuing: CoIssuerStatus | null;
  /** Everyone who issues, by the board this device has read itself. */
  readonly issuers: readonly string[];
}

/** A word whose acknowledgement was lost is said again after this time. */
const REPEAT_MS = 4000;

/** A teller's page: the board it follows, its device of the present round, and its own recount. */
export class TellerSession {
  own = $state.raw<OwnDevice>({
    stage: { at: 'loading' },
    head: '',
    fingerprint: null,
    keyFingerprint: null,
    committee: [],
    holdsShare: false,
    holdsKeys: false,
    tally: null,
    refusal: null,
    issuing: null,
    issuers: [],
  });
  readonly watch: BoardWatch;
  readonly recount: RecountRun;
  readonly api: TellerApi;
  readonly #link: Link<TellerView, TellerEvents>;
  readonly #timer: ReturnType<typeof setInterval>;
  #round: string | null = null;
  #desk: TellerDesk | null = null;
  /** The device reads what it has stored of the round. */
  #starting: Promise<void> = Promise.resolve();
  #issuer: CoIssuer | null = null;
  readonly #work = new IssuerWorker();

  constructor(link: Link<TellerView, TellerEvents>) {
    this.#link = link;
    this.watch = new BoardWatch(link, 'teller');
    this.recount = new RecountRun(link, this.watch, (digest) =>
      link.send('command', { type: 'submit-recount', digest }, { retry: true }),
    );
    this.api = this.#makeApi();
    const changed = (): void => void this.#changed();
    link.on('view', changed);
    this.watch.onChange(changed);
    link.on('evaluate', ({ requests }: { readonly requests: readonly IssuedClaim[] }) => {
      void this.#issuer?.asked(requests);
    });
    this.#timer = setInterval(changed, REPEAT_MS);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#work.close();
    this.watch.close();
  }

  /** Counts once more. */
  recountAgain(): void {
    const result = this.#link.view?.result ?? null;
    if (result !== null) void this.recount.again(result, this.#maySubmit());
  }

  #maySubmit(): boolean {
    return this.#link.view?.hall?.phase === 'counted';
  }

  async #changed(): Promise<void> {
    const { view } = this.#link;
    const round = view?.hall?.round ?? null;
    if (round !== this.#round) await this.#begin(round);
    this.recount.consider(view?.result ?? null, this.#maySubmit());
    // The board of the round before is no fact about this one.
    const elected = (view?.me ?? null) !== null;
    if (view === null || !elected || this.watch.round !== this.#round) return;
    const key = this.#desk?.issuerKey ?? null;
    const issuer = this.#issuer;
    if (key !== null && issuer !== null) {
      const trusted = this.watch.now.state !== 'red';
      // It reads the register meanwhile; the ceremony and the count need not wait for that.
      void issuer.update({ board: this.watch.board, trusted, key }).then(() => this.#tell(view));
    }
    await this.#tell(view);
  }

  /** Tells the device how things stand. */
  async #tell(view: TellerView): Promise<void> {
    if (this.watch.round !== this.#round) return;
    // Of the same moment as the board: the screen's status comes a little later.
    const { state } = this.watch.now;
    await this.#desk?.update({
      board: this.watch.board,
      joined: view.joined,
      trusted: state !== 'red',
      verified: state === 'verified',
      coIssuer: view.me?.coIssuer === true,
      mayReveal: this.#issuer?.status.mayReveal === true,
      closed: isClosed(view),
    });
    this.#show();
  }

  async #begin(round: string | null): Promise<void> {
    this.#round = round;
    this.#desk = null;
    this.#issuer = null;
    this.#show();
    if (round === null) return;
    const sodium = await loadSodium();
    if (round !== this.#round) return;
    const key = `teller/${round}`;
    const desk = new TellerDesk({
      sodium,
      random,
      load: async () => ((await store.get(key)) as StoredTeller | undefined) ?? null,
      save: (stored) => store.set(key, stored),
      erase: async () => {
        this.#issuer = null;
        await store.remove(`issued/${round}`);
        await store.remove(`paper/${round}`);
        await store.remove(key);
      },
      send: (command) => this.#link.send('command', command),
      onChange: () => {
        this.#show();
      },
    });
    this.#desk = desk;
    const issuer = new CoIssuer({
      sodium,
      update: (change) => updateClaims(round, change),
      now: () => performance.now(),
      work: this.#work,
      register: async (from) => {
        const answer = await this.#link.send('register', { from }, { retry: true });
        return answer.ok ? answer.value.lines : null;
      },
      answer: (answers) => this.#link.send('evaluations', { answers }),
      onChange: () => {
        this.#show();
      },
    });
    this.#starting = desk.start();
    await this.#starting;
    await issuer.start();
    if (round === this.#round) this.#issuer = issuer;
  }

  #show(): void {
    const { board } = this.watch;
    const desk = this.#desk;
    this.own = {
      stage: desk?.stage ?? { at: 'loading' },
      head: board.n === 0 ? '' : toBase64url(board.head),
      fingerprint: fingerprintOf(desk?.publicKey ?? null),
      keyFingerprint: fingerprintOf(board.open?.Y ?? null),
      committee: committeeOf(board),
      holdsShare: desk?.holdsShare ?? false,
      holdsKeys: desk?.holdsKeys ?? false,
      tally:
        board.tally === null || board.tallyEntryHash === null
          ? null
          : { ballots: board.tally.N, code: shortDigest(board.tallyEntryHash) },
      refusal: desk?.refusal?.code ?? null,
      issuing: this.#issuer !== null && desk?.issuerKey ? this.#issuer.status : null,
      issuers: board.setup?.issuers.map(({ name }) => name) ?? [],
    };
  }

  /** A member's word on the tally waits for the check of what has just come, any word for a reload. */
  async #once(
    ready: Promise<boolean>,
    act: (desk: TellerDesk) => Promise<Result<unknown, AnyRefusal>>,
  ): Promise<Result<unknown, AnyRefusal>> {
    if (!(await ready)) return err({ code: 'still-checking' });
    await this.#starting;
    const { view } = this.#link;
    const desk = this.#desk;
    if (view === null || desk === null) return err({ code: 'no-round' });
    await this.#tell(view);
    return act(desk);
  }

  #makeApi(): TellerApi {
    const missing = err({ code: 'no-round' });
    return {
      command: (command) => this.#link.send('command', command),
      papers: papersApi(this.#link),
      join: async () => (await this.#desk?.join()) ?? missing,
      agree: () => this.#once(whenVerified(this.watch), (desk) => desk.agree()),
      open: () => this.#once(whenVerified(this.watch), (desk) => desk.open()),
      keyPaper: (count) =>
        this.#once(
          whenThere(this.watch, () => this.watch.board.sid !== null),
          (desk) => desk.keyPaper(count),
        ),
      paperDraft: {
        load: () => store.get(`paper/${this.#round ?? ''}`),
        keep: (draft) => store.set(`paper/${this.#round ?? ''}`, draft),
      },
      backup: (passphrase) => this.#desk?.backup(passphrase, this.#issuer?.claims) ?? '',
      backedUp: async () => {
        await this.#desk?.backedUp();
      },
      restore: async (text, passphrase) => {
        const restored = (await this.#desk?.restore(text, passphrase)) ?? missing;
        if (!restored.ok) return restored;
        await this.#issuer?.restore(restored.value.claims);
        return ok(null);
      },
      acceptExcess: async () => {
        await this.#issuer?.accept();
        await this.#changed();
      },
    };
  }
}

/** The result is known to the hall, or there will be none. */
function isClosed({ hall }: TellerView): boolean {
  const phase = hall?.phase ?? 'preparing';
  return (hall?.voided ?? null) !== null || phase === 'announced' || phase === 'archived';
}

/** The co-issuer's list under a key of its own: in one transaction, also between two tabs. */
async function updateClaims(
  round: string,
  change: (stored: StoredClaims | null) => StoredClaims,
): Promise<StoredClaims> {
  const next = await store.update(`issued/${round}`, (value) =>
    change((value as StoredClaims | undefined) ?? null),
  );
  return next as StoredClaims;
}

function committeeOf({ setup }: BoardState): readonly string[] {
  const members = setup?.committee ?? [];
  return members.map(({ sign }) => fingerprintOf(sign) ?? '');
}

function fingerprintOf(publicKey: string | null): string | null {
  const bytes = publicKey === null ? null : fromBase64url(publicKey, 32);
  return bytes?.ok === true ? fingerprint(bytes.value) : null;
}
