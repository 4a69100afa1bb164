import type { RoundPlan } from '#shared/plan/round-plan.ts';
import {
  bold,
  centred,
  DOTS,
  heading,
  line,
  mono,
  para,
  portrait,
  PORTRAIT_WIDTH,
} from './blocks.ts';
import { compose, withoutStop } from './compose.ts';
import { inGroups } from './evidence.ts';
import type { PaperFacts } from './facts.ts';
import { onBehalfOf, onOnePage, signatures, type Signature } from './foot.ts';
import { documentHead, titleLines } from './head.ts';
import type { Block, Paper } from './model.ts';
import { countText, dateInWords, inProse, momentInWords } from './numbers.ts';
import { aboutPhrase, committeeHead, meetingName } from './phrases.ts';
import type { PaperSettings } from './settings.ts';

/**
 * The minutes of checking and sealing the box before the polls open (R32): no ballot in it, the
 * committee's key as it was compared aloud, the frozen ballot's digest and where the board stood.
 */
export function zeroReport(facts: PaperFacts, settings: PaperSettings): Paper {
  const { plan, round } = facts;
  const { venue } = plan;
  return compose(facts, {
    id: 'zeroReport',
    fileName: 'bien-ban-kiem-tra-niem-phong-hom-phieu',
    title: 'Biên bản kiểm tra, niêm phong hòm phiếu',
    page: portrait(`Biên bản kiểm tra, niêm phong hòm phiếu · lượt ${round}`),
    blocks: [
      ...documentHead({
        plan,
        settings,
        number: null,
        type: 'BB',
        date: venue.votingDay,
        secret: false,
        width: PORTRAIT_WIDTH,
      }),
      ...titleLines(venue.documentStyle, 'BIÊN BẢN', [
        'Kiểm tra, niêm phong hòm phiếu',
        aboutPhrase(plan),
      ]),
      para(opening(facts, settings)),
      ...boxPart(),
      ...keyPart(facts, settings),
      ...ballotPart(facts),
      ...boardPart(facts),
      para(
        'Biên bản lập xong trước khi mở bỏ phiếu, đã đọc cho những người có mặt cùng nghe và thống nhất ký tên.',
        { before: 6, keepWithNext: true },
      ),
      ...signing(facts, settings),
    ],
  });
}

/** Who did it, where and when; the moment is left to the pen while the polls have not opened. */
function opening(facts: PaperFacts, settings: PaperSettings): string {
  const { plan, times, committee } = facts;
  const { venue } = plan;
  const when =
    times.opened === null
      ? `Hồi …… giờ …… phút, ${dateInWords(venue.votingDay)}`
      : `Trước khi mở bỏ phiếu lúc ${momentInWords(times.opened)}`;
  const term = venue.addressTerm;
  const head = committeeHead(facts)?.name ?? DOTS;
  const members = committee === null ? DOTS : inProse(committee.members.length, settings);
  return (
    `${when}, tại ${venue.place}, ${meetingName(venue)}, Ban kiểm phiếu gồm ${members} ${term}, ` +
    `do ${term} ${head} làm Trưởng ban, đã kiểm tra và niêm phong hòm phiếu như sau:`
  );
}

function boxPart(): Block[] {
  return [
    heading('1. Kiểm tra hòm phiếu'),
    line('Hòm phiếu điện tử được kiểm tra công khai trước khi niêm phong. Kết quả:', {
      keepWithNext: true,
    }),
    centred(bold('0 phiếu trong hòm'), { size: 18, before: 4, after: 6 }),
    line('Hòm phiếu giấy dự phòng (nếu dùng): ………………………………', { after: 4 }),
  ];
}

/** The key that the hall compared, and how many must come together to open the box. */
function keyPart(facts: PaperFacts, settings: PaperSettings): Block[] {
  const { keyFingerprint, committee, plan, ceremonyRestarts } = facts;
  const members = committee?.members.length ?? 0;
  const needed = inProse(thresholdOf(plan, members), settings);
  return [
    heading('2. Niêm phong bằng khóa chung của Ban kiểm phiếu'),
    line('Mã khóa chung, đã đọc và đối chiếu với màn hình hội trường:', { keepWithNext: true }),
    centred(mono(keyFingerprint ?? DOTS, { bold: true }), { size: 18, before: 4, after: 6 }),
    para(
      `Khóa do ${inProse(members, settings)} thành viên Ban kiểm phiếu cùng giữ; hòm phiếu chỉ mở được khi có ít nhất ${needed} thành viên cùng mở. Chủ trì, người giám sát và máy chủ không giữ phần khóa nào.`,
    ),
    ...ceremonyRestarts.map((reason, i) =>
      para(`Làm lại lễ niêm phong lần ${i + 1}, lý do: ${withoutStop(reason)}.`),
    ),
  ];
}

/** Design 7: half of the tellers and one more, unless the plan says otherwise. */
function thresholdOf({ venue }: RoundPlan, members: number): number {
  return venue.threshold ?? Math.floor(members / 2) + 1;
}

function ballotPart({ plan, ballotDigest }: PaperFacts): Block[] {
  return [
    heading('3. Mẫu phiếu tín nhiệm đã chốt'),
    line(`Phiếu gồm ${countText(plan.lines.length)} người được lấy phiếu. Mã mẫu phiếu:`, {
      keepWithNext: true,
    }),
    centred(mono(ballotDigest === null ? DOTS : inGroups(ballotDigest)), { size: 11, after: 4 }),
  ];
}

function boardPart({ sealedHead, software, round }: PaperFacts): Block[] {
  const board =
    sealedHead === null || sealedHead === undefined
      ? []
      : [
          line('Bảng công khai chưa có dòng phiếu nào. Mã dòng cuối khi niêm phong:', {
            keepWithNext: true,
          }),
          centred(mono(inGroups(sealedHead)), { size: 11, after: 4 }),
        ];
  return [
    heading('4. Bảng công khai và phần mềm'),
    ...board,
    line(`Phần mềm: ${software}. Lượt lấy phiếu: ${round}.`),
  ];
}

/** The head, every teller and, where the office wants it, the supervisors. */
function signing(facts: PaperFacts, settings: PaperSettings): readonly Block[] {
  const { plan, committee } = facts;
  const { venue } = plan;
  const members = committee?.members ?? [];
  const head: Signature = { lines: ['TRƯỞNG BAN'], name: committeeHead(facts)?.name ?? null };
  const others = members
    .filter((member) => !member.head)
    .map(({ name }): Signature => ({ lines: ['ỦY VIÊN'], name }));
  const supervisors = settings.supervisorsSign
    ? venue.supervisors.map(({ name }): Signature => ({ lines: ['ĐẠI DIỆN GIÁM SÁT'], name }))
    : [];
  const blocks = [
    centred(bold(onBehalfOf(venue.documentStyle, 'BAN KIỂM PHIẾU')), {
      before: 4,
      keepWithNext: true,
    }),
    ...signatures([head], 1, PORTRAIT_WIDTH),
    ...signatures(others, others.length > 6 ? 4 : 3, PORTRAIT_WIDTH),
    ...signatures(supervisors, 3, PORTRAIT_WIDTH),
  ];
  return onOnePage(blocks, PORTRAIT_WIDTH);
}
