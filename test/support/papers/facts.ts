/**
 * Facts of a finished round for the papers: any number of subjects and tellers, either style, each
 * profile, with long names and everything a paper may have to mention. Figures balance (R35).
 */
import type { PaperFacts } from '#shared/papers/facts.ts';
import type { CountedFacts } from '#shared/papers/counted.ts';
import { PROFILES } from '#shared/plan/profiles.ts';
import type { DocumentStyle, ProfileId } from '#shared/plan/profiles.ts';
import type { RoundPlan, RoundVenue } from '#shared/plan/round-plan.ts';
import { samplePerson } from '#shared/plan/sample-people.ts';
import type { CountedLine } from '#shared/protocol/entries.ts';
import type { Figures } from '#shared/result/figures.ts';
import { gapsOf } from '#shared/result/gaps.ts';
import { buildResult } from '#shared/result/result.ts';
import type { BoardEnd } from '#shared/result/result.ts';

/** What a test chooses; everything else is filled in. */
export interface FactsChoice {
  /** Lines of the ballot. */
  readonly subjects?: number;
  readonly tellers?: number;
  readonly profile?: ProfileId;
  readonly style?: DocumentStyle;
  /** Names and posts as long as they get. */
  readonly long?: boolean;
  readonly venue?: Partial<RoundVenue>;
  readonly plan?: Partial<Omit<RoundPlan, 'venue'>>;
  readonly figures?: Partial<Figures>;
  /** Paper ballots among those collected; 0: none were counted. */
  readonly paper?: number;
  /** No board: counted wholly on paper. */
  readonly paperOnly?: boolean;
  /** One total a line instead of the made-up ones; collected ballots must hold them. */
  readonly totals?: readonly CountedLine[];
  readonly facts?: Partial<PaperFacts>;
}

/** 32 bytes as base64url, for digests. */
export const HEAD = 'jKz4Q0t9mYw2nBv7Xc1LsDf8GhJkPqRt5Uy3IoAe6Wg';
export const DIGEST = 'Zx9Cv8Bn7Mq6Wl5Ek4Rj3Th2Yg1Uf0IdOsPa-_QwErs';
export const BALLOT_DIGEST = 'Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0Uv1Wx2Yz3Ab4U';

const LONG_NAME = 'Tôn Nữ Công Tằng Huyền Trân Nguyễn Phước Quỳnh Hương';
const LONG_POST =
  'Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức Tỉnh ủy, Bí thư Đảng ủy Khối các cơ quan và doanh nghiệp, Trưởng ban Kinh tế - Ngân sách Hội đồng nhân dân, Chủ nhiệm Ủy ban Kiểm tra, kiêm Giám đốc Trung tâm Bồi dưỡng chính trị';

/** Facts of a counted round; see `FactsChoice`. 45 issued, 44 collected, 4 of them on paper. */
export function paperFacts(choice: FactsChoice = {}): CountedFacts {
  const plan = planOf(choice);
  const figures = figuresOf(choice, plan);
  const totals = choice.totals ?? plan.lines.map((_, i) => made(figures.ballotsCollected, i));
  const board: BoardEnd = { head: HEAD, entries: 137 };
  const result = buildResult({
    plan,
    rehearsal: choice.facts?.rehearsal ?? false,
    figures,
    totals,
    ...(choice.paperOnly ? {} : { board }),
    recounts: choice.paperOnly
      ? []
      : [
          { by: 'Máy chủ', digest: DIGEST },
          { by: 'Đại diện giám sát 1', digest: DIGEST },
        ],
  });
  const facts = { ...commonFacts(choice, plan, figures), result, ...choice.facts };
  return { ...facts, result: facts.result ?? result };
}

/** The same round before it was counted. */
export function uncountedFacts(choice: FactsChoice = {}): PaperFacts {
  return { ...paperFacts(choice), phase: 'polling', result: null, digest: null };
}

function planOf({ subjects = 3, long = false, style, profile = 'party-96', ...rest }: FactsChoice) {
  const rules = PROFILES[profile];
  const council = profile.startsWith('council');
  const documentStyle = style ?? rules.documentStyle;
  const venue: RoundVenue = {
    id: council ? 'hdnd' : 'bch',
    name: council
      ? 'Kỳ họp thứ 15 Hội đồng nhân dân huyện X'
      : 'Hội nghị Ban Chấp hành Đảng bộ huyện',
    kind: council ? 'councilSession' : 'conference',
    profile,
    documentStyle,
    addressTerm: rules.addressTerm,
    place: 'Hội trường Huyện ủy X',
    votingDay: '2026-11-21',
    ...(council ? { totalDeputies: 60, openingDay: '2026-11-20' } : {}),
    electorate: council
      ? 'Đại biểu Hội đồng nhân dân huyện'
      : 'Ủy viên Ban Chấp hành Đảng bộ huyện',
    chair: council ? 'Chủ tịch Hội đồng nhân dân huyện' : 'Bí thư Huyện ủy',
    reportTo: 'Ban Thường vụ Tỉnh ủy (qua Ban Tổ chức Tỉnh ủy)',
    minutesCopies: [
      { recipient: 'Ban Thường vụ Tỉnh ủy' },
      { recipient: 'Ban Thường vụ Tỉnh ủy' },
      { recipient: 'Lưu tại Huyện ủy' },
    ],
    supervisors: [
      { name: 'Hoàng Thị Thanh', body: 'Ban Tổ chức Tỉnh ủy' },
      { name: 'Phan Văn Kiểm', body: 'Ủy ban Kiểm tra Tỉnh ủy' },
    ],
    committeeProposal: [],
    minBallots: 3,
    coIssuers: false,
    allowSubjectTellers: false,
    strikeOutScope: rules.strikeOutScope,
    writeInRule: rules.writeInRule,
    secrecyMark: true,
    disclosureScope: rules.disclosureScope,
    threshold: null,
    phonesAllowed: true,
    roll: Array.from({ length: 50 }, (_, i) => ({
      ...samplePerson(i + 31, `Bí thư Đảng ủy xã số ${i + 1}`),
      group: `Tổ ${(i % 4) + 1}`,
    })),
    ...rest.venue,
  };
  const plan: RoundPlan = {
    title: 'Lấy phiếu tín nhiệm đối với cán bộ trong Đảng bộ huyện X năm 2026',
    number: '01-KH/HU',
    date: '2026-09-22',
    issuingBody: council ? 'Hội đồng nhân dân huyện X' : 'Huyện ủy X',
    ...(council ? {} : { superiorBody: 'Tỉnh ủy Y' }),
    legalBases: council
      ? [
          'Nghị quyết số 96/2023/QH15 ngày 23/6/2023 của Quốc hội về việc lấy phiếu tín nhiệm, bỏ phiếu tín nhiệm',
        ]
      : [
          'Quy định số 96-QĐ/TW ngày 02/02/2023 của Bộ Chính trị về việc lấy phiếu tín nhiệm đối với chức danh, chức vụ lãnh đạo, quản lý trong hệ thống chính trị',
          'Kế hoạch của Ban Thường vụ Tỉnh ủy về lấy phiếu tín nhiệm năm 2026',
        ],
    managingAuthority: 'Ban Thường vụ Tỉnh ủy',
    venue,
    lines: Array.from({ length: subjects }, (_, i) =>
      long && i % 2 === 0
        ? { id: `s${i + 1}`, name: LONG_NAME, post: LONG_POST }
        : { ...samplePerson(i + 1, `UVBTV, Trưởng phòng số ${i + 1} huyện X`), id: `s${i + 1}` },
    ),
    excluded: [
      {
        id: 'x1',
        name: 'Phùng Thị Ngọc',
        post: 'HUV, Trưởng phòng Tư pháp',
        reason: 'appointedThisYear',
        note: 'Bổ nhiệm năm 2026',
      },
    ],
    ...rest.plan,
  };
  return plan;
}

function figuresOf({ paper = 4, paperOnly, figures = {} }: FactsChoice, plan: RoundPlan): Figures {
  const base = plan.venue.totalDeputies ?? plan.venue.roll.length;
  const collected = figures.ballotsCollected ?? 44;
  const issued = figures.ballotsIssued ?? 45;
  const attended = figures.attended ?? 47;
  const onPaper = paperOnly ? collected : paper;
  return {
    summoned: plan.venue.roll.length,
    ...(plan.venue.totalDeputies === undefined ? {} : { totalDeputies: base }),
    attended,
    absent: base - attended,
    presentAtVote: 46,
    ballotsIssued: issued,
    ballotsCollected: collected,
    electronic: collected - onPaper,
    paper: onPaper,
    outstanding: issued - collected,
    ...figures,
  };
}

/** A line's totals: different on every line, one or two invalid on most. */
function made(collected: number, i: number): CountedLine {
  const invalid = Math.min(collected, i % 3);
  const low = Math.min(collected - invalid, (i * 7) % 11);
  const confidence = Math.min(collected - invalid - low, 5 + (i % 6));
  return { high: collected - invalid - low - confidence, confidence, low, invalid };
}

function commonFacts(
  { tellers = 5, paper = 4, paperOnly = false, long = false }: FactsChoice,
  plan: RoundPlan,
  figures: Figures,
): Omit<PaperFacts, 'result'> {
  const onPaper = paperOnly ? figures.ballotsCollected : paper;
  const gaps = gapsOf({ excluded: 0, rejected: 0, outstanding: figures.outstanding });
  return {
    plan,
    round: `${plan.venue.id}-1`,
    phase: 'announced',
    rehearsal: false,
    voided: null,
    software: 'hom-phieu 1.0.0 (a1b2c3d)',
    times: {
      created: '2026-11-20T02:00:00.000Z',
      quorum: '2026-11-21T00:45:00.000Z',
      committee: '2026-11-21T01:00:00.000Z',
      opened: '2026-11-21T01:30:00.000Z',
      closed: '2026-11-21T02:05:00.000Z',
      counted: '2026-11-21T02:20:00.000Z',
      announced: '2026-11-21T02:30:00.000Z',
      minutesSigned: null,
    },
    ballotDigest: BALLOT_DIGEST,
    quorum: {
      present: 46,
      base: plan.venue.totalDeputies ?? plan.venue.roll.length,
    },
    phonesAllowed: true,
    committee: {
      members: Array.from({ length: tellers }, (_, i) => ({
        ...(long && i % 2 === 1
          ? { name: LONG_NAME, post: LONG_POST }
          : { name: `Đặng Thị Kiểm ${'ABCDEGHIKLMN'[i]}`, post: `Bí thư Đảng ủy xã số ${i + 1}` }),
        head: i === 0,
      })),
      how: 'Biểu quyết giơ tay, 100% số đại biểu có mặt tán thành',
    },
    keyFingerprint: paperOnly ? null : 'K7QD-94XM-2HTB-RW3F',
    ceremonyRestarts: [],
    roll: plan.venue.roll.map(({ name, post = '', group = '' }, i) => ({
      name,
      post,
      group,
      attended: i < figures.attended,
      present: i < figures.presentAtVote,
    })),
    issues: [
      { desk: 'Bàn 1', quarter: '2026-11-21T08:30', way: 'screen', count: 30 },
      {
        desk: 'Bàn 2',
        quarter: '2026-11-21T08:45',
        way: 'slip',
        count: figures.ballotsIssued - 30 - onPaper,
      },
      { desk: 'Bàn 2', quarter: null, way: 'paper', count: onPaper },
    ],
    slips: { registered: 20, handedOut: 11, voided: 1 },
    reissues: [],
    paper:
      onPaper === 0
        ? null
        : {
            count: onPaper,
            rejected: [],
            lines: plan.lines.map((_, i) => {
              const invalid = paperOnly ? i % 3 : Math.min(1, i % 3);
              return { high: onPaper - invalid, confidence: 0, low: 0, invalid };
            }),
            rulings: [],
          },
    gaps: gaps.map((gap) => ({
      gap,
      count: figures.outstanding,
      reason: 'Một đại biểu nhận phiếu rồi rời hội nghị vì việc gia đình.',
    })),
    incidents: [],
    agreementQuorumLowered: null,
    corrections: [],
    digest: DIGEST,
  };
}

/** The same round with everything the minutes may have to mention. */
export function eventfulFacts(choice: FactsChoice = {}): CountedFacts {
  const quiet = paperFacts(choice);
  return {
    ...quiet,
    ceremonyRestarts: ['Máy của một ủy viên hết pin khi đang tạo khóa'],
    slips: { registered: 20, handedOut: 11, voided: 1 },
    reissues: ['Điện thoại của đại biểu bị hỏng trước khi bỏ phiếu', 'Phiếu mã bị rách'],
    paper:
      quiet.paper === null
        ? null
        : {
            ...quiet.paper,
            rejected: [{ reason: 'notIssued', count: 2 }],
            rulings: ['1 phiếu gạch xóa họ tên: không hợp lệ đối với người bị gạch tên.'],
          },
    gaps: [
      { gap: 'excluded', count: 1, reason: 'Phiếu điện tử không mang dấu hợp lệ' },
      { gap: 'rejected', count: 2, reason: 'Hai tờ phiếu không có dấu treo' },
      { gap: 'outstanding', count: 1, reason: null },
    ],
    incidents: [
      {
        at: '2026-11-21T01:10:00.000Z',
        by: 'Chủ trì',
        text: 'Mất điện 3 phút, máy chủ chạy bằng pin.',
      },
      {
        at: null,
        by: 'Đặng Thị Kiểm A',
        text: 'Một đại biểu khiếu nại chưa nhận được phiếu; đã giải quyết xong.',
      },
    ],
    agreementQuorumLowered: 'Máy của hai ủy viên hỏng sau khi kết thúc bỏ phiếu',
    ...choice.facts,
    result: quiet.result,
  };
}
