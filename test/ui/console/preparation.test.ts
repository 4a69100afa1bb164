import { mount, flushSync } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import type { Plan } from '#shared/plan/plan-types.ts';
import {
  EMPTY_BOOK,
  withDossier,
  withoutQuestion,
  withQuestion,
  withStep,
  type Book,
  type KeptFile,
} from '#shared/plan/preparation/book.ts';
import { err, ok } from '#shared/result.ts';
import type { MeetingResult } from '#shared/result/result.ts';
import type { OtherBook } from '#shared/wire-preparation.ts';
import AfterHost from './AfterHost.svelte';
import PreparationPage from '../../../chair-console/preparation/PreparationPage.svelte';
import type { PreparationApi } from '../../../chair-console/preparation/preparation-api.ts';
import { smallPlan } from '../../support/hall.ts';
import { byTestId, inputOf, isShown, press, settle, show, textOf, type } from './mounted.ts';

const FILE: KeptFile = { name: 'Báo cáo', file: `kho/${'a'.repeat(64)}.pdf`, bytes: 2_500_000 };
const TODAY = '2026-03-10';

/** A server that keeps one book, as the real one does. */
function kept(plan: Plan, others: readonly OtherBook[] = [], rehearsal = false) {
  let book: Book = EMPTY_BOOK;
  function keep(next: Book) {
    book = next;
    return Promise.resolve(ok(book));
  }
  const api = {
    read: vi.fn(() =>
      Promise.resolve(
        ok({ key: 'k', plan: JSON.stringify(plan), today: TODAY, book, others, rehearsal }),
      ),
    ),
    mark: vi.fn<PreparationApi['mark']>((_, step, done) => keep(withStep(book, step, done))),
    putQuestion: vi.fn<PreparationApi['putQuestion']>((_, question) =>
      keep(withQuestion(book, question)),
    ),
    removeQuestion: vi.fn<PreparationApi['removeQuestion']>((_, id) =>
      keep(withoutQuestion(book, id)),
    ),
    send: vi.fn<PreparationApi['send']>(() => Promise.resolve(ok(FILE))),
    setDossier: vi.fn<PreparationApi['setDossier']>((_, subject, files) =>
      keep(withDossier(book, subject, files)),
    ),
    take: vi.fn(() => keep(withStep(book, 'bch/votingDay', { on: TODAY, note: '' }))),
  };
  return { api, book: () => book };
}

async function page(server: ReturnType<typeof kept>): Promise<void> {
  const props = { api: server.api, onclose: vi.fn() };
  show((target) => mount(PreparationPage, { target, props }));
  await vi.waitFor(() => {
    flushSync();
    expect(isShown('prep-tab-timeline')).toBe(true);
  });
}

function choose(id: string, size = 10): void {
  const file = new File([new Uint8Array(size)], 'bao-cao.pdf');
  Object.defineProperty(inputOf(id), 'files', { value: [file], configurable: true });
  inputOf(id).dispatchEvent(new Event('change', { bubbles: true }));
  flushSync();
}

describe('the timeline (R7, R8, R40)', () => {
  test('what is late and due stands on top, in words, with day, who and basis', async () => {
    await page(kept(smallPlan()));
    expect(textOf('next-bch/subject-report')).toMatch(
      /Thứ Bảy 28\/02\/2026.*Quá hạn 10 ngày.*Người được lấy phiếu.*20 ngày trước ngày lấy phiếu/u,
    );
    expect(textOf('next-bch/voters-questions')).toContain('Đến hạn hôm nay');
    expect(isShown('next-bch/explanation')).toBe(false);
    expect(textOf('step-bch/explanation')).toContain('Còn 7 ngày');
    expect(textOf('step-bch/report')).toContain('Chưa có hạn');
    expect(textOf('prep-count')).toBe('0/7 việc đã xong');
  });

  test('a step is noted with its day and a note, and taken back', async () => {
    const server = kept(smallPlan());
    await page(server);
    press('step-mark-bch/subject-report');
    type('mark-day', '2026-03-01');
    type('mark-note', 'Công văn 12');
    press('mark-save');
    await settle();
    expect(server.book().done).toEqual({
      'bch/subject-report': { on: '2026-03-01', note: 'Công văn 12' },
    });
    expect(textOf('step-bch/subject-report')).toMatch(/Xong chậm 1 ngày.*Công văn 12/u);
    expect(isShown('next-bch/subject-report')).toBe(false);
    press('prep-undo');
    await settle();
    expect(server.book().done).toEqual({});
    expect(isShown('next-bch/subject-report')).toBe(true);
  });

  test('a plan with a changed date says whose notes there are, and takes them over', async () => {
    const other = { key: 'o', title: 'Kế hoạch cũ', number: '01', steps: 3, questions: 1 };
    const server = kept(smallPlan(), [other]);
    await page(server);
    expect(textOf('prep-others')).toContain('«Kế hoạch cũ» số 01: 3 việc đã xong, 1 câu hỏi');
    byTestId('prep-others').querySelector('button')?.click();
    await settle();
    expect(isShown('prep-others')).toBe(false);
    expect(textOf('prep-count')).toBe('1/7 việc đã xong');
  });

  test('R14: the party committee before the council is warned of', async () => {
    const plan = smallPlan();
    const council = {
      ...plan.venues[0],
      id: 'hdnd',
      name: 'Kỳ họp HĐND',
      kind: 'councilSession',
      votingDay: '2026-04-01',
    };
    await page(kept({ ...plan, venues: [...plan.venues, council] } as Plan));
    expect(textOf('prep-order')).toContain('trước «Kỳ họp HĐND»');
  });
});

describe('dossiers (R9)', () => {
  test('a file is added with its size, removed, and the removal taken back', async () => {
    const server = kept(smallPlan());
    await page(server);
    press('prep-tab-dossiers');
    choose('dossier-0-add');
    await settle();
    await settle();
    expect(server.book().dossiers).toEqual({ subject1: [FILE] });
    expect(textOf('dossier-0')).toMatch(/1 tệp, 2,4 MB.*Báo cáo · 2,4 MB/u);
    press('dossier-0-remove-0');
    await settle();
    expect(textOf('dossier-0')).toContain('Chưa có tệp');
    press('prep-undo');
    await settle();
    expect(server.book().dossiers).toEqual({ subject1: [FILE] });
  });

  test('a refused file says what to do and changes nothing', async () => {
    const server = kept(smallPlan());
    server.api.send.mockResolvedValue(err({ code: 'file-kind' }));
    await page(server);
    press('prep-tab-dossiers');
    choose('dossier-1-add');
    await settle();
    expect(textOf('refusal')).toContain('Chỉ nhận PDF, PNG, JPG và DOCX');
    expect(server.api.setDossier).not.toHaveBeenCalled();
  });
});

describe('written questions (R10)', () => {
  test('a question is kept with its days, and what is late is said against R7', async () => {
    const server = kept(smallPlan());
    await page(server);
    press('prep-tab-questions');
    press('question-add');
    press('question-save');
    expect(textOf('refusal')).toContain('Còn thiếu');
    const select = byTestId('question-subject') as HTMLSelectElement;
    select.value = 'subject2';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    type('question-from', 'Phòng Tổ chức');
    type('question-text', 'Đề nghị làm rõ tiến độ.');
    type('question-received', '2026-03-09');
    type('question-forwarded', '2026-03-08');
    press('question-save');
    expect(textOf('refusal')).toContain('không thể trước ngày nhận');
    type('question-forwarded', '2026-03-11');
    press('question-save');
    await settle();
    expect(isShown('question-save')).toBe(false);
    expect(server.book().questions).toMatchObject([{ subject: 'subject2', answered: null }]);
    expect(textOf('question-0-received')).toContain('09/03/2026, đúng hạn');
    expect(textOf('question-0-forwarded')).toContain('chậm 1 ngày (hạn 10/03/2026)');
    expect(textOf('question-0-answered')).toContain('chưa có, hạn 17/03/2026');
    press('question-0-remove');
    await settle();
    expect(server.book().questions).toEqual([]);
    press('prep-undo');
    await settle();
    expect(server.book().questions).toHaveLength(1);
  });
});

const ROW = { post: 'Trưởng phòng', valid: 30, invalid: 0, highPercent: '', confidencePercent: '' };
const RESULT = {
  profile: 'party-96',
  figures: { ballotsCollected: 30 },
  rows: [
    { ...ROW, subjectId: 's1', name: 'Người Một', low: 15, band: 'none' },
    { ...ROW, subjectId: 's2', name: 'Người Hai', low: 16, band: 'overHalf' },
    { ...ROW, subjectId: 's3', name: 'Người Ba', low: 20, band: 'twoThirds' },
  ],
} as unknown as MeetingResult;

describe('after the conference (R38, R40, R45, R46)', () => {
  async function after(server: ReturnType<typeof kept>): Promise<void> {
    const props = { api: server.api, result: RESULT };
    show((target) => mount(AfterHost, { target, props }));
    await settle();
    await settle();
  }

  test('the report with its day, each copy with its recipient, and the archive are noted', async () => {
    const plan = smallPlan({ reportDue: { workingDays: 7 }, reportTo: 'Ban Tổ chức Tỉnh ủy' });
    const server = kept(plan);
    await after(server);
    expect(textOf('after-bch/report')).toMatch(
      /31\/03\/2026.*đến Ban Tổ chức Tỉnh ủy.*7 ngày làm việc/u,
    );
    expect(textOf('after-bch/copy-1')).toContain('bản số 1: Lưu');
    press('after-mark-bch/archive');
    press('mark-save');
    await settle();
    expect(server.book().done).toEqual({ 'bch/archive': { on: TODAY, note: '' } });
    expect(textOf('after-bch/archive')).toContain('Đã xong ngày 10/03/2026');
  });

  test('a band is what the rule says, never a decision; exactly a half is none (F12)', async () => {
    await after(kept(smallPlan()));
    expect(textOf('bands')).not.toContain('Người Một');
    expect(textOf('bands')).toMatch(/Người Hai.*16\/30 phiếu.*Quy định nói: trên 50%.*xem xét/u);
    expect(textOf('bands')).toMatch(/Người Ba.*20\/30 phiếu.*Quy định nói: từ 2\/3.*xem xét/u);
    expect(textOf('after-panel')).toContain('do cấp có thẩm quyền quyết định');
  });

  test('a rehearsal notes nothing', async () => {
    await after(kept(smallPlan(), [], true));
    expect(isShown('after-mark-bch/archive')).toBe(false);
    expect(textOf('after-panel')).toContain('Diễn tập');
  });
});
