import { getContext, setContext } from 'svelte';
import type { PreparationApi } from './preparation-api.ts';

const API = Symbol('preparation api');
const OPEN = Symbol('open preparation');

/** Gives the components within the line on which preparation is asked about. */
export function providePreparation(api: PreparationApi): void {
  setContext(API, api);
}

/** The line; null where there is none, as in a component shown by itself. */
export function preparation(): PreparationApi | null {
  return getContext<PreparationApi | undefined>(API) ?? null;
}

/** Says to the components within how the page of the preparation is opened. */
export function provideOpenPreparation(open: () => void): void {
  setContext(OPEN, open);
}

/** How the page is opened; null where there is none. */
export function openPreparation(): (() => void) | null {
  return getContext<(() => void) | undefined>(OPEN) ?? null;
}
