import type { Blocker, CopyView } from '#shared/meeting/views.ts';
import type { Answer } from '#shared/wire.ts';
import { Copies } from '../copy/copies.ts';
import { handleFault } from '../faults.ts';
import type { HallDependencies } from './dependencies.ts';
import type { Rounds } from './rounds.ts';
import type { Settings } from './settings.ts';

/** What the hall's copy needs of the hall. */
export interface SecondCopyDependencies {
  readonly hall: Pick<HallDependencies, 'data' | 'settings'>;
  readonly rounds: Rounds;
  readonly changed: () => void;
}

/** The second copy of the data folder, and what the active round's log says of it (design 7, Copy). */
export class SecondCopy {
  readonly #rounds: Rounds;
  readonly #copies: Copies<Settings>;
  /** How the last pass ended; undefined before the first. */
  #passed: CopyView['failed'] | undefined;

  constructor({ hall, rounds, changed }: SecondCopyDependencies) {
    const { data, settings } = hall;
    this.#rounds = rounds;
    this.#copies = new Copies({
      ...{ data, settings, changed },
      units: () => rounds.copyUnits(),
      passed: (failed) => {
        this.#passed = failed;
        this.note();
      },
    });
  }

  open(): Promise<void> {
    return this.#copies.open();
  }

  close(): Promise<void> {
    return this.#copies.close();
  }

  /** Begins a copy in `path`, after checking it, or ends it with null. */
  choose(path: string | null): Promise<Answer<null>> {
    return this.#copies.choose(path);
  }

  get view(): CopyView | null {
    return this.#copies.view;
  }

  /** What is wrong with the copy; a rehearsal may do without one. */
  alarms(needed: boolean): readonly Blocker[] {
    return this.#copies.alarms(needed);
  }

  /** The active round's log says what became of the copy; asked again whenever that may be owed. */
  note(): void {
    if (this.#passed === undefined) return;
    const command = { type: 'note-copy', failed: this.#passed } as const;
    this.#rounds.room?.submit({ role: 'server', command }).catch(handleFault);
  }
}
