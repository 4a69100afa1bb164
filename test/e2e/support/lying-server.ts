/** A server that lies about the board alone, to one page: every other word is the real server's. */
import type { Page, WebSocketRoute } from '@playwright/test';
import { signedHead } from '#shared/protocol/authority.ts';
import { replayBoard } from '#shared/protocol/board.ts';
import type { SignedHead } from '#shared/protocol/entries.ts';
import { chained, type Round } from '../../support/protocol-round.ts';
import { sodium } from '../../support/sodium.ts';

/** A board as such a server tells it. */
export interface ToldBoard {
  readonly lines: readonly string[];
  readonly head: SignedHead | null;
}

/** The round's board with these entries, chained anew and its head signed by the round's own key. */
export function told(round: Round, entries = round.entries): ToldBoard {
  const bytes = chained(sodium, entries);
  const state = replayBoard(sodium, bytes);
  if (!state.ok) throw new Error('the told board does not fold');
  const head = signedHead(sodium, round.server.board.privateKey, state.value);
  return { lines: new TextDecoder().decode(bytes).split('\n').slice(0, -1), head };
}

const ASKED = /^42\/(\w+),(\d+)\["board",\{"from":(\d+)\}\]$/;

/** Stands between a page and the server; what it tells may change at any time. */
export class LyingServer {
  #told: ToldBoard;
  #socket: WebSocketRoute | null = null;
  #namespace = '';

  private constructor(first: ToldBoard) {
    this.#told = first;
  }

  /** Before the page is opened. */
  static async before(page: Page, first: ToldBoard): Promise<LyingServer> {
    const liar = new LyingServer(first);
    await page.routeWebSocket(/\/socket\.io\//, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((word) => {
        if (!liar.#answers(socket, String(word))) server.send(word);
      });
      server.onMessage((word) => {
        if (!/^42\/\w+,\["grew"/.test(String(word))) socket.send(word);
      });
    });
    return liar;
  }

  /** From now on this board; the page is told that it grew. */
  tell(next: ToldBoard): void {
    this.#told = next;
    const grew = ['grew', { entries: next.lines.length, head: next.head }];
    this.#socket?.send(`42/${this.#namespace},${JSON.stringify(grew)}`);
  }

  #answers(socket: WebSocketRoute, word: string): boolean {
    const [, namespace, id, from] = ASKED.exec(word) ?? [];
    if (namespace === undefined || id === undefined) return false;
    this.#socket = socket;
    this.#namespace = namespace;
    const { lines, head } = this.#told;
    const value = { lines: lines.slice(Number(from)), head };
    socket.send(`43/${namespace},${id}${JSON.stringify([{ ok: true, value }])}`);
    return true;
  }
}
