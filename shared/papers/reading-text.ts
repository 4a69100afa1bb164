import type { ResultRow } from '#shared/result/rows.ts';
import {
  bold,
  capitalised,
  centred,
  line,
  para,
  portrait,
  run,
  sideBySide,
  space,
} from './blocks.ts';
import { compose, correctionRemark, correctionSuffix } from './compose.ts';
import type { CountedFacts } from './counted.ts';
import { evidenceFooter } from './evidence.ts';
import { secrecyMark } from './head.ts';
import type { Block, Paper, Paragraph } from './model.ts';
import { clockInWords, dateInWords, inProse, percentOf } from './numbers.ts';
import {
  aboutPhrase,
  baseInWords,
  committeeHead,
  meetingName,
  meetingWord,
  percentBase,
} from './phrases.ts';
import { countedDay } from './report.ts';
import type { PaperSettings } from './settings.ts';

const TITLE = 'Văn bản đọc tại hội nghị';
/** Read standing, at arm's length: titles and text in points. */
const READ_TITLE = 20;
const READ_SIZE = 18;

/**
 * What the head of the committee reads out (R36): the figures, then each subject in ballot order,
 * then a closing statement. Whole sentences in large type; no band, no ranking, no conclusion.
 */
export function readingText(facts: CountedFacts, settings: PaperSettings): Paper {
  const { plan, result } = facts;
  const mark = plan.venue.secrecyMark ? [secrecyMark()] : [];
  return compose(facts, {
    id: 'readingText',
    fileName: `van-ban-doc-tai-hoi-nghi${correctionSuffix(facts)}`,
    title: TITLE,
    page: portrait(evidenceFooter(facts, TITLE)),
    blocks: [
      ...mark,
      centred(bold('CÔNG BỐ KẾT QUẢ KIỂM PHIẾU'), { size: READ_TITLE, before: 6 }),
      centred(bold(aboutPhrase(plan)), { size: READ_SIZE, after: 12 }),
      ...correctionRemark(facts),
      said(`Kính thưa ${meetingWord(plan.venue)}!`),
      said(introduction(facts, settings)),
      ...figures(facts, settings),
      said(baseSentence(facts), { after: 14 }),
      ...result.rows.flatMap((row, i) => subject(facts, settings, row, i + 1)),
      ...statement(facts),
    ],
  });
}

function said(text: Parameters<typeof para>[0], style: Partial<Paragraph> = {}): Paragraph {
  return para(text, { size: READ_SIZE, align: 'left', indent: 12, after: 8, ...style });
}

function introduction(facts: CountedFacts, settings: PaperSettings): string {
  const { plan, committee, times } = facts;
  const term = plan.venue.addressTerm;
  const head = committeeHead(facts);
  const members =
    committee === null || head === null
      ? ''
      : ` gồm ${inProse(committee.members.length, settings)} ${term}, ` +
        `do ${term} ${head.name} làm Trưởng ban,`;
  const finished = times.counted === null ? '' : `, lúc ${clockInWords(times.counted)}`;
  return (
    `Thực hiện nhiệm vụ do ${meetingWord(plan.venue)} giao, Ban kiểm phiếu${members} đã kiểm phiếu ` +
    `xong ${dateInWords(countedDay(facts))}${finished}. ` +
    'Thay mặt Ban kiểm phiếu, tôi xin công bố kết quả như sau.'
  );
}

function figures({ plan, result }: CountedFacts, settings: PaperSettings): Block[] {
  const f = result.figures;
  const term = plan.venue.addressTerm;
  const total = inProse(f.totalDeputies ?? f.summoned, settings);
  return [
    `Tổng số đại biểu: ${total} ${term}.`,
    `Có mặt dự ${meetingWord(plan.venue)}: ${inProse(f.attended, settings)} ${term}.`,
    `Vắng mặt đến trước thời điểm bỏ phiếu: ${inProse(f.absent, settings)} ${term}.`,
    `Có mặt tại thời điểm bỏ phiếu: ${inProse(f.presentAtVote, settings)} ${term}.`,
    `Số phiếu phát ra: ${inProse(f.ballotsIssued, settings)} phiếu.`,
    `Số phiếu thu về: ${inProse(f.ballotsCollected, settings)} phiếu.`,
  ].map((sentence) => said(sentence));
}

function baseSentence({ plan, result }: CountedFacts): string {
  return result.figures.ballotsCollected === 0
    ? 'Không có phiếu nào được thu về nên không tính tỷ lệ phần trăm.'
    : `Tỷ lệ phần trăm sau đây tính trên ${baseInWords(plan.venue)}.`;
}

/** One subject, kept on one page: name, valid and invalid, then the three levels. */
function subject(
  facts: CountedFacts,
  settings: PaperSettings,
  row: ResultRow,
  place: number,
): Paragraph[] {
  const term = capitalised(facts.plan.venue.addressTerm);
  const whole = { indent: 0, keepWithNext: true, after: 4 } as const;
  const valid = inProse(row.valid, settings);
  const invalid = inProse(row.invalid, settings);
  const [high, confidence, low] = levelSentences(facts, settings, row);
  return [
    said([bold(`${place}. ${term} ${row.name}`), `, ${row.post}.`], whole),
    said(`Số phiếu hợp lệ: ${valid} phiếu; không hợp lệ: ${invalid} phiếu.`, whole),
    said(high, whole),
    said(confidence, whole),
    said(low, { indent: 0, after: 14 }),
  ];
}

function levelSentences(
  facts: CountedFacts,
  settings: PaperSettings,
  row: ResultRow,
): [string, string, string] {
  const base = percentBase(facts);
  function sentence(label: string, count: number, printed: string): string {
    const percent = percentOf(printed, count, base, settings);
    const share = printed === '–' ? '' : `, chiếm ${percent}%`;
    return `${label}: ${inProse(count, settings)} phiếu${share}.`;
  }
  return [
    sentence('Tín nhiệm cao', row.high, row.highPercent),
    sentence('Tín nhiệm', row.confidence, row.confidencePercent),
    sentence('Tín nhiệm thấp', row.low, row.lowPercent),
  ];
}

function statement(facts: CountedFacts): Block[] {
  const { plan, result } = facts;
  const recounted =
    result.recounts.length > 1 && new Set(result.recounts.map(({ digest }) => digest)).size === 1
      ? ['Kết quả đã được kiểm lại độc lập và các lần kiểm trùng nhau.']
      : [];
  const head = committeeHead(facts);
  return [
    ...[
      `Trên đây là kết quả kiểm phiếu tại ${meetingName(plan.venue)}.`,
      ...recounted,
      'Kết quả này được ghi trong biên bản kiểm phiếu.',
      `Thay mặt Ban kiểm phiếu, xin trân trọng cảm ơn ${meetingWord(plan.venue)}.`,
    ].map((sentence) => said(sentence)),
    space(6),
    sideBySide(
      [65, 100],
      [
        [line('')],
        [
          centred(bold('TRƯỞNG BAN KIỂM PHIẾU'), { size: 16 }),
          ...(head === null ? [] : [centred(head.name, { size: 16 })]),
        ],
      ],
    ),
    ...(plan.venue.secrecyMark
      ? [line(run('Tài liệu quản lý theo chế độ mật', { italic: true }), { size: 12, before: 8 })]
      : []),
  ];
}
