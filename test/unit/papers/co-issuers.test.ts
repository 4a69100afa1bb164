import { expect, test } from 'vitest';
import { ballotFigures } from '#shared/papers/minutes-ballots.ts';
import { DEFAULT_PAPER_SETTINGS } from '#shared/papers/settings.ts';
import { paperFacts } from '../../support/papers/facts.ts';

test('[R20] the minutes name the members whose devices issued beside the server, and only then', () => {
  const facts = paperFacts();
  const sentence = 'thiết bị của các thành viên Ban kiểm phiếu cùng cấp';
  function text(members: typeof facts.committee): string {
    return JSON.stringify(ballotFigures({ ...facts, committee: members }, DEFAULT_PAPER_SETTINGS));
  }
  const { members, how } = facts.committee!;
  expect(text(facts.committee)).not.toContain(sentence);
  const issuing = members.map((member, i) => (i < 2 ? { ...member, coIssuer: true } : member));
  const names = `${members[0]!.name}, ${members[1]!.name}.`;
  expect(text({ members: issuing, how })).toContain(`${sentence}: ${names}`);
});
