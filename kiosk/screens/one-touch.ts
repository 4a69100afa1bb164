/**
 * A hand that trembles touches twice, and whoever is used to a mouse presses twice: within so many
 * milliseconds it is one touch.
 */
export const ONE_TOUCH_MS = 400;

/** Refuses the second of two touches, which was meant for what stood there before the first. */
export class OneTouch {
  #turned = -Infinity;

  /** What is under the finger has just changed; `now` in milliseconds, as `performance.now()`. */
  turned(now: number): void {
    this.#turned = now;
  }

  /**
   * True: this touch belongs to the one that changed the screen, or was made before the screen had
   * changed (a slow phone). Keys, and a single press of a mouse, are never refused.
   */
  refuses({ pointerType, detail, timeStamp }: PointerEvent | MouseEventOfPointer): boolean {
    const isRepeat = pointerType === 'touch' || pointerType === 'pen' || detail > 1;
    return isRepeat && timeStamp < this.#turned + ONE_TOUCH_MS;
  }
}

/** A click as browsers make it of a touch: older ones name no pointer. */
interface MouseEventOfPointer {
  readonly pointerType?: string;
  readonly detail: number;
  readonly timeStamp: number;
}
