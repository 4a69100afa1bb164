import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import {
  bookKey,
  MOST_QUESTIONS,
  type Book,
  type KeptFile,
  type Question,
} from '#shared/plan/preparation/book.ts';
import { FILE_PART_LENGTH, LARGEST_FILE, type PreparationView } from '#shared/wire-preparation.ts';
import { bare, outcome, pairChair, smallPlan, TestServer } from '../../support/hall.ts';

type Ask = (event: string, message: unknown) => Promise<unknown>;

const PLAN = smallPlan();
const KEY = bookKey(PLAN);
const PDF = new Uint8Array(Buffer.from('%PDF-1.7\nbáo cáo'));
const QUESTION: Question = {
  id: 'q1',
  venue: 'bch',
  subject: 'subject1',
  from: 'Phòng Tổ chức',
  text: 'Đề nghị làm rõ tiến độ dự án.',
  received: '2026-03-09',
  forwarded: '2026-03-10',
  answered: null,
  answer: '',
  answerFile: null,
};

let opened: TestServer[] = [];
afterEach(async () => {
  await Promise.all(opened.map((server) => server.remove()));
  opened = [];
});

/** A server with the small plan, and its chair's page. */
async function prepared(): Promise<{ server: TestServer; ask: Ask }> {
  const server = await TestServer.start();
  opened.push(server);
  const ask = await chairOf(server);
  expect(await ask('hall', { type: 'load-plan', plan: PLAN })).toMatchObject({ ok: true });
  return { server, ask };
}

async function chairOf(server: TestServer): Promise<Ask> {
  const socket = bare(await pairChair(server), 'chair');
  onTestFinished(() => {
    socket.disconnect();
  });
  return (event, message) => outcome(socket, event, [message], 8_000);
}

/** Sends a file up part by part, as the page does; the last answer. */
async function send(ask: Ask, name: string, bytes: Uint8Array): Promise<unknown> {
  const text = Buffer.from(bytes).toString('base64');
  const parts = Math.max(1, Math.ceil(text.length / FILE_PART_LENGTH));
  let answer: unknown;
  for (let part = 0; part < parts; part += 1) {
    const piece = text.slice(part * FILE_PART_LENGTH, (part + 1) * FILE_PART_LENGTH);
    answer = await ask('file-part', { name, part, parts, text: piece });
    if (!(answer as { ok: boolean }).ok) return answer;
  }
  return answer;
}

async function sent(ask: Ask, name: string, bytes: Uint8Array): Promise<KeptFile> {
  const answer = (await send(ask, name, bytes)) as { ok: true; value: KeptFile };
  expect(answer).toMatchObject({ ok: true });
  return answer.value;
}

async function read(ask: Ask, of: 'plan' | 'round' = 'plan'): Promise<PreparationView> {
  const answer = (await ask('preparation-read', { of })) as { value: PreparationView };
  return answer.value;
}

function refused(code: string): unknown {
  return { ok: false, error: { code } };
}

describe('what is noted beside a plan (R7–R10)', () => {
  test('steps done, questions and dossiers are kept, and are there after a restart', async () => {
    const { server, ask } = await prepared();
    expect(await ask('preparation-read', { of: 'round' })).toEqual({ ok: true, value: null });
    const done = { on: '2026-03-01', note: 'Đã gửi' };
    await ask('step-mark', { plan: KEY, step: 'bch/subject-report', done });
    await ask('question-put', { plan: KEY, question: QUESTION });
    const file = await sent(ask, 'Báo cáo.pdf', PDF);
    expect(file).toMatchObject({ name: 'Báo cáo.pdf', bytes: PDF.length });
    const answer = await ask('dossier-set', { plan: KEY, subject: 'subject1', files: [file] });
    const book: Book = {
      done: { 'bch/subject-report': done },
      questions: [QUESTION],
      dossiers: { subject1: [file] },
    };
    expect(answer).toEqual({ ok: true, value: book });
    await server.restart();
    const again = await chairOf(server);
    expect(await read(again)).toMatchObject({ key: KEY, book, others: [] });
    expect(await readdir(join(server.data, 'files'))).toHaveLength(1);
  });

  test('a round begun with the plan names the files sent up, and they may be served', async () => {
    const { server, ask } = await prepared();
    const file = await sent(ask, 'Báo cáo', PDF);
    await ask('dossier-set', { plan: KEY, subject: 'subject1', files: [file] });
    await ask('hall', { type: 'start-round', venueId: 'bch', rehearsal: true });
    const { hall } = server.app;
    expect(hall.active?.round.log.plan.lines[0]?.dossier).toEqual([
      { name: 'Báo cáo', file: file.file },
    ]);
    expect(hall.files.link(hall.active, file.file)).toBe(null);
    await ask('command', { type: 'freeze-ballot' });
    const link = hall.files.link(hall.active, file.file);
    expect(link).toMatchObject({ bytes: PDF.length, type: 'pdf' });
    const served = await fetch(`${server.url}${link?.url ?? ''}`);
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(PDF);
    expect(served.headers.get('content-security-policy')).toBe('sandbox');
    expect(await read(ask, 'round')).toMatchObject({ key: KEY, rehearsal: true });
  });

  test('what is removed is swept away at the next start, what a ballot needs is not', async () => {
    const { server, ask } = await prepared();
    const kept = await sent(ask, 'một', PDF);
    const gone = await sent(ask, 'hai', new Uint8Array([...PDF, 1]));
    await ask('dossier-set', { plan: KEY, subject: 'subject1', files: [kept] });
    await ask('hall', { type: 'start-round', venueId: 'bch', rehearsal: true });
    await ask('dossier-set', { plan: KEY, subject: 'subject1', files: [] });
    await server.restart();
    const names = await readdir(join(server.data, 'files'));
    expect(names.map((name) => `kho/${name}.pdf`)).toEqual([kept.file]);
    const again = await chairOf(server);
    const files = [gone];
    expect(await again('dossier-set', { plan: KEY, subject: 'subject1', files })).toMatchObject(
      refused('file-gone') as object,
    );
  });

  test('refused: another plan, too large, active content, macros, parts out of order', async () => {
    const { ask } = await prepared();
    const step = { plan: 'x', step: 'bch/report', done: null };
    expect(await ask('step-mark', step)).toMatchObject(refused('plan-changed') as object);
    const html = new Uint8Array(Buffer.from('<script>alert(1)</script>'));
    expect(await send(ask, 'a.pdf', html)).toMatchObject(refused('file-kind') as object);
    const docx = {
      '[Content_Types].xml': strToU8('x'),
      'word/document.xml': strToU8('x'),
      'word/vbaProject.bin': strToU8('x'),
    };
    expect(await send(ask, 'a.docx', zipSync(docx))).toMatchObject(refused('file-kind') as object);
    const part = { name: 'a.pdf', part: 1, parts: 2, text: 'AAAA' };
    expect(await ask('file-part', part)).toMatchObject(refused('malformed') as object);
    const large = new Uint8Array(LARGEST_FILE + 1);
    large.set(PDF);
    expect(await send(ask, 'a.pdf', large)).toMatchObject(refused('file-too-large') as object);
    expect(await send(ask, 'a.pdf', large.subarray(0, LARGEST_FILE))).toMatchObject({ ok: true });
  });

  test('an official round takes the questions into its log before the freeze (R10)', async () => {
    const { server, ask } = await prepared();
    await ask('question-put', { plan: KEY, question: QUESTION });
    await ask('question-put', { plan: KEY, question: { ...QUESTION, id: 'x', venue: 'hdnd' } });
    await ask('hall', { type: 'start-round', venueId: 'bch', rehearsal: false });
    expect(await ask('command', { type: 'freeze-ballot' })).toMatchObject({ ok: true });
    const { text, received, forwarded } = QUESTION;
    const recorded = [
      { subject: 'subject1', text, received, forwarded, answered: null, answer: '', file: null },
    ];
    expect(server.app.hall.active?.round.log.feed.map(({ type }) => type)).toEqual([
      'round-created',
      'questions-recorded',
      'ballot-frozen',
    ]);
    await server.restart();
    expect(server.app.hall.active?.round.log.questions).toEqual(recorded);
    const log = await readFile(join(server.data, 'rounds/bch-1/log.jsonl'), 'utf8');
    expect(log).not.toContain(QUESTION.from);
  });

  test('no more questions than a book holds; one of them may still be changed', async () => {
    const { ask } = await prepared();
    for (let i = 0; i < MOST_QUESTIONS; i += 1) {
      await ask('question-put', { plan: KEY, question: { ...QUESTION, id: `q${i}` } });
    }
    const more = { plan: KEY, question: { ...QUESTION, id: 'more' } };
    const answer = await ask('question-put', more);
    expect(answer).toMatchObject(refused('too-many-questions') as object);
    const question = { ...QUESTION, id: 'q7', answered: '2026-03-12', answer: 'Đã rõ.' };
    expect(await ask('question-put', { plan: KEY, question })).toMatchObject({ ok: true });
    expect((await read(ask)).book.questions[7]?.answer).toBe('Đã rõ.');
  }, 60_000);

  test('a plan with a new date begins with an empty book and may take the other over', async () => {
    const { ask } = await prepared();
    await ask('question-put', { plan: KEY, question: QUESTION });
    const later = { ...PLAN, date: '2026-01-25' };
    await ask('hall', { type: 'load-plan', plan: later });
    const view = await read(ask);
    expect(view.book.questions).toEqual([]);
    expect(view.others).toMatchObject([{ key: KEY, title: PLAN.title, questions: 1 }]);
    const taken = await ask('book-take', { plan: view.key, from: KEY });
    expect(taken).toMatchObject({ ok: true, value: { questions: [QUESTION] } });
  });
});
