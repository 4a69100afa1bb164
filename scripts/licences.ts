import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { licenceTable } from '../server/licences.ts';
import { ROOT } from './root.ts';

/** `npm run licences`: lists what the product needs of others, with its licences, in `docs/licences.md`. */
await writeFile(join(ROOT, 'docs', 'licences.md'), await licenceTable());
