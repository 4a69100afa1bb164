import { daysBefore } from './dates.ts';
import {
  PLAN_FORMAT,
  type Plan,
  type ProposedTeller,
  type RollMember,
  type Subject,
  type Venue,
} from './plan-types.ts';
import {
  COUNCIL,
  OFFICIALS,
  PARTY_COMMITTEE,
  rowsFromTo,
  SAMPLE_SUBJECTS,
} from './sample-people.ts';

/** Who is rated where: 001's Phụ lục 01 by its row numbers (R51). */
const RATED_AT: Readonly<Record<string, readonly number[]>> = {
  bch: rowsFromTo(1, 11),
  hdnd: [...rowsFromTo(3, 7), ...rowsFromTo(10, 21)],
  'can-bo': rowsFromTo(12, 21),
};

const PROVINCE = 'Ban Thường vụ Tỉnh ủy';

/**
 * A plan to try the product with, in the shape of 001's Phụ lục 01 (R51): 24 people, three venues,
 * 17 rated at two of them, 3 excluded, every name a placeholder. All venues vote on `today`
 * (`YYYY-MM-DD`), so that any of them can be opened.
 */
export function samplePlan(today: string): Plan {
  const year = today.slice(0, 4);
  return {
    format: PLAN_FORMAT,
    title: `Lấy phiếu tín nhiệm đối với cán bộ trong Đảng bộ huyện X năm ${year}`,
    number: '01-KH/HU',
    date: daysBefore(today, 60),
    issuingBody: 'Huyện ủy X',
    superiorBody: 'Tỉnh ủy Y',
    legalBases: [
      'Quy định số 96-QĐ/TW ngày 02/02/2023 của Bộ Chính trị về việc lấy phiếu tín nhiệm đối với chức danh, chức vụ lãnh đạo, quản lý trong hệ thống chính trị',
      'Nghị quyết số 96/2023/QH15 ngày 23/6/2023 của Quốc hội về việc lấy phiếu tín nhiệm, bỏ phiếu tín nhiệm',
      `Kế hoạch của ${PROVINCE} về lấy phiếu tín nhiệm năm ${year}`,
    ],
    managingAuthority: PROVINCE,
    subjects: SAMPLE_SUBJECTS.map((person, i) => subjectOf(person, i + 1, year)),
    venues: [partyConference(today), councilSession(today), officialsConference(today)],
  };
}

function subjectOf(
  person: Pick<Subject, 'id' | 'name' | 'post'>,
  row: number,
  year: string,
): Subject {
  const venues = Object.keys(RATED_AT).filter((venue) => RATED_AT[venue]?.includes(row));
  if (venues.length > 0) return { ...person, venues };
  return { ...person, venues, excluded: 'appointedThisYear', note: `Bổ nhiệm năm ${year}` };
}

function partyConference(votingDay: string): Venue {
  return {
    id: 'bch',
    name: 'Hội nghị Ban Chấp hành Đảng bộ huyện',
    kind: 'conference',
    profile: 'party-96',
    documentStyle: 'party',
    addressTerm: 'đồng chí',
    place: 'Hội trường Huyện ủy X',
    votingDay,
    electorate: 'Ủy viên Ban Chấp hành Đảng bộ huyện',
    chair: 'Bí thư Huyện ủy',
    reportTo: PROVINCE,
    minutesCopies: [
      { recipient: PROVINCE },
      { recipient: PROVINCE },
      { recipient: 'Lưu tại Huyện ủy' },
    ],
    supervisors: supervisorsOf([
      'Ban Tổ chức Tỉnh ủy',
      'Ủy ban Kiểm tra Tỉnh ủy',
      'Ban Nội chính Tỉnh ủy',
    ]),
    committeeProposal: lastAsTellers(PARTY_COMMITTEE, 5),
    roll: PARTY_COMMITTEE,
  };
}

function councilSession(votingDay: string): Venue {
  return {
    id: 'hdnd',
    name: 'Kỳ họp Hội đồng nhân dân huyện',
    kind: 'councilSession',
    profile: 'council-96',
    documentStyle: 'state',
    addressTerm: 'đại biểu',
    place: 'Hội trường Ủy ban nhân dân huyện X',
    votingDay,
    openingDay: votingDay,
    electorate: 'Đại biểu Hội đồng nhân dân huyện',
    chair: 'Chủ tịch Hội đồng nhân dân huyện',
    totalDeputies: 31,
    reportTo: 'Ban Thường vụ Huyện ủy (qua Ban Tổ chức Huyện ủy)',
    // 001 states no copies for the session: its Resolution is the document (R38, R42).
    minutesCopies: [],
    supervisors: supervisorsOf(['Sở Nội vụ', 'Ủy ban Kiểm tra Tỉnh ủy']),
    committeeProposal: lastAsTellers(COUNCIL, 3),
    roll: COUNCIL,
  };
}

function officialsConference(votingDay: string): Venue {
  return {
    id: 'can-bo',
    name: 'Hội nghị cán bộ huyện',
    kind: 'conference',
    profile: 'party-96',
    documentStyle: 'state',
    addressTerm: 'đồng chí',
    place: 'Hội trường Ủy ban nhân dân huyện X',
    votingDay,
    electorate:
      'Chủ tịch HĐND huyện; Chủ tịch, Phó Chủ tịch UBND huyện; Trưởng các ban của HĐND huyện; Trưởng các cơ quan, đơn vị thuộc UBND huyện',
    chair: 'Thường trực Hội đồng nhân dân huyện',
    reportTo: 'Ban Thường vụ Huyện ủy (qua Ban Tổ chức Huyện ủy)',
    minutesCopies: [
      { recipient: 'Ban Tổ chức Huyện ủy' },
      { recipient: 'Ban Tổ chức Huyện ủy' },
      { recipient: 'Lưu tại Phòng Nội vụ huyện' },
    ],
    supervisors: supervisorsOf(['Sở Nội vụ', 'Ban Tổ chức Huyện ủy']),
    committeeProposal: lastAsTellers(OFFICIALS, 3),
    roll: OFFICIALS,
  };
}

/** The last members of a roll, none of them a subject (R21), the first of them head (R13). */
function lastAsTellers(roll: readonly RollMember[], count: number): ProposedTeller[] {
  return roll.slice(-count).map(({ name, post }, i) => ({
    name,
    ...(post === undefined ? {} : { post }),
    ...(i === 0 ? { head: true } : {}),
  }));
}

function supervisorsOf(bodies: readonly string[]) {
  return bodies.map((body, i) => ({ name: `Đại diện giám sát ${i + 1}`, body }));
}
