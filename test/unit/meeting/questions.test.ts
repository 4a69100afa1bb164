import { describe, expect, test } from 'vitest';
import type { Command, RecordedQuestion } from '#shared/meeting/commands.ts';
import { feedOf } from '#shared/meeting/feed.ts';
import { PHASES } from '#shared/meeting/state.ts';
import { AT, inPhase } from '../../support/given.ts';

const QUESTION: RecordedQuestion = {
  subject: 's1',
  text: 'Đề nghị làm rõ tiến độ.',
  received: '2026-03-01',
  forwarded: '2026-03-02',
  answered: '2026-03-10',
  answer: 'Đã hoàn thành.',
  file: null,
};

function say(questions: readonly RecordedQuestion[]): Command {
  return { role: 'server', command: { type: 'record-questions', questions } };
}

describe('written questions in the log (R10, design 7)', () => {
  test('recorded before the freeze, once; other ones replace them', () => {
    const event = { type: 'questions-recorded', at: AT, questions: [QUESTION] } as const;
    const preparing = inPhase('preparing');
    preparing.when(say([])).changesNothing();
    preparing.when(say([QUESTION])).records(event);
    const recorded = preparing.and(event);
    recorded.when(say([QUESTION])).changesNothing();
    recorded.when(say([])).records({ ...event, questions: [] });
  });

  test('after the freeze they stand as they are', () => {
    for (const phase of PHASES.filter((each) => each !== 'preparing')) {
      inPhase(phase)
        .when(say([QUESTION]))
        .refuses('wrong-phase');
    }
  });

  test('the supervisors read how many there are, and no word of them (R49)', () => {
    const open = { ...QUESTION, answered: null, answer: '' };
    const round = inPhase('preparing').and({
      type: 'questions-recorded',
      at: AT,
      questions: [QUESTION, open],
    });
    const item = feedOf(round.round.log).find(({ type }) => type === 'questions-recorded');
    expect(item).toMatchObject({ detail: { n: 2, answered: 1 } });
    expect(JSON.stringify(feedOf(round.round.log))).not.toContain('tiến độ');
  });
});
