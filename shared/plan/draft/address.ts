import type { Keyed, PlanDraft } from './draft-types.ts';

/** The parts of the editor; `roll` and `people` belong to a venue. */
export const SECTIONS = ['plan', 'venue', 'subjects', 'roll', 'people'] as const;
export type Section = (typeof SECTIONS)[number];

/** Where a problem belongs on the screen. */
export interface Address {
  readonly section: Section;
  /** The venue's key; null where the section is the whole plan's. */
  readonly venue: string | null;
  /** The row's key in its table; null for a field outside of tables. */
  readonly row: string | null;
  /** The id of the field's element, unique in the document. */
  readonly field: string;
  /** In words: `Người được triệu tập, dòng 3 (Trần Văn A), Chức vụ`. */
  readonly where: string;
}

/** The element id of a field of the heading. */
export function headingId(field: string): string {
  return `plan-${field}`;
}

/** The element id of a field of a venue or a row. */
export function fieldId(key: string, field: string): string {
  return `${key}-${field}`;
}

const LABELS: Readonly<Record<string, string>> = {
  title: 'Tên kế hoạch',
  number: 'Số, ký hiệu',
  date: 'Ngày ban hành',
  issuingBody: 'Cơ quan ban hành',
  superiorBody: 'Cơ quan cấp trên',
  managingAuthority: 'Cấp có thẩm quyền quản lý cán bộ',
  legalBases: 'Căn cứ',
  daysOff: 'Ngày nghỉ thêm',
  workDays: 'Ngày làm bù',
  day: 'Ngày',
  id: 'Mã',
  name: 'Họ và tên',
  post: 'Chức vụ',
  group: 'Đơn vị, tổ',
  venues: 'Nơi lấy phiếu',
  excluded: 'Lý do không lấy phiếu',
  note: 'Ghi chú',
  photo: 'Ảnh',
  dossier: 'Hồ sơ',
  kind: 'Loại cuộc họp',
  profile: 'Quy định áp dụng',
  documentStyle: 'Thể thức văn bản',
  addressTerm: 'Cách xưng hô',
  place: 'Địa điểm',
  votingDay: 'Ngày lấy phiếu',
  openingDay: 'Ngày khai mạc kỳ họp',
  electorate: 'Thành phần ghi phiếu',
  chair: 'Chủ trì',
  totalDeputies: 'Tổng số đại biểu',
  reportTo: 'Nơi nhận báo cáo',
  reportDue: 'Hạn gửi báo cáo: đến ngày',
  reportWorkingDays: 'Hạn gửi báo cáo: số ngày làm việc sau ngày lấy phiếu',
  ownDeadlines: 'Mốc thời gian riêng',
  what: 'Việc phải làm',
  by: 'Hạn',
  who: 'Người, đơn vị làm',
  staffUnit: 'Bộ phận tham mưu',
  minutesCopies: 'Các bản biên bản',
  recipient: 'Nơi nhận',
  supervisors: 'Đại diện giám sát',
  body: 'Cơ quan',
  committeeProposal: 'Đề xuất Ban kiểm phiếu',
  threshold: 'Số ủy viên cần để mở kết quả',
  minBallots: 'Số phiếu ít nhất để kiểm',
  roll: 'Người được triệu tập',
  venueName: 'Tên nơi lấy phiếu',
};

/** The Vietnamese name of a field of the plan, as its label and its problems call it. */
export function labelOf(field: string): string {
  return LABELS[field] ?? field;
}

type Part = string | number;

/** A problem's path in its parts: `venues[0].roll[3].name` → venues, 0, roll, 3, name. */
function parts(path: string): Part[] {
  return [...path.matchAll(/([A-Za-z_]\w*)|\[(\d+)\]/gu)].map(([, name, index]) =>
    index === undefined ? (name ?? '') : Number(index),
  );
}

/** Where the field of a plan's path stands in the editor of this draft. */
export function addressOf(draft: PlanDraft, path: string): Address {
  const [list, at, ...rest] = parts(path);
  if (list === 'legalBases') return rowAddress(draft.legalBases, 'legalBases', 'text', at);
  if (list === 'daysOff' || list === 'workDays') return rowAddress(draft[list], list, 'day', at);
  if (list === 'subjects') return subjectAddress(draft, at, rest);
  if (list === 'venues') return venueAddress(draft, at, rest);
  const field = typeof list === 'string' ? list : 'title';
  return {
    section: 'plan',
    venue: null,
    row: null,
    field: headingId(field),
    where: labelOf(field),
  };
}

/** A row of one of the heading's lists, each with one column. */
function rowAddress(
  rows: readonly Keyed[],
  list: string,
  column: string,
  at: Part | undefined,
): Address {
  const row = typeof at === 'number' ? rows[at] : undefined;
  const field = row === undefined ? headingId(list) : fieldId(row.key, column);
  const where = row === undefined ? labelOf(list) : `${labelOf(list)} ${Number(at) + 1}`;
  return { section: 'plan', venue: null, row: row?.key ?? null, field, where };
}

function subjectAddress(draft: PlanDraft, at: Part | undefined, rest: readonly Part[]): Address {
  const row = typeof at === 'number' ? draft.subjects[at] : undefined;
  const heading = 'Người được lấy phiếu';
  if (row === undefined) {
    return {
      section: 'subjects',
      venue: null,
      row: null,
      field: headingId('subjects'),
      where: heading,
    };
  }
  const field = typeof rest[0] === 'string' ? rest[0] : 'name';
  return {
    section: 'subjects',
    venue: null,
    row: row.key,
    field: fieldId(row.key, field),
    where: rowWhere(heading, Number(at), row.name, rest.length === 0 ? null : field),
  };
}

function venueAddress(draft: PlanDraft, at: Part | undefined, rest: readonly Part[]): Address {
  const venue = typeof at === 'number' ? draft.venues[at] : undefined;
  if (venue === undefined) {
    return {
      section: 'venue',
      venue: null,
      row: null,
      field: headingId('venues'),
      where: 'Nơi lấy phiếu',
    };
  }
  const { key } = venue;
  const named = venue.name.trim() === '' ? `Nơi lấy phiếu ${Number(at) + 1}` : venue.name;
  const [list, index, column] = rest;
  // The number of lines of its ballot is the subjects' matter.
  if (list === undefined) {
    return {
      section: 'subjects',
      venue: null,
      row: null,
      field: fieldId(key, 'lines'),
      where: `Người được lấy phiếu, ${named}`,
    };
  }
  const name = String(list);
  const section = SECTION_OF_LIST[name] ?? 'venue';
  const rows = (venue as unknown as Record<string, unknown>)[name];
  const row =
    typeof index === 'number' && Array.isArray(rows)
      ? (rows as { key: string; name?: string }[])[index]
      : undefined;
  if (row === undefined) {
    const where = `${named}, ${labelOf(name === 'name' ? 'venueName' : name)}`;
    return { section, venue: key, row: null, field: fieldId(key, name), where };
  }
  const field = typeof column === 'string' ? column : 'name';
  return {
    section,
    venue: key,
    row: row.key,
    field: fieldId(row.key, field),
    where: `${named}, ${rowWhere(labelOf(name), Number(index), row.name ?? '', column === undefined ? null : field)}`,
  };
}

const SECTION_OF_LIST: Readonly<Record<string, Section>> = {
  roll: 'roll',
  committeeProposal: 'people',
  supervisors: 'people',
  minutesCopies: 'people',
  threshold: 'people',
  reportTo: 'people',
  reportDue: 'people',
  ownDeadlines: 'people',
};

function rowWhere(heading: string, at: number, name: string, field: string | null): string {
  const who = name.trim() === '' ? '' : ` (${name.trim()})`;
  return `${heading}, dòng ${at + 1}${who}${field === null ? '' : `, ${labelOf(field)}`}`;
}
