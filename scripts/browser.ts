import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { ROOT } from './root.ts';

/** How browser tests start a browser: no sandbox for root, nothing that calls home. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const DOWNLOAD_MS = 90_000;
const PACKAGE_MS = 600_000;
const START_MS = 60_000;

const NO_BROWSER =
  'Không tìm thấy trình duyệt cho các phép thử. Hãy cài Chromium hoặc Google Chrome rồi chạy lại, ' +
  'hoặc đặt HOM_PHIEU_BROWSER bằng đường dẫn tới tệp chạy của trình duyệt.\n' +
  'No browser was found for the browser tests. Install Chromium or Google Chrome and run again, ' +
  'or set HOM_PHIEU_BROWSER to the path of its program.';

/**
 * A browser that starts: the one `HOM_PHIEU_BROWSER` names, else Playwright's own (null), else one
 * of this system, else Playwright's download, else Debian's package when root. Returns the path of
 * its program. Throws with a sentence in Vietnamese and English when none can be had.
 */
export async function ensureBrowser(): Promise<string | null> {
  const named = process.env['HOM_PHIEU_BROWSER'] ?? '';
  if (named !== '') return named;
  if (await starts(null)) return null;
  const system = await firstThatStarts(systemBrowsers());
  if (system !== null) return system;
  if (await install()) return null;
  const packaged = (await installDebian()) ? await firstThatStarts(systemBrowsers()) : null;
  if (packaged !== null) return packaged;
  throw new Error(NO_BROWSER);
}

/** Whether the browser really starts: a stub or one with libraries missing is of no use. */
async function starts(executablePath: string | null): Promise<boolean> {
  try {
    const path = executablePath === null ? {} : { executablePath };
    const browser = await chromium.launch({ ...path, args: BROWSER_ARGS, timeout: START_MS });
    await browser.close();
    return true;
  } catch {
    return false;
  }
}

async function firstThatStarts(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    if (existsSync(path) && (await starts(path))) return path;
  }
  return null;
}

/** Where Chromium, Chrome and Edge usually are, on the PATH first. */
function systemBrowsers(): string[] {
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
  ];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...(process.platform === 'win32' ? [] : onPath), ...usualPlaces()];
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin') {
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform !== 'win32') return ['/usr/bin/chromium', '/usr/lib/chromium/chromium'];
  const programs = [
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
    'Chromium\\Application\\chrome.exe',
  ];
  const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map(
    (name) => process.env[name] ?? '',
  );
  return folders.flatMap((folder) => programs.map((program) => join(folder, program)));
}

/** Playwright's own download, within a time limit; false where it is out of reach. */
async function install(): Promise<boolean> {
  const cli = join(ROOT, 'node_modules/@playwright/test/cli.js');
  const done = await succeeds(
    process.execPath,
    [cli, 'install', 'chromium', '--only-shell'],
    DOWNLOAD_MS,
  );
  return done && (await starts(null));
}

async function installDebian(): Promise<boolean> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  return (
    (await succeeds('apt-get', ['update'], PACKAGE_MS)) &&
    (await succeeds(
      'apt-get',
      ['install', '-y', '--no-install-recommends', 'chromium'],
      PACKAGE_MS,
    ))
  );
}

function succeeds(command: string, args: readonly string[], limit: number): Promise<boolean> {
  console.log(`> ${[command, ...args].join(' ')}`);
  return new Promise((resolve) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: 'inherit',
      timeout: limit,
      killSignal: 'SIGKILL',
      env,
    });
    child.once('error', () => {
      resolve(false);
    });
    child.once('exit', (code) => {
      resolve(code === 0);
    });
  });
}
