import type { DeskMember, DeskView } from '#shared/meeting/views.ts';
import { generateBallotCode } from '#shared/protocol/code.ts';
import type { Result } from '#shared/result.ts';
import { err, ok } from '#shared/result.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import { loadSodium, random } from '#shared/ui/sodium.ts';
import * as store from '#shared/ui/store.ts';
import { claimText } from './ballot-codes.ts';
import type { DeskApi } from './desk-api.ts';
import {
  codeOfBallot,
  codeToIssue,
  emptyCodes,
  mayKeep,
  parseKeptCodes,
  restored,
  withCode,
  type KeptCodes,
} from './kept-codes.ts';

const STORED = 'desk/codes';

/** The ballot codes made at this desk, kept on the device until the close (P 4.6.6). */
export class CodeBook {
  #kept = $state.raw<KeptCodes>(emptyCodes(''));
  readonly #loaded: Promise<void>;

  constructor() {
    this.#loaded = this.#load();
  }

  /** Whether the code of the ballot this member holds was made here and can be shown again. */
  has(member: DeskMember): boolean {
    return codeOfBallot(this.#kept, member) !== null;
  }

  /** Keeps codes only as long as the view allows: they are erased at the close. */
  async follow(view: DeskView): Promise<void> {
    await this.#loaded;
    if (this.#kept.round === '' || mayKeep(this.#kept, view.hall)) return;
    this.#kept = emptyCodes('');
    await store.remove(STORED);
  }

  /**
   * Issues a ballot on this screen and answers with its code, or shows the one already issued. The
   * code is on the device's disk before its claim is sent, so that no acknowledgement lost on the
   * way can lose a voter's code.
   */
  async issue(
    api: DeskApi,
    round: string,
    member: DeskMember,
  ): Promise<Result<string, AnyRefusal>> {
    await this.#loaded;
    const shown = codeOfBallot(this.#kept, member);
    if (shown?.state === 'issued') return ok(shown.code);
    const kept = this.#kept.round === round ? this.#kept : emptyCodes(round);
    const { code } = codeToIssue(kept, member.id, () => generateBallotCode(random));
    await this.#save(withCode(kept, member.id, { code, state: 'pending' }));
    const claim = claimText(await loadSodium(), code);
    const answer = await api.command({ type: 'issue', memberId: member.id, way: 'screen', claim });
    if (answer.ok) {
      await this.#save(withCode(this.#kept, member.id, { code, state: 'issued' }));
      return ok(code);
    }
    // Without an answer the claim may stand: the same code is offered again next time.
    if (answer.error.code !== 'no-answer') await this.#save(restored(this.#kept, kept, member.id));
    return err(answer.error);
  }

  async #load(): Promise<void> {
    this.#kept = parseKeptCodes(await store.get(STORED)) ?? this.#kept;
  }

  async #save(kept: KeptCodes): Promise<void> {
    this.#kept = kept;
    await store.set(STORED, kept);
  }
}
