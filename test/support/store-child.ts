/**
 * A process to be killed. `append <path>`: opens the journal, eight writers append for ever, every
 * acknowledged id goes to stdout at once. `lock <dir>`: takes the folder and waits.
 */
import { writeSync } from 'node:fs';
import { lockFolder } from '../../server/store/folder-lock.ts';
import { openJournal } from '../../server/store/journal.ts';
import type { Journal } from '../../server/store/journal.ts';
import { sodium } from './sodium.ts';

const [, , job, path = ''] = process.argv;

if (job === 'lock') {
  const lock = await lockFolder(path);
  say(lock.ok ? 'locked' : `held by ${lock.error.pid}`);
  setInterval(() => undefined, 1_000);
} else {
  const opened = await openJournal(sodium, path, 'log-entry');
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  say('ready');
  for (let writer = 0; writer < 8; writer += 1) void appendForever(opened.value.journal, writer);
}

async function appendForever(journal: Journal, writer: number): Promise<void> {
  for (let i = 0; ; i += 1) {
    const id = `${process.pid}-${writer}-${i}`;
    const filler = 'ắ'.repeat((i * 37 + writer * 101) % 3_000);
    const answer = await journal.append([{ t: 'test', b: { id, filler } }]);
    if (answer.ok) say(id);
  }
}

function say(text: string): void {
  writeSync(1, `${text}\n`);
}
