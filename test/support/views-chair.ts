import type { Phase } from '#shared/meeting/state.ts';
import type {
  ChairView,
  CountView,
  DeskMember,
  DeskView,
  HallView,
  TellerProgress,
} from '#shared/meeting/views.ts';
import type { MeetingResult } from '#shared/result/result.ts';

/** Views of the chair and the desk as the server would send them, one per phase, with invented names. */

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Đặng', 'Vũ', 'Bùi', 'Đỗ', 'Hồ', 'Ngô'];
const MIDDLE = ['Văn', 'Thị', 'Đức', 'Minh', 'Ngọc', 'Thanh', 'Quốc'];
const GIVEN = [
  'An',
  'Bình',
  'Cường',
  'Dung',
  'Đạt',
  'Giang',
  'Hà',
  'Ánh',
  'Khánh',
  'Liên',
  'Mẫn',
  'Ngự',
  'Phượng',
];
const GROUPS = ['Khối Đảng', 'Khối chính quyền', 'Mặt trận, đoàn thể'];

function nameOf(i: number): string {
  return `${FAMILY[i % 11]!} ${MIDDLE[i % 7]!} ${GIVEN[i % 13]!}`;
}

export const LINES = Array.from({ length: 11 }, (_, i) => ({
  id: `s${i + 1}`,
  name: nameOf(i * 3 + 100),
  post: [
    'Bí thư Huyện ủy',
    'Phó Bí thư Thường trực Huyện ủy',
    'Phó Bí thư Huyện ủy, Chủ tịch UBND huyện',
    'Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức Huyện ủy',
  ][Math.min(i, 3)]!,
}));

export const MEMBERS: readonly DeskMember[] = Array.from({ length: 33 }, (_, i) => ({
  id: `m${i + 1}`,
  name: nameOf(i),
  post:
    i % 4 === 0
      ? 'Ủy viên Ban Chấp hành Đảng bộ huyện, Trưởng phòng Nội vụ'
      : 'Ủy viên Ban Chấp hành',
  group: GROUPS[i % 3]!,
  present: i % 6 !== 5,
  issued: null,
}));

export function hallView(phase: Phase, change: Partial<HallView> = {}): HallView {
  const early = phase === 'preparing' || phase === 'rollCall';
  return {
    round: 'bch-1',
    rehearsal: true,
    voided: null,
    phase,
    title: 'Lấy phiếu tín nhiệm đối với cán bộ chủ chốt năm 2026',
    issuingBody: 'Huyện ủy X',
    venueName: 'Hội nghị Ban Chấp hành Đảng bộ huyện',
    place: 'Hội trường Huyện ủy',
    votingDay: '2026-03-20',
    addressTerm: 'đồng chí',
    chairName: 'Nguyễn Thị Giang',
    subjects: 11,
    quorum: {
      basis: 'summoned',
      base: 33,
      summoned: 33,
      present: phase === 'preparing' ? 0 : 28,
      needed: 22,
      met: phase !== 'preparing',
      confirmed: !early,
    },
    committee: early ? null : TELLERS.map(({ name, head }) => ({ name, head })),
    keyFingerprint: early || phase === 'sealing' ? null : '7QK2-M9XD-0RTV-W4HN',
    turnout:
      early || phase === 'sealing'
        ? { issued: 0, collected: 0, outstanding: 0 }
        : { issued: 28, collected: 21, outstanding: 7 },
    board: early ? null : { entries: 41, head: 'A3F0-91BC-77DE-20C4' },
    agreementQuorumLowered: null,
    ...change,
  };
}

const TELLERS: readonly TellerProgress[] = ['Đỗ Minh Liên', 'Hồ Ngọc Phượng', 'Bùi Quốc Khánh'].map(
  (name, i) => ({
    i: i + 1,
    name,
    head: i === 0,
    paired: true,
    online: i !== 2,
    joined: true,
    committed: true,
    dealt: i < 2,
    confirmed: i === 0,
    fingerprint: ['4MZ0-K8QR-22TB-XH9C', '9PPA-3WND-7J0E-ER5K', 'BC41-66YT-VVQ8-0S2M'][i]!,
    agreed: i < 2,
    opened: i === 0,
    coIssuer: false,
    revealed: false,
  }),
);

export function countView(change: Partial<CountView> = {}): CountView {
  return {
    tellers: TELLERS,
    agreementsNeeded: 3,
    threshold: 2,
    agreements: 2,
    openings: 1,
    tallied: true,
    tallyCode: 'q3Zk-9sPf-W1xA',
    ballots: 27,
    paperFixed: true,
    paperCount: 0,
    ...change,
  };
}

export const RESULT: MeetingResult = {
  format: 'hom-phieu/result/1',
  venue: 'bch',
  rehearsal: true,
  profile: 'party-96',
  figures: {
    summoned: 33,
    attended: 29,
    absent: 4,
    presentAtVote: 28,
    ballotsIssued: 28,
    ballotsCollected: 27,
    electronic: 27,
    paper: 0,
    outstanding: 1,
  },
  rows: LINES.map(({ id, name, post }, i) => ({
    subjectId: id,
    name,
    post,
    valid: 27,
    invalid: 0,
    high: i === 7 ? 4 : 19,
    highPercent: i === 7 ? '14,81' : '70,37',
    confidence: i === 7 ? 8 : 6,
    confidencePercent: i === 7 ? '29,63' : '22,22',
    low: i === 7 ? 15 : 2,
    lowPercent: i === 7 ? '55,56' : '7,41',
    band: i === 7 ? 'overHalf' : 'none',
  })),
  board: { head: 'fP1yq8N4Yb2rTz0uQk6hXwL3mVd9sCj5aGe7oBiKtRM', entries: 88 },
  recounts: [{ by: 'Máy chủ', digest: 'Zk3vQ9sPfW1xA0bLr7mNcYt5uEoHiJgKdSaXwVqTyRz' }],
};

export function chairView(phase: Phase | null, change: Partial<ChairView> = {}): ChairView {
  const late = phase === 'counted' || phase === 'announced' || phase === 'archived';
  return {
    setup: {
      plan: {
        title: 'Lấy phiếu tín nhiệm đối với cán bộ chủ chốt năm 2026',
        issuingBody: 'Huyện ủy X',
        sample: true,
        files: { named: 0, missing: 0 },
        venues: [
          {
            id: 'bch',
            name: 'Hội nghị Ban Chấp hành Đảng bộ huyện',
            kind: 'conference',
            roll: 33,
            subjects: 11,
            rounds: [],
          },
          {
            id: 'hdnd',
            name: 'Kỳ họp Hội đồng nhân dân huyện',
            kind: 'councilSession',
            roll: 30,
            subjects: 17,
            rounds: [{ id: 'hdnd-1', phase: 'archived', voided: false }],
          },
          {
            id: 'cb',
            name: 'Hội nghị cán bộ',
            kind: 'conference',
            roll: 28,
            subjects: 10,
            rounds: [{ id: 'cb-1', phase: 'sealing', voided: true }],
          },
        ],
      },
    },
    hall: phase === null ? null : hallView(phase),
    blockers: [],
    asksCoIssuers: false,
    proposal: TELLERS.map(({ name, head }) => ({ name, post: 'Ủy viên Ủy ban Kiểm tra', head })),
    phonesAllowed: phase === null || phase === 'preparing' || phase === 'rollCall' ? null : true,
    devices: [
      { id: 'd1', role: 'chair', label: 'Máy của chủ trì', online: true },
      { id: 'd2', role: 'desk', label: 'Bàn 1', online: true },
      { id: 'd3', role: 'desk', label: 'Bàn 2', online: false },
      { id: 'd4', role: 'display', label: 'Màn hình hội trường', online: true },
      { id: 'd5', role: 'teller', label: 'Đỗ Minh Liên', online: true },
      { id: 'd6', role: 'kiosk', label: 'Máy bỏ phiếu 1', online: true },
    ],
    addresses: ['http://192.168.10.2:8080'],
    count: phase === 'sealing' || phase === 'counting' || late ? countView() : null,
    gaps: late ? [{ gap: 'outstanding', count: 1, reason: null }] : [],
    incidents: [],
    recounts: late
      ? [
          { by: 'Máy chủ', source: 'server', device: 'server', digest: 'Zk3vQ9sPfW1xA0bLr7mN' },
          {
            by: 'Ủy ban Kiểm tra',
            source: 'supervisor',
            device: 'd7',
            digest: 'Zk3vQ9sPfW1xA0bLr7mN',
          },
        ]
      : [],
    minBallots: 3,
    ballot: {
      digest: phase === 'preparing' ? null : 'T7xK',
      lines: LINES,
      excluded: [
        { name: 'Vũ Thanh Mẫn', post: 'Trưởng ban Dân vận Huyện ủy', reason: 'appointedThisYear' },
      ],
    },
    result: late ? RESULT : null,
    alarms: [],
    copy: null,
    papers: null,
    ...change,
  };
}

export function deskView(phase: Phase | null, change: Partial<DeskView> = {}): DeskView {
  const members = MEMBERS.map((member, i) =>
    phase === 'polling' && member.present && i % 2 === 0
      ? { ...member, issued: (['screen', 'slip', 'kiosk', 'paper'] as const)[i % 4]! }
      : member,
  );
  const issued = members.filter((member) => member.issued !== null).length;
  return {
    hall:
      phase === null
        ? null
        : hallView(phase, { turnout: { issued, collected: 9, outstanding: issued - 9 } }),
    desk: 'Bàn 1',
    phonesAllowed: true,
    eid: phase === 'polling' ? 'm3vQ9sPfW1xA0bLr7mNcYt5uEoHiJgKdSaXwVqTyRzA' : null,
    members,
    slips: { registered: 40, free: 31 },
    coIssuersAway: [],
    kiosks: [
      { id: 'k1', label: 'Máy bỏ phiếu 1', claim: 'c1', state: 'idle' },
      { id: 'k2', label: 'Máy bỏ phiếu 2', claim: null, state: 'idle' },
    ],
    addresses: ['http://192.168.10.2:8080'],
    ...change,
  };
}
