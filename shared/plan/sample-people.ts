import { defined } from '#shared/assert.ts';
import type { RollMember } from './plan-types.ts';

const FAMILIES = 'Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý'.split(' ');
const LETTERS = 'A B C D Đ E G H I K L M N O P Q R S T U V X Y'.split(' ');

/** A person of the sample plan. The name is a placeholder: no source has it. */
export interface SamplePerson {
  readonly id: string;
  readonly name: string;
  readonly post: string;
}

/** Person `number` from 1: 13 family names against 23 letters give 299 different names. */
export function samplePerson(number: number, post: string): SamplePerson {
  const k = number - 1;
  const family = defined(FAMILIES[k % FAMILIES.length]);
  const letter = defined(LETTERS[k % LETTERS.length]);
  const id = `p${String(number).padStart(2, '0')}`;
  return { id, name: `${family} ${k % 2 === 0 ? 'Văn' : 'Thị'} ${letter}`, post };
}

/** The posts of 001's Phụ lục 01, rows 1–24, in its order (R51). */
const SUBJECT_POSTS = [
  'TUV, Bí thư Huyện ủy',
  'Phó Bí thư Thường trực Huyện ủy',
  'Phó Bí thư Huyện ủy, Chủ tịch UBND huyện',
  'UVBTV Huyện ủy, Chủ tịch HĐND huyện',
  'UVBTV Huyện ủy, Phó Chủ tịch Thường trực UBND huyện',
  'UVBTV Huyện ủy, Trưởng Ban Tổ chức Huyện ủy, Trưởng ban Kinh tế - Xã hội HĐND huyện',
  'UVBTV Huyện ủy, Chủ nhiệm UBKT Huyện ủy, Trưởng ban Pháp chế HĐND huyện',
  'UVBTV Huyện ủy, Chủ tịch Ủy ban MTTQ huyện',
  'UVBTV Huyện ủy, Trưởng Ban Tuyên giáo Huyện ủy, Giám đốc Trung tâm Chính trị huyện',
  'UVBTV Huyện ủy, Trưởng Công an huyện',
  'UVBTV Huyện ủy, Chỉ huy trưởng BCH Quân sự huyện',
  'HUV, Phó Chủ tịch UBND huyện',
  'HUV, Trưởng phòng Lao động - Thương binh và Xã hội huyện',
  'HUV, Trưởng phòng Giáo dục và Đào tạo huyện',
  'HUV, Chánh Văn phòng HĐND và UBND huyện',
  'HUV, Trưởng phòng Kinh tế - Hạ tầng huyện',
  'HUV, Trưởng phòng Tài chính - Kế hoạch huyện',
  'HUV, Trưởng phòng Nông nghiệp và PTNT huyện',
  'Trưởng phòng Y tế huyện',
  'HUV, Chánh Thanh tra huyện',
  'HUV, Trưởng phòng Văn hóa - Thông tin huyện',
  'HUV, Trưởng phòng Tư pháp huyện',
  'Trưởng phòng Tài nguyên và Môi trường huyện',
  'HUV, Trưởng phòng Nội vụ huyện',
];

/** Rows 1–24 of the sample's list. */
export const SAMPLE_SUBJECTS: readonly SamplePerson[] = SUBJECT_POSTS.map((post, i) =>
  samplePerson(i + 1, post),
);

/** Numbers `from` to `to` of the list. */
export function rowsFromTo(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** Subjects by their numbers, as members of a roll: most are voters themselves (R6). */
function subjectsAsMembers(numbers: readonly number[]): RollMember[] {
  return numbers.map((number) => defined(SAMPLE_SUBJECTS[number - 1]));
}

function others(from: number, posts: readonly string[]): RollMember[] {
  return posts.map((post, i) => samplePerson(from + i, post));
}

function communes(post: string, from: number, to: number): string[] {
  return rowsFromTo(from, to).map((n) => `${post} xã số ${n}`);
}

/** The members of the district party committee: 33. */
export const PARTY_COMMITTEE: readonly RollMember[] = [
  ...subjectsAsMembers([...rowsFromTo(1, 18), 20, 21, 22, 24]),
  ...others(31, communes('HUV, Bí thư Đảng ủy', 1, 11)),
];

/** The deputies summoned: 30 of 31. */
export const COUNCIL: readonly RollMember[] = [
  ...subjectsAsMembers([...rowsFromTo(1, 7), 8, 10, 12, 15]),
  ...others(51, communes('Đại biểu HĐND huyện, Chủ tịch UBMTTQ', 1, 12)),
  ...others(63, communes('Đại biểu HĐND huyện, Bí thư Chi bộ', 1, 7)),
];

/** Leaders of the People's Committee, the council's boards and their agencies: 28. */
export const OFFICIALS: readonly RollMember[] = [
  ...subjectsAsMembers([3, 4, 5, 6, 7, 10, 11, ...rowsFromTo(12, 24)]),
  ...others(81, [
    'Giám đốc Trung tâm Y tế huyện',
    'Giám đốc Trung tâm Văn hóa - Thể thao huyện',
    'Giám đốc Trung tâm Dịch vụ nông nghiệp huyện',
    'Giám đốc Ban Quản lý dự án huyện',
    'Giám đốc Trung tâm Phát triển quỹ đất huyện',
    'Giám đốc Trung tâm GDNN - GDTX huyện',
    'Phó Chánh Văn phòng HĐND và UBND huyện',
    'Trưởng phòng Dân tộc huyện',
  ]),
];
