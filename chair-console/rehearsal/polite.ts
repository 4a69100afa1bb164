import type { Result } from '#shared/result.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';

/** The server refills twenty messages a second: after this pause five more are allowed. */
const PAUSE_MS = 250;
const MOST_TRIES = 80;

/** Sends, and sends again after a pause while the server says that this device is too fast. */
export async function politely<T>(
  wait: (ms: number) => Promise<void>,
  send: () => Promise<Result<T, AnyRefusal>>,
): Promise<Result<T, AnyRefusal>> {
  for (let tries = 1; ; tries += 1) {
    const answer = await send();
    if (answer.ok || answer.error.code !== 'too-many-requests' || tries === MOST_TRIES) {
      return answer;
    }
    await wait(PAUSE_MS);
  }
}
