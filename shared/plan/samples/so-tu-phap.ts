import { PLAN_FORMAT, type Plan } from '../plan-types.ts';
import { people, supervisorsOf, tellersOf } from './people.ts';

const LEADERS = people(1, ['Giám đốc Sở', 'Phó Giám đốc Sở', 'Phó Giám đốc Sở', 'Phó Giám đốc Sở']);
const OTHERS = people(11, [
  'Ủy viên Ban Chấp hành Đảng bộ Sở, Chánh Văn phòng Sở',
  'Ủy viên Ban Chấp hành Đảng bộ Sở, Trưởng phòng Bổ trợ tư pháp',
  'Ủy viên Ban Chấp hành Đảng bộ Sở, Trưởng phòng Hành chính tư pháp',
  'Ủy viên Ban Chấp hành Đảng bộ Sở, Giám đốc Trung tâm Trợ giúp pháp lý',
  'Trưởng phòng Phổ biến, giáo dục pháp luật',
  'Trưởng phòng Xây dựng và kiểm tra văn bản',
  'Trưởng Phòng Công chứng số 1',
  'Trưởng Phòng Công chứng số 2',
  'Giám đốc Trung tâm Dịch vụ đấu giá tài sản',
  'Chánh Thanh tra Sở',
  'Chủ tịch Công đoàn cơ sở',
  'Bí thư Chi đoàn',
  'Chủ tịch Hội Cựu chiến binh cơ quan',
]);
const TO = 'Ban Thường vụ Tỉnh ủy (qua Ban Tổ chức Tỉnh ủy)';

/**
 * 000: a department of justice rates its director and deputies (9/2023). Its own words: only those
 * appointed in the year are left out; two copies of the minutes go up, one stays; the report within
 * September. The plan names no voting day: 22/9 leaves its deadlines and its month.
 */
export const SO_TU_PHAP: Plan = {
  format: PLAN_FORMAT,
  title:
    'Lấy phiếu tín nhiệm đối với cán bộ giữ chức danh, chức vụ quản lý của Sở Tư pháp năm 2023',
  number: '00/KH-STP',
  date: '2023-08-28',
  issuingBody: 'Sở Tư pháp',
  superiorBody: 'Ủy ban nhân dân tỉnh',
  legalBases: [
    'Quy định số 96-QĐ/TW ngày 02/02/2023 của Bộ Chính trị',
    'Kế hoạch số 100-KH/TU ngày 21/6/2023 của Ban Thường vụ Tỉnh ủy',
  ],
  managingAuthority: 'Ban Thường vụ Tỉnh ủy',
  staffUnit: 'Thanh tra Sở (bộ phận tham mưu về tổ chức, cán bộ)',
  subjects: [
    ...LEADERS.slice(0, 3).map((person) => ({ ...person, venues: ['so'] })),
    ...LEADERS.slice(3).map((person) => ({
      ...person,
      venues: [],
      excluded: 'appointedThisYear' as const,
      note: 'Bổ nhiệm năm 2023',
    })),
  ],
  venues: [
    {
      id: 'so',
      name: 'Hội nghị lấy phiếu tín nhiệm của Sở Tư pháp',
      kind: 'conference',
      profile: 'party-96',
      documentStyle: 'state',
      addressTerm: 'đồng chí',
      place: 'Hội trường Sở Tư pháp',
      votingDay: '2023-09-22',
      electorate:
        'Tập thể Lãnh đạo Sở; Ủy viên Ban Chấp hành Đảng bộ Sở; Trưởng các phòng, đơn vị thuộc Sở; Trưởng các đoàn thể ở cơ quan',
      chair: 'Giám đốc Sở',
      reportTo: TO,
      reportDue: { by: '2023-09-30' },
      minutesCopies: [{ recipient: TO }, { recipient: TO }, { recipient: 'Lưu tại cơ quan' }],
      supervisors: supervisorsOf(['Ủy ban Kiểm tra Tỉnh ủy', 'Ban Tổ chức Tỉnh ủy']),
      committeeProposal: tellersOf(OTHERS.slice(-3)),
      roll: [...LEADERS, ...OTHERS],
    },
  ],
};
