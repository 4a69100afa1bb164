import { bold } from '#shared/papers/blocks.ts';
import type { Block, Cell, Paper, Paragraph, Run } from '#shared/papers/model.ts';

/** Every letter of Vietnamese that carries a mark, small and capital. */
export const ACCENTED = [
  'àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ',
  'ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ',
] as const;

export const QR_TEXT = 'HOM-PHIEU 1 tinh-uy-1 Zm9vYmFyYmF6cXV4Zm9vYmFy cXV4YmF6YmFyZm9v';

/** A paragraph, at the left and of 14 points unless said otherwise. */
export function p(text: string | readonly Run[], style: Partial<Paragraph> = {}): Paragraph {
  const runs = typeof text === 'string' ? [{ text }] : text;
  return {
    type: 'paragraph',
    runs,
    align: 'left',
    size: 14,
    indent: 0,
    before: 0,
    after: 0,
    ...style,
  };
}

function c(text: string, style: Partial<Cell> = {}, look: Partial<Paragraph> = {}): Cell {
  return { content: [p(text, { size: 12, ...look })], vertical: 'middle', ...style };
}

function h(text: string, style: Partial<Cell> = {}): Cell {
  const content = [p([bold(text)], { size: 12, align: 'center' })];
  return { content, vertical: 'middle', shaded: true, ...style };
}

const BODY =
  'Thực hiện nhiệm vụ do hội nghị giao, từ 08 giờ 30 phút đến 09 giờ 15 phút, ngày 21 tháng 11 ' +
  'năm 2026 tại Hội trường lớn Tỉnh ủy, Ban Kiểm phiếu gồm 05 đồng chí đã tiến hành kiểm phiếu ' +
  'tín nhiệm đối với các đồng chí có tên dưới đây; kết quả cụ thể như sau:';

function head(): Block {
  return {
    type: 'columns',
    widths: [70, 95],
    together: true,
    columns: [
      [
        p('TỈNH ỦY BẮC NINH', { align: 'center', size: 12 }),
        p([bold('BAN KIỂM PHIẾU')], {
          align: 'center',
          size: 12,
          rule: 20,
          after: 4,
        }),
        p('Số: 12/BB-BKP', { align: 'center', size: 13 }),
        p([bold('MẬT', { colour: 'red' })], {
          align: 'center',
          framed: true,
          before: 4,
        }),
      ],
      [
        p([bold('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')], {
          align: 'center',
          size: 12,
        }),
        p([bold('Độc lập - Tự do - Hạnh phúc')], {
          align: 'center',
          size: 13,
          rule: 57,
          after: 4,
        }),
        p([{ text: 'Bắc Ninh, ngày 21 tháng 11 năm 2026', italic: true }], {
          align: 'center',
          size: 13,
        }),
      ],
    ],
  };
}

function results(rows: number): Block {
  const levels = ['Tín nhiệm cao', 'Tín nhiệm', 'Tín nhiệm thấp'];
  return {
    type: 'table',
    widths: [11, 33, 37, 14, 11, 12.5, 11, 12.5, 11, 12],
    headerRows: 3,
    borders: 'all',
    rows: [
      [
        h('STT', { rows: 3 }),
        h('Họ và tên', { rows: 3 }),
        h('Chức vụ, đơn vị công tác', { rows: 3 }),
        h('Số phiếu hợp lệ', { rows: 3 }),
        h('Mức độ tín nhiệm', { columns: 6 }),
      ],
      levels.map((text) => h(text, { columns: 2 })),
      ['Số phiếu', 'Tỷ lệ %', 'Số phiếu', 'Tỷ lệ %', 'Số phiếu', 'Tỷ lệ %'].map((text) => h(text)),
      ...Array.from({ length: rows }, (_, i) => [
        c(String(i + 1), {}, { align: 'center' }),
        c(i % 7 === 3 ? `Nguyễn Thị Phương Thảo Nguyên Hương ${i}` : `Trần Văn Ữ ${i}`),
        c(
          i % 5 === 2
            ? 'Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức Tỉnh ủy, Chủ tịch Hội đồng'
            : 'Phó Bí thư',
        ),
        ...['47', '25', '53,19', '19', '40,43', '2', '4,26'].map((text) =>
          c(text, {}, { align: 'center' }),
        ),
      ]),
    ],
  };
}

function sign(title: string, name: string): Block[] {
  return [
    p([bold(title)], { align: 'center' }),
    p([{ text: '(Ký, ghi rõ họ tên)', italic: true }], { align: 'center', size: 13 }),
    { type: 'spacer', height: 22 },
    p([bold(name)], { align: 'center' }),
  ];
}

const STYLES: readonly Run[] = [
  { text: 'Chữ đứng, ' },
  bold('đậm, '),
  { text: 'nghiêng, ', italic: true },
  { text: 'gạch chân, ', underline: true },
  bold('đậm nghiêng, ', { italic: true }),
  { text: 'đỏ, ', colour: 'red' },
  { text: 'xám, ', colour: 'grey' },
  { text: 'nhỏ, ', size: 9 },
  { text: 'aB3-x Zm9v YmFy cXV4', mono: true },
];

function cards(count: number): Block {
  return {
    type: 'cards',
    perRow: 2,
    height: 60,
    cards: Array.from({ length: count }, (_, i) => [
      p([bold(`Thẻ số ${i + 1}`)], { align: 'center' }),
      { type: 'qr', text: `${QR_TEXT} ${i}`, size: 32, level: 'M', align: 'center' },
      p('Quét mã để mở trang', { align: 'center', size: 10 }),
    ]),
  };
}

/** A paper with every block, table of `rows` lines and look that a renderer must know. */
export function samplePaper(rows = 60, style: Partial<Paper> = {}): Paper {
  return {
    id: 'minutes',
    fileName: 'mau',
    title: 'Biên bản kiểm phiếu (mẫu)',
    page: {
      orientation: 'portrait',
      margins: [20, 15, 20, 30],
      numbered: true,
      footer: 'Bản số 1 · tinh-uy-1 · mã kiểm chứng Zm9v YmFy cXV4',
    },
    watermark: 'DIỄN TẬP',
    blocks: [
      head(),
      { type: 'spacer', height: 4 },
      p([bold('BIÊN BẢN KIỂM PHIẾU')], {
        align: 'center',
        before: 6,
        keepWithNext: true,
      }),
      p([bold('lấy phiếu tín nhiệm')], {
        align: 'center',
        rule: 30,
        after: 10,
        keepWithNext: true,
      }),
      p(BODY, { align: 'justify', indent: 10, after: 6 }),
      ...ACCENTED.map((text) => p(text, { size: 13 })),
      p(STYLES, { after: 6 }),
      p('', { size: 10 }),
      p([bold('Kết quả kiểm phiếu')], { keepWithNext: true, after: 4 }),
      results(rows),
      p('Ghi chú: Tỷ lệ % tính trên tổng số phiếu thu về.', { before: 4, after: 6 }),
      {
        type: 'table',
        widths: [60, 60],
        headerRows: 0,
        borders: 'none',
        rows: [[c('Không kẻ, trái'), c('Không kẻ, phải')]],
      },
      {
        type: 'table',
        widths: [40, 40, 40],
        headerRows: 1,
        rowHeight: 12,
        borders: 'all',
        rows: [
          [h('Một'), h('Hai'), h('Ba')],
          [c('Gộp hai dòng', { rows: 2 }), c('Gộp hai cột', { columns: 2 })],
          [c('x'), c('y')],
        ],
      },
      { type: 'qr', text: QR_TEXT, size: 30, level: 'Q', align: 'right' },
      {
        type: 'columns',
        widths: [80, 85],
        together: true,
        columns: [sign('ỦY VIÊN', 'Lê Thị Ỷ'), sign('TRƯỞNG BAN', 'Phạm Đức Ngọ')],
      },
      { type: 'pageBreak' },
      cards(7),
    ],
    ...style,
  };
}
