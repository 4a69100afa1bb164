import type { CriteriaGroup, Deadline, RuleProfile } from './profiles.ts';

/** R11, as all five sources print it. */
const CRITERIA: readonly CriteriaGroup[] = [
  {
    title: 'Phẩm chất chính trị, đạo đức, lối sống, ý thức tổ chức kỷ luật',
    points: [
      'Lập trường, quan điểm, bản lĩnh chính trị trong thực hiện chủ trương, đường lối của Đảng, chính sách, pháp luật của Nhà nước; giữ gìn phẩm chất chính trị, đạo đức, lối sống; tinh thần trách nhiệm trong công việc, thái độ phục vụ nhân dân; liêm chính, trung thực, công tâm, khách quan trong thực hiện nhiệm vụ được giao.',
      'Ý thức tổ chức kỷ luật, việc chấp hành các nguyên tắc tổ chức và hoạt động của Đảng, nhất là nguyên tắc tập trung dân chủ, tự phê bình và phê bình; chấp hành sự phân công của tổ chức; thực hiện các quy định, quy chế của cấp ủy, tổ chức đảng, cơ quan, đơn vị nơi công tác; khả năng quy tụ, đoàn kết nội bộ và xử lý những vấn đề khó, phức tạp, nhạy cảm.',
      'Kết quả lãnh đạo, chỉ đạo thực hiện chủ trương của Đảng về đấu tranh phòng, chống tham nhũng, tiêu cực; những điều đảng viên không được làm và trách nhiệm nêu gương; sự gương mẫu của bản thân và vợ, chồng, con trong việc chấp hành chính sách, pháp luật của Nhà nước; việc thường xuyên giữ mối liên hệ với cấp ủy nơi cư trú.',
    ],
  },
  {
    title:
      'Kết quả thực hiện chức trách, nhiệm vụ được giao (tính từ đầu nhiệm kỳ đến thời điểm lấy phiếu)',
    points: [
      'Kết quả lãnh đạo, tham mưu, tổ chức thực hiện chủ trương, đường lối của Đảng, chính sách, pháp luật của Nhà nước trong lĩnh vực, phạm vi phụ trách; tính năng động, đổi mới, sáng tạo, quyết đoán, dám nghĩ, dám làm, dám chịu trách nhiệm trong thực hiện nhiệm vụ được giao.',
      'Số lượng, chất lượng sản phẩm, hiệu quả thực hiện chức trách, nhiệm vụ được giao; mức độ hoàn thành nhiệm vụ của các tổ chức, cơ quan, đơn vị trực thuộc.',
      'Kết quả lãnh đạo công tác tổ chức, cán bộ; đấu tranh phòng, chống tham nhũng, tiêu cực; công tác kiểm tra, giám sát; giải quyết đơn, thư khiếu nại, tố cáo trong lĩnh vực, phạm vi phụ trách.',
    ],
  },
];

const DOSSIER_TO_VOTERS: Deadline = {
  id: 'dossier-to-voters',
  who: 'staffUnit',
  days: 15,
  before: 'votingDay',
  what: 'Gửi hồ sơ của người được lấy phiếu đến người ghi phiếu',
};
const QUESTIONS_TO_SUBJECT: Deadline = {
  id: 'questions-to-subject',
  who: 'staffUnit',
  days: 10,
  before: 'votingDay',
  what: 'Gửi nội dung cần làm rõ đến người được lấy phiếu',
};

/** R7. */
const PARTY_DEADLINES: readonly Deadline[] = [
  {
    id: 'subject-report',
    who: 'subject',
    days: 20,
    before: 'votingDay',
    what: 'Người được lấy phiếu gửi báo cáo và hồ sơ',
  },
  DOSSIER_TO_VOTERS,
  {
    id: 'voters-questions',
    who: 'voter',
    days: 10,
    before: 'votingDay',
    what: 'Người ghi phiếu gửi yêu cầu làm rõ bằng văn bản',
  },
  QUESTIONS_TO_SUBJECT,
  {
    id: 'explanation',
    who: 'subject',
    days: 3,
    before: 'votingDay',
    what: 'Người được lấy phiếu gửi báo cáo giải trình',
  },
];

/** R8: two different anchors. */
const COUNCIL_DEADLINES: readonly Deadline[] = [
  {
    id: 'list',
    who: 'standing',
    days: 45,
    before: 'openingDay',
    what: 'Thường trực HĐND dự kiến danh sách và yêu cầu gửi báo cáo',
  },
  {
    id: 'subject-report',
    who: 'subject',
    days: 30,
    before: 'openingDay',
    what: 'Người được lấy phiếu gửi báo cáo, bản kê khai tài sản, thu nhập',
  },
  {
    id: 'front-digest',
    who: 'front',
    days: 25,
    before: 'openingDay',
    what: 'Ủy ban MTTQ gửi tổng hợp ý kiến, kiến nghị của cử tri và Nhân dân',
  },
  {
    id: 'documents-to-deputies',
    who: 'standing',
    days: 20,
    before: 'openingDay',
    what: 'Thường trực HĐND gửi tài liệu đến đại biểu',
  },
  {
    id: 'verification-requests',
    who: 'voter',
    days: 15,
    before: 'openingDay',
    what: 'Đại biểu yêu cầu xác minh, trả lời bằng văn bản',
  },
  {
    id: 'deputies-questions',
    who: 'voter',
    days: 10,
    before: 'votingDay',
    what: 'Đại biểu yêu cầu người được lấy phiếu làm rõ',
  },
  {
    id: 'explanation',
    who: 'subject',
    days: 3,
    before: 'votingDay',
    what: 'Người được lấy phiếu gửi báo cáo giải trình',
  },
];

/** Quy định 96-QĐ/TW as 000, 001 §4.1 and §4.3, 002 and 004 apply it. */
export const PARTY_96: RuleProfile = frozen({
  id: 'party-96',
  name: 'Quy định số 96-QĐ/TW',
  quorumBase: 'summoned',
  percentBase: 'collected',
  bandBase: 'collected',
  writeInRule: 'linePartInvalid',
  strikeOutScope: 'line',
  signatureAllowed: 'onPaper',
  exclusions: [
    'appointedThisYear',
    'electedThisYear',
    'reappointedThisYear',
    'transferredThisYear',
    'retirementNotice',
  ],
  deadlines: PARTY_DEADLINES,
  minutesCopies: [
    { recipient: 'Cấp trên trực tiếp' },
    { recipient: 'Cấp trên trực tiếp' },
    { recipient: 'Lưu tại cơ quan, đơn vị' },
  ],
  disclosureScope: 'closedSet',
  addressTerm: 'đồng chí',
  documentStyle: 'party',
  criteria: CRITERIA,
});

/** The same regulation as 003 applies it: a write-in voids the whole ballot (R27). */
export const PARTY_96_KH: RuleProfile = frozen({
  ...PARTY_96,
  id: 'party-96-kh',
  name: 'Quy định số 96-QĐ/TW (theo Khánh Hòa)',
  writeInRule: 'wholeBallotInvalid',
  signatureAllowed: 'never',
  exclusions: [],
  deadlines: [DOSSIER_TO_VOTERS, QUESTIONS_TO_SUBJECT],
  documentStyle: 'state',
});

/** Nghị quyết 96/2023/QH15 as 001 §4.2 quotes it. */
export const COUNCIL_96: RuleProfile = frozen({
  id: 'council-96',
  name: 'Nghị quyết số 96/2023/QH15',
  quorumBase: 'totalDeputies',
  percentBase: 'collected',
  bandBase: 'collected',
  writeInRule: 'linePartInvalid',
  strikeOutScope: 'line',
  signatureAllowed: 'never',
  exclusions: ['appointedThisYear', 'electedThisYear', 'retirementNotice'],
  deadlines: COUNCIL_DEADLINES,
  // No source states the copies of a session (R38): two for the Resolution's file, one kept.
  minutesCopies: [
    { recipient: 'Thường trực Hội đồng nhân dân' },
    { recipient: 'Thường trực Hội đồng nhân dân' },
    { recipient: 'Lưu hồ sơ kỳ họp' },
  ],
  disclosureScope: 'massMedia',
  addressTerm: 'đại biểu',
  documentStyle: 'state',
  criteria: CRITERIA,
});

/** Nghị quyết 85/2014/QH13: rehearsals of history only; every base is all deputies (design 7). */
export const COUNCIL_85: RuleProfile = frozen({
  ...COUNCIL_96,
  id: 'council-85',
  name: 'Nghị quyết số 85/2014/QH13 (lịch sử)',
  percentBase: 'totalDeputies',
  bandBase: 'totalDeputies',
  exclusions: [],
  deadlines: [
    {
      id: 'subject-report',
      who: 'subject',
      days: 30,
      before: 'openingDay',
      what: 'Người được lấy phiếu gửi báo cáo',
    },
    {
      id: 'report-to-deputies',
      who: 'standing',
      days: 20,
      before: 'openingDay',
      what: 'Gửi báo cáo đến đại biểu',
    },
    {
      id: 'front-digest',
      who: 'front',
      days: 15,
      before: 'openingDay',
      what: 'Gửi tổng hợp ý kiến, kiến nghị của cử tri',
    },
    {
      id: 'deputies-questions',
      who: 'voter',
      days: 10,
      before: 'openingDay',
      what: 'Đại biểu gửi yêu cầu làm rõ',
    },
  ],
});

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}
