import { mount } from 'svelte';
import { describe, expect, test } from 'vitest';
import type { ChairCommand } from '#shared/meeting/commands.ts';
import type { ChairView } from '#shared/meeting/views.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import type { HallCommand, PairingOffer } from '#shared/wire.ts';
import type { ChairApi } from '../../../chair-console/chair/chair-api.ts';
import ChairFrame from '../../../chair-console/chair/ChairFrame.svelte';
import { chairView, hallView } from '../../support/views-chair.ts';
import { byTestId, isShown, press, settle, show, textOf, type } from './mounted.ts';

/** Nor for a draft. */
const NO_DRAFTS: ChairApi['drafts'] = {
  list: () => Promise.resolve(err({ code: 'no-answer' })),
  open: () => Promise.resolve(err({ code: 'no-such-draft' })),
  save: () => Promise.resolve(err({ code: 'no-answer' })),
  remove: () => Promise.resolve(ok(null)),
  use: () => Promise.resolve(err({ code: 'no-such-draft' })),
  plan: () => Promise.resolve(ok(null)),
  ballot: () => Promise.resolve(err({ code: 'no-round' })),
};

interface Sent {
  readonly commands: ChairCommand[];
  readonly asked: HallCommand[];
}

const OFFER: PairingOffer = {
  code: 'ABCD',
  urls: ['http://192.168.10.2:8080/console/#pair=ABCD'],
  lastsSeconds: 600,
};

/** Nothing here asks for a paper. */
const NO_PAPERS: ChairApi['papers'] = {
  command: () => Promise.resolve(ok(null)),
  list: () => Promise.resolve(ok([])),
  one: () => Promise.resolve(err({ code: 'paper-not-ready' })),
  zip: () => Promise.resolve(err({ code: 'paper-not-ready' })),
  reading: () => Promise.resolve(err({ code: 'paper-not-ready' })),
};

/** Nor for an archive. */
const NO_ARCHIVE: ChairApi['archive'] = {
  make: () => Promise.resolve(ok(null)),
  file: () => Promise.resolve(err({ code: 'paper-not-ready' })),
  imports: () => Promise.resolve(ok([])),
  send: () => Promise.resolve(ok(null)),
  open: () => Promise.resolve(err({ code: 'import-not-archive' })),
  remove: () => Promise.resolve(ok(null)),
};

/** The chair's console with a view, and what it sent; the server answers `answer` to every command. */
function open(view: ChairView, answer: Result<null, AnyRefusal> = ok(null)): Sent {
  const sent: Sent = { commands: [], asked: [] };
  const api: ChairApi = {
    readiness: () => Promise.resolve(err({ code: 'no-answer' })),
    command: (command) => {
      sent.commands.push(command);
      return Promise.resolve(answer);
    },
    hall: (command) => {
      sent.asked.push(command);
      return Promise.resolve(ok(command.type === 'create-pairing' ? OFFER : null));
    },
    papers: NO_PAPERS,
    drafts: NO_DRAFTS,
    archive: NO_ARCHIVE,
  };
  show((target) => mount(ChairFrame, { target, props: { view, status: 'live', api } }));
  return sent;
}

function isDisabled(id: string): boolean {
  return (byTestId(id) as HTMLButtonElement).disabled;
}

describe('one primary action per phase (X 5)', () => {
  test('what is missing is named with its fix, and the action waits for it (R15)', () => {
    const hall = hallView('rollCall');
    const quorum = { ...hall.quorum, present: 19, met: false };
    open(
      chairView('rollCall', {
        hall: { ...hall, quorum },
        blockers: [{ code: 'quorum-not-met', detail: { missing: 3 } }],
      }),
    );
    expect(textOf('blockers')).toContain('còn thiếu 3 người');
    expect(textOf('present-count')).toBe('19');
    expect(isDisabled('confirm-quorum')).toBe(true);
  });

  test('with the quorum reached the action says what it records, and records it (R15)', () => {
    const hall = { ...hallView('rollCall'), rehearsal: false };
    const sent = open(chairView('rollCall', { hall }));
    expect(textOf('blockers')).toBe('');
    expect(document.body.textContent).toContain('Ghi nhận 28/33 người có mặt, đủ 2/3');
    press('confirm-quorum');
    expect(sent.commands).toEqual([]);
    expect(document.body.textContent).toContain('Có mặt 28/33 người, cần ít nhất 22');
    press('quorum-confirm');
    expect(sent.commands).toEqual([{ type: 'confirm-quorum' }]);
  });

  test('in a rehearsal nothing is asked before it', () => {
    const hall = { ...hallView('rollCall'), rehearsal: true };
    const sent = open(chairView('rollCall', { hall }));
    press('confirm-quorum');
    expect(sent.commands).toEqual([{ type: 'confirm-quorum' }]);
  });

  test('every blocker of the rules has a text of its own', () => {
    const codes = [
      'quorum-not-met',
      'phones-undecided',
      'committee-missing',
      'tellers-missing',
      'ceremony-complaint',
      'ceremony-running',
    ];
    open(
      chairView('sealing', { blockers: codes.map((code) => ({ code, detail: { missing: 2 } })) }),
    );
    expect(byTestId('blockers').querySelectorAll('li')).toHaveLength(codes.length);
    expect(textOf('blockers')).not.toMatch(/Không làm được|[{}]/u);
  });

  test('the ballot is shown as it will be, with those excluded and why (R3)', () => {
    const sent = open(
      chairView('preparing', { hall: hallView('preparing', { rehearsal: false }) }),
    );
    expect(byTestId('ballot-preview').querySelectorAll('tbody tr')).toHaveLength(11);
    expect(document.body.textContent).toContain('Được bổ nhiệm trong năm');
    press('freeze');
    expect(sent.commands).toEqual([]);
    expect(document.body.textContent).toContain('Phiếu gồm 11 người được lấy phiếu');
    press('freeze-confirm');
    expect(sent.commands).toEqual([{ type: 'freeze-ballot' }]);
  });

  test('a rehearsal’s ballot is frozen in one press: it costs nothing to begin again', () => {
    const sent = open(chairView('preparing'));
    press('freeze');
    expect(sent.commands).toEqual([{ type: 'freeze-ballot' }]);
  });

  test.each(['rollCall', 'sealing'] as const)(
    'dossiers and questions are in reach from %s (R9, R10)',
    (phase) => {
      open(chairView(phase));
      press('more');
      expect(isShown('prep-open')).toBe(true);
    },
  );
});

describe('opening and closing by typing the number shown (design 7)', () => {
  test('what the close costs: nothing is said to lapse where only paper is out (R22)', () => {
    const hall = hallView('polling');
    const turnout = { ...hall.turnout, outstanding: 3 };
    open(chairView('polling', { hall: { ...hall, turnout, paperWaiting: 3 } }));
    expect(document.body.textContent).toContain('Mọi phiếu điện tử đã thu về; 3 phiếu giấy');
    expect(document.body.textContent).not.toContain('sẽ không còn giá trị');
  });

  test('what the close costs: electronic ballots lapse, paper is counted (R22)', () => {
    const hall = hallView('polling');
    const turnout = { ...hall.turnout, outstanding: 5 };
    open(chairView('polling', { hall: { ...hall, turnout, paperWaiting: 3 } }));
    expect(document.body.textContent).toContain('2 phiếu điện tử chưa thu về sẽ không còn giá trị');
    expect(document.body.textContent).toContain('3 phiếu giấy');
  });

  test('the polls open only when the typed number equals the number present', () => {
    const sent = open(chairView('sealing'));
    press('open-polls');
    expect(isDisabled('confirm-number')).toBe(true);
    type('typed-number', '27');
    expect(isDisabled('confirm-number')).toBe(true);
    press('confirm-number');
    expect(sent.commands).toEqual([]);
    type('typed-number', '28');
    expect(isDisabled('confirm-number')).toBe(false);
    press('confirm-number');
    expect(sent.commands).toEqual([{ type: 'open-polls', present: 28 }]);
  });

  test('closing repeats the numbers and sends the outstanding one', () => {
    const sent = open(chairView('polling'));
    press('close-polls');
    expect(textOf('confirm-dialog')).toContain('Phát ra 28, thu về 21. Còn 7 phiếu');
    type('typed-number', '7');
    press('confirm-number');
    expect(sent.commands).toEqual([{ type: 'close-polls', outstanding: 7 }]);
  });

  test('closing below the least number of ballots warns of what follows (P 4.7.3)', () => {
    const turnout = { issued: 5, collected: 2, outstanding: 3 };
    open(chairView('polling', { hall: hallView('polling', { turnout }) }));
    press('close-polls');
    expect(textOf('confirm-dialog')).toContain('dưới mức tối thiểu 3');
  });

  test('a refusal is said in the dialog, which stays open', async () => {
    const refused = err({ code: 'number-differs', detail: { expected: 6 } } as const);
    open(chairView('polling'), refused);
    press('close-polls');
    type('typed-number', '7');
    press('confirm-number');
    await settle();
    expect(textOf('confirm-dialog')).toContain('số hiện tại là 6');
  });
});

describe('the committee (R19)', () => {
  const elected = {
    ...chairView('sealing', { count: null }),
    hall: hallView('sealing', { committee: null }),
  };

  test('it is recorded from the proposal, with exactly one head', () => {
    const sent = open(elected);
    press('committee-head-2');
    press('record-committee');
    const [command] = sent.commands;
    expect(command?.type).toBe('record-committee');
    const members = command?.type === 'record-committee' ? command.members : [];
    expect(members.map(({ head }) => head)).toEqual([false, true, false]);
  });

  test('fewer than three members cannot be recorded', () => {
    open(elected);
    type('committee-name-3', ' ');
    expect(textOf('blockers')).toContain('Cần ít nhất ba thành viên');
    expect(isDisabled('record-committee')).toBe(true);
  });
});

describe('the count and its announcement (design 7, Announcing)', () => {
  test('unequal recounts are said in words, and announcing waits', () => {
    const view = chairView('counted', {
      blockers: [{ code: 'recount-differs' }],
      recounts: [
        { by: 'Ủy ban Kiểm tra', source: 'supervisor', device: 'd7', digest: 'B' },
        { by: 'server', source: 'server', device: 'server', digest: 'A' },
      ],
    });
    open(view);
    expect(textOf('recounts')).toMatch(/^Máy chủ .*Ủy ban Kiểm tra.*KHÁC với máy chủ/u);
    expect(isDisabled('announce')).toBe(true);
  });

  test('design 7: the ways out of an unequal recount are said; where others agree it can be set aside, with a reason', () => {
    const recounts = [
      { by: 'Ủy ban Kiểm tra', source: 'supervisor', device: 'd7', digest: 'B' },
      { by: 'server', source: 'server', device: 'server', digest: 'A' },
    ] as const;
    open(chairView('counted', { recounts }));
    expect(textOf('recount-way')).toContain('Cách xử lý');
    expect(isShown('set-aside-d7')).toBe(false);
    const agreed = { by: 'Giám sát 2', source: 'supervisor', device: 'd8', digest: 'A' } as const;
    const sent = open(chairView('counted', { recounts: [...recounts, agreed] }));
    press('set-aside-d7');
    type('set-aside-reason', ' Máy hỏng ');
    press('set-aside-confirm');
    expect(sent.commands).toEqual([
      { type: 'set-aside-recount', device: 'd7', reason: 'Máy hỏng' },
    ]);
  });

  test('a gap gets its reason', () => {
    const sent = open(chairView('counted'));
    type('gap-reason-outstanding', ' Một đại biểu ra về sớm ');
    press('gap-save-outstanding');
    expect(sent.commands).toEqual([
      { type: 'explain-gap', gap: 'outstanding', reason: 'Một đại biểu ra về sớm' },
    ]);
  });

  test('announcing repeats the numbers before it is sent', () => {
    const sent = open(chairView('counted'));
    press('announce');
    expect(textOf('announce-dialog')).toContain('Phát ra 28 phiếu, thu về 27 phiếu');
    expect(sent.commands).toEqual([]);
    press('announce-confirm');
    expect(sent.commands).toEqual([{ type: 'announce' }]);
  });

  test('no result is on the screen before it is counted (R37)', () => {
    open(chairView('counting'));
    expect(isShown('result-table')).toBe(false);
    expect(textOf('agreements')).toBe('2/3');
  });
});

describe('pairing and voiding', () => {
  test('a pairing shows address, code and time left; a new device says so', async () => {
    const sent = open(chairView('rollCall'));
    press('pair-desk');
    await settle();
    expect(sent.asked).toEqual([{ type: 'create-pairing', role: 'desk', label: 'Bàn 3' }]);
    expect(textOf('pairing-url')).toBe(OFFER.urls[0]);
    expect(byTestId('pairing-qr').querySelector('svg')).not.toBeNull();
  });

  test('a teller’s pairing is bound to the teller', async () => {
    const sent = open(chairView('sealing'));
    press('pair-teller-2');
    await settle();
    expect(sent.asked).toEqual([
      { type: 'create-pairing', role: 'teller', label: 'Hồ Ngọc Phượng', teller: 2 },
    ]);
  });

  test('voiding needs a reason (F26)', () => {
    const sent = open(chairView('polling'));
    press('more');
    press('void-round');
    expect(isDisabled('void-confirm')).toBe(true);
    type('void-reason', 'Mất điện');
    press('void-confirm');
    expect(sent.commands).toEqual([{ type: 'void-round', round: 'bch-1', reason: 'Mất điện' }]);
  });

  test('a sample plan only rehearses', () => {
    const sent = open(chairView(null));
    expect(isDisabled('mode-official')).toBe(true);
    press('start-round-bch');
    expect(sent.asked).toEqual([{ type: 'start-round', venueId: 'bch', rehearsal: true }]);
  });
});

describe('the second copy (design 7, Copy)', () => {
  const copy = { path: '/media/usb/hp', lagSeconds: 0, entriesBehind: 0, failed: null } as const;

  test('chosen by its path, shown with its lag in seconds and entries, and removable', async () => {
    const sent = open(chairView('polling'));
    press('more');
    type('copy-input', '  /media/usb/hp ');
    press('copy-go');
    await settle();
    expect(sent.asked).toEqual([{ type: 'set-copy', path: '/media/usb/hp' }]);
    expect(isShown('copy-stop')).toBe(false);
  });

  test('a lost stick is said in the strip, in the menu and as an amber alarm', async () => {
    const lost = { ...copy, lagSeconds: 12, entriesBehind: 34, failed: 'lost' } as const;
    const alarms = [{ code: 'copy-lost' }, { code: 'copy-lag', detail: { seconds: 12 } }];
    const sent = open(chairView('polling', { copy: lost, alarms }));
    expect(textOf('status-copy')).toMatch(/mất.*12 giây.*34 dòng/u);
    expect(textOf('alarms')).toMatch(/Mất bản sao dự phòng.*Cắm lại USB.*chậm 12 giây/su);
    expect(byTestId('alarms').querySelectorAll('li.amber')).toHaveLength(2);
    press('more');
    expect(textOf('copy-path')).toBe('/media/usb/hp');
    expect(textOf('copy-state')).toMatch(/tự thử lại.*12 giây.*34 dòng/su);
    press('copy-stop');
    await settle();
    expect(sent.asked).toEqual([{ type: 'set-copy', path: null }]);
  });

  test('a full disk is not amber', () => {
    open(chairView('polling', { copy, alarms: [{ code: 'disk-full' }] }));
    expect(textOf('status-copy')).toContain('0 giây');
    expect(byTestId('alarms').querySelectorAll('li.amber')).toHaveLength(0);
  });
});

describe('archiving the round (R41)', () => {
  const made = {
    name: 'luu-tru-bch-1.homphieu',
    bytes: 1000,
    sha256: '0'.repeat(64),
    files: 9,
    madeAt: '2026-03-20T03:00:00.000Z',
  };
  test.each([
    ['without a sealed archive it warns', null, true],
    ['with one it does not', made, false],
  ])('%s', (_, archive, warns) => {
    open(chairView('announced', { archive: { making: false, made: archive, failed: null } }));
    press('archive');
    expect(isShown('archive-warning')).toBe(warns);
    expect(isDisabled('archive-confirm')).toBe(false);
  });
});
