import { startServer, type RunningServer } from '../rehearse/server.ts';

/** One port for every run: it stands on the pictures. */
const PORT = 8086;

/** The real server, with the same randomness and the same day in every run (seeded-server.js). */
export async function startPhotographed(data: string): Promise<RunningServer> {
  const before = { ...process.env };
  const seeded = new URL('seeded-server.js', import.meta.url).href;
  process.env['NODE_OPTIONS'] = `${before['NODE_OPTIONS'] ?? ''} --import ${seeded}`;
  process.env['TZ'] = 'Asia/Ho_Chi_Minh';
  try {
    // The server inherits the environment when it is started.
    return await startServer({ data, port: PORT, screens: true });
  } finally {
    restore('NODE_OPTIONS', before['NODE_OPTIONS']);
    restore('TZ', before['TZ']);
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}
