import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import type { Plan } from '#shared/plan/plan.ts';
import { meetingPlan } from './meeting-plan.ts';

/** The browser tests' meeting, with photos for two of three subjects and dossiers of each kind. */
export const picturedPlan: Plan = {
  ...meetingPlan,
  subjects: meetingPlan.subjects.map((subject, i) => {
    if (i === 1) return subject;
    const dossier = [
      { name: 'Báo cáo tự đánh giá', file: 'ho-so/bao-cao.pdf' },
      { name: 'Bản kê khai tài sản, thu nhập', file: 'ho-so/ke-khai.docx' },
    ];
    return { ...subject, photo: `anh/${i + 1}.png`, dossier: dossier.slice(i === 0 ? 0 : 1) };
  }),
};

/** Writes `plan.json` into `folder`, and the files the plan names beside it; the plan's path. */
export async function writePlan(folder: string, plan: Plan = picturedPlan): Promise<string> {
  await mkdir(join(folder, 'anh'), { recursive: true });
  await mkdir(join(folder, 'ho-so'), { recursive: true });
  await writeFile(join(folder, 'anh/1.png'), png(180, 240, [70, 90, 130]));
  await writeFile(join(folder, 'anh/3.png'), png(240, 180, [130, 90, 70]));
  await writeFile(join(folder, 'ho-so/bao-cao.pdf'), pdf(['BAO CAO TU DANH GIA', 'Trang hai']));
  await writeFile(join(folder, 'ho-so/ke-khai.docx'), docx());
  const path = join(folder, 'plan.json');
  await writeFile(path, JSON.stringify(plan));
  return path;
}

/** A picture of one colour with a lighter circle in it. */
function png(width: number, height: number, [r, g, b]: readonly [number, number, number]): Buffer {
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isIn = Math.hypot(x - width / 2, y - height / 2) < width / 4;
      const at = y * (width * 3 + 1) + 1 + x * 3;
      rows.set(isIn ? [235, 220, 200] : [r, g, b], at);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A PDF with one line of text on each page. */
function pdf(pages: readonly string[]): Buffer {
  const kids = pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ...pages.flatMap((text, i) => {
      const stream = `BT /F 36 Tf 60 740 Td (${text}) Tj ET`;
      return [
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents ${5 + 2 * i} 0 R>>`,
        `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
      ];
    }),
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj${object}endobj\n`;
    return at;
  });
  const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`;
  return Buffer.from(text, 'latin1');
}

function words(text: string, bold = false): string {
  return `<w:p><w:r>${bold ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t>${text}</w:t></w:r></w:p>`;
}

function row(...cells: string[]): string {
  return `<w:tr>${cells.map((cell) => `<w:tc>${words(cell)}</w:tc>`).join('')}</w:tr>`;
}

/** A Word file with a bold heading, a paragraph and a table. */
function docx(): Uint8Array {
  const body = [
    words('BẢN KÊ KHAI TÀI SẢN, THU NHẬP', true),
    words('Người kê khai: Nguyễn Văn A.'),
    `<w:tbl>${row('Loại tài sản', 'Giá trị')}${row('Nhà ở', '2.000.000.000 đồng')}</w:tbl>`,
  ].join('');
  const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  return zipSync({
    '[Content_Types].xml': strToU8('<?xml version="1.0"?><Types/>'),
    'word/document.xml': strToU8(
      `<?xml version="1.0"?><w:document ${space}><w:body>${body}</w:body></w:document>`,
    ),
  });
}
