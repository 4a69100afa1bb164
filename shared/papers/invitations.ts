import type { RoundPlan } from '../plan/round-plan.ts';
import { bold, centred, line, mono } from './blocks.ts';
import { compose } from './compose.ts';
import type { PaperFacts } from './facts.ts';
import type { Block, Paper, Paragraph, Qr } from './model.ts';
import { shortDate } from './numbers.ts';
import { CARD_HEIGHT, CARD_PAGE, shortened } from './slips.ts';

/** With its quiet zone, millimetres: an id is short, its squares are large. */
const QR_SIZE = 33;
const WIDTHS = [QR_SIZE + 1, 55];

type Member = RoundPlan['venue']['roll'][number];

/**
 * A card for each member summoned, eight a page, to be sent with the invitation or worn as a badge:
 * the desk scans it and finds the member. Its code is the member's id in the plan, which opens no
 * ballot and is on every list: there is no secret on the card.
 */
export function invitations(facts: PaperFacts): Paper {
  return compose(facts, {
    id: 'invitations',
    fileName: 'the-du-hoi-nghi',
    title: `Thẻ dự hội nghị · ${facts.plan.venue.name}`,
    page: CARD_PAGE,
    blocks: [
      {
        type: 'cards',
        perRow: 2,
        height: CARD_HEIGHT,
        cards: facts.plan.venue.roll.map((member) => cardOf(facts, member)),
      },
    ],
  });
}

function cardOf({ plan, rehearsal }: PaperFacts, member: Member): Block[] {
  const { id } = member;
  const { venue, issuingBody } = plan;
  return [
    centred(shortened(issuingBody, 60), { size: 9 }),
    centred(bold(rehearsal ? `DIỄN TẬP – ${TITLE}` : TITLE), { size: 13 }),
    centred(shortened(venue.name, 56), { size: 9.5, after: 2 }),
    { type: 'columns', widths: WIDTHS, columns: [[codeOf(id)], whoOf(member)], together: false },
    centred(`Ngày ${shortDate(venue.votingDay)}, tại ${shortened(venue.place, 90)}`, {
      size: 9,
      before: 2,
    }),
    centred(
      [mono(id, { bold: true }), '  ·  Đưa thẻ tại bàn điểm danh. Thẻ không phải là phiếu.'],
      {
        size: 8.5,
        before: 2,
      },
    ),
  ];
}

function codeOf(text: string): Qr {
  return { type: 'qr', text, size: QR_SIZE, level: 'Q', align: 'left' };
}

function whoOf({ name, post, group }: Member): Paragraph[] {
  return [
    line(bold(shortened(name, 44)), { size: 13, after: 2 }),
    ...(post === undefined ? [] : [line(shortened(post, 90), { size: 10, after: 1 })]),
    ...(group === undefined ? [] : [line(shortened(group, 60), { size: 10 })]),
  ];
}

const TITLE = 'THẺ DỰ HỘI NGHỊ';
