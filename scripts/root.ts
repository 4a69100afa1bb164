import { resolve } from 'node:path';

/** The project's folder, absolute: scripts work from any current folder. */
export const ROOT = resolve(import.meta.dirname, '..');
