import { mount } from 'svelte';
import { describe, expect, test } from 'vitest';
import type { ChairView } from '#shared/meeting/views.ts';
import type { Paper } from '#shared/papers/model.ts';
import { DEFAULT_PAPER_SETTINGS } from '#shared/papers/settings.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import type { ArchiveView, ImportedVenue, MadeArchive } from '#shared/wire-archive.ts';
import type { ArchiveApi } from '../../../chair-console/archive/archive-api.ts';
import ArchivePanel from '../../../chair-console/archive/ArchivePanel.svelte';
import ClosingSteps from '../../../chair-console/archive/ClosingSteps.svelte';
import HandOver from '../../../chair-console/archive/HandOver.svelte';
import OtherVenues from '../../../chair-console/archive/OtherVenues.svelte';
import { paperFacts } from '../../support/papers/facts.ts';
import { chairView, hallView } from '../../support/views-chair.ts';
import { byTestId, inputOf, isShown, press, settle, show, textOf, type } from './mounted.ts';

const MADE: MadeArchive = {
  name: 'luu-tru-bch-1.homphieu',
  bytes: 1_234_567,
  sha256: '0123456789abcdef'.repeat(4),
  files: 31,
  madeAt: '2026-03-20T03:05:00.000Z',
};

const VENUE: ImportedVenue = {
  id: '0123456789abcdef',
  round: 'cb-1',
  venueName: 'Hội nghị cán bộ chủ chốt',
  votingDay: '2026-03-21',
  rehearsal: false,
  subjects: 10,
  collected: 128,
  digest: 'ABCD-EFGH-IJKL-MNOP',
};

/** An API that answers as told and writes down what it was asked. */
function fakeApi(change: Partial<ArchiveApi> = {}): { api: ArchiveApi; asked: string[] } {
  const asked: string[] = [];
  const api: ArchiveApi = {
    make: (passphrase) => {
      asked.push(`make ${passphrase}`);
      return Promise.resolve(ok(null));
    },
    file: () => Promise.resolve(err({ code: 'paper-not-ready' })),
    imports: () => Promise.resolve(ok([])),
    send: (bytes, onProgress) => {
      asked.push(`send ${bytes.length}`);
      onProgress(1);
      return Promise.resolve(ok(null));
    },
    open: (passphrase) => {
      asked.push(`open ${passphrase}`);
      return Promise.resolve(ok(VENUE));
    },
    remove: (id) => {
      asked.push(`remove ${id}`);
      return Promise.resolve(ok(null));
    },
    ...change,
  };
  return { api, asked };
}

function archiveView(change: Partial<ArchiveView> = {}): ArchiveView {
  return { making: false, made: null, failed: null, ...change };
}

const PAPERS: NonNullable<ChairView['papers']> = {
  list: [],
  settings: DEFAULT_PAPER_SETTINGS,
  making: null,
  made: 30,
  older: false,
  failed: null,
};

function openPanel(archive: ArchiveView, papers = PAPERS): string[] {
  const { api, asked } = fakeApi();
  show((target) => mount(ArchivePanel, { target, props: { archive, papers, api } }));
  return asked;
}

function isDisabled(id: string): boolean {
  return (byTestId(id) as HTMLButtonElement).disabled;
}

describe('R41: the sealed archive on the chair’s screen', () => {
  test('asks for a passphrase typed twice and alike, and says what is missing', async () => {
    const asked = openPanel(archiveView());
    expect(document.body.textContent).toContain('Mất mật khẩu là mất gói');
    expect(document.body.textContent).toContain('Không có: khóa của máy chủ');
    type('archive-passphrase', 'ngắn');
    expect(textOf('archive-problem')).toBe('Còn thiếu 8 ký tự.');
    type('archive-passphrase', 'năm từ không liên quan');
    type('archive-repeat', 'năm từ khác');
    expect(textOf('archive-problem')).toBe('Hai lần gõ khác nhau.');
    expect(isDisabled('archive-make')).toBe(true);
    type('archive-repeat', 'năm từ không liên quan');
    expect([textOf('archive-problem'), isDisabled('archive-make')]).toEqual(['', false]);
    press('archive-make');
    await settle();
    expect(asked).toEqual(['make năm từ không liên quan']);
    expect([inputOf('archive-passphrase').value, inputOf('archive-repeat').value]).toEqual([
      '',
      '',
    ]);
  });

  test('the passphrase is hidden until its button shows it', () => {
    openPanel(archiveView());
    expect(inputOf('archive-passphrase').type).toBe('password');
    press('archive-show');
    expect([inputOf('archive-passphrase').type, inputOf('archive-repeat').type]).toEqual([
      'text',
      'text',
    ]);
    press('archive-show');
    expect(inputOf('archive-repeat').type).toBe('password');
  });

  test('without papers, or with older ones, it says so before sealing', () => {
    openPanel(archiveView(), { ...PAPERS, made: 0 });
    expect(textOf('archive-hint')).toContain('Chưa lập văn bản nào');
  });

  test('while it is made nothing else can be asked', () => {
    openPanel(archiveView({ making: true }));
    expect(textOf('archive-status')).toContain('Đang niêm phong');
    expect(isShown('archive-form')).toBe(false);
  });

  test('made: name, size, digest in groups, and the command that checks it', () => {
    openPanel(archiveView({ made: MADE }));
    expect(textOf('archive-name')).toBe('luu-tru-bch-1.homphieu');
    expect(textOf('archive-size')).toBe('1,2 MB (1.234.567 byte), 31 tệp bên trong');
    expect(textOf('archive-sha')).toBe(Array(4).fill('01234567 89abcdef').join(' '));
    expect(textOf('archive-command')).toBe('npm run verify -- luu-tru-bch-1.homphieu');
    expect(isShown('archive-form')).toBe(false);
    press('archive-again');
    expect(isShown('archive-form')).toBe(true);
  });

  test.each([
    ['disk-full', 'đầy'],
    ['archive-failed', 'Không làm được'],
  ] as const)('a failure (%s) is told in its place, and the form stays', (failed, words) => {
    openPanel(archiveView({ failed }));
    expect(textOf('refusal').toLocaleLowerCase('vi')).toContain(words.toLocaleLowerCase('vi'));
    expect(isShown('archive-form')).toBe(true);
  });
});

describe('before the round is archived', () => {
  test('papers, signed minutes and the sealed archive are told apart, done or not', () => {
    const view = chairView('announced', {
      papers: PAPERS,
      blockers: [{ code: 'minutes-unsigned', detail: {} }],
      archive: archiveView(),
    });
    show((target) => mount(ClosingSteps, { target, props: { view } }));
    const done = ['papers', 'signed', 'sealed'].map(
      (key) => byTestId(`closing-${key}`).dataset['done'],
    );
    expect(done).toEqual(['true', 'false', 'false']);
  });
});

async function openOthers(change: Partial<ArchiveApi> = {}): Promise<string[]> {
  const { api, asked } = fakeApi(change);
  show((target) => mount(OtherVenues, { target, props: { api } }));
  await settle();
  return asked;
}

function choose(name: string, content: string): void {
  const input = inputOf('import-file');
  const file = new File([content], name);
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

async function take(passphrase: string): Promise<void> {
  await settle();
  type('import-passphrase', passphrase);
  press('import-take');
  for (let i = 0; i < 4; i += 1) await settle();
}

describe('R48: results of other venues', () => {
  test('a chosen archive is sent up, opened, checked and listed with its digest', async () => {
    let venues: readonly ImportedVenue[] = [];
    const asked = await openOthers({
      imports: () => Promise.resolve(ok(venues)),
    });
    expect(textOf('others-none')).toContain('Chưa nhận');
    choose('cb.homphieu', 'niêm phong');
    venues = [VENUE];
    await take('mật khẩu của nơi kia');
    expect(asked).toEqual(['send 11', 'open mật khẩu của nơi kia']);
    expect(textOf('import-status')).toBe('Đã kiểm và nhận: Hội nghị cán bộ chủ chốt.');
    const card = textOf(`import-${VENUE.id}`);
    for (const words of ['ngày 21 tháng 3 năm 2026', 'cb-1', '10', '128', 'ABCD-EFGH']) {
      expect(card).toContain(words);
    }
    expect(isShown('import-passphrase')).toBe(false);
  });

  test('after a wrong passphrase the file is not sent again', async () => {
    const answers: Result<ImportedVenue, AnyRefusal>[] = [
      err({ code: 'import-passphrase' }),
      ok(VENUE),
    ];
    const asked: string[] = await openOthers({
      open: (passphrase) => {
        asked.push(`open ${passphrase}`);
        return Promise.resolve(answers.shift()!);
      },
    });
    choose('cb.homphieu', 'x');
    await take('sai');
    expect(textOf('refusal')).toContain('Mật khẩu không mở được gói này');
    await take('đúng');
    expect(asked).toEqual(['send 1', 'open sai', 'open đúng']);
  });

  test.each([
    ['import-not-archive', {}, 'không phải gói lưu trữ'],
    ['import-altered', { file: 'board.jsonl' }, 'board.jsonl'],
    ['import-no-result', {}, 'không có kết quả'],
    ['import-own', {}, 'trên chính máy này'],
    ['no-answer', {}, 'máy chủ'],
  ] as const)('a refusal (%s) is told, and nothing is listed', async (code, detail, words) => {
    await openOthers({ open: () => Promise.resolve(err({ code, detail })) });
    choose('cb.homphieu', 'x');
    await take('mật khẩu');
    expect(textOf('refusal')).toContain(words);
    expect(isShown(`import-${VENUE.id}`)).toBe(false);
  });

  test('one is removed only after the question was answered', async () => {
    const asked = await openOthers({ imports: () => Promise.resolve(ok([VENUE])) });
    press(`import-remove-${VENUE.id}`);
    expect(textOf('import-remove-dialog')).toContain('Hội nghị cán bộ chủ chốt');
    expect(asked).toEqual([]);
    press('import-remove-confirm');
    await settle();
    expect(asked).toEqual([`remove ${VENUE.id}`]);
  });
});

describe('TT 45/2015 Đ10: the hand-over record', () => {
  test('is made on this device from what was typed and the archive’s digest', async () => {
    const { plan } = paperFacts();
    const papers: Paper[] = [];
    show((target) =>
      mount(HandOver, {
        target,
        props: {
          hall: hallView('announced', { rehearsal: false }),
          archive: MADE,
          settings: DEFAULT_PAPER_SETTINGS,
          paperBallots: 4,
          api: { ballot: () => Promise.resolve(ok({ plan, rehearsal: false })) },
          save: (paper: Paper) => {
            papers.push(paper);
            return Promise.resolve();
          },
        },
      }),
    );
    type('hand-over-from-name', 'Hồ Ngọc Phượng');
    type('hand-over-to-name', 'Bùi Quốc Khánh');
    type('hand-over-to-post', 'Trưởng phòng, Ban Tổ chức Tỉnh ủy');
    type('hand-over-others', 'USB bản sao thứ hai\n\nPhong bì mật khẩu');
    press('hand-over-pdf');
    await settle();
    const text = JSON.stringify(papers);
    for (const words of [
      'Hồ Ngọc Phượng',
      'Bùi Quốc Khánh',
      'Ban Tổ chức Tỉnh ủy',
      'luu-tru-bch-1.homphieu',
      '01234567 89abcdef',
      '4 phiếu',
      `${plan.venue.minutesCopies.length} bản`,
      'USB bản sao thứ hai',
      'Phong bì mật khẩu',
    ]) {
      expect(text).toContain(words);
    }
    expect(textOf('hand-over-saved')).toContain('Đã tải');
  });
});
