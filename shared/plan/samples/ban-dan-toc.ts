import { PLAN_FORMAT, type Plan } from '../plan-types.ts';
import { people, supervisorsOf, tellersOf } from './people.ts';

const LEADERS = people(1, ['Bí thư Chi bộ, Trưởng ban', 'Phó Trưởng ban', 'Phó Trưởng ban']);
const OTHERS = people(11, [
  'Chi ủy viên, Chánh Văn phòng Ban',
  'Chi ủy viên, Trưởng phòng Chính sách dân tộc',
  'Trưởng phòng Kế hoạch - Tổng hợp',
  'Chánh Thanh tra Ban',
  'Trưởng phòng Tuyên truyền',
  'Chủ tịch Công đoàn cơ sở',
]);
const TO = 'Ban Tổ chức Tỉnh ủy';

/**
 * 003: an ethnic affairs board rates its head and deputies (7/2023). A write-in or anything else
 * written on a ballot voids it whole (R27); no signature is spoken of; the report, with the minutes,
 * by 15/8/2023. Nine people summoned: the smallest of the five.
 */
export const BAN_DAN_TOC: Plan = {
  format: PLAN_FORMAT,
  title:
    'Lấy phiếu tín nhiệm đối với chức danh, chức vụ lãnh đạo, quản lý của Ban Dân tộc năm 2023',
  number: '00/KH-BDT',
  date: '2023-06-12',
  issuingBody: 'Ban Dân tộc',
  superiorBody: 'Ủy ban nhân dân tỉnh',
  legalBases: [
    'Quy định số 96-QĐ/TW ngày 02/02/2023 của Bộ Chính trị',
    'Kế hoạch số 145-KH/TU ngày 27/4/2023 của Tỉnh ủy về lấy phiếu tín nhiệm đối với các chức danh, chức vụ lãnh đạo, quản lý trong hệ thống chính trị cấp tỉnh, cấp huyện',
  ],
  managingAuthority: 'Tỉnh ủy',
  staffUnit: 'Văn phòng Ban',
  subjects: LEADERS.map((person) => ({ ...person, venues: ['ban'] })),
  venues: [
    {
      id: 'ban',
      name: 'Hội nghị lấy phiếu tín nhiệm của Ban Dân tộc',
      kind: 'conference',
      profile: 'party-96-kh',
      documentStyle: 'state',
      addressTerm: 'đồng chí',
      place: 'Phòng họp Ban Dân tộc',
      votingDay: '2023-07-21',
      electorate: 'Lãnh đạo Ban; Chi ủy; Cấp trưởng các phòng thuộc Ban; Chủ tịch Công đoàn cơ sở',
      chair: 'Bí thư, Trưởng ban Ban Dân tộc',
      reportTo: TO,
      reportDue: { by: '2023-08-15' },
      minutesCopies: [
        { recipient: 'Cấp trên trực tiếp' },
        { recipient: 'Cấp trên trực tiếp' },
        { recipient: 'Lưu tại cơ quan' },
      ],
      supervisors: supervisorsOf([
        'Văn phòng Tỉnh ủy',
        'Ban Tổ chức Tỉnh ủy',
        'Ủy ban Kiểm tra Tỉnh ủy',
        'Sở Nội vụ',
      ]),
      committeeProposal: tellersOf(OTHERS.slice(-3)),
      roll: [...LEADERS, ...OTHERS],
    },
  ],
};
