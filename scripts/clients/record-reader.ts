import type { SupervisorCommand, TellerCommand } from '#shared/meeting/commands.ts';
import type { HallView } from '#shared/meeting/views.ts';
import type { SignedHead } from '#shared/protocol/entries.ts';
import { granted } from './answers.ts';
import type { Device } from './connect.ts';
import { Newest } from './newest.ts';
import { RoleClient } from './role.ts';

/** A device that reads the public record: a teller's or a supervisor's. */
export class RecordReader<
  View extends { readonly hall: HallView | null },
  Command extends TellerCommand | SupervisorCommand,
> extends RoleClient<View, Command> {
  readonly #entries: Newest<number>;

  constructor(device: Device) {
    super(device);
    this.#entries = new Newest(`board of ${device.pairing.label}`);
    this.socket.on('grew', ({ entries }) => {
      this.#entries.push(entries);
    });
  }

  /** Resolves when the board has more than `n` entries. */
  async grownBeyond(n: number, limit?: number): Promise<void> {
    await this.#entries.until(
      (entries) => entries > n,
      `the board has more than ${n} entries`,
      limit,
    );
  }

  /** The board's lines from entry `from` on, all that there are, and the newest signed head. */
  async readBoard(
    from: number,
  ): Promise<{ readonly lines: readonly string[]; readonly head: SignedHead | null }> {
    const lines: string[] = [];
    for (;;) {
      const chunk = granted(
        'board',
        await this.ask<{ lines: readonly string[]; head: SignedHead | null }>('board', {
          from: from + lines.length,
        }),
      );
      if (chunk.lines.length === 0) return { lines, head: chunk.head };
      lines.push(...chunk.lines);
    }
  }

  /** The register's lines, all that there are. */
  async readRegister(): Promise<readonly string[]> {
    const lines: string[] = [];
    for (;;) {
      const chunk = (await this.registerFrom(lines.length)).lines;
      if (chunk.length === 0) return lines;
      lines.push(...chunk);
    }
  }

  /** A chunk of the register from line `from` on. */
  protected async registerFrom(from: number): Promise<{ readonly lines: readonly string[] }> {
    return granted('register', await this.ask('register', { from }));
  }

  /** Sends the digest of this device's own recount. */
  async submitRecount(digest: string): Promise<void> {
    const command = { type: 'submit-recount', digest } as Command;
    granted('submit-recount', await this.command(command));
  }
}
