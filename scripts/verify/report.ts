import { defined } from '#shared/assert.ts';
import type { InvalidReport, ValidReport, VerifyReport } from '#shared/protocol/verify.ts';
import type { HeadsFinding } from '#shared/protocol/two-heads.ts';
import type { PaperFinding } from './paper.ts';
import { totalsTable } from '../rehearse/tables.ts';

/** What else was asked about a valid board. */
export interface Beside {
  readonly paper: PaperFinding | null;
  readonly heads: HeadsFinding | null;
}

/** The one line of `--json` (P 4.11); what became of a scanned paper or kept heads, if asked about. */
export function jsonLine(
  report: VerifyReport,
  { paper, heads }: Beside = { paper: null, heads: null },
): string {
  if (report.valid) {
    const { valid, entries, head, counted, total } = report;
    const all = { valid, entries, head, counted, lines: total };
    return JSON.stringify({
      ...all,
      ...(paper === null ? {} : { paper }),
      ...(heads === null ? {} : { heads }),
    });
  }
  const { valid, file, entry, code, message } = report;
  return JSON.stringify({ valid, file, entry, code, message });
}

/** The verdict for people, in Vietnamese and English, with the totals of a valid board. */
export function verdict(report: VerifyReport): string {
  return report.valid ? validVerdict(report) : invalidVerdict(report);
}

function validVerdict({ entries, head, counted, paper, setup, total }: ValidReport): string {
  const lines = setup.lines.map(({ name }, i) => ({ name, ...defined(total[i], 'total') }));
  return [
    `HỢP LỆ: ${entries} dòng, ${counted} phiếu điện tử, ${paper} phiếu giấy.`,
    `VALID: ${entries} entries, ${counted} electronic ballots, ${paper} paper ballots.`,
    ...(setup.rehearsal ? ['DIỄN TẬP / REHEARSAL'] : []),
    `head ${head}`,
    '',
    totalsTable(lines),
  ].join('\n');
}

const FILES = { board: 'hòm phiếu', register: 'sổ phát phiếu', result: 'tệp kết quả' };

function invalidVerdict({ file, entry, code, message }: InvalidReport): string {
  const place = entry === null ? '' : `, dòng n = ${entry}`;
  const where = entry === null ? '' : ` entry ${entry}`;
  return [
    `KHÔNG HỢP LỆ: ${FILES[file]}${place}: ${code}. ${message}`,
    `INVALID: ${file}${where}: ${code}`,
  ].join('\n');
}
