import { PLAN_FORMAT, type Plan } from '#shared/plan/plan.ts';

/** Seven on the roll, so that four present are too few and five are exactly enough (R15). */
export const meetingPlan: Plan = {
  format: PLAN_FORMAT,
  title: 'Lấy phiếu tín nhiệm thử trên trình duyệt',
  number: '01-KH/HU',
  date: '2026-03-01',
  issuingBody: 'Huyện ủy X',
  legalBases: ['Quy định số 96-QĐ/TW'],
  subjects: ['A', 'B', 'C'].map((letter, i) => ({
    id: `s${i + 1}`,
    name: `Nguyễn Văn ${letter}`,
    post: `Chức vụ ${i + 1}`,
    venues: ['bch'],
  })),
  venues: [
    {
      id: 'bch',
      name: 'Hội nghị Ban Chấp hành',
      kind: 'conference',
      profile: 'party-96',
      documentStyle: 'party',
      addressTerm: 'đồng chí',
      place: 'Hội trường',
      votingDay: '2026-03-15',
      electorate: 'Ủy viên Ban Chấp hành',
      chair: 'Bí thư',
      minutesCopies: [],
      supervisors: [],
      committeeProposal: [1, 2, 3].map((n) => ({ name: `Kiểm phiếu viên ${n}`, head: n === 1 })),
      roll: [1, 2, 3, 4, 5, 6, 7].map((n) => ({ id: `m${n}`, name: `Đại biểu ${n}` })),
    },
  ],
};
