import { PORTRAIT_WIDTH } from './blocks.ts';
import type { CountedFacts } from './counted.ts';
import { foot, onBehalfOf, onOnePage, recipients, signatures } from './foot.ts';
import type { Signature } from './foot.ts';
import type { Block, Paragraph } from './model.ts';
import { committeeHead } from './phrases.ts';
import type { PaperSettings } from './settings.ts';

/**
 * The places to sign (B3.12): every teller, the supervisors as the office wants, last the head with
 * the chair beside, and at their left who gets the copies (B4).
 */
export function minutesSignatures(facts: CountedFacts, settings: PaperSettings): readonly Block[] {
  const { venue } = facts.plan;
  const tellers = (facts.committee?.members ?? []).filter(({ head }) => !head);
  const supervisors = settings.supervisorsSign ? venue.supervisors : [];
  // Of a large committee everybody still signs on one page.
  const [perRow, room] = tellers.length > 6 ? [4, 12] : [3, 16];
  const blocks = [
    ...signatures(
      tellers.map(({ name }) => ({ lines: ['ỦY VIÊN'], name })),
      perRow,
      PORTRAIT_WIDTH,
      room,
    ),
    ...signatures(
      supervisors.map(({ name, body }) => ({ lines: ['ĐẠI DIỆN GIÁM SÁT'], under: body, name })),
      3,
      PORTRAIT_WIDTH,
      room,
    ),
    ...foot(copiesTo(facts, settings), chairAndHead(facts, settings), PORTRAIT_WIDTH),
  ];
  return onOnePage(blocks, PORTRAIT_WIDTH);
}

function chairAndHead(facts: CountedFacts, settings: PaperSettings): Signature[] {
  const { venue } = facts.plan;
  const title = venue.kind === 'councilSession' ? 'CHỦ TỌA KỲ HỌP' : 'CHỦ TRÌ HỘI NGHỊ';
  const chair: Signature[] = settings.chairSigns ? [{ lines: [title], name: null }] : [];
  const head = {
    lines: [onBehalfOf(venue.documentStyle, 'BAN KIỂM PHIẾU'), 'TRƯỞNG BAN'],
    name: committeeHead(facts)?.name ?? null,
  };
  return [...chair, head];
}

/** A secret document says its copies, drafter and copying; any other only who gets it. */
function copiesTo({ plan }: CountedFacts, settings: PaperSettings): Paragraph[] {
  const { documentStyle: style, minutesCopies, secrecyMark } = plan.venue;
  const to = minutesCopies.map(({ recipient }) => recipient);
  return recipients({ style, settings, to, copies: secrecyMark ? to.length : null });
}
