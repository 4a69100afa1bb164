import type { MeetingResult } from '#shared/result/result.ts';
import { concat, utf8 } from '#shared/protocol/bytes.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import type { BoardWatch, RecordLink } from './board-watch.svelte.ts';
import { compareResult } from './recount.ts';
import { recountOnPage } from './recount-on-page.ts';
import type { Difference, RecountInput, RecountOutcome } from './recount.ts';
import type { AnyRefusal } from './refusal-text.ts';

/** How far this page's own recount is. */
export type RecountState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  | { readonly kind: 'failed' }
  | {
      readonly kind: 'done';
      readonly outcome: RecountOutcome;
      readonly differences: readonly Difference[];
      readonly sent: 'no' | 'sending' | 'sent' | AnyRefusal;
    };

/** Hands this page's digest to the record; a repetition does no harm. */
export type SubmitRecount = (digest: string) => Promise<Result<unknown, AnyRefusal>>;

/** The recount of the present round, run once by itself when board and result are there. */
export class RecountRun {
  state = $state.raw<RecountState>({ kind: 'waiting' });
  readonly #link: RecordLink;
  readonly #watch: BoardWatch;
  readonly #submit: SubmitRecount;
  #round: string | null = null;
  #started = false;

  constructor(link: RecordLink, watch: BoardWatch, submit: SubmitRecount) {
    this.#link = link;
    this.#watch = watch;
    this.#submit = submit;
  }

  /** To be called whenever the board or the view has changed. */
  consider(result: MeetingResult | null, mayStillSubmit: boolean): void {
    if (this.#round !== this.#watch.round) this.#reset();
    const ready = this.#watch.now.state === 'verified' && this.#watch.board.finished;
    if (this.#started || !ready || result?.board === undefined) return;
    this.#started = true;
    void this.#run(result, mayStillSubmit);
  }

  /** Sends the digest again after a lost answer. */
  async send(): Promise<void> {
    const { state } = this;
    if (state.kind !== 'done' || !state.outcome.valid) return;
    this.state = { ...state, sent: 'sending' };
    const answer = await this.#submit(state.outcome.digest);
    this.state = { ...state, sent: answer.ok ? 'sent' : answer.error };
  }

  /** Counts once more from the same bytes. */
  async again(result: MeetingResult, mayStillSubmit: boolean): Promise<void> {
    if (this.state.kind !== 'running') await this.#run(result, mayStillSubmit);
  }

  /** The register's file, or null without an answer: it is read only after the close. */
  async register(): Promise<Uint8Array | null> {
    const lines: string[] = [];
    for (;;) {
      const answer = await this.#link.send('register', { from: lines.length }, { retry: true });
      if (!answer.ok) return null;
      if (answer.value.lines.length === 0) break;
      lines.push(...answer.value.lines);
    }
    return concat(...lines.map((line) => utf8(`${line}\n`)));
  }

  #reset(): void {
    this.#round = this.#watch.round;
    this.#started = false;
    this.state = { kind: 'waiting' };
  }

  async #run(result: MeetingResult, mayStillSubmit: boolean): Promise<void> {
    const round = this.#round;
    this.state = { kind: 'running', done: 0, total: this.#watch.board.n };
    const register = await this.register();
    const { profile, figures } = result;
    const counted = await this.#count({ board: this.#watch.bytes(), register, profile, figures });
    if (round !== this.#round) return;
    if (register === null || !counted.ok) {
      this.state = { kind: 'failed' };
      this.#started = register !== null;
      return;
    }
    const outcome = counted.value;
    const differences = outcome.valid ? compareResult(outcome, result) : [];
    this.state = { kind: 'done', outcome, differences, sent: 'no' };
    if (mayStillSubmit) await this.send();
  }

  /** In the worker, or on the page where the worker does not run. */
  async #count(input: RecountInput): Promise<Result<RecountOutcome, null>> {
    const show = (done: number, total: number): void => {
      this.state = { kind: 'running', done, total };
    };
    try {
      return ok(await this.#watch.worker.recount({ kind: 'recount', ...input }, show));
    } catch {
      return recountOnPage(input, show).then(ok, () => err(null));
    }
  }
}
