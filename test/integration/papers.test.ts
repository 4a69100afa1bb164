import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paperCode } from '#shared/papers/evidence.ts';
import { DEFAULT_PAPER_SETTINGS } from '#shared/papers/settings.ts';
import type { MeetingResult } from '#shared/result/result.ts';
import type { Answer, PaperBytes } from '#shared/wire.ts';
import { granted } from '../../scripts/clients/answers.ts';
import { parseIssues } from '../../server/round/issue-counts.ts';
import { durableJsonFile } from '../../server/store/durable-json.ts';
import { bare, outcome, SocketMeeting, TestServer } from '../support/hall.ts';
import { docxBody, docxText } from '../support/papers/docx-text.ts';
import { oneSpaced, pdfBody, pdfPages } from '../support/papers/pdf-text.ts';
import { runScript } from '../support/run-script.ts';

/** A row of the result as any of its renderings has it: name, valid, and count and % of each level. */
type Figures = readonly string[];

let server: TestServer;
let meeting: SocketMeeting;
let result: MeetingResult;
let papers = '';
let scratch = '';

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hom-phieu-papers-'));
  server = await TestServer.start();
  meeting = await (await SocketMeeting.start(server)).to('announced');
  papers = join(server.folder, 'papers');
  granted('make', await ask(meeting.chair, 'chair', 'papers', { type: 'make' }));
  await meeting.chair.until((view) => (view.papers?.made ?? 0) > 0, 'the papers are made', 50_000);
  result = JSON.parse(await readFile(join(server.folder, 'result.json'), 'utf8')) as MeetingResult;
});

afterAll(async () => {
  meeting.leave();
  await server.remove();
  await rm(scratch, { recursive: true, force: true });
});

/** What a device is answered, on a connection of its own. */
async function ask<T>(
  { device }: { readonly device: Parameters<typeof bare>[0] },
  role: Parameters<typeof bare>[1],
  event: string,
  message: unknown,
): Promise<Answer<T>> {
  const socket = bare(device, role);
  try {
    return (await outcome(socket, event, [message], 50_000)) as Answer<T>;
  } finally {
    socket.disconnect();
  }
}

function stored(): Figures[] {
  return result.rows.map((row) => [
    row.name,
    ...[row.valid, row.high, row.highPercent, row.confidence, row.confidencePercent, row.low].map(
      String,
    ),
    row.lowPercent,
  ]);
}

function read(name: string): Promise<Buffer> {
  return readFile(join(papers, name));
}

/** Every text of a file, whatever its format. */
async function textOf(folder: string, name: string): Promise<string> {
  const bytes = await readFile(join(folder, name));
  if (name.endsWith('.docx')) return docxBody(docxText(bytes));
  if (name.endsWith('.pdf')) return pdfBody(await pdfPages(bytes), 0, 0);
  if (!name.endsWith('.xlsx')) return bytes.toString('utf8');
  const files = unzipSync(bytes);
  return Object.keys(files)
    .map((each) => strFromU8(files[each]!))
    .join('\n');
}

/** Sheet 1 of a workbook, cell by cell, numbers as they are stored. */
function sheetOf(bytes: Uint8Array): string[][] {
  const files = unzipSync(bytes);
  const strings = [...strFromU8(files['xl/sharedStrings.xml']!).matchAll(/<t[^>]*>([^<]*)</gu)];
  const rows = strFromU8(files['xl/worksheets/sheet1.xml']!).match(/<row .*?<\/row>/gsu) ?? [];
  return rows.map((row) =>
    [...row.matchAll(/<c [^>]*?(t="s")?[^>]*?><v>([^<]*)<\/v>/gu)].map(([cell, , value]) =>
      cell.includes('t="s"') ? strings[Number(value)]![1]! : value!,
    ),
  );
}

describe('the papers of a counted round (design 1: one stored result)', () => {
  it('are each there as DOCX and PDF, and the result as JSON, CSV and XLSX', async () => {
    const names = (await readdir(papers)).sort();
    const words = names.filter((name) => name.endsWith('.docx'));
    expect(words.map((name) => name.replace('.docx', '.pdf'))).toEqual(
      names.filter((name) => name.endsWith('.pdf')),
    );
    expect(words).toEqual([
      'bao-cao-ket-qua-phieu-tin-nhiem.docx',
      'bao-cao-kiem-tra-san-sang.docx',
      'bien-ban-kiem-phieu-ban-so-1.docx',
      'bien-ban-kiem-tra-niem-phong-hom-phieu.docx',
      'danh-sach-phieu-da-phat.docx',
      'danh-sach-trieu-tap-va-diem-danh.docx',
      'phieu-tin-nhiem.docx',
      'van-ban-doc-tai-hoi-nghi.docx',
    ]);
    expect(names).toEqual(
      expect.arrayContaining(['ket-qua.csv', 'ket-qua.json', 'ket-qua.xlsx', 'papers.json']),
    );
  });

  it('say figure by figure what result.json says: screen, DOCX, PDF, JSON (R34)', async () => {
    const expected = stored();
    expect(expected).toHaveLength(3);
    const screen = meeting.chair.view!.result!;
    expect(screen).toEqual(result);
    for (const paper of ['bao-cao-ket-qua-phieu-tin-nhiem', 'bien-ban-kiem-phieu-ban-so-1']) {
      const tables = docxText(await read(`${paper}.docx`)).tables;
      // The minutes also have a short table of the invalid ballots.
      const rows = tables.flat().filter((row) => row.length > 9);
      const found = rows.filter((row) => expected.some(([name]) => row[1] === name));
      // The minutes have the invalid ballots of each person beside the valid ones (R33).
      const invalid = paper.startsWith('bien-ban') ? 1 : 0;
      expect(found.map((row) => [row[1], row[3], ...row.slice(4 + invalid)])).toEqual(expected);
      const page = pdfBody(await pdfPages(await read(`${paper}.pdf`)), 0, 0);
      for (const [i, { post, name, valid, invalid: lost }] of result.rows.entries()) {
        const counts = invalid === 1 ? [valid, lost] : [valid];
        const line = [i + 1, name, post, ...counts, ...expected[i]!.slice(2)].join(' ');
        expect(page).toContain(oneSpaced(line));
      }
    }
    expect(JSON.parse((await read('ket-qua.json')).toString('utf8'))).toEqual(result);
  });

  it('say them as data, too: the columns of CSV and XLSX (B5)', async () => {
    const expected = stored();
    const csv = (await read('ket-qua.csv')).toString('utf8');
    expect(csv.startsWith('\uFEFF')).toBe(true);
    const lines = csv.split('\r\n').map((line) => line.split(';'));
    const rows = lines.filter(([number]) => /^\d+$/u.test(number ?? ''));
    expect(rows.map((row) => [row[1], row[3], ...row.slice(5, 11)])).toEqual(expected);
    expect(rows.map((row) => Number(row[4]))).toEqual(result.rows.map(({ invalid }) => invalid));
    const sheet = sheetOf(await read('ket-qua.xlsx')).filter(([number]) => /^\d+$/u.test(number!));
    const numbers = sheet.map((row) => [row[1], row[3], ...row.slice(5, 11)].map(comma));
    expect(numbers).toEqual(expected.map((row) => row.map(comma)));
  });

  it('come out with the same text from the records alone: npm run papers, exit code 0', async () => {
    const out = join(scratch, 'again');
    const run = await runScript('papers.ts', server.folder, '--out', out);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('[19/19] ket-qua.xlsx');
    const names = await readdir(papers);
    expect((await readdir(out)).sort()).toEqual(names.sort());
    for (const name of names) {
      expect([name, await textOf(out, name)]).toEqual([name, await textOf(papers, name)]);
      // Their properties state a time of the records, so that the files are the same ones.
      expect([name, (await readFile(join(out, name))).equals(await read(name))]).toEqual([
        name,
        true,
      ]);
    }
  });

  it('count the ballots issued by desk and quarter, apart from the log (design 7)', async () => {
    const file = await durableJsonFile(join(server.folder, 'issues.json'), parseIssues).read();
    expect(file!.counts.reduce((sum, { count }) => sum + count, 0)).toBe(5);
    expect(file!.counts.every(({ desk }) => desk === 'Bàn 1')).toBe(true);
    expect(file!.counts[0]!.quarter).toMatch(/^\d{4}-\d\d-\d\dT\d\d:(?:00|15|30|45)$/u);
    const log = await readFile(join(server.folder, 'log.jsonl'), 'utf8');
    expect(log).not.toContain('"quarter"');
    const list = await textOf(papers, 'danh-sach-phieu-da-phat.docx');
    expect(list).toContain('Bàn 1');
    expect(list).not.toContain('Không rõ');
  });
});

describe('the wire of the papers (design 3)', () => {
  it.each(['desk', 'supervisor'] as const)('a %s who asks for them is cut off', async (role) => {
    for (const event of ['papers', 'paper', 'papers-zip', 'papers-reading', 'papers-list']) {
      const answer = await ask(meeting[role], role, event, null);
      expect([event, answer]).toEqual([event, 'disconnected']);
    }
  });

  it('the head of the committee reads them and makes none; another teller gets none', async () => {
    const report = { id: 'report', copy: null, format: 'docx' };
    const [head, other] = meeting.tellers;
    const got = granted('paper', await ask<PaperBytes>(head!, 'teller', 'paper', report));
    expect(docxBody(docxText(new Uint8Array(got.bytes)))).toBe(
      await textOf(papers, 'bao-cao-ket-qua-phieu-tin-nhiem.docx'),
    );
    expect(await ask(head!, 'teller', 'papers', { type: 'make' })).toBe('disconnected');
    for (const [event, message] of [
      ['paper', report],
      ['papers-zip', null],
      ['papers-reading', null],
      ['papers-list', null],
    ] as const) {
      const answer = await ask(other!, 'teller', event, message);
      expect(answer).toEqual({ ok: false, error: { code: 'not-head' } });
    }
  });

  it('the ZIP holds every file as it was made', async () => {
    const zip = granted('zip', await ask<PaperBytes>(meeting.chair, 'chair', 'papers-zip', null));
    expect(zip.name).toBe('van-ban-bch-1.zip');
    // The page that recounts goes along where the tree is built.
    const files = unzipSync(new Uint8Array(zip.bytes));
    const names = Object.keys(files).filter((name) => name !== 'verify.html');
    expect(names).toHaveLength(19);
    for (const name of names) {
      expect(Buffer.from(files[name]!).equals(await read(name))).toBe(true);
    }
  });

  it('settings are kept and followed; a wrong one is refused (B5)', async () => {
    const settings = { ...DEFAULT_PAPER_SETTINGS, percent: 'trim' };
    const set = { type: 'set-settings', settings };
    const wrong = { ...set, settings: { ...settings, percent: 'three' } };
    const refused = await ask(meeting.chair, 'chair', 'papers', wrong);
    expect(refused).toMatchObject({ ok: false, error: { code: 'malformed' } });
    expect(meeting.chair.view!.papers).toMatchObject({ made: 19, older: false });
    granted('settings', await ask(meeting.chair, 'chair', 'papers', set));
    await meeting.chair.until(({ papers: view }) => view?.settings.percent === 'trim', 'trimmed');
    // The papers made before say 75,00: the chair is told that they are of before.
    expect(meeting.chair.view!.papers).toMatchObject({ made: 19, older: true });
    const choice = { id: 'report', copy: null, format: 'docx' };
    const made = granted('one', await ask<PaperBytes>(meeting.chair, 'chair', 'paper', choice));
    const rows = docxText(new Uint8Array(made.bytes)).tables.flat();
    const { name, high } = result.rows[0]!;
    expect(rows.find((row) => row[1] === name)!.slice(4, 6)).toEqual([String(high), '75']);
  });
});

describe('npm run papers, input that cannot be used (design 4): exit code 2', () => {
  /** A copy of the round's records with one file changed. */
  async function changed(file: string, change: (text: string) => string): Promise<string> {
    const folder = await mkdtemp(join(scratch, 'round-'));
    for (const name of ['log.jsonl', 'board.jsonl', 'register.jsonl', 'result.json']) {
      await copyFile(join(server.folder, name), join(folder, name));
    }
    const text = await readFile(join(folder, file), 'utf8');
    const other = change(text);
    expect(other).not.toBe(text);
    await writeFile(join(folder, file), other);
    return folder;
  }

  it('says in both languages what is wrong with which file, and makes nothing', async () => {
    const empty = join(scratch, 'empty');
    await mkdir(empty);
    const cases: [readonly string[], string][] = [
      [[], 'RESULT_DIR'],
      [['/nope'], 'no such folder'],
      [[empty], 'there is no meeting log'],
      [[await changed('log.jsonl', (text) => text.replace('2026', '2027'))], 'log.jsonl'],
      [
        [await changed('result.json', (text) => text.replace('"high": 3', '"high": 4'))],
        'not the one of the log',
      ],
    ];
    const runs = cases.map(async ([args, sentence]) => {
      const run = await runScript('papers.ts', ...args);
      expect({ args, code: run.code }).toEqual({ args, code: 2 });
      expect(run.stderr).toContain(sentence);
      expect(run.stderr).not.toMatch(/^\s+at /mu);
      const folder = args[0] ?? empty;
      expect(await readdir(join(folder, 'papers')).catch(() => 'none')).toBe('none');
    });
    await Promise.all(runs);
  });
});

describe('npm run verify --paper: whose paper is this (P 4.1)', () => {
  function verify(code: string) {
    const [board, file] = ['board.jsonl', 'result.json'].map((name) => join(server.folder, name));
    return runScript('verify.ts', board!, '--result', file!, '--paper', code);
  }

  it('accepts the code of this round’s papers: 0; of another’s: 1; of no paper: 2', async () => {
    const { head } = result.board!;
    const { digest } = result.recounts[0]!;
    const code = paperCode({ round: 'bch-1', head, digest });
    const swapped = paperCode({ round: 'bch-1', head: digest, digest: head });
    const venue = paperCode({ round: 'hdnd-1', head, digest });
    const [own, other, elsewhere, none] = await Promise.all([
      verify(code),
      verify(swapped),
      verify(venue),
      verify('https://example.org'),
    ]);
    expect(own).toMatchObject({ code: 0, stderr: '' });
    expect(own.stdout).toContain('VĂN BẢN KHỚP');
    expect(other.code).toBe(1);
    expect(other.stdout).toContain('the head of the board, the result’s digest differ');
    expect(elsewhere.code).toBe(1);
    expect(none.code).toBe(2);
  });
});

/** A number whatever its decimal mark and zeros; a name as it is. */
function comma(text: string | undefined): string {
  const number = Number((text ?? '').replace(',', '.'));
  return Number.isNaN(number) ? (text ?? '') : String(number);
}
