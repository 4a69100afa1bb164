import { startServer } from './rehearse/server.ts';
import { Chair } from './clients/chair.ts';
const s = await startServer({});
console.log(s.link, s.url);
try {
const c = await Chair.open(s.link).catch(e => { console.log('open failed', e); throw e; });
(c as any).socket.on('connect_error', (e: any) => console.log('connect_error', e.message));
(c as any).socket.on('connect', () => console.log('connected'));
(c as any).socket.on('disconnect', (r: any) => console.log('disc', r));
console.log((await c.until(() => true, 'view', 5000)).setup);
} catch (e) { console.log(e); }
console.log(await s.stop());
process.exit(0);
