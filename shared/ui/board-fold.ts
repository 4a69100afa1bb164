/**
 * The board as one device has read it, line by line: its state, its raw lines and the hash of
 * every entry. A line is taken in only when it passes every check that needs no worker.
 */
import { defined } from '#shared/assert.ts';
import { admit } from '#shared/protocol/board-admit.ts';
import { applyAdmitted, emptyBoard } from '#shared/protocol/board.ts';
import type { BoardState } from '#shared/protocol/board.ts';
import { concat, equalBytes, toBase64url, utf8 } from '#shared/protocol/bytes.ts';
import { parseLine } from '#shared/protocol/chain.ts';
import type { BoardEntry, SignedHead } from '#shared/protocol/entries.ts';
import type { ProtocolCode } from '#shared/protocol/protocol-code.ts';
import { checkHead } from '#shared/protocol/receipt.ts';
import { bytesOf } from '#shared/protocol/signed-word.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { checkFollowed } from './entry-check.ts';

const LF = Uint8Array.of(10);

export class BoardFold {
  readonly #sodium: Sodium;
  readonly #lines: Uint8Array[] = [];
  readonly #hashes: Uint8Array[] = [];
  #state: BoardState = emptyBoard();

  constructor(sodium: Sodium) {
    this.#sodium = sodium;
  }

  get state(): BoardState {
    return this.#state;
  }

  /** Takes in the next line (without its LF) and says of which type it is, or the rule it breaks. */
  take(line: string): Result<BoardEntry['t'], ProtocolCode> {
    const bytes = utf8(line);
    const state = this.#state;
    const parsed = parseLine(this.#sodium, 'board-entry', state.n, state.head, bytes);
    if (!parsed.ok) return parsed;
    const admitted = admit(this.#sodium, state, parsed.value.t, parsed.value.b);
    if (!admitted.ok) return admitted;
    const code =
      admitted.value.kind === 'ballot'
        ? keyUsed(state, admitted.value.ballot.ballot.vk)
        : checkFollowed(this.#sodium, state, admitted.value.entry);
    if (code !== null) return err(code);
    this.#state = applyAdmitted(state, admitted.value, parsed.value.hash);
    this.#lines.push(bytes);
    this.#hashes.push(parsed.value.hash);
    return ok(admitted.value.kind === 'ballot' ? 'ballot' : admitted.value.entry.t);
  }

  /** Hash of entry `n`, base64url; null when there is no such entry yet. */
  hashOf(n: number): string | null {
    const hash = this.#hashes[n];
    return hash === undefined ? null : toBase64url(hash);
  }

  /** Is this, byte for byte, the line of entry `n`? */
  isLine(n: number, line: string): boolean {
    const held = this.#lines[n];
    return held !== undefined && equalBytes(held, utf8(line));
  }

  /** Did the board's key, named by entry 0, sign this head of this board (SPEC L7)? */
  isSigned(head: SignedHead): boolean {
    const { setup, sid } = this.#state;
    if (setup === null) return false;
    return checkHead(this.#sodium, bytesOf(setup.board), defined(sid), head);
  }

  /** Line `n` as read, without its LF; null when there is no such line yet. */
  line(n: number): string | null {
    const line = this.#lines[n];
    return line === undefined ? null : new TextDecoder().decode(line);
  }

  /** All of them. */
  lines(): string[] {
    return this.#lines.map((line) => new TextDecoder().decode(line));
  }

  /** The file as read so far, every line with its LF. */
  bytes(): Uint8Array {
    return concat(...this.#lines.flatMap((line) => [line, LF]));
  }
}

function keyUsed(state: BoardState, vk: Uint8Array): ProtocolCode | null {
  return state.has(toBase64url(vk)) ? 'E_VK_USED' : null;
}
