import type { Venue } from './plan-types.ts';
import type { Problem } from './problem.ts';
import { needsTotalDeputies, PROFILES } from './profiles.ts';
import { personKey, repeats } from './same.ts';

type Checked = Pick<
  Venue,
  'kind' | 'profile' | 'roll' | 'totalDeputies' | 'votingDay' | 'openingDay' | 'committeeProposal'
> & { readonly threshold?: number | undefined };

/** What is wrong between the fields of one venue (R5, R13, R16, F17; design 7). */
export function venueProblems(venue: Checked, path: string): Problem[] {
  function rollAt(i: number): string {
    return `${path}.roll[${i}]`;
  }
  return [
    ...repeats(
      venue.roll,
      ({ id }) => id,
      (i) => `${rollAt(i)}.id`,
      'mã trùng với',
    ),
    ...repeats(venue.roll, personKey, rollAt, 'cùng họ tên, chức vụ và nhóm với'),
    ...kindProblems(venue, path),
    ...deputiesProblems(venue, path),
    ...committeeProblems(venue, path),
  ];
}

function kindProblems({ kind, profile, openingDay, votingDay }: Checked, path: string): Problem[] {
  const problems: Problem[] = [];
  const wanted = profile.startsWith('council-') ? 'councilSession' : 'conference';
  if (kind !== wanted) {
    const text = `phải là "${wanted}" khi áp dụng ${PROFILES[profile].name}`;
    problems.push({ path: `${path}.kind`, text });
  }
  if (openingDay !== undefined && openingDay > votingDay) {
    const text = 'ngày khai mạc không được sau ngày lấy phiếu';
    problems.push({ path: `${path}.openingDay`, text });
  }
  return problems;
}

function deputiesProblems({ profile, totalDeputies, roll }: Checked, path: string): Problem[] {
  const at = `${path}.totalDeputies`;
  if (totalDeputies === undefined) {
    if (!needsTotalDeputies(profile)) return [];
    return [{ path: at, text: `bắt buộc khi áp dụng ${PROFILES[profile].name}` }];
  }
  if (totalDeputies >= roll.length) return [];
  return [{ path: at, text: `không được nhỏ hơn số người được triệu tập (${roll.length})` }];
}

function committeeProblems(venue: Checked, path: string): Problem[] {
  const { committeeProposal: tellers = [], threshold } = venue;
  const n = tellers.length;
  if (n === 0) return [];
  const problems: Problem[] = [];
  const at = `${path}.committeeProposal`;
  if (n < 3) problems.push({ path: at, text: 'Ban kiểm phiếu phải có ít nhất 3 người' });
  if (tellers.filter(({ head }) => head === true).length > 1) {
    problems.push({ path: at, text: 'chỉ được có một Trưởng ban' });
  }
  if (threshold !== undefined && (threshold <= Math.floor(n / 2) || threshold > n)) {
    const text = `với Ban kiểm phiếu ${n} người phải từ ${Math.floor(n / 2) + 1} đến ${n}`;
    problems.push({ path: `${path}.threshold`, text });
  }
  return problems;
}
