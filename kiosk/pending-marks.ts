import type { Change } from './device/change.ts';

type MarkChange = Extract<Change, { type: 'mark' }>;

/**
 * Marks on their way into the device's memory. IndexedDB drops a transaction that is under way when
 * the page reloads; the tab's session storage is written in one instant, so a mark the voter has
 * seen set is there after a reload that follows the tap at once. Empty again once it is stored.
 */
export class PendingMarks {
  readonly #key: string;
  readonly #storage: Storage | null;

  constructor(key: string, storage: Storage | null) {
    this.#key = `hom-phieu/pending/${key}`;
    this.#storage = storage;
  }

  /** The marks an earlier page of this tab did not see stored, oldest first. */
  get all(): readonly MarkChange[] {
    try {
      return JSON.parse(this.#storage?.getItem(this.#key) ?? '[]') as MarkChange[];
    } catch {
      return [];
    }
  }

  add(mark: MarkChange): void {
    this.#write([...this.all, mark]);
  }

  /** The first `count` marks are stored. */
  drop(count: number): void {
    this.#write(this.all.slice(count));
  }

  #write(marks: readonly MarkChange[]): void {
    try {
      if (marks.length === 0) this.#storage?.removeItem(this.#key);
      else this.#storage?.setItem(this.#key, JSON.stringify(marks));
    } catch {
      // A browser that forbids it: a reload in the same instant may lose this one mark.
    }
  }
}
