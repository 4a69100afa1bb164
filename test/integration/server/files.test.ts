import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VoterView } from '#shared/meeting/views.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { disconnect } from '../../../scripts/clients/connect.ts';
import { problemLine } from '../../../server/files.ts';
import { bareOpen, SocketMeeting, smallPlan, TestServer } from '../../support/hall.ts';

const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);
const JPG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 9);
const PDF = strToU8('%PDF-1.7\n%%EOF');
const parts = { '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8('<w/>') };
const DOCX = zipSync(parts);
const MACROS = zipSync({ ...parts, 'word/vbaProject.bin': strToU8('x') });

const FILES: Readonly<Record<string, Uint8Array>> = {
  'anh/1.png': PNG,
  'anh/2.jpg': JPG,
  'ho-so/bao-cao.pdf': PDF,
  'ho-so/ban-ke-khai.docx': DOCX,
  // A name is no proof: the bytes say what a file is.
  'ho-so/trang.pdf': strToU8('<html><script>alert(1)</script></html>'),
  'ho-so/macro.docx': MACROS,
  'ho-so/lon.pdf': new Uint8Array(10 * 1024 * 1024 + 1).fill(1),
  'anh/3.pdf': PDF,
};

const plan: Plan = {
  ...smallPlan(),
  subjects: [
    {
      id: 'subject1',
      name: 'Cán bộ số 1',
      post: 'Chức vụ 1',
      venues: ['bch'],
      photo: 'anh/1.png',
      dossier: [
        { name: 'Báo cáo', file: 'ho-so/bao-cao.pdf' },
        { name: 'Kê khai', file: 'ho-so/ban-ke-khai.docx' },
        { name: 'Trang', file: 'ho-so/trang.pdf' },
        { name: 'Macro', file: 'ho-so/macro.docx' },
        { name: 'Lớn', file: 'ho-so/lon.pdf' },
        { name: 'Thiếu', file: 'ho-so/khong-co.pdf' },
      ],
    },
    {
      id: 'subject2',
      name: 'Cán bộ số 2',
      post: 'Chức vụ 2',
      venues: ['bch'],
      photo: 'anh/2.jpg',
    },
    { id: 'subject3', name: 'Cán bộ số 3', post: 'Chức vụ 3', venues: ['bch'], photo: 'anh/3.pdf' },
  ],
};

let server: TestServer;
let meeting: SocketMeeting;
let beside: string;
let problems: readonly { path: string; reason: string }[];

beforeAll(async () => {
  beside = await mkdtemp(join(tmpdir(), 'hom-phieu-plan-'));
  for (const [path, bytes] of Object.entries(FILES)) {
    await mkdir(join(beside, path, '..'), { recursive: true });
    await writeFile(join(beside, path), bytes);
  }
  server = await TestServer.start();
  meeting = await SocketMeeting.start(server);
  await meeting.hall({ type: 'load-plan', plan });
  problems = await server.app.hall.keepFiles(plan, beside);
  // The meeting depends on the plan's folder no longer.
  await rm(beside, { recursive: true });
  await meeting.hall({ type: 'start-round', venueId: 'bch', rehearsal: false });
});

afterAll(async () => {
  meeting.leave();
  await server.remove();
});

async function voterView(): Promise<VoterView> {
  const socket = bareOpen(server.url, 'voter');
  const view = await new Promise<VoterView>((resolve) => socket.once('view', resolve));
  disconnect(socket);
  return view;
}

/** As it stands in the request line: a browser's own tidying of `..` would test nothing. */
function status(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(server.url, { path }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.once('error', reject);
    asked.end();
  });
}

describe('keeping the files of a plan (R9)', () => {
  test('what cannot be shown is told by path, with what to do; the rest is kept by its hash', async () => {
    expect(Object.fromEntries(problems.map(({ path, reason }) => [path, reason]))).toEqual({
      'anh/3.pdf': 'no-picture',
      'ho-so/trang.pdf': 'wrong-kind',
      'ho-so/macro.docx': 'wrong-kind',
      'ho-so/lon.pdf': 'too-large',
      'ho-so/khong-co.pdf': 'missing',
    });
    expect(problemLine({ path: 'ho-so/khong-co.pdf', reason: 'missing' })).toContain(
      '«ho-so/khong-co.pdf»: không có tệp này. Hãy đặt tệp cạnh kế hoạch',
    );
    const hashes = [PNG, JPG, PDF, DOCX].map((bytes) =>
      createHash('sha256').update(bytes).digest('hex'),
    );
    expect((await readdir(join(server.data, 'files'))).sort()).toEqual(hashes.sort());
  });

  test('the chair is told how many files the plan names and how many this laptop lacks', () => {
    expect(server.app.hall.setup().plan?.files).toEqual({ named: 9, missing: 5 });
  });

  test('before roll call nobody gets an address', async () => {
    expect((await voterView()).lines.map((line) => [line.photo, line.dossier])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  test('the frozen ballot is the same with and without photos and dossiers', async () => {
    await meeting.to('rollCall');
    const { ballotDigest } = server.app.hall.active!.round.log;
    const bare = await TestServer.start();
    const other = await SocketMeeting.start(bare);
    await other.to('rollCall');
    expect(bare.app.hall.active!.round.log.ballotDigest).toBe(ballotDigest);
    other.leave();
    await bare.remove();
  });
});

describe('serving them to the voters of this meeting', () => {
  test('photo and dossier with name, kind and size; what is missing is not offered', async () => {
    const [first, second, third] = (await voterView()).lines;
    expect(first?.photo).toMatch(/^\/files\/[\w-]{32}\/[0-9a-f]{64}$/);
    expect(first?.dossier?.map(({ name, type, bytes }) => [name, type, bytes])).toEqual([
      ['Báo cáo', 'pdf', PDF.length],
      ['Kê khai', 'docx', DOCX.length],
    ]);
    expect([second?.dossier, third?.photo]).toEqual([undefined, undefined]);
    expect(second?.photo).toBeDefined();
  });

  test('no browser keeps them and none runs them', async () => {
    const [first] = (await voterView()).lines;
    const [pdf, docx] = first!.dossier!;
    for (const [url, type, disposition, bytes] of [
      [first!.photo!, 'image/png', 'inline', PNG],
      [pdf!.url, 'application/pdf', 'inline', PDF],
      [docx!.url, 'application/vnd.openxmlformats', 'attachment', DOCX],
    ] as const) {
      const answer = await fetch(server.url + url);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain(type);
      expect(answer.headers.get('content-disposition')).toContain(disposition);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toBe('sandbox');
      expect(answer.headers.get('etag')).toBeNull();
      expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
    }
  });

  test('any other address is nobody’s: guesses, other names, ways out of the folder', async () => {
    const { photo } = (await voterView()).lines[0]!;
    const [, , token, name] = photo!.split('/');
    for (const path of [
      `/files/${name!}`,
      `/files/x/${name!}`,
      `/files/${token!}/${'0'.repeat(64)}`,
      `/files/${token!}/`,
      `/files/${token!}/../../plan.json`,
      `/files/${token!}/..%2f..%2fkeys.json`,
      `/files/${token!}/..%2fplan.json`,
      `/files/${token!}/%2e%2e/settings.json`,
      `/files/${token!}/anh/1.png`,
      `/files/${token!}/${name!}%00`,
      `/files/${token!}/%E0%A4%A`,
    ]) {
      expect([path, await status(path)]).toEqual([path, 404]);
    }
    expect(await status(photo!)).toBe(200);
  });

  test('after a restart the voters get new addresses; the old ones are dead', async () => {
    const { photo } = (await voterView()).lines[0]!;
    await server.restart();
    const fresh = (await voterView()).lines[0]!.photo!;
    expect(fresh).not.toBe(photo);
    expect([await status(photo!), await status(fresh)]).toEqual([404, 200]);
  });

  test('with the close they are gone, from the views and from the addresses', async () => {
    await meeting.chair.until(({ hall }) => hall?.phase === 'rollCall', 'the chair is back');
    await meeting.to('polling');
    const { photo } = (await voterView()).lines[0]!;
    expect(await status(photo!)).toBe(200);
    await meeting.to('counting');
    expect((await voterView()).lines[0]).toEqual({
      id: 'subject1',
      name: 'Cán bộ số 1',
      post: 'Chức vụ 1',
    });
    expect(await status(photo!)).toBe(404);
  });
});
