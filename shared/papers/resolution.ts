import { invariant } from '#shared/assert.ts';
import { bodiesOf } from './bodies.ts';
import {
  bold,
  capitalised,
  capitals,
  centred,
  orDots,
  para,
  portrait,
  PORTRAIT_WIDTH,
  run,
} from './blocks.ts';
import { compose, correctionRemark, correctionSuffix } from './compose.ts';
import type { CountedFacts } from './counted.ts';
import { evidenceFooter } from './evidence.ts';
import { foot, recipients } from './foot.ts';
import { documentHead, titleLines } from './head.ts';
import type { Block, Paper } from './model.ts';
import { dateInWords, inProse } from './numbers.ts';
import { legalBases, meetingName, subjectsPhrase } from './phrases.ts';
import { countedDay } from './report.ts';
import { baseNote, resultTable } from './result-table.ts';
import type { PaperSettings } from './settings.ts';

const TITLE = 'Dự thảo Nghị quyết xác nhận kết quả lấy phiếu tín nhiệm';

/**
 * The draft by which a council confirms the result (R42), citing the counting minutes as its basis.
 * Sessions of a council only. Not secret: it is made public (R44).
 */
export function resolution(facts: CountedFacts, settings: PaperSettings): Paper {
  const { plan } = facts;
  invariant(plan.venue.kind === 'councilSession', 'a resolution is of a council session');
  return compose(facts, {
    id: 'resolution',
    fileName: `du-thao-nghi-quyet-xac-nhan-ket-qua${correctionSuffix(facts)}`,
    title: TITLE,
    page: portrait(evidenceFooter(facts, TITLE)),
    blocks: [
      centred(bold('DỰ THẢO'), { align: 'left', size: 13, after: 4 }),
      ...documentHead({
        plan,
        settings,
        number: settings.resolutionNumber,
        type: 'NQ',
        date: plan.venue.votingDay,
        secret: false,
        width: PORTRAIT_WIDTH,
      }),
      ...titleLines(plan.venue.documentStyle, 'NGHỊ QUYẾT', [
        `Xác nhận kết quả lấy phiếu tín nhiệm đối với ${subjectsPhrase(plan)}`,
      ]),
      ...correctionRemark(facts),
      ...grounds(facts, settings),
      ...articles(facts, settings),
      ...signing(facts, settings),
    ],
  });
}

function grounds(facts: CountedFacts, settings: PaperSettings): Block[] {
  const { plan } = facts;
  const number = orDots(settings.minutesNumber, '……');
  const day = dateInWords(countedDay(facts));
  const bases = [
    ...legalBases(plan),
    `Căn cứ Biên bản kiểm phiếu số ${number} ${day} của Ban kiểm phiếu ${meetingName(plan.venue)};`,
    'Theo đề nghị của Thường trực Hội đồng nhân dân.',
  ];
  return [
    centred(bold(capitals(bodiesOf(plan).body)), { size: 14 }),
    centred(bold(capitals(sessionOf(plan))), { size: 14, after: 8 }),
    ...bases.map((basis) => para(run(basis, { italic: true }), { after: 3 })),
    centred(bold('QUYẾT NGHỊ:'), { size: 14, before: 8, after: 8, keepWithNext: true }),
  ];
}

/** The session without its council's name: `Kỳ họp thứ 15`, its number dotted where the plan has none. */
function sessionOf(plan: CountedFacts['plan']): string {
  const session = plan.venue.name.replace(bodiesOf(plan).body, '').replace(/[\s,]+$/u, '');
  return /^kỳ họp$/iu.test(session) ? `${session} thứ ……` : session;
}

/** The same inside a sentence: `kỳ họp thứ 15`. */
function sessionInProse(plan: CountedFacts['plan']): string {
  const session = sessionOf(plan);
  return session.charAt(0).toLocaleLowerCase('vi') + session.slice(1);
}

function articles(facts: CountedFacts, settings: PaperSettings): Block[] {
  const { plan, result } = facts;
  const { body } = bodiesOf(plan);
  const f = result.figures;
  const rated = inProse(result.rows.length, settings);
  return [
    para(
      [
        bold('Điều 1. '),
        `Xác nhận kết quả lấy phiếu tín nhiệm đối với ${rated} người, ` +
          `số phiếu phát ra: ${inProse(f.ballotsIssued, settings)} phiếu, ` +
          `số phiếu thu về: ${inProse(f.ballotsCollected, settings)} phiếu, cụ thể như sau:`,
      ],
      { keepWithNext: true },
    ),
    resultTable(facts, settings, { invalid: false }),
    baseNote(facts),
    para([
      bold('Điều 2. '),
      `Thường trực ${body} tổ chức thực hiện Nghị quyết và công khai kết quả lấy phiếu tín nhiệm theo quy định.`,
    ]),
    para(
      [
        bold('Điều 3. '),
        `Nghị quyết này đã được ${body}, ${sessionInProse(plan)} thông qua ` +
          `${dateInWords(plan.venue.votingDay)} và có hiệu lực kể từ ngày thông qua./.`,
      ],
      { keepWithNext: true },
    ),
  ];
}

function signing({ plan }: CountedFacts, settings: PaperSettings): Block[] {
  const { documentStyle: style, reportTo } = plan.venue;
  const to = [
    ...(reportTo === undefined ? [] : [reportTo]),
    `Thường trực ${bodiesOf(plan).body}`,
    capitalised(`đại biểu ${bodiesOf(plan).body}`),
    'Lưu hồ sơ kỳ họp',
  ];
  const left = recipients({ style, settings, to, copies: null });
  return foot(left, [{ lines: ['CHỦ TỌA KỲ HỌP'], name: null }], PORTRAIT_WIDTH);
}
