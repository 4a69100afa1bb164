import { hasQuorum, quorumNeeded } from '#shared/result/quorum.ts';
import { PROFILES } from '#shared/plan/profiles.ts';
import { capitalised, para } from './blocks.ts';
import { withoutStop } from './compose.ts';
import type { CountedFacts } from './counted.ts';
import type { Block } from './model.ts';
import { inProse } from './numbers.ts';
import { countAndWords, meetingWord, nameAndPost } from './phrases.ts';
import type { PaperSettings } from './settings.ts';

const LISTED = { after: 2 } as const;

/** Who counts, each by name, role and post, and how they were elected (B3.3, R19). */
export function committeeLines(
  { plan, committee }: CountedFacts,
  settings: PaperSettings,
): Block[] {
  if (committee === null) return [para('Không có thông tin về Ban kiểm phiếu trong hồ sơ.')];
  const { members, how } = committee;
  const { venue } = plan;
  return [
    para(
      `${capitalised(meetingWord(venue))} đã ${formed(venue)} Ban kiểm phiếu gồm ` +
        `${countAndWords(members.length, venue.addressTerm, settings)}. ` +
        `Hình thức: ${withoutStop(how)}. Thành phần:`,
      { keepWithNext: true },
    ),
    ...members.map((member, i) =>
      para(`${i + 1}. ${nameAndPost(member)}: ${member.head ? 'Trưởng ban' : 'Ủy viên'}.`, LISTED),
    ),
  ];
}

/** A conference elects its committee, a council sets it up (R19). */
function formed({ kind }: CountedFacts['plan']['venue']): string {
  return kind === 'councilSession' ? 'thành lập' : 'bầu';
}

/**
 * The supervisors that the plan invites (B3.4, R49). Nobody records who of them came: the minutes
 * say only what is planned, and where they sign that the signatures say the rest.
 */
export function supervisorLines(
  { plan }: CountedFacts,
  { supervisorsSign }: Pick<PaperSettings, 'supervisorsSign'>,
): Block[] {
  const { supervisors } = plan.venue;
  if (supervisors.length === 0) return [para('Kế hoạch không cử đại diện giám sát.')];
  const signed = supervisorsSign ? ' (người có mặt ký xác nhận ở cuối biên bản)' : '';
  return [
    para(`Đại diện giám sát theo kế hoạch${signed}:`, { keepWithNext: true, after: 2 }),
    ...supervisors.map(({ name, body }, i) => para(`${i + 1}. ${name}, ${body}.`, LISTED)),
  ];
}

/** The roll and the quorum (B3.5, R15–R17). */
export function rollLines(facts: CountedFacts, settings: PaperSettings): Block[] {
  const { plan, result, quorum } = facts;
  const term = plan.venue.addressTerm;
  const f = result.figures;
  const rows: [string, number][] = [
    ...(f.totalDeputies === undefined
      ? []
      : [['Tổng số đại biểu Hội đồng nhân dân', f.totalDeputies] as [string, number]]),
    ['Tổng số được triệu tập', f.summoned],
    [`Số có mặt dự ${meetingWord(plan.venue)}`, f.attended],
    ['Số vắng mặt từ đầu đến trước thời điểm bỏ phiếu', f.absent],
    ['Số có mặt tại thời điểm bỏ phiếu', f.presentAtVote],
  ];
  return [
    ...rows.map(([label, n]) => para(`- ${label}: ${inProse(n, settings)} ${term}.`, LISTED)),
    ...(quorum === null ? [] : [para(quorumSentence(facts, quorum, settings), { before: 2 })]),
    ...lostQuorum(facts),
  ];
}

function quorumSentence(
  { plan }: CountedFacts,
  { present, base }: { readonly present: number; readonly base: number },
  settings: PaperSettings,
): string {
  const { venue } = plan;
  const of = quorumBaseInWords(plan);
  const needed = inProse(quorumNeeded(base), settings);
  const said = hasQuorum(present, base)
    ? `bảo đảm từ 2/3 trở lên (ít nhất ${needed}), ${meetingWord(venue)} đủ điều kiện tiến hành`
    : `chưa đủ 2/3 (ít nhất ${needed})`;
  return `Khi xác nhận điều kiện tiến hành, có mặt ${present}/${base} ${of}, ${said}.`;
}

function quorumBaseInWords({ venue }: CountedFacts['plan']): string {
  return PROFILES[venue.profile].quorumBase === 'summoned'
    ? `${venue.addressTerm} được triệu tập`
    : `${venue.addressTerm} (tính trên tổng số đại biểu Hội đồng nhân dân)`;
}

/** Members may leave after the quorum was confirmed: said, not judged (F8). */
function lostQuorum({ result, quorum }: CountedFacts): Block[] {
  const { presentAtVote } = result.figures;
  if (quorum === null || hasQuorum(presentAtVote, quorum.base)) return [];
  return [para('Tại thời điểm kết thúc bỏ phiếu, số có mặt dưới 2/3.')];
}

/** How the box was shown empty and sealed before the polls (B3.6, R32). */
export function sealingLines(facts: CountedFacts, settings: PaperSettings): Block[] {
  const { keyFingerprint, ceremonyRestarts, phonesAllowed, paper } = facts;
  const onPaper = paper !== null && paper.count > 0;
  const boxes = [
    ...(keyFingerprint === null ? [] : ['hòm phiếu điện tử']),
    ...(onPaper || keyFingerprint === null ? ['hòm phiếu giấy'] : []),
  ].join(' và ');
  return [
    para(`- Trước khi bỏ phiếu, Ban kiểm phiếu đã kiểm tra ${boxes}: 0 phiếu trong hòm.`, LISTED),
    para(`- ${sealing(keyFingerprint)}`, LISTED),
    ...restartLines(ceremonyRestarts, settings),
    ...(phonesAllowed === null ? [] : [para(phonesSentence(phonesAllowed), LISTED)]),
  ];
}

function restartLines(reasons: readonly string[], settings: PaperSettings): Block[] {
  if (reasons.length === 0) return [];
  const times = inProse(reasons.length, settings);
  const why = reasons.map(withoutStop).join('; ');
  return [para(`- Việc tạo khóa chung được làm lại ${times} lần, lý do: ${why}.`, LISTED)];
}

function phonesSentence(allowed: boolean): string {
  const said = allowed ? 'cho phép' : 'không cho phép';
  return `- Chủ trì ${said} dùng điện thoại cá nhân để ghi phiếu.`;
}

function sealing(keyFingerprint: string | null): string {
  return keyFingerprint === null
    ? 'Hòm phiếu được niêm phong trước khi bỏ phiếu.'
    : 'Hòm phiếu điện tử được niêm phong bằng khóa chung do các thành viên Ban kiểm phiếu cùng tạo; ' +
        `mã khóa chung ${keyFingerprint} đã được đối chiếu công khai.`;
}
