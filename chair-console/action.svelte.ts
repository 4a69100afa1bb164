import type { Result } from '#shared/result.ts';
import { refusalText, type AnyRefusal } from '#shared/ui/refusal-text.ts';

/** One request to the server as its button shows it: under way, or refused in words. */
export class Action {
  #busy = $state(false);
  #refusal = $state.raw<AnyRefusal | null>(null);

  /** The request is under way; its button shows it and takes no second press. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Why the last request was refused and what to do next; null when it was not. */
  get error(): string | null {
    return this.#refusal === null ? null : refusalText(this.#refusal);
  }

  /** Sends the request and keeps its refusal; a second call while one is under way does nothing. */
  async run<T>(
    request: () => Promise<Result<T, AnyRefusal>>,
  ): Promise<Result<T, AnyRefusal> | null> {
    if (this.#busy) return null;
    this.#busy = true;
    this.#refusal = null;
    try {
      const answer = await request();
      this.#refusal = answer.ok ? null : answer.error;
      return answer;
    } finally {
      this.#busy = false;
    }
  }

  /** Takes the refusal off the screen. */
  clear(): void {
    this.#refusal = null;
  }
}
