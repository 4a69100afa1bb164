import type { Screen } from '../../../kiosk/device/screen.ts';
import type { DeviceState } from '../../../kiosk/device/state.ts';

/** How far a voter is; no screen of an earlier step may follow (P 4.4). */
const STEP: Readonly<Partial<Record<Screen['name'], number>>> = {
  noRound: 0,
  notOpen: 0,
  welcome: 0,
  opening: 1,
  refused: 1,
  closed: 1,
  marking: 2,
  sending: 3,
  received: 4,
  notCounted: 4,
};

/** What is on the disk of the server. */
export interface Box {
  /** Whether a ballot of this key (`vk`) is on the board. */
  has(vk: string): boolean;
}

/**
 * Every screen that one voter saw, over all reloads, and what was false or ambiguous in it: "sent"
 * shown after "received" or "marking" after "sent", "received" of a ballot that is not on the board,
 * "not counted" of one that is, a dead end.
 */
export class Seen {
  readonly screens: string[] = [];
  readonly problems: string[] = [];
  readonly #box: Box;
  #furthest = 0;
  #vk: string | null = null;

  constructor(box: Box) {
    this.#box = box;
  }

  /** The device shows this now. */
  see(screen: Screen, { record }: DeviceState): void {
    if (record?.stage === 'sealed') this.#vk = record.message.vk;
    if (record?.stage === 'received') this.#vk = record.vk;
    // While it seals nothing is stored yet: a reload may lead back to the marks.
    const sealing = screen.name === 'sending' && record?.stage === 'marking';
    const name = sealing ? 'sealing' : screen.name;
    if (name === this.screens.at(-1) && !isDeadEnd(screen)) return;
    this.screens.push(name);
    const wrong = this.#wrong(screen, sealing ? STEP.marking : STEP[screen.name]);
    if (wrong !== null) this.problems.push(`${wrong}: ${this.screens.join(' → ')}`);
  }

  #wrong(screen: Screen, step: number | undefined): string | null {
    if (screen.name === 'loading') return null;
    if (step === undefined || isDeadEnd(screen)) return 'a dead end';
    if (step < this.#furthest) return 'a screen of an earlier step';
    this.#furthest = step;
    const stored = this.#vk !== null && this.#box.has(this.#vk);
    if (screen.name === 'received' && !stored)
      return '“received” of a ballot that is not on the board';
    if (screen.name === 'notCounted' && stored) return '“not counted” of a ballot on the board';
    return null;
  }
}

function isDeadEnd(screen: Screen): boolean {
  return (
    (screen.name === 'refused' && !screen.again) || (screen.name === 'sending' && screen.stopped)
  );
}
