import { PLAN_FORMAT, type Plan, type Venue } from '../plan-types.ts';
import { people, supervisorsOf, tellersOf } from './people.ts';

const BOARD = people(1, ['Giám đốc Sở', 'Phó Giám đốc Sở', 'Phó Giám đốc Sở', 'Phó Giám đốc Sở']);
const DEPARTMENTS = people(11, [
  'Chánh Văn phòng Sở',
  'Chánh Thanh tra Sở',
  'Trưởng phòng Tổ chức Cán bộ',
  'Trưởng phòng Nghiệp vụ Y',
  'Trưởng phòng Nghiệp vụ Dược',
  'Trưởng phòng Kế hoạch - Tài chính',
  'Chi cục trưởng Chi cục Dân số - Kế hoạch hóa gia đình',
  'Chi cục trưởng Chi cục An toàn vệ sinh thực phẩm',
  'Chủ tịch Công đoàn ngành Y tế',
]);
const CENTRE = people(31, [
  'Giám đốc Trung tâm',
  'Phó Giám đốc Trung tâm',
  'Phó Giám đốc Trung tâm',
]);
const CENTRE_UNITS = people(41, [
  'Trưởng phòng Tổ chức - Hành chính',
  'Trưởng phòng Kế hoạch - Nghiệp vụ',
  'Trưởng khoa Phòng, chống bệnh truyền nhiễm',
  'Trưởng khoa Xét nghiệm',
  'Trưởng khoa Sức khỏe môi trường',
  'Trưởng khoa Dược - Vật tư y tế',
  'Chủ tịch Công đoàn cơ sở',
]);

const common = {
  kind: 'conference',
  profile: 'party-96',
  documentStyle: 'state',
  addressTerm: 'đồng chí',
  reportDue: { workingDays: 7 },
  minutesCopies: [
    { recipient: 'Cấp trên trực tiếp' },
    { recipient: 'Cấp trên trực tiếp' },
    { recipient: 'Lưu cùng với số phiếu được kiểm' },
  ],
} as const satisfies Partial<Venue>;

/**
 * 004: a department of health and one of its units that has departments of its own (8/2023). Left
 * out: retirement notice, appointed or elected in the year; supervisors must be invited; one copy of
 * the minutes stays with the counted ballots; the report goes out within seven working days (R40).
 * Its electorate stands in another plan's annex, so the rolls here are only likely ones.
 */
export const SO_Y_TE: Plan = {
  format: PLAN_FORMAT,
  title:
    'Lấy phiếu tín nhiệm đối với các chức danh lãnh đạo, quản lý của Sở Y tế và đơn vị thuộc Sở năm 2023',
  number: '00/KH-SYT',
  date: '2023-07-20',
  issuingBody: 'Sở Y tế',
  superiorBody: 'Ủy ban nhân dân tỉnh',
  legalBases: [
    'Quy định số 96-QĐ/TW ngày 02/02/2023 của Bộ Chính trị',
    'Kế hoạch số 113-KH/TU ngày 10/7/2023 của Ban Thường vụ Tỉnh ủy',
    'Kế hoạch số 162-KH/BCSD ngày 08/8/2023 của Ban Cán sự Đảng UBND tỉnh',
  ],
  managingAuthority: 'Ban Thường vụ Tỉnh ủy',
  staffUnit: 'Phòng Tổ chức Cán bộ Sở Y tế',
  subjects: [
    ...BOARD.slice(0, 3).map((person) => ({ ...person, venues: ['so'] })),
    ...BOARD.slice(3).map((person) => ({
      ...person,
      venues: [],
      excluded: 'retirementNotice' as const,
      note: 'Đã có thông báo nghỉ công tác chờ nghỉ hưu',
    })),
    ...CENTRE.map((person) => ({ ...person, venues: ['don-vi'] })),
  ],
  venues: [
    {
      ...common,
      id: 'so',
      name: 'Hội nghị lấy phiếu tín nhiệm của Sở Y tế',
      place: 'Hội trường Sở Y tế',
      votingDay: '2023-08-24',
      electorate:
        'Theo Phụ lục 1 Kế hoạch số 113-KH/TU: lãnh đạo Sở, cấp trưởng các phòng, chi cục thuộc Sở, Chủ tịch Công đoàn ngành',
      chair: 'Giám đốc Sở',
      reportTo: 'Ban Tổ chức Tỉnh ủy',
      supervisors: supervisorsOf(['Cơ quan tham mưu, giúp việc cấp ủy', 'Sở Nội vụ']),
      committeeProposal: tellersOf(DEPARTMENTS.slice(-3)),
      roll: [...BOARD, ...DEPARTMENTS],
    },
    {
      ...common,
      id: 'don-vi',
      name: 'Hội nghị lấy phiếu tín nhiệm của Trung tâm Kiểm soát bệnh tật',
      place: 'Hội trường Trung tâm Kiểm soát bệnh tật',
      votingDay: '2023-08-22',
      electorate:
        'Theo Phụ lục 1 Kế hoạch số 113-KH/TU: lãnh đạo Trung tâm, cấp trưởng các khoa, phòng, Chủ tịch Công đoàn cơ sở',
      chair: 'Giám đốc Trung tâm',
      reportTo: 'Sở Y tế (qua Phòng Tổ chức Cán bộ)',
      reportDue: { by: '2023-08-29' },
      supervisors: supervisorsOf(['Phòng Tổ chức Cán bộ Sở Y tế', 'Đảng ủy cấp trên trực tiếp']),
      committeeProposal: tellersOf(CENTRE_UNITS.slice(-3)),
      roll: [...CENTRE, ...CENTRE_UNITS],
    },
  ],
};
