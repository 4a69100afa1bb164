import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { dueNext, wrongOrder } from '#shared/plan/preparation/attention.ts';
import { bookShape, questionShape } from '#shared/plan/preparation/book-shape.ts';
import {
  bookKey,
  EMPTY_BOOK,
  filesOf,
  isEmptyBook,
  withDossier,
  withDossiers,
  withoutQuestion,
  withQuestion,
  withStep,
  type Question,
} from '#shared/plan/preparation/book.ts';
import { questionDays } from '#shared/plan/preparation/lateness.ts';
import { parsePlan } from '#shared/plan/plan.ts';
import { SAMPLES } from '#shared/plan/samples/samples.ts';
import { stateOf, timelineOf } from '#shared/plan/timeline.ts';
import { smallPlan } from '../../support/hall.ts';

const FILE = { name: 'Báo cáo', file: `kho/${'a'.repeat(64)}.pdf`, bytes: 10 };
const QUESTION: Question = {
  id: 'q1',
  venue: 'bch',
  subject: 'subject1',
  from: 'Phòng Tổ chức',
  text: 'Đề nghị làm rõ tiến độ dự án.',
  received: '2026-03-10',
  forwarded: null,
  answered: null,
  answer: '',
  answerFile: null,
};

describe('the book of a plan (R9, R10)', () => {
  test('a step is noted and taken back, a question replaced in its place and removed', () => {
    const noted = withStep(EMPTY_BOOK, 'bch/votingDay', { on: '2026-03-20', note: '' });
    expect(noted.done).toEqual({ 'bch/votingDay': { on: '2026-03-20', note: '' } });
    expect(withStep(noted, 'bch/votingDay', null)).toEqual(EMPTY_BOOK);
    const two = withQuestion(withQuestion(EMPTY_BOOK, QUESTION), { ...QUESTION, id: 'q2' });
    const changed = withQuestion(two, { ...QUESTION, forwarded: '2026-03-11' });
    expect(changed.questions.map(({ id, forwarded }) => [id, forwarded])).toEqual([
      ['q1', '2026-03-11'],
      ['q2', null],
    ]);
    expect(withoutQuestion(withoutQuestion(changed, 'q1'), 'q2')).toEqual(EMPTY_BOOK);
    expect(isEmptyBook(EMPTY_BOOK)).toBe(true);
    expect(isEmptyBook(two)).toBe(false);
  });

  test('a round begins with the dossiers that were sent up, behind those of the plan (R9)', () => {
    const book = withDossier(EMPTY_BOOK, 'subject2', [FILE]);
    const plan = withDossiers(smallPlan(), book);
    expect(plan.subjects.map(({ dossier }) => dossier?.length ?? 0)).toEqual([0, 1, 0]);
    expect(parsePlan(plan).ok).toBe(true);
    expect(withDossier(book, 'subject2', [])).toEqual(EMPTY_BOOK);
    const answered = { ...QUESTION, answered: '2026-03-12', answerFile: FILE };
    expect(filesOf(withQuestion(book, answered))).toEqual([FILE.file, FILE.file]);
  });

  test('the key is the plan, not its roll', () => {
    expect(bookKey(smallPlan())).toBe(bookKey(smallPlan({ roll: [] })));
    expect(bookKey({ ...smallPlan(), number: '02' })).not.toBe(bookKey(smallPlan()));
  });

  test.each<[string, Partial<Question>]>([
    ['passed on before it came', { forwarded: '2026-03-09' }],
    ['answered before it came', { answered: '2026-03-01' }],
    ['an answer without a day', { answer: 'Đã làm rõ.' }],
    ['a day that is none', { received: '2026-02-30' }],
    ['no text', { text: '  ' }],
    ['too long a text', { text: 'a'.repeat(2_001) }],
    ['a file of another place', { answered: '2026-03-11', answerFile: { ...FILE, file: '../x' } }],
  ])('refused: %s', (_, change) => {
    expect(v.safeParse(questionShape, { ...QUESTION, ...change }).success).toBe(false);
    expect(v.safeParse(questionShape, QUESTION).success).toBe(true);
  });

  test('what the functions make is always a book', () => {
    fc.assert(
      fc.property(fc.string(), fc.date({ noInvalidDate: true }), (note, day) => {
        fc.pre(/^(?:19|2\d)\d\d-/u.test(day.toISOString()) && !/\p{Cc}/u.test(note));
        fc.pre(note.length <= 100);
        const book = withStep(EMPTY_BOOK, 'a/b', { on: day.toISOString().slice(0, 10), note });
        expect(v.safeParse(bookShape, withQuestion(book, QUESTION)).success).toBe(true);
      }),
    );
  });
});

describe('lateness of a question (R7: 10 and 3 days before the voting day)', () => {
  const plan = smallPlan();

  test('the last day is in time, the day after is late', () => {
    const inTime = questionDays(plan, QUESTION, '2026-03-10');
    expect(inTime.received).toEqual({
      on: '2026-03-10',
      due: '2026-03-10',
      state: 'inTime',
      daysLate: 0,
    });
    const late = { ...QUESTION, received: '2026-03-11', answered: '2026-03-19', answer: 'Rõ.' };
    expect(questionDays(plan, late, '2026-03-19')).toMatchObject({
      received: { state: 'late', daysLate: 1 },
      forwarded: { due: '2026-03-10', state: 'overdue', daysLate: 9 },
      answered: { due: '2026-03-17', state: 'late', daysLate: 2 },
    });
  });

  test('what is not done waits until its day is over', () => {
    expect(questionDays(plan, QUESTION, '2026-03-17').answered.state).toBe('waiting');
    expect(questionDays(plan, QUESTION, '2026-03-18').answered).toMatchObject({
      state: 'overdue',
      daysLate: 1,
    });
  });

  test('a profile that names no day binds none (003); a session counts from its sitting (R8)', () => {
    const kh = smallPlan({ profile: 'party-96-kh' });
    expect(questionDays(kh, QUESTION, '2026-03-30')).toMatchObject({
      received: { state: 'none' },
      forwarded: { due: '2026-03-10' },
      answered: { state: 'none' },
    });
    const session = smallPlan({
      profile: 'council-96',
      kind: 'councilSession',
      openingDay: '2026-03-18',
    });
    expect(questionDays(session, QUESTION, '2026-03-10')).toMatchObject({
      received: { due: '2026-03-10' },
      answered: { due: '2026-03-17' },
    });
    expect(questionDays(plan, { ...QUESTION, venue: 'gone' }, '2026-03-30').answered.state).toBe(
      'none',
    );
  });
});

describe('what is looked at first', () => {
  const plan = smallPlan();
  const steps = timelineOf(plan);

  test('late, of today and soon; done steps are not', () => {
    const next = dueNext(steps, {}, '2026-03-10');
    expect(
      next.every((step) =>
        ['late', 'today', 'soon'].includes(stateOf(step, undefined, '2026-03-10')),
      ),
    ).toBe(true);
    expect(next.map(({ key }) => key)).toEqual([
      'bch/subject-report',
      'bch/dossier-to-voters',
      'bch/voters-questions',
      'bch/questions-to-subject',
    ]);
    const done = Object.fromEntries(next.map(({ key }) => [key, { on: '2026-03-01', note: '' }]));
    expect(dueNext(steps, done, '2026-03-10').map(({ key }) => key)).toEqual(['bch/explanation']);
  });

  test('nothing pressing: the steps of the next day', () => {
    expect(dueNext(steps, {}, '2026-01-20').map(({ key }) => key)).toEqual(['bch/subject-report']);
  });

  test('the party committee after the council (R14), as 001 has it; turned round it is said', () => {
    const district = SAMPLES.map(({ plan: each }) => each).find(
      ({ venues }) => venues.length === 3,
    );
    if (district === undefined) throw new Error('no sample of three venues');
    expect(wrongOrder(district)).toEqual([]);
    const turned = {
      ...district,
      venues: district.venues.map((venue) =>
        venue.kind === 'councilSession' ? { ...venue, votingDay: '2023-12-28' } : venue,
      ),
    };
    expect(wrongOrder(turned).length).toBeGreaterThan(0);
  });
});
