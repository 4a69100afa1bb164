import { io } from 'socket.io-client';
import * as V from './clients/voter.ts';
import { readFileSync } from 'node:fs';
process.on('message', async (job: any) => {
  const url = job.url;
  const s = io(url + '/voter', { transports: ['websocket'], extraHeaders: { origin: url } });
  s.onAny((e: string, v: any) => console.log('EV', e, JSON.stringify(v).slice(0, 300)));
  s.on('connect', () => console.log('voter connected'));
  s.on('connect_error', (e) => console.log('voter connect_error', e.message));
  try {
    const o = await V.openBallot(url, job.voters[0].code);
    console.log('opened');
    const b = V.seal(o, job.voters[0].marks);
    console.log('sealed');
    console.log(await V.cast(url, o, b));
  } catch (e) {
    console.log(e);
  }
});
