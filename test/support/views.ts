/**
 * Realistic views of a round in each phase, as the server sends them: for screenshots and for
 * tests of screens. The figures fit together, so that a screen that mixes them up shows it.
 */
import { buildRows } from '#shared/result/rows.ts';
import type { CommitteeChoice } from '#shared/meeting/commands.ts';
import { PHASES, type Phase } from '#shared/meeting/state.ts';
import type {
  ChairView,
  CountView,
  DeskView,
  DisplayView,
  HallView,
  SupervisorView,
  TellerProgress,
  TellerView,
  Turnout,
} from '#shared/meeting/views.ts';
import type { BallotLine, CountedLine } from '#shared/protocol/entries.ts';
import type { Figures } from '#shared/result/figures.ts';
import type { MeetingResult } from '#shared/result/result.ts';

export const LINES: readonly BallotLine[] = [
  ['Nguyễn Văn An', 'Bí thư Huyện ủy, Chủ tịch Hội đồng nhân dân huyện'],
  ['Trần Thị Bích', 'Phó Bí thư Thường trực Huyện ủy'],
  ['Lê Hoàng Cường', 'Phó Bí thư Huyện ủy, Chủ tịch Ủy ban nhân dân huyện'],
  ['Phạm Thị Dung', 'Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức Huyện ủy'],
  ['Hoàng Văn Đức', 'Ủy viên Ban Thường vụ, Chủ nhiệm Ủy ban Kiểm tra Huyện ủy'],
  ['Vũ Thị Giang', 'Ủy viên Ban Thường vụ, Trưởng Ban Dân vận Huyện ủy'],
  ['Đặng Quốc Hùng', 'Ủy viên Ban Thường vụ, Chỉ huy trưởng Ban Chỉ huy Quân sự huyện'],
  ['Bùi Thị Khánh', 'Ủy viên Ban Thường vụ, Trưởng Ban Tuyên giáo Huyện ủy'],
  ['Đỗ Minh Long', 'Ủy viên Ban Thường vụ, Phó Chủ tịch Ủy ban nhân dân huyện'],
  ['Ngô Thị Mẫn', 'Ủy viên Ban Thường vụ, Phó Chủ tịch Hội đồng nhân dân huyện'],
  ['Dương Văn Ngưỡng', 'Ủy viên Ban Thường vụ, Trưởng Công an huyện'],
].map(([name = '', post = ''], i) => ({ id: `s${i + 1}`, name, post }));

export const COMMITTEE: readonly CommitteeChoice[] = [
  { name: 'Phan Thị Quỳnh', post: 'Chánh Văn phòng Huyện ủy', head: true },
  { name: 'Tạ Văn Sơn', post: 'Huyện ủy viên', head: false },
  { name: 'Lý Thị Thủy', post: 'Huyện ủy viên', head: false },
];

const FINGERPRINTS = ['7K3M-Q9TX-2WAB-5CDE', 'R4ND-8YHZ-PX60-1JKT', 'M2V7-ZZ3Q-9BG4-WTE5'];
const HEAD = 'ot6u6tlhJ_0uUSdvL_K-L0gD9ah7s0FQBlVBWoXR9Gk';
const ROLL = 33;
const PRESENT = 31;

/** Whether `phase` is `other` or later. */
export function isFrom(phase: Phase, other: Phase): boolean {
  return PHASES.indexOf(phase) >= PHASES.indexOf(other);
}

/** Ballots out and back as they stand in `phase`. */
export function turnout(phase: Phase): Turnout {
  if (!isFrom(phase, 'polling')) return { issued: 0, collected: 0, outstanding: 0 };
  const collected = phase === 'polling' ? 19 : 29;
  const issued = phase === 'polling' ? 27 : 30;
  return { issued, collected, outstanding: issued - collected };
}

/** What every screen sees. */
export function hallView(phase: Phase, changes: Partial<HallView> = {}): HallView {
  const present = isFrom(phase, 'rollCall') ? PRESENT : 0;
  const sealed = isFrom(phase, 'polling');
  const entries = sealed ? 12 + turnout(phase).collected : isFrom(phase, 'sealing') ? 7 : 0;
  return {
    round: 'bch-1',
    rehearsal: false,
    voided: null,
    phase,
    title: 'Lấy phiếu tín nhiệm đối với các đồng chí giữ chức danh lãnh đạo huyện',
    issuingBody: 'Huyện ủy X',
    venueName: 'Hội nghị Ban Chấp hành Đảng bộ huyện',
    place: 'Hội trường Huyện ủy X',
    votingDay: '2026-11-24',
    addressTerm: 'đồng chí',
    chairName: 'Nguyễn Văn An',
    subjects: LINES.length,
    quorum: {
      basis: 'summoned',
      base: ROLL,
      summoned: ROLL,
      present,
      needed: 22,
      met: present >= 22,
      confirmed: isFrom(phase, 'sealing'),
    },
    committee: isFrom(phase, 'sealing') ? COMMITTEE : null,
    keyFingerprint: sealed ? 'X0W4-HTT9-3KRM-VV81' : null,
    turnout: turnout(phase),
    board: isFrom(phase, 'sealing') ? { entries, head: 'ot6u-6tlh-J_0u-USdv' } : null,
    agreementQuorumLowered: null,
    ...changes,
  };
}

/** A teller's progress with every step done up to the phase. */
export function tellerProgress(i: number, phase: Phase): TellerProgress {
  const sealed = isFrom(phase, 'polling');
  const counted = isFrom(phase, 'counted');
  const member = COMMITTEE[i - 1]!;
  return {
    i,
    name: member.name,
    head: member.head,
    paired: true,
    online: i !== 2,
    joined: sealed || i !== 3,
    committed: sealed,
    dealt: sealed,
    confirmed: sealed,
    fingerprint: sealed || i !== 3 ? FINGERPRINTS[i - 1]! : null,
    agreed: counted || (phase === 'counting' && i === 1),
    opened: counted && i !== 3,
    coIssuer: false,
    revealed: false,
  };
}

/** The committee's work as it stands in `phase`. */
export function countView(phase: Phase, changes: Partial<CountView> = {}): CountView {
  const tellers = [1, 2, 3].map((i) => tellerProgress(i, phase));
  const counting = isFrom(phase, 'counting');
  return {
    tellers,
    agreementsNeeded: 3,
    threshold: 2,
    agreements: tellers.filter(({ agreed }) => agreed).length,
    openings: tellers.filter(({ opened }) => opened).length,
    tallied: counting,
    tallyCode: counting ? 'D5NG-8VKG-QS21' : null,
    ballots: counting ? 27 : null,
    paperFixed: counting,
    paperCount: counting ? 2 : 0,
    ...changes,
  };
}

const FIGURES: Figures = {
  summoned: ROLL,
  attended: PRESENT,
  absent: ROLL - PRESENT,
  presentAtVote: PRESENT,
  ballotsIssued: 30,
  ballotsCollected: 29,
  electronic: 27,
  paper: 2,
  outstanding: 1,
};

/** Totals of every line; the fourth is a third low and more, the fifth has blanks. */
export const TOTALS: readonly CountedLine[] = LINES.map((_, i) => {
  if (i === 3) return { high: 5, confidence: 8, low: 16, invalid: 0 };
  if (i === 4) return { high: 3, confidence: 4, low: 20, invalid: 2 };
  return { high: 24 - i, confidence: 3 + i, low: 1, invalid: 1 };
});

/** The stored result. */
export function meetingResult(changes: Partial<MeetingResult> = {}): MeetingResult {
  return {
    format: 'hom-phieu/result/1',
    venue: 'bch',
    rehearsal: false,
    profile: 'party-96',
    figures: FIGURES,
    rows: buildRows({ profile: 'party-96', figures: FIGURES, lines: LINES, totals: TOTALS }),
    board: { head: HEAD, entries: 48 },
    recounts: [{ by: 'server', digest: '09FzhA8tigyw2RbTv_e5UeMtBf6nxiquJEyC_fyvS-s' }],
    ...changes,
  };
}

/** What a supervisor's page is sent. */
export function supervisorView(
  phase: Phase,
  changes: Partial<SupervisorView> = {},
): SupervisorView {
  return {
    hall: hallView(phase),
    name: 'Mai Văn Tuấn, Ủy ban Kiểm tra Tỉnh ủy',
    count: isFrom(phase, 'sealing') ? countView(phase) : null,
    feed: feed(phase),
    gaps: isFrom(phase, 'counting') ? [{ gap: 'outstanding', count: 1, reason: null }] : [],
    recounts: isFrom(phase, 'counted') ? [serverRecount()] : [],
    result: isFrom(phase, 'counted') ? meetingResult() : null,
    ...changes,
  };
}

/** What teller 1, the head of the committee, is sent. */
export function tellerView(phase: Phase, changes: Partial<TellerView> = {}): TellerView {
  const elected = isFrom(phase, 'sealing');
  const counting = isFrom(phase, 'counting');
  return {
    hall: hallView(phase),
    me: elected ? { i: 1, name: COMMITTEE[0]!.name, head: true, coIssuer: false } : null,
    count: elected ? countView(phase) : null,
    joined: elected,
    sid: elected ? HEAD : null,
    holders: isFrom(phase, 'polling') ? holders() : [],
    paperIssued: counting ? 2 : 0,
    paper: COMMITTEE.map(({ name }, i) => ({ i: i + 1, name, keyed: counting && i < 2 })),
    paperRules: { strikeOutScope: 'line', writeInRule: 'linePartInvalid' },
    paperDifferences: [],
    lines: LINES,
    gaps: counting ? [{ gap: 'outstanding', count: 1, reason: null }] : [],
    incidents: counting
      ? [{ at: null, by: 'Phan Thị Quỳnh', text: 'Một phiếu giấy bị rách.' }]
      : [],
    recounts: isFrom(phase, 'counted') ? [serverRecount()] : [],
    result: isFrom(phase, 'counted') ? meetingResult() : null,
    minutesSigned: false,
    ...changes,
  };
}

/** Of four ballots, sorted. */
export const TRACKING_CODES = [
  '0A3F-9QWE-7TYH-1ZXC',
  '2B7K-M4NP-8RST-VWXY',
  'C5D6-E7F8-G9HJ-KMNP',
  'Z9Y8-X7W6-V5T4-S3R2',
];

/** What the hall's display is sent: the result only once announced. */
export function displayView(phase: Phase, changes: Partial<DisplayView> = {}): DisplayView {
  return {
    hall: hallView(phase),
    addresses: ['http://192.168.10.2:8080'],
    phonesAllowed: isFrom(phase, 'polling') ? true : null,
    calls: [],
    count: isFrom(phase, 'sealing') ? countView(phase) : null,
    result: isFrom(phase, 'announced') ? meetingResult() : null,
    codes: isFrom(phase, 'counting') ? TRACKING_CODES : null,
    order: 'ballot',
    ...changes,
  };
}

/** What a desk is sent. */
export function deskView(phase: Phase, changes: Partial<DeskView> = {}): DeskView {
  return {
    hall: hallView(phase),
    desk: 'Bàn số 1',
    phonesAllowed: isFrom(phase, 'polling') ? true : null,
    eid: isFrom(phase, 'polling') ? HEAD : null,
    members: holders().map(({ id, name, way }, i) => ({
      id,
      name,
      post: 'Huyện ủy viên',
      group: `Tổ ${(i % 3) + 1}`,
      present: isFrom(phase, 'rollCall') && i !== 3,
      issued: isFrom(phase, 'polling') && i < 3 ? way : null,
    })),
    slips: { registered: 0, free: 0 },
    coIssuersAway: [],
    kiosks: [{ id: 'k1', label: 'Máy bỏ phiếu 1', claim: null, state: 'idle' }],
    addresses: ['http://192.168.10.2:8080'],
    ...changes,
  };
}

/** What the chair is sent. */
export function chairView(phase: Phase, changes: Partial<ChairView> = {}): ChairView {
  const counting = isFrom(phase, 'counting');
  return {
    setup: { plan: setupPlan(phase) },
    hall: hallView(phase),
    blockers: phase === 'counted' ? [{ code: 'recount-missing' }] : [],
    asksCoIssuers: false,
    proposal: COMMITTEE,
    phonesAllowed: isFrom(phase, 'polling') ? true : null,
    devices: [
      { id: 'd1', role: 'desk', label: 'Bàn số 1', online: true },
      { id: 'd2', role: 'teller', label: 'Phan Thị Quỳnh', online: true },
      { id: 'd3', role: 'supervisor', label: 'Mai Văn Tuấn', online: false },
      { id: 'd4', role: 'display', label: 'Màn hình hội trường', online: true },
    ],
    addresses: ['http://192.168.10.2:8080'],
    count: isFrom(phase, 'sealing') ? countView(phase) : null,
    gaps: counting ? [{ gap: 'outstanding', count: 1, reason: null }] : [],
    incidents: [],
    recounts: isFrom(phase, 'counted') ? [serverRecount()] : [],
    minBallots: 3,
    ballot: {
      digest: isFrom(phase, 'rollCall') ? HEAD : null,
      lines: LINES,
      excluded: [{ name: 'Cao Văn Xuân', post: 'Phó Chủ tịch huyện', reason: 'retirementNotice' }],
    },
    result: isFrom(phase, 'counted') ? meetingResult() : null,
    alarms: [],
    copy: null,
    papers: null,
    ...changes,
  };
}

function serverRecount() {
  return {
    by: 'server',
    source: 'server',
    device: 'server',
    digest: '09FzhA8tigyw2RbTv_e5UeMtBf6nxiquJEyC_fyvS-s',
  } as const;
}

function holders() {
  return [
    { id: 'm1', name: 'Nguyễn Văn An', way: 'screen' },
    { id: 'm2', name: 'Trần Thị Bích', way: 'slip' },
    { id: 'm3', name: 'Đặng Thị Ánh', way: 'paper' },
    { id: 'm4', name: 'Hồ Sỹ Ấn', way: 'kiosk' },
    { id: 'm5', name: 'Lương Đình Ất', way: 'screen' },
  ] as const;
}

function feed(phase: Phase): SupervisorView['feed'] {
  const items = [
    { at: '2026-11-24T01:05:00.000Z', type: 'round-created' },
    { at: '2026-11-24T01:06:10.000Z', type: 'ballot-frozen' },
    { at: '2026-11-24T01:31:00.000Z', type: 'quorum-confirmed', detail: { present: 31, base: 33 } },
    { at: '2026-11-24T01:40:00.000Z', type: 'committee-recorded', detail: { members: 3 } },
    { at: '2026-11-24T01:42:00.000Z', type: 'teller-joined', detail: { i: 1 } },
    { at: '2026-11-24T01:43:00.000Z', type: 'teller-joined', detail: { i: 2 } },
    { at: '2026-11-24T01:50:00.000Z', type: 'polls-opened', detail: { present: 31 } },
    { at: '2026-11-24T02:20:00.000Z', type: 'polls-closed', detail: { issued: 30 } },
    { at: '2026-11-24T02:31:00.000Z', type: 'paper-fixed' },
    { at: '2026-11-24T02:45:00.000Z', type: 'announced' },
  ];
  const shown = { preparing: 1, rollCall: 2, sealing: 6, polling: 7, counting: 9, counted: 9 };
  const count = phase in shown ? shown[phase as keyof typeof shown] : items.length;
  return items.slice(0, count).map((item, n) => ({ n, ...item }));
}

function setupPlan(phase: Phase): ChairView['setup']['plan'] {
  return {
    title: 'Lấy phiếu tín nhiệm năm 2026',
    issuingBody: 'Huyện ủy X',
    sample: false,
    files: { named: 0, missing: 0 },
    venues: [
      {
        id: 'bch',
        name: 'Hội nghị Ban Chấp hành Đảng bộ huyện',
        kind: 'conference',
        roll: ROLL,
        subjects: LINES.length,
        rounds: [{ id: 'bch-1', phase, voided: false }],
      },
      {
        id: 'hdnd',
        name: 'Kỳ họp Hội đồng nhân dân huyện',
        kind: 'councilSession',
        roll: 30,
        subjects: 17,
        rounds: [],
      },
    ],
  };
}
