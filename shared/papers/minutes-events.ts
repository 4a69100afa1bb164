import { para } from './blocks.ts';
import { withoutStop } from './compose.ts';
import type { CountedFacts } from './counted.ts';
import type { Block, Paragraph } from './model.ts';
import { clockInWords, inProse, shortDate, localTime } from './numbers.ts';
import { recounterName } from './phrases.ts';
import type { PaperSettings } from './settings.ts';

/**
 * What the committee ruled and what happened, each kind said even where there was none (B3.9, R22):
 * rulings, complaints and incidents, reissues, a lowered number of agreements, corrections, and who
 * recounted.
 */
export function eventLines(facts: CountedFacts, settings: PaperSettings): Block[] {
  return [
    ...questioned(facts, settings),
    ...listed('Kết luận của Ban kiểm phiếu về phiếu giấy', facts.paper?.rulings ?? []),
    ...listed('Khiếu nại, sự cố', facts.incidents.map(incident)),
    ...reissued(facts, settings),
    ...lowered(facts),
    ...corrected(facts),
    recounted(facts),
  ];
}

/** Written questions before the conference (R10): their number; the texts are in the log. */
function questioned({ questions }: CountedFacts, settings: PaperSettings): Block[] {
  if (questions === undefined) return [];
  const [asked, answered] = [questions.asked, questions.answered].map((n) => inProse(n, settings));
  return [
    para(
      `Yêu cầu làm rõ bằng văn bản trước hội nghị: ${asked ?? ''} câu, đã có giải trình ${answered ?? ''} câu (nội dung lưu trong nhật ký hội nghị).`,
    ),
  ];
}

function listed(title: string, items: readonly string[]): Block[] {
  if (items.length === 0) return [para(`${title}: Không có.`)];
  return [
    para(`${title}:`, { keepWithNext: true, after: 2 }),
    ...items.map((item) => para(`- ${withoutStop(item)}.`, { after: 2 })),
  ];
}

function incident({ at, by, text }: CountedFacts['incidents'][number]): string {
  const when = at === null ? 'trong thời gian bỏ phiếu' : clockInWords(at);
  return `${withoutStop(text)} (${by} ghi, ${when})`;
}

function reissued({ reissues }: CountedFacts, settings: PaperSettings): Block[] {
  const title = 'Thu hồi, phát lại phiếu';
  if (reissues.length === 0) return listed(title, []);
  return listed(`${title} (${inProse(reissues.length, settings)} trường hợp)`, reissues);
}

/** Shown wherever the result is: fewer members than usual agreed to the opening (P 4.7.5). */
function lowered({ agreementQuorumLowered: reason }: CountedFacts): Block[] {
  if (reason === null) return [];
  return [
    para(
      `Số thành viên phải đồng ý trước khi mở niêm phong đã được HẠ, lý do: ${withoutStop(reason)}.`,
    ),
  ];
}

function corrected({ corrections }: CountedFacts): Block[] {
  if (corrections.length === 0) return [];
  return listed(
    'Đính chính sau khi công bố',
    corrections.map(
      ({ at, reason }, i) =>
        `Lần ${i + 1}, ${clockInWords(at)} ngày ${shortDate(localTime(at).date)}: ${withoutStop(reason)}`,
    ),
  );
}

function recounted({ result }: CountedFacts): Paragraph {
  if (result.recounts.length === 0) {
    return para(
      'Kết quả dựa trên hai lần nhập phiếu giấy độc lập và giống nhau của hai thành viên Ban kiểm phiếu.',
    );
  }
  const digests = new Set(result.recounts.map(({ digest }) => digest));
  const names = [...new Set(result.recounts.map(recounterName))].join(', ');
  const said = digests.size === 1 ? 'các mã kết quả trùng nhau' : 'các mã kết quả KHÔNG trùng nhau';
  return para(`Kết quả đã được kiểm lại từ bảng công khai bởi: ${names}; ${said}.`);
}
