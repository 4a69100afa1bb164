import { PROFILES, PROFILE_IDS } from '../profiles.ts';
import { addressOf } from './address.ts';
import type { PlanDraft } from './draft-types.ts';

/** Sentences for the editor where the file's message names what a screen does not show. */
const EDITED: readonly (readonly [RegExp, string])[] = [
  [/^không được để trống$/u, 'Hãy điền mục này.'],
  [/^bắt buộc khi áp dụng (.+)$/u, 'Hãy điền mục này: bắt buộc khi áp dụng $1.'],
  [/^bắt buộc$/u, 'Hãy điền mục này.'],
  [
    /^phải là ngày \{ "by".*$/u,
    'Hãy ghi một trong hai: một ngày có thật, hoặc số ngày làm việc từ 1 đến 366.',
  ],
  [/^phải là một ngày có thật.*$/u, 'Hãy chọn ngày.'],
  [
    /^phải là "councilSession" khi áp dụng (.+)$/u,
    'Hãy chọn «Kỳ họp Hội đồng nhân dân» khi áp dụng $1.',
  ],
  [/^phải là "conference" khi áp dụng (.+)$/u, 'Hãy chọn «Hội nghị» khi áp dụng $1.'],
  [
    /^phải có ít nhất một nơi, hoặc ghi lý do không lấy phiếu$/u,
    'Hãy đánh dấu ít nhất một nơi lấy phiếu, hoặc chọn lý do không lấy phiếu.',
  ],
  [
    /^mỗi người được lấy phiếu tối đa ở 2 nơi$/u,
    'Mỗi người được lấy phiếu tối đa ở 2 nơi, kể cả khi kế hoạch không nêu. Hãy bỏ bớt dấu.',
  ],
  [
    /^phải có ít nhất một người được triệu tập$/u,
    'Hãy nhập danh sách người được triệu tập của nơi này.',
  ],
  [/^phải có ít nhất một nơi lấy phiếu$/u, 'Hãy thêm nơi lấy phiếu.'],
  [
    /^phiếu phải có từ 1 đến (\d+) người được lấy phiếu, đang có (\d+)$/u,
    'Phiếu phải có từ 1 đến $1 người được lấy phiếu, đang có $2. Hãy đánh dấu người ở nơi này.',
  ],
  [/^phải là số nguyên từ (\d+) đến (\d+)$/u, 'Hãy ghi một số từ $1 đến $2.'],
  [/^mã trùng với (.+)$/u, 'Mã trùng với $1. Hãy đổi một trong hai mã.'],
  [
    /^cùng họ tên(?:, chức vụ và nhóm| và chức vụ) với (.+)$/u,
    'Trùng người với $1. Mỗi người chỉ có một dòng: hãy xóa một dòng, hoặc ghi thêm điều phân biệt vào chức vụ.',
  ],
];

const PATH = /\b(?:subjects|venues)\[\d+\](?:\.?[A-Za-z]+(?:\[\d+\])?)*/gu;

/**
 * A problem's text as the editor says it beside its field: a whole sentence that names what to do,
 * other places by their rows instead of by the file's paths.
 */
export function sentenceOf(draft: PlanDraft, path: string, text: string): string {
  const named = text.replace(PATH, (other) => {
    const [mine, its] = [addressOf(draft, path), addressOf(draft, other)];
    // In the same table the number of the row is enough.
    const row = /dòng \d+(?: \([^)]*\))?/u.exec(its.where)?.[0];
    return mine.section === its.section && mine.venue === its.venue && row !== undefined
      ? row
      : its.where;
  });
  if (named.startsWith('phải gồm 1 đến 32 ký tự'))
    return 'Mã chỉ gồm chữ không dấu, số, gạch nối, gạch dưới; không có dấu cách.';
  for (const [pattern, sentence] of EDITED) {
    if (pattern.test(named)) return named.replace(pattern, sentence);
  }
  return `${named.charAt(0).toUpperCase()}${named.slice(1)}${/[.!?]$/u.test(named) ? '' : '.'}`;
}

/** The name of a profile as a chair picks it. */
export const PROFILE_CHOICES = PROFILE_IDS.map((id) => ({ id, name: PROFILES[id].name }));
