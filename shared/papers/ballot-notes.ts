import { PROFILES } from '#shared/plan/profiles.ts';
import type { RoundVenue } from '#shared/plan/round-plan.ts';
import { bold, line } from './blocks.ts';
import type { Paragraph } from './model.ts';

type Rules = Pick<RoundVenue, 'profile' | 'strikeOutScope' | 'writeInRule'>;

/**
 * The notes at the foot of the ballot: how a line is marked and what makes a line or the ballot
 * invalid, as the rules of this venue count it (R24–R28, F5, F6). The form's own two notes only say
 * what to write in its blanks, which are filled here.
 */
export function ballotNotes(rules: Rules): Paragraph[] {
  const last = NOTES.length - 1;
  return [
    line([bold('Ghi chú:', { italic: true })], { size: 12, before: 4, keepWithNext: true }),
    ...NOTES.map((note, i) =>
      line(`- ${note(rules)}`, { size: 12, align: 'justify', keepWithNext: i < last }),
    ),
  ];
}

const NOTES: readonly ((rules: Rules) => string)[] = [
  () => 'Với mỗi người, đánh dấu (X) vào một trong ba ô.',
  () =>
    'Không đánh dấu, hoặc đánh dấu từ hai ô trở lên đối với một người: phiếu không hợp lệ đối với người đó; những người khác vẫn được tính.',
  strikeOut,
  writeIn,
  ({ profile }) =>
    PROFILES[profile].signatureAllowed === 'never'
      ? 'Phiếu không do Ban kiểm phiếu phát ra là phiếu không hợp lệ. Bỏ phiếu kín: không ghi tên, không ký tên vào phiếu.'
      : 'Phiếu không do Ban kiểm phiếu phát ra là phiếu không hợp lệ.',
];

function strikeOut({ strikeOutScope }: Rules): string {
  return strikeOutScope === 'line'
    ? 'Gạch xóa họ tên một người: phiếu không hợp lệ đối với người đó.'
    : 'Gạch xóa họ tên người có trong phiếu: cả phiếu không hợp lệ.';
}

function writeIn({ writeInRule }: Rules): string {
  return writeInRule === 'linePartInvalid'
    ? 'Ghi thêm tên người khác: phần ghi thêm là không hợp lệ; các trường hợp trong danh sách nếu đánh dấu theo quy định thì hợp lệ.'
    : 'Ghi thêm tên người hoặc các thông tin khác vào phiếu: cả phiếu không hợp lệ.';
}
