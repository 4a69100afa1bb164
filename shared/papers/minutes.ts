import { invariant } from '#shared/assert.ts';
import { heading, para, portrait, PORTRAIT_WIDTH, run } from './blocks.ts';
import { compose, correctionRemark, correctionSuffix } from './compose.ts';
import type { CountedFacts } from './counted.ts';
import { evidenceBlocks, evidenceFooter } from './evidence.ts';
import { documentHead, titleLines } from './head.ts';
import { ballotFigures, invalidReasons } from './minutes-ballots.ts';
import { committeeLines, rollLines, sealingLines, supervisorLines } from './minutes-hall.ts';
import { eventLines } from './minutes-events.ts';
import { minutesSignatures } from './minutes-signing.ts';
import type { Block, Paper } from './model.ts';
import { dateInWords, inProse, localTime } from './numbers.ts';
import { aboutPhrase, legalBases, meetingName, meetingWord } from './phrases.ts';
import { clockOrDots, countedDay } from './report.ts';
import { baseNote, resultTable } from './result-table.ts';
import type { PaperSettings } from './settings.ts';

const TITLE = 'Biên bản kiểm phiếu';

/**
 * Biên bản kiểm phiếu (B3), copy `copy` of those the plan names, counted from 1: everything that
 * happened from the election of the committee to the end of the count, each figure of the stored
 * result.
 */
export function minutes(facts: CountedFacts, settings: PaperSettings, copy: number): Paper {
  const copies = facts.plan.venue.minutesCopies.length;
  invariant(copy >= 1 && copy <= copies, 'one of the copies of the minutes');
  return compose(facts, {
    id: 'minutes',
    fileName: `bien-ban-kiem-phieu-ban-so-${copy}${correctionSuffix(facts)}`,
    title: `${TITLE} – bản số ${copy}`,
    page: portrait(evidenceFooter(facts, TITLE, `bản số ${copy}/${copies}`)),
    blocks: [
      ...opening(facts, settings, copy),
      ...parts(facts, settings),
      ...closing(facts, settings, copy),
    ],
  });
}

function opening(facts: CountedFacts, settings: PaperSettings, copy: number): Block[] {
  const { plan } = facts;
  const { venue } = plan;
  return [
    ...documentHead({
      plan,
      settings,
      number: settings.minutesNumber,
      type: 'BB',
      date: countedDay(facts),
      secret: true,
      copy,
      width: PORTRAIT_WIDTH,
    }),
    ...titleLines(venue.documentStyle, 'BIÊN BẢN KIỂM PHIẾU', [aboutPhrase(plan)]),
    ...correctionRemark(facts),
    ...legalBases(plan).map((basis) => para(run(basis, { italic: true }), { after: 3 })),
    para(timeAndPlace(facts), { before: 3 }),
    para(`Chủ trì ${meetingWord(venue)}: ${venue.chair}.`),
  ];
}

function timeAndPlace(facts: CountedFacts): string {
  const { plan, times } = facts;
  return (
    `Hôm nay, ${dateInWords(countedDay(facts))}, tại ${plan.venue.place}, ` +
    `${meetingName(plan.venue)} tiến hành ${aboutPhrase(plan)}. ` +
    `Bỏ phiếu từ ${clockOrDots(times.opened)} đến ${clockOrDots(times.closed)}; ` +
    `kiểm phiếu từ ${clockOrDots(times.closed)} đến ${clockOrDots(times.counted)}.`
  );
}

function parts(facts: CountedFacts, settings: PaperSettings): Block[] {
  return [
    heading('I. BAN KIỂM PHIẾU'),
    ...committeeLines(facts, settings),
    heading('II. ĐẠI DIỆN GIÁM SÁT'),
    ...supervisorLines(facts, settings),
    heading('III. SỐ ĐẠI BIỂU'),
    ...rollLines(facts, settings),
    heading('IV. KIỂM TRA, NIÊM PHONG HÒM PHIẾU'),
    ...sealingLines(facts, settings),
    heading('V. SỐ PHIẾU'),
    ...ballotFigures(facts, settings),
    heading('VI. KẾT QUẢ KIỂM PHIẾU'),
    para('1. Kết quả đối với từng người:', { keepWithNext: true }),
    resultTable(facts, settings, { invalid: true }),
    baseNote(facts),
    ...invalidReasons(facts),
    heading('VII. KẾT LUẬN, KHIẾU NẠI, SỰ CỐ'),
    ...eventLines(facts, settings),
    ...evidenceBlocks(facts, PORTRAIT_WIDTH),
  ];
}

function closing(facts: CountedFacts, settings: PaperSettings, copy: number): Block[] {
  return [
    heading('VIII. THÔNG QUA BIÊN BẢN'),
    para(ending(facts)),
    para(copiesSentence(facts, copy), { keepWithNext: true }),
    ...minutesSignatures(facts, settings),
  ];
}

function ending({ plan, times }: CountedFacts): string {
  const { closed, counted } = times;
  const isNextDay =
    closed !== null && counted !== null && localTime(closed).date !== localTime(counted).date;
  const day = isNextDay ? dateInWords(localTime(counted).date) : 'cùng ngày';
  return (
    `Việc kiểm phiếu kết thúc vào hồi ${clockOrDots(counted)} ${day}. ` +
    'Biên bản này đã được đọc lại, được các thành viên Ban kiểm phiếu nhất trí thông qua ' +
    `để công bố trước ${meetingWord(plan.venue)}.`
  );
}

/** Item 10 of B3: how many copies of equal worth, who gets which, and which one this is (R38). */
function copiesSentence({ plan }: CountedFacts, copy: number): string {
  const to = plan.venue.minutesCopies.map(({ recipient }) => recipient);
  const parted = [...new Set(to)].map((recipient) => {
    const copies = to.filter((other) => other === recipient).length;
    return `${inProse(copies, { padCounts: true })} bản ${destination(recipient)}`;
  });
  const total = inProse(to.length, { padCounts: true });
  return (
    `Biên bản được lập thành ${total} bản, có giá trị như nhau: ${parted.join('; ')}. ` +
    `Đây là bản số ${copy}, ${destination(to[copy - 1] ?? '')}.`
  );
}

/** `lưu tại Huyện ủy` of `Lưu tại Huyện ủy`, `gửi Ban Thường vụ Tỉnh ủy` of a body. */
function destination(recipient: string): string {
  return /^lưu(?=\s|:)/iu.test(recipient) ? `lưu${recipient.slice(3)}` : `gửi ${recipient}`;
}
