import { flushSync, unmount, type mount } from 'svelte';
import { afterEach } from 'vitest';

let mounted: ReturnType<typeof mount>[] = [];

afterEach(async () => {
  await Promise.all(mounted.map((each) => unmount(each)));
  mounted = [];
  document.body.replaceChildren();
});

/** Puts what `mounting` mounts on the page until the test ends. */
export function show(mounting: (target: HTMLElement) => ReturnType<typeof mount>): void {
  mounted.push(mounting(document.body));
  flushSync();
}

/** The element with this test id; a bug in the test when there is none. */
export function byTestId(id: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  if (found === null) throw new Error(`No element has data-testid ${id}`);
  return found;
}

/** The text of an element, spaces collapsed. */
export function textOf(id: string): string {
  return byTestId(id).textContent.replace(/\s+/gu, ' ').trim();
}

/** True when the element is on the page. */
export function isShown(id: string): boolean {
  return document.querySelector(`[data-testid="${id}"]`) !== null;
}

/** The input with this test id. */
export function inputOf(id: string): HTMLInputElement {
  return byTestId(id) as HTMLInputElement;
}

/** Types a text into an input as a person does. */
export function type(id: string, text: string): void {
  const input = inputOf(id);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
}

/** Presses a button. */
export function press(id: string): void {
  byTestId(id).click();
  flushSync();
}

/** Presses a key in an element. */
export function key(id: string, name: string): void {
  byTestId(id).dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
  flushSync();
}

/** Lets the answers of pressed buttons arrive. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  flushSync();
}
