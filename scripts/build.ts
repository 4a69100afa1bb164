import { buildApps } from '../server/build.ts';

/** `npm run build`: both screens and the fast verifier into `dist/`, as `npm start` does when they are out of date. */
await buildApps();
