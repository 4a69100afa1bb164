import type { HeadsFinding } from '#shared/protocol/two-heads.ts';

const WHY = {
  two: [
    'tệp có hai chữ ký đúng của máy chủ trái ngược nhau; đó là chứng cứ máy chủ đã ký hai bảng',
    'the file holds two right signatures that contradict each other: the server signed two boards',
  ],
  other: ['các chữ ký là của một bảng công khai khác', 'the signatures are of another board'],
  signature: ['chữ ký không đúng', 'the signature is wrong'],
  differs: [
    'máy chủ đã ký một mục khác với mục trong bảng này',
    'the server signed another entry than this board has',
  ],
} as const;

/** Whether the heads that a device kept are of this board, in Vietnamese and English (SPEC L11). */
export function headsVerdict(finding: HeadsFinding): string {
  if (finding.holds) {
    return [
      `CHỮ KÝ KHỚP: ${finding.count} chữ ký của máy chủ mà thiết bị đã giữ đều thuộc bảng này.`,
      `SIGNATURES MATCH: all ${finding.count} kept heads are of this board.`,
    ].join('\n');
  }
  const [vi, en] = WHY[finding.why];
  return [
    `CHỮ KÝ KHÔNG KHỚP ở mục n = ${finding.n}: ${vi}.`,
    `SIGNATURES DO NOT MATCH at entry ${finding.n}: ${en}.`,
  ].join('\n');
}
