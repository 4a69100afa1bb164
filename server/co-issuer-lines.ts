import type { ExchangeMessage } from '#shared/meeting/exchanging.ts';

/** Hands requests to one connected page of a co-issuer. */
export type AskPage = (requests: readonly ExchangeMessage[]) => void;

/** The connected devices of tellers, by round and teller: how the server reaches co-issuers (P 4.6.3). */
export class CoIssuerLines {
  readonly #pages = new Map<string, Set<AskPage>>();
  readonly #listeners = new Set<() => void>();

  /** A teller's page has come; the function returned says that it is gone. */
  connect(round: string, teller: number, ask: AskPage): () => void {
    const place = placeOf(round, teller);
    const pages = this.#pages.get(place) ?? new Set();
    this.#pages.set(place, pages.add(ask));
    this.#changed();
    return () => {
      pages.delete(ask);
      this.#changed();
    };
  }

  isOnline(round: string, teller: number): boolean {
    return (this.#pages.get(placeOf(round, teller))?.size ?? 0) > 0;
  }

  /** Passes requests to every page of that teller: whichever answers first, answers. */
  ask(round: string, teller: number, requests: readonly ExchangeMessage[]): void {
    for (const ask of this.#pages.get(placeOf(round, teller)) ?? []) ask(requests);
  }

  /** Calls `listener` when a page came or went; the function returned ends that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function placeOf(round: string, teller: number): string {
  return `${round}/${teller}`;
}
