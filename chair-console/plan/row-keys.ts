/** What a key pressed in a table of inputs asks for; null: what it does in any input. */
export type RowWish = 'up' | 'down' | 'enter' | 'remove' | 'move-up' | 'move-down';

/** Up and down go from row to row, Enter to the next or a new one, Ctrl+Delete removes, Alt moves. */
export function rowWish(event: {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly isComposing: boolean;
}): RowWish | null {
  // A Vietnamese keyboard is still writing the word.
  if (event.isComposing) return null;
  if (event.ctrlKey) return event.key === 'Delete' ? 'remove' : null;
  if (event.key === 'ArrowUp') return event.altKey ? 'move-up' : 'up';
  if (event.key === 'ArrowDown') return event.altKey ? 'move-down' : 'down';
  return event.key === 'Enter' && !event.altKey ? 'enter' : null;
}

/** True for a table that someone pastes: several cells or several rows. */
export function isTable(text: string): boolean {
  return /\t|\n[^\n]/u.test(text.trim());
}
