import { expect, test } from 'vitest';
import { invitations } from '#shared/papers/invitations.ts';
import type { Cards } from '#shared/papers/model.ts';
import { paperFacts } from '../../support/papers/facts.ts';
import { linesOf } from '../../support/papers/text.ts';
import { memberOfCode } from '../../../chair-console/desk/invitation.ts';

const facts = paperFacts();
const { roll } = facts.plan.venue;

function cards(of = facts): string[][] {
  return (invitations(of).blocks[0] as Cards).cards.map((blocks) => linesOf({ blocks }));
}

test('issue 5 (3): a card for each member, with name, post, group, venue, day, place and the code', () => {
  const { venue } = facts.plan;
  expect(cards()).toHaveLength(roll.length);
  cards().forEach((lines, i) => {
    const { id, name, post, group } = roll[i]!;
    expect(lines).toContain(`[QR ${id}]`);
    for (const text of [name, post, group].filter((text) => text !== undefined)) {
      expect(lines).toContain(text);
    }
    expect(lines.join('\n')).toContain(`tại ${venue.place}`);
    expect(lines).toContain(venue.name);
  });
});

test('issue 5 (3): what the desk scans on a card is its member', () => {
  const members = roll.map(({ id, name }) => ({
    id,
    name,
    post: '',
    group: '',
    present: false,
    issued: null,
  }));
  const scanned = cards().map((lines) => {
    const code = /^\[QR (.*)\]$/mu.exec(lines.join('\n'))?.[1] ?? '';
    return memberOfCode(members, code)?.id;
  });
  expect(scanned).toEqual(roll.map(({ id }) => id));
});

test('a rehearsal’s cards say so, for they are cut apart', () => {
  for (const lines of cards({ ...facts, rehearsal: true })) {
    expect(lines).toContain('DIỄN TẬP – THẺ DỰ HỘI NGHỊ');
  }
});
