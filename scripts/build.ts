import { buildApps } from '../server/build.ts';
import { clientBuildDigest } from '../server/client-digest.ts';

/**
 * `npm run build`: both screens, the offline page and the fast verifier into `dist/`, as `npm start`
 * does when they are out of date; and the digest of what devices receive, to compare elsewhere.
 */
await buildApps();
console.log(`SHA-256 các trang · of the pages: ${(await clientBuildDigest()) ?? '–'}`);
