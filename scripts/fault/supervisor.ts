import type { DisplayView, SupervisorView } from '#shared/meeting/views.ts';
import { utf8 } from '#shared/protocol/bytes.ts';
import { recountBoard } from '#shared/result/recount.ts';
import { sodium } from '../clients/sodium.ts';
import { PairedDevice, type Hall } from './device.ts';
import type { Line } from './line.ts';

/** A supervisor who recounts from the bytes of the board until their word is in the record. */
export class SupervisorDevice extends PairedDevice<SupervisorView> {
  constructor(hall: Hall) {
    super(hall, 'supervisor', 'Giám sát 1');
  }

  protected async act(line: Line<SupervisorView>, view: SupervisorView): Promise<void> {
    const { result, recounts, hall } = view;
    if (hall?.phase !== 'counted' || result === null) return;
    if (recounts.some(({ source }) => source === 'supervisor')) return;
    const board = await this.#read(line, 'board');
    const register = await this.#read(line, 'register');
    if (board === null || register === null) return;
    const { profile, figures } = result;
    const own = recountBoard(sodium, { board, register, profile, figures }, () => undefined);
    if (!own.valid) throw new Error(`recount: ${own.file} ${String(own.entry)} ${own.code}`);
    await line.ask('command', { type: 'submit-recount', digest: own.digest });
  }

  async #read(line: Line<SupervisorView>, file: 'board' | 'register'): Promise<Uint8Array | null> {
    const lines: string[] = [];
    for (;;) {
      const chunk = await line.ask<{ lines: readonly string[] }>(file, { from: lines.length });
      if (!chunk.ok) return null;
      if (chunk.value.lines.length === 0) return utf8(lines.map((each) => `${each}\n`).join(''));
      lines.push(...chunk.value.lines);
    }
  }
}

/** The screen of the hall, which shows no total before the announcement (I8). */
export class DisplayDevice extends PairedDevice<DisplayView> {
  constructor(hall: Hall) {
    super(hall, 'display', 'Màn hình');
  }

  protected act(_line: Line<DisplayView>, { hall, result }: DisplayView): Promise<void> {
    if (result !== null && !['announced', 'archived'].includes(hall?.phase ?? '')) {
      throw new Error('a result is shown before the announcement');
    }
    return Promise.resolve();
  }
}
