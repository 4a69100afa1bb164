import type { ExclusionReason } from '#shared/plan/profiles.ts';
import type { RoundPlan, RoundVenue } from '#shared/plan/round-plan.ts';
import { defined } from '#shared/assert.ts';
import type { CommitteeChoice } from '#shared/meeting/commands.ts';
import { PROFILES } from '#shared/plan/profiles.ts';
import { bodiesOf } from './bodies.ts';
import { withoutStop } from './compose.ts';
import type { CountedFacts } from './counted.ts';
import { dateInWords, inProse } from './numbers.ts';
import type { PaperSettings } from './settings.ts';
import { inWords, LARGEST_IN_WORDS } from './words.ts';

/** `hội nghị` or `kỳ họp`: the word that the forms leave to choose. */
export function meetingWord({ kind }: Pick<RoundVenue, 'kind'>): string {
  return kind === 'councilSession' ? 'kỳ họp' : 'hội nghị';
}

/** The venue's name inside a sentence, after its word: `hội nghị Ban Chấp hành Đảng bộ huyện`. */
export function meetingName(venue: Pick<RoundVenue, 'kind' | 'name'>): string {
  const word = meetingWord(venue);
  const name = venue.name.trim();
  const begins = name.toLocaleLowerCase('vi').startsWith(word);
  return begins ? word + name.slice(word.length) : `${word} ${name}`;
}

/** Who was rated, as the plan's title says it after `đối với`; else how many. */
export function subjectsPhrase(plan: RoundPlan): string {
  const { title, lines, venue } = plan;
  const said = councilPosts(plan) ?? /đối với (.+)$/u.exec(title)?.[1];
  return said ?? `${lines.length} ${venue.addressTerm} có tên dưới đây`;
}

/**
 * Whom a council rates, those that it elected (001 §4.2), where the plan's title speaks of a party
 * committee's officials because the plan covers several venues; else null: the title says it.
 */
export function councilPosts(plan: RoundPlan): string | null {
  const { title, venue } = plan;
  if (venue.kind === 'conference' || /hội đồng nhân dân|HĐND| bầu/iu.test(title)) return null;
  return `người giữ chức vụ do ${bodiesOf(plan).body} bầu`;
}

/** The electorate after `của`: a common noun at its head loses its capital, a title keeps it. */
export function electoratePhrase({ electorate }: Pick<RoundVenue, 'electorate'>): string {
  return /^(?:Các|Cán bộ|Công chức|Đại biểu|Đảng viên|Toàn thể|Thành viên) /u.test(electorate)
    ? electorate.charAt(0).toLocaleLowerCase('vi') + electorate.slice(1)
    : electorate;
}

/** What the round is about, to stand under a title: `lấy phiếu tín nhiệm đối với …`. */
export function aboutPhrase(plan: RoundPlan): string {
  return `lấy phiếu tín nhiệm đối với ${subjectsPhrase(plan)}`;
}

/** `Kế hoạch số 01-KH/HU ngày 22 tháng 9 năm 2026 của Huyện ủy X`. */
export function planReference({ number, date, issuingBody }: RoundPlan): string {
  return `Kế hoạch số ${number} ${dateInWords(date)} của ${issuingBody}`;
}

/** Each legal basis as `Căn cứ …;`, the plan itself last. */
export function legalBases(plan: RoundPlan): string[] {
  return [...plan.legalBases, planReference(plan)].map((basis) => {
    const text = withoutStop(basis);
    return /^(căn cứ|thực hiện|theo) /iu.test(text) ? `${text};` : `Căn cứ ${text};`;
  });
}

/** `45 phiếu (bốn mươi lăm phiếu)`: a count that no pen can change; zero is `0 phiếu` (B5). */
export function countAndWords(n: number, unit: string, settings: PaperSettings): string {
  const words = n > 0 && n <= LARGEST_IN_WORDS ? ` (${inWords(n)} ${unit})` : '';
  return `${inProse(n, settings)} ${unit}${words}`;
}

/** The base of the percentages in words, after `Tỷ lệ % tính trên` (R34, F14). */
export function baseInWords({ profile }: Pick<RoundVenue, 'profile'>): string {
  return PROFILES[profile].percentBase === 'collected'
    ? 'tổng số phiếu thu về'
    : 'tổng số đại biểu Hội đồng nhân dân';
}

/** The base of the percentages; 0 where nothing was collected, as the result has it (F23). */
export function percentBase({ plan, result }: Pick<CountedFacts, 'plan' | 'result'>): number {
  const { ballotsCollected, totalDeputies } = result.figures;
  if (ballotsCollected === 0) return 0;
  return PROFILES[plan.venue.profile].percentBase === 'collected'
    ? ballotsCollected
    : defined(totalDeputies, 'totalDeputies of a profile that counts on it');
}

/** The head of the committee; null where none is recorded. */
export function committeeHead({
  committee,
}: Pick<CountedFacts, 'committee'>): CommitteeChoice | null {
  return committee?.members.find(({ head }) => head) ?? null;
}

/** Who recounted: the log has the server as a role, everybody else by name. */
export function recounterName({ by }: CountedFacts['result']['recounts'][number]): string {
  return by === 'server' ? 'máy chủ' : by;
}

/** `Nguyễn Văn A, Trưởng phòng Nội vụ`. */
export function nameAndPost({
  name,
  post,
}: {
  readonly name: string;
  readonly post?: string;
}): string {
  return post === undefined || post === '' ? name : `${name}, ${post}`;
}

const EXCLUSIONS: Readonly<Record<ExclusionReason, string>> = {
  appointedThisYear: 'được bổ nhiệm trong năm',
  electedThisYear: 'được bầu trong năm',
  reappointedThisYear: 'được bổ nhiệm lại trong năm',
  transferredThisYear: 'được điều động, luân chuyển trong năm',
  retirementNotice: 'đã có thông báo nghỉ công tác chờ nghỉ hưu',
};

/** Why somebody of the list was not rated (R3), with the plan's own note. */
export function exclusionInWords(reason: ExclusionReason, note: string | undefined): string {
  return note === undefined ? EXCLUSIONS[reason] : `${EXCLUSIONS[reason]} (${withoutStop(note)})`;
}
