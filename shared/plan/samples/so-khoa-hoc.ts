import { PLAN_FORMAT, type Plan } from '../plan-types.ts';
import { people, tellersOf } from './people.ts';

const LEADERS = people(1, ['Giám đốc Sở', 'Phó Giám đốc Sở', 'Phó Giám đốc Sở']);
const OTHERS = people(11, [
  'Ủy viên Ban Chấp hành Đảng bộ Sở, Trưởng phòng Hành chính - Tổng hợp',
  'Ủy viên Ban Chấp hành Đảng bộ Sở, Chánh Thanh tra Sở',
  'Ủy viên Ban Chấp hành Đảng bộ Sở, Trưởng phòng Quản lý khoa học',
  'Trưởng phòng Quản lý công nghệ và chuyên ngành',
  'Chi cục trưởng Chi cục Tiêu chuẩn Đo lường Chất lượng',
  'Giám đốc Trung tâm Ứng dụng và Dịch vụ khoa học công nghệ',
  'Giám đốc Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng',
  'Chủ tịch Công đoàn cơ sở',
  'Bí thư Chi đoàn Sở',
]);

/**
 * 002: a department of science and technology rates its director and deputies (before 15/7/2023). It
 * states no exclusion and names no supervisors; reports of the subjects before 20/6/2023; the file
 * to the province before 20/7/2023 (each "trước ngày": the day before is the last).
 */
export const SO_KHOA_HOC: Plan = {
  format: PLAN_FORMAT,
  title:
    'Lấy phiếu tín nhiệm đối với các chức danh Giám đốc, Phó Giám đốc Sở Khoa học và Công nghệ năm 2023',
  number: '00/KH-SKHCN',
  date: '2023-05-31',
  issuingBody: 'Sở Khoa học và Công nghệ',
  superiorBody: 'Ủy ban nhân dân tỉnh',
  legalBases: [
    'Quy định số 96-QĐ/TW ngày 02/02/2023 của Bộ Chính trị về lấy phiếu tín nhiệm đối với các chức danh, chức vụ lãnh đạo, quản lý trong hệ thống chính trị',
    'Công văn số 1546-CV/TU ngày 03/4/2023 của Ban Thường vụ Tỉnh ủy',
    'Công văn số 609/SNV-CCVC ngày 14/4/2023 của Sở Nội vụ',
  ],
  managingAuthority: 'Ban Thường vụ Tỉnh ủy',
  staffUnit: 'Phòng Hành chính - Tổng hợp',
  subjects: LEADERS.map((person) => ({ ...person, venues: ['so'] })),
  venues: [
    {
      id: 'so',
      name: 'Hội nghị lấy phiếu tín nhiệm của Sở Khoa học và Công nghệ',
      kind: 'conference',
      profile: 'party-96',
      documentStyle: 'state',
      addressTerm: 'đồng chí',
      place: 'Hội trường Sở Khoa học và Công nghệ',
      votingDay: '2023-07-12',
      electorate:
        'Giám đốc và các Phó Giám đốc Sở; Ủy viên Ban Chấp hành Đảng bộ Sở; Trưởng các đơn vị trực thuộc Sở; Chủ tịch Công đoàn cơ sở; Bí thư Chi đoàn Sở',
      chair: 'Giám đốc Sở',
      reportTo: 'Ban Thường vụ Tỉnh ủy, UBND tỉnh, Sở Nội vụ',
      reportDue: { by: '2023-07-19' },
      ownDeadlines: [
        {
          what: 'Người được lấy phiếu gửi báo cáo tự đánh giá giữa nhiệm kỳ về Phòng Hành chính - Tổng hợp',
          by: '2023-06-19',
          who: 'Giám đốc, các Phó Giám đốc Sở',
        },
      ],
      minutesCopies: [
        { recipient: 'Cấp trên trực tiếp' },
        { recipient: 'Cấp trên trực tiếp' },
        { recipient: 'Lưu tại cơ quan, đơn vị' },
      ],
      supervisors: [],
      committeeProposal: tellersOf(OTHERS.slice(-3)),
      roll: [...LEADERS, ...OTHERS],
    },
  ],
};
