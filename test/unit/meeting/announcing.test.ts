import { beforeEach, describe, expect, test } from 'vitest';
import { agreeEntry, openingEntry } from '#shared/protocol/opening.ts';
import { recountState } from '#shared/meeting/recounts.ts';
import type { Gap } from '#shared/result/gaps.ts';
import { bytes32, chair, roundPlan, server, supervisor, teller } from '../../support/given.ts';
import { Meeting } from '../../support/meeting.ts';
import { random, sodium } from '../../support/sodium.ts';

const announce = chair({ type: 'announce' });
const ok = { ok: true, value: null };

function refused(code: string, detail?: object) {
  return { ok: false, error: detail === undefined ? { code } : { code, detail } };
}

/** Two ballots cast, one outstanding, one paper ballot rejected of one issued. */
function closedMeeting(): Meeting {
  const meeting = new Meeting({ plan: roundPlan({ roll: 5 }) }).toPolling();
  meeting.vote('m1', [1, 3]);
  meeting.vote('m2', [1, 0]);
  meeting.issue('m3');
  return meeting.handOut('m4', 'paper').close();
}

function fixPaper(meeting: Meeting): Meeting {
  const line = { high: 1, confidence: 0, low: 0, invalid: 0 };
  const rejected = [{ reason: 'notIssued', count: 2 }];
  const count = { count: 1, rejected, lines: [line, line], rulings: [] };
  for (const i of [1, 2]) {
    meeting.done(teller(i, { type: 'key-paper', body: meeting.paper(i, count) }));
  }
  return meeting.done(teller(1, { type: 'fix-paper', paper: true }));
}

function explain(gap: Gap, reason = 'Đã rõ') {
  return chair({ type: 'explain-gap', gap, reason });
}

describe('agreement and opening (P 4.7)', () => {
  let meeting: Meeting;
  beforeEach(() => {
    meeting = fixPaper(closedMeeting());
  });

  function open(place: number) {
    const { board } = meeting.round;
    const entry = openingEntry(sodium, random, meeting.devices[place]!, board);
    if (!entry.ok) throw new Error(entry.error);
    return { type: 'post', entry: entry.value } as const;
  }

  test('nothing is opened before enough have agreed, and only by who has agreed', () => {
    meeting.agree(0).agree(1);
    expect(() => open(0)).toThrow('E_QUORUM');
    meeting.agree(2);
    const posted = open(0);
    expect(meeting.submit(teller(2, posted))).toEqual(refused('not-a-teller'));
    expect(meeting.submit(teller(1, posted))).toEqual(ok);
    // The same again after a lost acknowledgement.
    const { n } = meeting.round.board;
    expect(meeting.submit(teller(1, posted))).toEqual(ok);
    expect(meeting.round.board.n).toBe(n);
  });

  test('P 4.7.5: with the lowered quorum t agreements suffice, on the board too', () => {
    meeting.agree(0).agree(1);
    meeting.done(chair({ type: 'lower-agreement-quorum', reason: 'Máy C hỏng' }));
    expect(meeting.round.board.quorumReason).toBe('Máy C hỏng');
    meeting.opening(0);
    const again = chair({ type: 'lower-agreement-quorum', reason: 'x' });
    expect(meeting.submit(again)).toEqual(refused('wrong-phase'));
    meeting.opening(1);
    expect(meeting.round.board.finished).toBe(true);
  });

  test('a wrong opening, or one under a wrong signature, names its rule', () => {
    meeting.agree(0).agree(1).agree(2);
    const { entry } = open(0);
    const forged = { ...entry, b: { ...entry.b, sig: bytes32(1) + bytes32(1) } };
    expect(
      meeting.submit(teller(1, { type: 'post', entry: forged as typeof entry })),
    ).toMatchObject({ error: { code: 'entry-refused' } });
  });

  test('agreeing while the paper is not fixed is refused', () => {
    const early = closedMeeting();
    const agreed = agreeEntry(sodium, meeting.devices[0]!, meeting.round.board, true);
    if (!agreed.ok) throw new Error(agreed.error);
    expect(early.submit(teller(1, { type: 'post', entry: agreed.value.post }))).toMatchObject({
      error: { code: 'entry-refused', detail: { code: 'E_PHASE' } },
    });
  });
});

describe('announce (R35, R36, design 7)', () => {
  let meeting: Meeting;
  beforeEach(() => {
    meeting = fixPaper(closedMeeting()).count();
  });

  function explainAll(): Meeting {
    return meeting.done(explain('rejected')).done(explain('outstanding'));
  }

  test("the server's digest and an independent one must be there", () => {
    explainAll();
    expect(meeting.submit(announce)).toEqual(refused('recount-missing'));
    const digest = meeting.recount();
    meeting.done(server(digest));
    expect(meeting.submit(announce)).toEqual(refused('recount-missing'));
    meeting.done(supervisor(digest));
    expect(meeting.submit(announce)).toEqual(ok);
  });

  test('an independent digest alone is not enough either', () => {
    explainAll().done(supervisor(meeting.recount()));
    expect(meeting.submit(announce)).toEqual(refused('recount-missing'));
  });

  test('one that differs blocks, until that device says otherwise', () => {
    const digest = meeting.recount();
    explainAll().done(server(digest)).done(supervisor(digest, 'one'));
    meeting.done(supervisor(bytes32(1), 'two'));
    expect(meeting.submit(announce)).toEqual(refused('recount-differs'));
    meeting.done(supervisor(digest, 'two'));
    expect(meeting.submit(announce)).toEqual(ok);
  });

  describe('a differing recount that is the fault of its device', () => {
    function setAside(device: string, reason = 'Máy hỏng, đã cùng xem bằng trang kiểm độc lập') {
      return chair({ type: 'set-aside-recount', device, reason });
    }

    test('is set aside with its reason where another agrees; it stays in the log and the incidents', () => {
      const digest = meeting.recount();
      explainAll()
        .done(server(digest))
        .done(supervisor(bytes32(4), 'liar'));
      // Nobody beside the server stands for the result yet.
      expect(meeting.submit(setAside('liar'))).toEqual(refused('recount-missing'));
      meeting.done(supervisor(digest, 'honest'));
      for (const device of ['honest', 'server', 'nobody']) {
        expect(meeting.submit(setAside(device))).toEqual(refused('no-such-device'));
      }
      expect(meeting.submit(setAside('liar', ' '))).toEqual(refused('reason-required'));
      expect(meeting.submit(announce)).toEqual(refused('recount-differs'));
      meeting.done(setAside('liar'));
      const { log } = meeting.round;
      expect(log.recounts.map(({ device }) => device)).toEqual(['server', 'honest']);
      expect(log.incidents.at(-1)?.text).toContain(bytes32(4).slice(0, 16));
      expect(log.incidents.at(-1)?.text).toContain('Máy hỏng');
      expect(log.feed.at(-1)).toMatchObject({ type: 'recount-set-aside', digest: bytes32(4) });
      // Said again by the same device it blocks nothing; once it agrees, it counts.
      expect(meeting.submit(supervisor(bytes32(4), 'liar'))).toEqual(refused('not-paired'));
      expect(meeting.submit(supervisor(bytes32(5), 'liar'))).toEqual(refused('not-paired'));
      expect(meeting.submit(supervisor(digest, 'liar'))).toEqual(ok);
      expect(meeting.submit(announce)).toEqual(ok);
      expect(meeting.submit(setAside('liar'))).toEqual(refused('wrong-phase'));
    });

    test('is not set aside where more differ than agree', () => {
      const digest = meeting.recount();
      explainAll().done(server(digest)).done(supervisor(digest, 'one'));
      meeting.done(supervisor(bytes32(4), 'two')).done(supervisor(bytes32(4), 'three'));
      expect(meeting.submit(setAside('two'))).toEqual(refused('recount-differs'));
      expect(meeting.submit(announce)).toEqual(refused('recount-differs'));
    });
  });

  test("a teller's own recount counts as independent", () => {
    const digest = meeting.recount();
    explainAll()
      .done(server(digest))
      .done(teller(3, { type: 'submit-recount', digest }));
    expect(meeting.submit(announce)).toEqual(ok);
  });

  test('the same digest of the same device again changes nothing', () => {
    const digest = meeting.recount();
    meeting.done(supervisor(digest)).done(supervisor(digest));
    expect(meeting.round.log.recounts).toHaveLength(1);
    expect(recountState(meeting.round.log.recounts)).toBe('missing');
  });

  test('every gap needs its reason, named one after the other', () => {
    meeting.recounted();
    expect(meeting.submit(announce)).toEqual(refused('gap-unexplained', { gap: 'rejected' }));
    meeting.done(explain('rejected'));
    expect(meeting.submit(announce)).toEqual(refused('gap-unexplained', { gap: 'outstanding' }));
    meeting.done(teller(2, { type: 'explain-gap', gap: 'outstanding', reason: 'Về sớm' }));
    expect(meeting.submit(announce)).toEqual(ok);
  });

  test('a gap that is none needs no reason and takes none', () => {
    expect(meeting.submit(explain('excluded'))).toEqual(
      refused('no-such-gap', { gap: 'excluded' }),
    );
    expect(meeting.submit(explain('outstanding', ' '))).toEqual(refused('reason-required'));
  });

  test('R35: with every ballot collected there is nothing to explain', () => {
    const clean = new Meeting().toPolling();
    clean.vote('m1', [1, 1]);
    clean.close().fixNoPaper().count().recounted();
    expect(clean.submit(announce)).toEqual(ok);
  });
});
