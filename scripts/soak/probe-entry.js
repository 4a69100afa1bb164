// Worker threads load a preloaded module too, without the loader that reads TypeScript.
import { isMainThread } from 'node:worker_threads';

if (isMainThread) await import('./probe.ts');
