import type { Plan } from '#shared/plan/plan.ts';
import { picturedPlan } from './plan-files.ts';

/** How many lines its ballot has. */
export const LONG_LINES = 24;

const NAMES = [
  'Nguyễn Thị Phương Thảo',
  'Công Tằng Tôn Nữ Nguyễn Phước Quỳnh Ngưỡng Nghiêng',
  'Lý Ẩn',
];
const POSTS = [
  'Phó Bí thư Thường trực Tỉnh ủy, Trưởng Đoàn đại biểu Quốc hội, Chủ tịch Hội đồng nhân dân tỉnh',
  'Ủy viên Ban Thường vụ, Chủ nhiệm Ủy ban Kiểm tra',
];

/** Names and posts as long as they come, every other line with a photo, all with files of each kind. */
export const longPlan: Plan = {
  ...picturedPlan,
  subjects: Array.from({ length: LONG_LINES }, (_, i) => ({
    id: `s${i + 1}`,
    // The plan refuses the same person twice.
    name: `${pick(NAMES, i)} ${' BCDEFGH'.charAt(Math.floor(i / NAMES.length))}`.trimEnd(),
    post: pick(POSTS, i),
    venues: ['bch'],
    ...(i % 2 === 0 ? { photo: 'anh/1.png' } : {}),
    dossier: [
      { name: 'Báo cáo tự đánh giá', file: 'ho-so/bao-cao.pdf' },
      { name: 'Bản kê khai tài sản, thu nhập', file: 'ho-so/ke-khai.docx' },
      { name: 'Quyết định bổ nhiệm', file: 'anh/3.png' },
    ],
  })),
};

function pick(texts: readonly string[], i: number): string {
  return texts[i % texts.length] ?? '';
}
