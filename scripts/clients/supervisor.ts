import { defined } from '#shared/assert.ts';
import type { SupervisorCommand } from '#shared/meeting/commands.ts';
import type { SupervisorView } from '#shared/meeting/views.ts';
import { fromBase64url, toBase64url, utf8 } from '#shared/protocol/bytes.ts';
import { recountDigest, verifyBoard } from '#shared/protocol/verify.ts';
import { buildRows, type MeetingResult } from '#shared/result/result.ts';
import { RecordReader } from './record-reader.ts';
import { loadFast } from './fast.ts';
import { sodium } from './sodium.ts';

const fast = await loadFast();

/** What a supervisor's device found from the bytes it was sent. */
export interface Recount {
  readonly board: Uint8Array;
  readonly register: Uint8Array;
  /** Base64url digest `recount` (P 4.1). */
  readonly digest: string;
}

/** A supervisor's device (giám sát): reads, recounts by itself, and says what it found. */
export class Supervisor extends RecordReader<SupervisorView, SupervisorCommand> {
  /**
   * Once the totals stand: verifies the whole board and register from their bytes, works out the
   * rows anew and submits their digest. Null when there is no board to recount. Throws, naming the
   * entry and the rule, when the board does not hold.
   */
  async recount(limit?: number): Promise<Recount | null> {
    const view = await this.until((v) => v.result !== null, 'the totals are counted', limit);
    const result = defined(view.result);
    if (result.board === undefined) return null;
    const board = fileOf((await this.readBoard(0)).lines);
    const register = fileOf(await this.readRegister());
    const digest = digestOf(board, register, result);
    await this.submitRecount(digest);
    return { board, register, digest };
  }
}

/** The digest of this device's own rows; of the shown result only bases that no board holds. */
function digestOf(board: Uint8Array, register: Uint8Array, result: MeetingResult): string {
  const report = verifyBoard(sodium, { board, register }, { fast });
  if (!report.valid) {
    throw new Error(
      `${report.file} entry ${String(report.entry)}: ${report.code} ${report.message}`,
    );
  }
  const { profile, figures, rows } = result;
  const own = buildRows({
    profile,
    figures,
    lines: rows.map(({ subjectId, name, post }) => ({ id: subjectId, name, post })),
    totals: report.total,
  });
  const head = fromBase64url(report.head, 32);
  return toBase64url(recountDigest(sodium, defined(head.ok ? head.value : null), own));
}

/** The bytes of a record file with these lines (P 4.1). */
function fileOf(lines: readonly string[]): Uint8Array {
  return utf8(lines.map((line) => `${line}\n`).join(''));
}
