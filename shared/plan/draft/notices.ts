import { isCalendarDate } from '../dates.ts';
import { admittedReasons } from '../exclusion-lists.ts';
import { looksLegacy, nameKey } from '../person-name.ts';
import type { Problem } from '../problem.ts';
import { PROFILES } from '../profiles.ts';
import { isWorkingDay } from '../working-days.ts';
import type { DraftSubject, DraftVenue, PlanDraft } from './draft-types.ts';

/**
 * What a plan may say and a careful clerk would look at again; nothing here stops a plan. Paths as
 * in `planProblems`. R3, R5, R6, R13, R14, R21, R38.
 */
export function draftNotices(draft: PlanDraft): Problem[] {
  const subjectNames = new Set(draft.subjects.map(({ name }) => nameKey(name)));
  return [
    ...headingNotices(draft),
    ...calendarNotices(draft),
    ...sameNames(draft.subjects, 'subjects'),
    ...draft.subjects.flatMap((subject, i) => subjectNotices(draft, subject, `subjects[${i}]`)),
    ...draft.venues.flatMap((venue, i) => venueNotices(venue, subjectNames, `venues[${i}]`)),
    ...orderNotices(draft),
  ];
}

function headingNotices({ legalBases }: PlanDraft): Problem[] {
  if (legalBases.length > 0) return [];
  return [{ path: 'legalBases', text: 'chưa có căn cứ nào; phiếu và biên bản dẫn các căn cứ này' }];
}

/** Days off and days worked that change nothing, or contradict each other (R40). */
function calendarNotices({ daysOff, workDays }: PlanDraft): Problem[] {
  const off = daysOff.map(({ day }) => day);
  return [
    ...dayNotices('daysOff', off, (day) => (isWorkingDay(day) ? null : 'vốn đã là ngày nghỉ')),
    ...dayNotices(
      'workDays',
      workDays.map(({ day }) => day),
      (day) => {
        if (off.includes(day)) return 'cũng ghi là ngày nghỉ thêm; khi tính hạn vẫn kể ngày này';
        return isWorkingDay(day) ? 'vốn đã là ngày làm việc' : null;
      },
    ),
  ];
}

/** One notice a row at most; what is no date is a fault already. */
function dayNotices(
  list: string,
  days: readonly string[],
  noticeOf: (day: string) => string | null,
): Problem[] {
  return days.flatMap((day, i) => {
    if (!isCalendarDate(day)) return [];
    const text = days.indexOf(day) < i ? 'trùng một ngày ở trên' : noticeOf(day);
    return text === null ? [] : [{ path: `${list}[${i}]`, text }];
  });
}

function subjectNotices(draft: PlanDraft, subject: DraftSubject, path: string): Problem[] {
  const { excluded, venues, name } = subject;
  const rated = draft.venues.filter(({ key }) => venues.includes(key));
  const asked = rated.length > 0 ? rated : draft.venues;
  const notices: Problem[] = legacy(subject, path);
  if (excluded !== '') {
    const foreign = asked.find((venue) => !isAdmitted(venue, excluded));
    if (foreign !== undefined) {
      const text = `kế hoạch của «${foreign.name}» không nêu lý do này; kiểm tra lại với quy định`;
      notices.push({ path: `${path}.excluded`, text });
    }
    return notices;
  }
  const absent = rated.find(
    ({ kind, roll }) =>
      kind === 'conference' &&
      roll.length > 0 &&
      !roll.some((member) => nameKey(member.name) === nameKey(name)),
  );
  if (absent !== undefined && name.trim() !== '') {
    const text = `không có tên trong danh sách triệu tập của «${absent.name}»; kiểm tra họ tên hai nơi có giống nhau`;
    notices.push({ path: `${path}.name`, text });
  }
  return notices;
}

function isAdmitted(venue: DraftVenue, reason: Exclude<DraftSubject['excluded'], ''>): boolean {
  const { profile, exclusionList } = venue;
  const list = exclusionList === '' ? undefined : exclusionList;
  return admittedReasons({ profile, exclusionList: list }).includes(reason);
}

function venueNotices(venue: DraftVenue, subjects: ReadonlySet<string>, path: string): Problem[] {
  return [
    ...sameNames(venue.roll, `${path}.roll`),
    ...venue.roll.flatMap((member, i) => legacy(member, `${path}.roll[${i}]`)),
    ...committeeNotices(venue, subjects, path),
    ...copiesNotices(venue, path),
  ];
}

/** Another post under the same name: one person with two posts has one ballot and one line (R5). */
function sameNames(
  people: readonly { readonly name: string; readonly post: string }[],
  path: string,
): Problem[] {
  const firsts = new Map<string, number>();
  return people.flatMap(({ name, post }, i) => {
    const key = nameKey(name);
    const first = firsts.get(key);
    if (first === undefined) {
      if (key !== '') firsts.set(key, i);
      return [];
    }
    // The same post as well is a fault of its own.
    if (nameKey(people[first]?.post ?? '') === nameKey(post)) return [];
    const text = `trùng họ tên với ${path}[${first}]; nếu là một người giữ hai chức vụ, chỉ để một dòng`;
    return [{ path: `${path}[${i}].name`, text }];
  });
}

function legacy({ name, post }: { name: string; post: string }, path: string): Problem[] {
  const text = 'có vẻ gõ bằng phông cũ (TCVN3, VNI); hãy chuyển sang Unicode';
  return [
    ...(looksLegacy(name) ? [{ path: `${path}.name`, text }] : []),
    ...(looksLegacy(post) ? [{ path: `${path}.post`, text }] : []),
  ];
}

function committeeNotices(
  venue: DraftVenue,
  subjects: ReadonlySet<string>,
  path: string,
): Problem[] {
  const { committeeProposal: tellers, allowSubjectTellers, roll } = venue;
  const at = `${path}.committeeProposal`;
  if (tellers.length === 0) {
    return [{ path: at, text: 'chưa có đề xuất; hội nghị vẫn bầu được Ban kiểm phiếu tại chỗ' }];
  }
  const members = new Set(roll.map(({ name }) => nameKey(name)));
  const notices = tellers.flatMap(({ name }, i): Problem[] => {
    const key = nameKey(name);
    if (key === '') return [];
    if (subjects.has(key) && !allowSubjectTellers) {
      return [{ path: `${at}[${i}].name`, text: 'là người được lấy phiếu, không nên kiểm phiếu' }];
    }
    if (members.has(key)) return [];
    return [{ path: `${at}[${i}].name`, text: 'không có tên trong danh sách triệu tập' }];
  });
  if (tellers.some(({ head }) => head)) return notices;
  return [...notices, { path: at, text: 'chưa chọn Trưởng ban' }];
}

function copiesNotices({ profile, minutesCopies }: DraftVenue, path: string): Problem[] {
  const n = minutesCopies.length;
  if (n === 0 || n === 3 || !profile.startsWith('party-')) return [];
  const text = `biên bản lập 3 bản theo ${PROFILES[profile].name}; đang có ${n} nơi nhận`;
  return [{ path: `${path}.minutesCopies`, text }];
}

/** Dates that cannot all be meant: the plan after the vote, the party's vote before the council's (R14). */
function orderNotices({ date, venues }: PlanDraft): Problem[] {
  const councils = venues.filter(({ kind }) => kind === 'councilSession');
  return venues.flatMap(({ votingDay, profile, documentStyle }, i) => {
    const path = `venues[${i}].votingDay`;
    if (votingDay === '') return [];
    if (date !== '' && date > votingDay) {
      return [{ path, text: 'sớm hơn ngày ban hành kế hoạch' }];
    }
    const late = councils.find((council) => council.votingDay > votingDay);
    if (late === undefined || !profile.startsWith('party-') || documentStyle !== 'party') return [];
    const text = `sớm hơn «${late.name}»; chức danh cấp ủy lấy phiếu sau chức danh do HĐND bầu`;
    return [{ path, text }];
  });
}
