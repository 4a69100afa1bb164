import { buildVerifier } from '../server/build-verifier.ts';
import { startTool } from './tool.ts';

/**
 * `npm run dev`: the server, restarted at every change, and both screens from Vite's own servers
 * (voters http://localhost:5173/, console http://localhost:5174/console/), which pass the sockets
 * on to it. Ends as a whole: when one stops, so do the others.
 */
await buildVerifier();
const server = ['watch', '--clear-screen=false', 'server/main.ts', ...process.argv.slice(2)];
const tools = [
  startTool('tsx', server, { HOM_PHIEU_NO_BUILD: '1' }),
  startTool('vite', ['-c', 'kiosk/vite.config.ts']),
  startTool('vite', ['-c', 'chair-console/vite.config.ts']),
];
process.exitCode = await Promise.race(tools.map((tool) => tool.exit));
for (const tool of tools) tool.stop();
