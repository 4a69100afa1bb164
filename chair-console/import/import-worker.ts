import { readTable } from './read-table.ts';

addEventListener('message', ({ data }: MessageEvent<Uint8Array>) => {
  postMessage(readTable(data));
});
