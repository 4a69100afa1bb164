import { bodiesOf } from './bodies.ts';
import { bold, centred, line, para, portrait, PORTRAIT_WIDTH } from './blocks.ts';
import { compose, correctionRemark, correctionSuffix } from './compose.ts';
import type { CountedFacts } from './counted.ts';
import { evidenceBlocks, evidenceFooter } from './evidence.ts';
import { foot, onBehalfOf, recipients } from './foot.ts';
import { formHead } from './head.ts';
import type { Block, Paper, Paragraph } from './model.ts';
import { notRatedSentence } from './not-rated.ts';
import { clockInWords, inProse, localTime, shortDate } from './numbers.ts';
import {
  committeeHead,
  electoratePhrase,
  meetingName,
  meetingWord,
  subjectsPhrase,
} from './phrases.ts';
import { baseNote, resultTable } from './result-table.ts';
import type { PaperSettings } from './settings.ts';

const TITLE = 'Báo cáo kết quả phiếu tín nhiệm';

/**
 * Báo cáo kết quả phiếu tín nhiệm: Phụ lục 05 of 001 (B2) with its words in its order, of the two
 * it offers the one that fits (hội nghị, kỳ họp). Added to the form: what a secret document must say
 * of its copies, where the venue wants the mark, who is listed and not rated, and the evidence under the
 * signature.
 */
export function report(facts: CountedFacts, settings: PaperSettings): Paper {
  const { plan } = facts;
  return compose(facts, {
    id: 'report',
    fileName: `bao-cao-ket-qua-phieu-tin-nhiem${correctionSuffix(facts)}`,
    title: TITLE,
    page: portrait(evidenceFooter(facts, TITLE)),
    blocks: [
      ...formHead({
        plan,
        settings,
        date: countedDay(facts),
        secret: true,
        number: settings.reportNumber,
        width: PORTRAIT_WIDTH,
      }),
      ...titles(facts),
      ...correctionRemark(facts),
      para(lead(facts, settings)),
      ...rollFigures(facts, settings),
      para(bold('2. Kết quả kiểm phiếu'), { before: 3, after: 4, keepWithNext: true }),
      resultTable(facts, settings, { invalid: false }),
      baseNote(facts, true),
      ...notRated(facts),
      ...signing(facts, settings),
      ...evidenceBlocks(facts, PORTRAIT_WIDTH),
    ],
  });
}

function titles({ plan }: CountedFacts): Paragraph[] {
  return [
    centred(bold('BÁO CÁO'), { size: 16, keepWithNext: true }),
    centred(bold('KẾT QUẢ PHIẾU TÍN NHIỆM'), { size: 14, keepWithNext: true }),
    centred(bold(`Tại ${meetingName(plan.venue)}`), { size: 14, after: 6, keepWithNext: true }),
  ];
}

/** The day of the count on the hall's clock; the voting day where no time is recorded. */
export function countedDay({ plan, times }: Pick<CountedFacts, 'plan' | 'times'>): string {
  const moment = times.counted ?? times.closed;
  return moment === null ? plan.venue.votingDay : localTime(moment).date;
}

const UNKNOWN_TIME = '…… giờ …… phút';

/** A recorded moment as `08 giờ 30 phút`, dots where none is recorded. */
export function clockOrDots(moment: string | null): string {
  return moment === null ? UNKNOWN_TIME : clockInWords(moment);
}

function lead(facts: CountedFacts, settings: PaperSettings): string {
  const { plan, times, committee } = facts;
  const { venue } = plan;
  const term = venue.addressTerm;
  const members = committee === null ? '……' : inProse(committee.members.length, settings);
  const head = committeeHead(facts)?.name ?? '……………';
  return (
    `Thực hiện nhiệm vụ do ${meetingWord(venue)} giao, ` +
    `từ ${clockOrDots(times.closed)} đến ${clockOrDots(times.counted)}, ` +
    `ngày ${shortDate(countedDay(facts))} tại ${venue.place}, ` +
    `Ban Kiểm phiếu gồm ${members} ${term}, do ${term} ${head} làm Trưởng Ban ` +
    `đã tiến hành kiểm phiếu tín nhiệm của ${electoratePhrase(venue)} ` +
    `đối với ${subjectsPhrase(plan)}; kết quả cụ thể như sau:`
  );
}

/** Item 1 of the form, its six numbers in its order (R17). */
function rollFigures({ plan, result }: CountedFacts, settings: PaperSettings): Block[] {
  const { addressTerm: term } = plan.venue;
  const word = meetingWord(plan.venue);
  const f = result.figures;
  const total = inProse(f.totalDeputies ?? f.summoned, settings);
  const lines: [string, number, string][] = [
    [`Số có mặt dự ${word}`, f.attended, term],
    [`Số vắng mặt từ đầu ${word} đến trước thời điểm bỏ phiếu`, f.absent, term],
    ['Số có mặt tại thời điểm bỏ phiếu', f.presentAtVote, term],
    ['Số phiếu phát ra', f.ballotsIssued, 'phiếu'],
    ['Số phiếu thu về', f.ballotsCollected, 'phiếu'],
  ];
  return [
    para([bold('1. Tổng số đại biểu:'), ` ${total} ${term}.`], { after: 1, keepWithNext: true }),
    ...lines.map(([label, n, unit]) =>
      para(`- ${label}: ${inProse(n, settings)} ${unit}.`, { after: 1 }),
    ),
  ];
}

/** Added to the form, whose table has rows of figures only (R3, R51). */
function notRated(facts: CountedFacts): Paragraph[] {
  const sentence = notRatedSentence(facts);
  return sentence === null ? [] : [line(sentence, { size: 12, align: 'justify', before: 2 })];
}

function signing(facts: CountedFacts, settings: PaperSettings): Block[] {
  const { venue } = facts.plan;
  const style = venue.documentStyle;
  const to = [
    ...(venue.reportTo === undefined ? [] : [venue.reportTo]),
    `Lưu ${bodiesOf(facts.plan).body}`,
  ];
  const left = venue.secrecyMark
    ? recipients({ style, settings, to, copies: to.length })
    : [line('')];
  const name = committeeHead(facts)?.name ?? null;
  return foot(left, [{ lines: [onBehalfOf(style, 'BAN KIỂM PHIẾU')], name }], PORTRAIT_WIDTH);
}
