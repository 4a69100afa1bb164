/** The screens that only a kiosk tablet has: loaded by tablets alone, phones never carry them. */
export { default as Called } from './Called.svelte';
export { default as Idle } from './Idle.svelte';
export { default as Left } from './Left.svelte';
export { lockPage } from './lock.ts';
