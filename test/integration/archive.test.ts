import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Socket } from 'socket.io-client';
import type { ChairView } from '#shared/meeting/views.ts';
import type { Answer, PaperBytes } from '#shared/wire.ts';
import type { ImportedVenue } from '#shared/wire-archive.ts';
import { IMPORT_PART_BYTES } from '#shared/wire-archive.ts';
import { sha256 } from '../../server/archive/manifest.ts';
import { bare, outcome, smallPlan, SocketMeeting, TestServer } from '../support/hall.ts';
import { runScript } from '../support/run-script.ts';
import { oneSpaced, pdfBody, pdfPages } from '../support/papers/pdf-text.ts';

const PASSPHRASE = 'năm từ không liên quan';
const WIFI = { security: 'wpa', name: 'HOI-TRUONG', password: 'lan-noi-bo-2026' } as const;
let scratch = '';
let server: TestServer;
let meeting: SocketMeeting;
let chair: Socket;
let other: TestServer;
let otherMeeting: SocketMeeting;
let otherChair: Socket;
let sealed: Buffer;

async function ask<T>(socket: Socket, event: string, message: unknown): Promise<Answer<T>> {
  return (await outcome(socket, event, [message], 110_000)) as Answer<T>;
}

/** Waits for the chair's view; the first comes by itself. */
function made(of: SocketMeeting): Promise<ChairView> {
  return of.chair.until(
    ({ archive }) => archive !== undefined && (archive.made ?? archive.failed) !== null,
    'the archive is made',
    110_000,
  );
}

async function sendUp(socket: Socket, bytes: Buffer): Promise<void> {
  for (let part = 0; part * IMPORT_PART_BYTES < bytes.length; part += 1) {
    const at = part * IMPORT_PART_BYTES;
    const piece = bytes.subarray(at, at + IMPORT_PART_BYTES);
    expect(
      await ask(socket, 'import-part', { part, text: piece.toString('base64url') }),
    ).toMatchObject({ ok: true });
  }
}

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hom-phieu-archive-'));
  server = await TestServer.start();
  meeting = await SocketMeeting.start(server);
  await meeting.hall({ type: 'set-wifi', wifi: WIFI });
  await meeting.to('counted');
  chair = bare(meeting.chair.device, 'chair');
  expect(await ask(chair, 'archive-make', { passphrase: PASSPHRASE })).toMatchObject({
    ok: false,
    error: { code: 'wrong-phase' },
  });
  await meeting.to('announced');
  expect(await ask(chair, 'archive-make', { passphrase: 'ngắn' })).toMatchObject({
    ok: false,
    error: { code: 'passphrase-short' },
  });
  expect(await ask(chair, 'archive-make', { passphrase: PASSPHRASE })).toMatchObject({ ok: true });
  const view = await made(meeting);
  expect(view.archive).toMatchObject({ failed: null, made: { name: 'luu-tru-bch-1.homphieu' } });
  const file = await ask<PaperBytes>(chair, 'archive-file', null);
  if (!file.ok) throw new Error('no archive');
  sealed = Buffer.from(file.value.bytes);
  expect(sha256(sealed)).toBe(view.archive?.made?.sha256);
  other = await TestServer.start();
  otherMeeting = await SocketMeeting.start(other, false, {
    ...smallPlan({ name: 'Hội nghị cán bộ' }),
    title: 'Kế hoạch của nơi thứ hai',
  });
  otherChair = bare(otherMeeting.chair.device, 'chair');
}, 240_000);

afterAll(async () => {
  for (const each of [meeting, otherMeeting]) each.leave();
  chair.disconnect();
  otherChair.disconnect();
  await Promise.all([server.remove(), other.remove()]);
  await rm(scratch, { recursive: true, force: true });
});

describe('R41: the sealed archive', () => {
  test('holds records, papers and the verifier, no key, and reads as noise', () => {
    const text = sealed.toString('latin1');
    expect(text.startsWith('HOM-PHIEU-SEALED/1\n')).toBe(true);
    for (const word of ['board.jsonl', 'Cán bộ', 'keys.json', 'PK\u0003\u0004']) {
      expect(text, word).not.toContain(word);
    }
  });

  test('npm run verify opens and checks it: 0; a wrong passphrase 2; altered 2', async () => {
    const [file, good, bad] = ['a.homphieu', 'good', 'bad'].map((name) => join(scratch, name));
    await writeFile(file!, sealed);
    await writeFile(good!, `${PASSPHRASE}\n`);
    await writeFile(bad!, 'một mật khẩu khác\n');
    const out = join(scratch, 'out');
    const args = [file!, '--passphrase-file', good!, '--extract', out];
    const run = await runScript('verify.ts', ...args);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('HỢP LỆ');
    expect(run.stdout).toContain('Gói lưu trữ vòng bch-1');
    const names = await readdir(out, { recursive: true });
    expect(names).toEqual(expect.arrayContaining(['log.jsonl', 'board.jsonl', 'register.jsonl']));
    expect(names.filter((name) => /key|settings|made-archive/u.test(name))).toEqual([]);
    for (const name of names.filter((each) => each.includes('.'))) {
      const text = await readFile(join(out, name), 'latin1');
      expect(text.includes(WIFI.password), `${name} holds the Wi-Fi password`).toBe(false);
    }
    expect(await readFile(join(server.data, 'settings.json'), 'utf8')).toContain(WIFI.password);
    const board = await readFile(join(out, 'board.jsonl'));
    expect(board.equals(await readFile(join(server.folder, 'board.jsonl')))).toBe(true);
    const wrong = await runScript('verify.ts', file!, '--passphrase-file', bad!);
    expect([wrong.code, wrong.stderr.includes('Mật khẩu không đúng')]).toEqual([2, true]);
    const altered = Buffer.from(sealed);
    altered[altered.length - 1]! ^= 1;
    await writeFile(file!, altered);
    expect((await runScript('verify.ts', file!, '--passphrase-file', good!)).code).toBe(2);
  }, 240_000);
});

describe('R48: another laptop’s venue', () => {
  test('is taken in once its passphrase opens it and every record holds', async () => {
    await sendUp(otherChair, sealed);
    expect(await ask(otherChair, 'import-open', { passphrase: 'sai mật khẩu' })).toMatchObject({
      ok: false,
      error: { code: 'import-passphrase' },
    });
    const taken = await ask<ImportedVenue>(otherChair, 'import-open', { passphrase: PASSPHRASE });
    expect(taken).toMatchObject({
      ok: true,
      value: { round: 'bch-1', venueName: 'Hội nghị Ban Chấp hành', subjects: 3 },
    });
    const listed = await ask<ImportedVenue[]>(otherChair, 'imports-list', null);
    expect(listed).toEqual({ ok: true, value: [taken.ok && taken.value] });
    expect(await readdir(join(other.data, 'imports'))).not.toContain('coming.part');
  }, 120_000);

  test('is not taken in where the round was held: it would stand on the sheet twice', async () => {
    await sendUp(chair, sealed);
    expect(await ask(chair, 'import-open', { passphrase: PASSPHRASE })).toMatchObject({
      ok: false,
      error: { code: 'import-own' },
    });
    expect(await ask(chair, 'imports-list', null)).toEqual({ ok: true, value: [] });
  }, 120_000);

  test('stands on the two-venue sheet, by name and post, its figures untouched', async () => {
    await otherMeeting.to('announced');
    const choice = { id: 'twoVenues', copy: null, format: 'pdf' };
    const paper = await ask<PaperBytes>(otherChair, 'paper', choice);
    if (!paper.ok) throw new Error(paper.error.code);
    const text = oneSpaced(pdfBody(await pdfPages(paper.value.bytes), 0, 0));
    for (const words of ['Hội nghị Ban Chấp hành', 'Hội nghị cán bộ', 'Cán bộ số 3', 'bch-1']) {
      expect(text).toContain(words);
    }
  }, 120_000);

  test('a file that is no archive, or parts out of order, are refused; removal forgets it', async () => {
    await sendUp(otherChair, Buffer.from('no archive at all'));
    expect(await ask(otherChair, 'import-open', { passphrase: PASSPHRASE })).toMatchObject({
      ok: false,
      error: { code: 'import-not-archive' },
    });
    const stray = { part: 5, text: 'AA' };
    expect(await ask(otherChair, 'import-part', stray)).toMatchObject({
      ok: false,
      error: { code: 'import-broken' },
    });
    const listed = await ask<ImportedVenue[]>(otherChair, 'imports-list', null);
    const id = listed.ok ? listed.value[0]!.id : '';
    expect(await ask(otherChair, 'import-remove', { id })).toMatchObject({ ok: true });
    expect(await ask(otherChair, 'imports-list', null)).toEqual({ ok: true, value: [] });
  }, 120_000);
});

describe('after a restart', () => {
  test('R41: the chair still sees which archive was made, when, its size and SHA-256, and may take it', async () => {
    const before = meeting.chair.view?.archive?.made;
    expect(before).toMatchObject({ name: 'luu-tru-bch-1.homphieu', bytes: sealed.length });
    await server.restart();
    expect(server.app.hall.archive.view).toEqual({ making: false, made: before, failed: null });
    const file = await server.app.hall.archive.file();
    expect(file.ok && sha256(file.value.bytes)).toBe(before?.sha256);
  }, 120_000);

  test('R41: an archive that is made is told to the chair though no note of it can be written', async () => {
    const { hall } = server.app;
    const { archive } = hall;
    const note = join(server.folder, 'made-archive.json');
    await rm(note, { force: true });
    await mkdir(note);
    const told: unknown[] = [];
    hall.onChange(() => told.push(archive.view));
    expect(archive.make(PASSPHRASE)).toEqual({ ok: true, value: null });
    await vi.waitFor(
      () => {
        expect(told.at(-1)).toMatchObject({
          making: false,
          made: { name: 'luu-tru-bch-1.homphieu' },
        });
      },
      { timeout: 60_000 },
    );
    await rm(note, { recursive: true });
  }, 120_000);
});
