import { expect, test } from 'vitest';
import { Assistant } from '../../../chair-console/rehearsal/assistant.ts';
import type { AssistantState } from '../../../chair-console/rehearsal/assistant-state.ts';
import { chair, roundPlan } from '../../support/given.ts';
import { Meeting } from '../../support/meeting.ts';
import { RehearsalHall, ROUND } from '../../support/rehearsal-hall.ts';

const WORDS = { reason: 'Diễn tập', desk: 'Bàn', teller: (n: number) => `Ủy viên ${n}` };

test('[R20, issue 6.5] the one-press rehearsal plays tellers who issue, from the sealing to the count', async () => {
  const committeeProposal = ['O', 'P', 'Q'].map((name, i) => ({
    name,
    head: i === 0,
    coIssuer: i > 0,
  }));
  const plan = roundPlan({ roll: 6, committeeProposal, minBallots: 2, coIssuers: true });
  const hall = new RehearsalHall(new Meeting({ plan }));
  let state: AssistantState | null = null;
  const assistant = new Assistant(hall.world(), ROUND, WORDS, (now) => {
    state = now;
  });
  hall.onChair = (view) => {
    assistant.follow(view);
  };
  hall.push();
  await assistant.prepare();
  expect(hall.meeting.round.board.setup!.issuers.map(({ name }) => name)).toEqual([
    'Máy chủ',
    'P',
    'Q',
  ]);
  await assistant.castMissing();
  expect(hall.meeting.round.register.count).toBe(2);
  hall.submit(chair({ type: 'close-polls', outstanding: 1 }));
  await expect.poll(() => hall.view.hall?.phase).toBe('counting');
  await new Promise((resolve) => setTimeout(resolve, 50));
  await assistant.count();
  expect(state).toHaveProperty('problem', null);
  expect(hall.view.hall?.phase).toBe('counted');
  expect(hall.meeting.round.board.reveals.size).toBe(3);
  assistant.close();
}, 30_000);
