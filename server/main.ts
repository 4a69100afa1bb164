import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import libsodium from 'libsodium-wrappers-sumo';
import { parsePlanText } from '#shared/plan/plan.ts';
import { formatProblem } from '#shared/plan/problem.ts';
import { startApp } from './app.ts';
import type { App } from './app.ts';
import { buildIfStale } from './build.ts';
import { buildVerifier } from './build-verifier.ts';
import { problemLine } from './files.ts';
import { parseOptions, USAGE } from './options.ts';
import type { Options } from './options.ts';
import { softwareVersion } from './software.ts';
import { openAtStart } from './seal/at-start.ts';
import type { LockAgain } from './seal/at-start.ts';
import { welcome } from './terminal.ts';
import { servingLines } from './tls/terminal-lines.ts';

await main();

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (!options.ok) return fail(`${options.error}\n${USAGE}`, 2);
  if (process.env['HOM_PHIEU_NO_BUILD'] !== '1' && (await buildIfStale())) {
    console.log('Đã dựng các trang · Pages built');
  }
  await haveVerifier();
  await libsodium.ready;
  const lock = await openAtStart(libsodium, options.value);
  if (!lock.ok) return fail(lock.error, 1);
  const started = await startApp(options.value, await softwareVersion());
  if (!started.ok) {
    await lock.value?.();
    return fail(started.error, 1);
  }
  const app = started.value;
  stopOnSignals(app, lock.value);
  if (!(await loadPlan(app, options.value))) return lock.value?.();
  const { code } = app.hall.pairings.offer({ role: 'chair', label: 'Chủ trì', teller: null }, true);
  const links = [...app.urls, ...ownLinks(options.value, app)].map(
    (url) => `${url}/console/#pair=${code}`,
  );
  await welcome(links, app.urls, servingLines(app.tls, app.port));
}

/** On the laptop itself, where the certificate allows it. */
function ownLinks({ tls }: Options, { port }: App): string[] {
  if (tls?.way === 'own') return [];
  return [`${tls === null ? 'http' : 'https'}://localhost:${port}`];
}

/** Also where the pages are not built, as in a rehearsal; without it the plain verifier does it. */
async function haveVerifier(): Promise<void> {
  try {
    await buildVerifier();
  } catch {
    console.log(
      'Không dựng được bộ kiểm nhanh; máy chủ dùng bộ kiểm thường, chậm hơn · Plain verifier',
    );
  }
}

async function loadPlan(app: App, { plan }: Options): Promise<boolean> {
  if (plan === null) return true;
  const text = await readFile(plan, 'utf8').catch(() => null);
  const parsed = text === null ? null : parsePlanText(text);
  if (parsed?.ok === true) {
    const answer = await app.hall.command({ type: 'load-plan', plan: parsed.value });
    if (!answer.ok) console.log('Một vòng lấy phiếu đang diễn ra: kế hoạch cũ được giữ nguyên.');
    for (const problem of await app.hall.keepFiles(parsed.value, dirname(plan))) {
      console.log(problemLine(problem));
    }
    return true;
  }
  const problems = parsed?.error.map(formatProblem).join('\n') ?? `Không đọc được tệp ${plan}`;
  await app.close();
  await fail(`Kế hoạch không dùng được:\n${problems}`, 2);
  return false;
}

function fail(message: string, code: number): Promise<void> {
  console.error(message);
  process.exitCode = code;
  return Promise.resolve();
}

function stopOnSignals(app: App, lock: LockAgain | null): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void stop(app, lock).then((code) => process.exit(code));
    });
  }
}

async function stop(app: App, lock: LockAgain | null): Promise<number> {
  await app.close();
  if (lock === null) return 0;
  console.log('Đang khóa thư mục dữ liệu, xin đừng tắt máy · Locking the data folder');
  try {
    await lock();
    console.log('Đã khóa · Locked');
    return 0;
  } catch (error) {
    console.error(
      `Chưa khóa được, dữ liệu vẫn để mở · Not locked: ${error instanceof Error ? error.message : ''}`,
    );
    return 1;
  }
}
