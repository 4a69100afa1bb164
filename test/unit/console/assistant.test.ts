import { describe, expect, it } from 'vitest';
import type { CommitteeChoice } from '#shared/meeting/commands.ts';
import type { AssistantState, StepName } from '../../../chair-console/rehearsal/assistant-state.ts';
import { Assistant } from '../../../chair-console/rehearsal/assistant.ts';
import { isRehearsalOf } from '../../../chair-console/rehearsal/wish.ts';
import { offerOf } from '../../../chair-console/rehearsal/offer.ts';
import { ballotUrl } from '../../../chair-console/desk/ballot-codes.ts';
import { chair, desk, roundPlan, teller } from '../../support/given.ts';
import { Meeting } from '../../support/meeting.ts';
import { RehearsalHall, ROUND } from '../../support/rehearsal-hall.ts';

const WORDS = {
  reason: 'Diễn tập',
  desk: 'Bàn phát phiếu (máy chủ trì)',
  teller: (n: number) => `Ủy viên ${n}`,
};
const PROPOSAL: readonly { name: string; head: boolean }[] = [
  { name: 'Ngô Văn O', head: false },
  { name: 'Dương Thị P', head: true },
  { name: 'Lý Văn Q', head: false },
];

/** A rehearsal with its assistant, as the chair's page holds them. */
class Page {
  readonly hall: RehearsalHall;
  assistant: Assistant;
  state!: AssistantState;
  readonly steps: StepName[] = [];

  constructor(committeeProposal: readonly CommitteeChoice[] = PROPOSAL, minBallots = 3) {
    const plan = roundPlan({ roll: 9, committeeProposal, minBallots, phonesAllowed: null });
    this.hall = new RehearsalHall(new Meeting({ plan }));
    this.assistant = this.#open();
  }

  /** The page is loaded again: only the device's disk is left. */
  reload(): void {
    this.assistant = this.#open();
  }

  /** Once the views that are on their way have come. */
  async settled(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }

  #open(): Assistant {
    const assistant = new Assistant(this.hall.world(), ROUND, WORDS, (state) => {
      this.state = state;
      const step = state.progress?.step;
      if (step !== undefined && this.steps.at(-1) !== step) this.steps.push(step);
    });
    this.hall.onChair = (view) => {
      assistant.follow(view);
    };
    this.hall.push();
    return assistant;
  }

  asked(type: string): number {
    return this.hall.asked.filter((each) => each.type === type).length;
  }
}

describe('from the beginning to a ballot on the screen (issue 2, point 2)', () => {
  it('plays every missing role and ends with one issued ballot whose code opens it', async () => {
    const page = new Page();
    await page.assistant.prepare();
    const { view, meeting } = page.hall;
    expect(page.state.problem).toBeNull();
    expect(view.hall?.phase).toBe('polling');
    expect(view.hall?.quorum.present).toBe(9);
    expect(view.hall?.committee?.map(({ name }) => name)).toEqual(PROPOSAL.map(({ name }) => name));
    expect(view.hall?.turnout).toEqual({ issued: 1, collected: 0, outstanding: 1 });
    expect(page.state.ballot?.member).toBe('Đại biểu 1');
    expect(meeting.castWith(page.state.ballot!.code, [1, 2]).eid).not.toBe('');
  });

  it('gives every role a device and a key of its own, and no role another’s command (design 3)', async () => {
    const page = new Page();
    await page.assistant.prepare();
    const { devices, asked } = page.hall;
    expect(devices.map(({ role }) => role).sort()).toEqual(['desk', 'teller', 'teller', 'teller']);
    expect(new Set(devices.map(({ id }) => id)).size).toBe(4);
    expect(
      new Set(asked.filter(({ type }) => type === 'set-present').map(({ role }) => role)),
    ).toEqual(new Set(['desk']));
    expect(new Set(asked.filter(({ type }) => type === 'post').map(({ role }) => role))).toEqual(
      new Set(['teller']),
    );
  });

  it('names three placeholders with one head where the plan proposes nobody (R19)', async () => {
    const page = new Page([]);
    await page.assistant.prepare();
    expect(page.hall.view.hall?.committee).toEqual([
      { name: 'Ủy viên 1', head: true },
      { name: 'Ủy viên 2', head: false },
      { name: 'Ủy viên 3', head: false },
    ]);
  });

  it('shows its steps in the order of the meeting', async () => {
    const page = new Page();
    await page.assistant.prepare();
    expect(page.steps).toEqual([
      'freeze',
      'roll',
      'quorum',
      'phones',
      'committee',
      'seal',
      'open',
      'issue',
    ]);
    expect(page.state.progress).toBeNull();
  });
});

describe('mixed with acts by hand', () => {
  it('leaves what somebody has already done as it is', async () => {
    const page = new Page();
    page.hall.meeting
      .done(chair({ type: 'freeze-ballot' }))
      .done(chair({ type: 'allow-phones', allowed: true }));
    page.hall.meeting.done(desk({ type: 'set-present', memberId: 'm3', present: true }));
    page.hall.push();
    await page.settled();
    await page.assistant.prepare();
    expect(page.state.problem).toBeNull();
    expect(page.asked('freeze-ballot')).toBe(0);
    expect(page.asked('allow-phones')).toBe(0);
    expect(page.asked('set-present')).toBe(8);
  });

  it('does not play a teller who has paired a real device, and waits for it', async () => {
    const page = new Page();
    page.hall.meeting.toSealing();
    page.hall.pairReal({ role: 'teller', label: 'Ủy viên kiểm phiếu A', teller: 1 });
    await page.settled();
    void page.assistant.prepare();
    await page.settled();
    expect(page.hall.pairings.map(({ teller }) => teller)).toEqual([2, 3]);
    expect([...page.state.played]).toEqual([2, 3]);
    expect(page.state.progress?.step).toBe('seal');
    expect(page.hall.view.hall?.phase).toBe('sealing');
  });

  it('finishes the sealing and the count together with a teller’s own device', async () => {
    const page = new Page();
    const { meeting } = page.hall;
    meeting.toSealing();
    page.hall.pairReal({ role: 'teller', label: 'Ủy viên kiểm phiếu A', teller: 1 });
    await page.settled();
    const prepared = page.assistant.prepare();
    await page.settled();
    const { sign, box } = meeting.devices[0]!;
    const join = { type: 'join', sign: sign.publicKey, box: box.publicKey } as const;
    meeting.done(teller(1, join));
    for (let turn = 0; turn < 6; turn += 1) {
      page.hall.push();
      await page.settled();
      if (meeting.round.board.setup !== null) meeting.step(0);
    }
    page.hall.push();
    await prepared;
    expect(page.hall.view.hall?.phase).toBe('polling');
    await page.assistant.castMissing();
    page.hall.submit(chair({ type: 'close-polls', outstanding: 1 }));
    await page.settled();
    const counted = page.assistant.count();
    await page.settled();
    // The head has a device of their own: the assistant only waits for it.
    expect(page.asked('fix-paper')).toBe(0);
    expect(page.state).toMatchObject({ waiting: true, progress: { step: 'paper' } });
    meeting.fixNoPaper();
    page.hall.push();
    for (let turn = 0; turn < 4; turn += 1) await page.settled();
    meeting.agree(0);
    page.hall.push();
    await counted;
    expect(page.state.problem).toBeNull();
    expect(page.hall.view.blockers).toEqual([]);
    expect(page.hall.view.recounts).toHaveLength(3);
  });

  it('takes up a phase again where a refused act stopped it', async () => {
    const page = new Page();
    const world = page.hall.world();
    let refusals = 1;
    const assistant = new Assistant(
      {
        ...world,
        chair: {
          ...world.chair,
          command: (command) =>
            command.type === 'confirm-quorum' && refusals-- > 0
              ? Promise.resolve({ ok: false, error: { code: 'disk-full' } } as const)
              : world.chair.command(command),
        },
      },
      ROUND,
      WORDS,
      (state) => {
        page.state = state;
      },
    );
    page.hall.onChair = (view) => {
      assistant.follow(view);
    };
    page.hall.push();
    await assistant.prepare();
    expect(page.state.problem).toEqual({ code: 'disk-full' });
    expect(page.hall.view.hall?.phase).toBe('rollCall');
    await assistant.prepare();
    expect(page.state.problem).toBeNull();
    expect(page.hall.view.hall?.phase).toBe('polling');
    expect(page.asked('set-present')).toBe(9);
  });
});

describe('a device the chair revoked', () => {
  it('is not played on: the next wish pairs another desk', async () => {
    const page = new Page();
    await page.assistant.prepare();
    const desk = page.hall.devices.find(({ role }) => role === 'desk')!;
    page.hall.revoke(desk.id);
    await page.settled();
    await page.assistant.issueMore();
    expect(page.state.problem).toEqual({ code: 'not-paired' });
    await page.assistant.issueMore();
    expect(page.state.problem).toBeNull();
    expect(page.hall.view.hall?.turnout.issued).toBe(2);
  });
});

describe('a reload of the page', () => {
  it('goes on in the middle with the same devices and the same shares', async () => {
    const page = new Page();
    page.hall.meeting.toSealing();
    void page.assistant.prepare();
    await page.settled();
    const before = page.hall.devices.map(({ id }) => id);
    page.reload();
    await page.assistant.resume();
    expect(page.hall.view.hall?.phase).toBe('polling');
    expect(before.length).toBeGreaterThan(0);
    expect(page.hall.devices.map(({ id }) => id)).toEqual(expect.arrayContaining(before));
    expect(page.hall.devices.filter(({ role }) => role === 'teller')).toHaveLength(3);
  });

  it('shows the same ballot again, and issues none by itself', async () => {
    const page = new Page();
    await page.assistant.prepare();
    const { ballot } = page.state;
    page.reload();
    await page.assistant.resume();
    expect(page.state.ballot).toEqual(ballot);
    expect(page.asked('issue')).toBe(1);
  });

  it('pairs nothing in a rehearsal whose panel nobody has touched', async () => {
    const page = new Page();
    page.hall.meeting.done(chair({ type: 'allow-phones', allowed: true })).toPolling();
    page.hall.push();
    await page.settled();
    await page.assistant.resume();
    expect(page.hall.pairings).toEqual([]);
  });
});

describe('further ballots and the count', () => {
  it('casts just as many ballots as are missing for a result, each its own voter (P 4.7.3)', async () => {
    const page = new Page();
    await page.assistant.prepare();
    page.hall.meeting.castWith(page.state.ballot!.code, [1, 2]);
    page.hall.push();
    await page.settled();
    await page.assistant.castMissing();
    expect(page.state.problem).toBeNull();
    expect(page.hall.view.hall?.turnout).toEqual({ issued: 3, collected: 3, outstanding: 0 });
    const keys = page.hall.meeting.round.board.ballots.all.map(({ ballot }) => ballot.vk);
    expect(new Set(keys.map(String)).size).toBe(3);
  });

  it('says so when nobody present is left without a ballot', async () => {
    const page = new Page(PROPOSAL, 20);
    await page.assistant.prepare();
    await page.assistant.castMissing();
    expect(page.state.problem).toEqual({ code: 'nobody-left' });
    expect(page.hall.view.hall?.turnout.issued).toBe(9);
  });

  it('counts up to where only the announcement is left, by equal recounts of three devices (R36)', async () => {
    const page = new Page();
    await page.assistant.prepare();
    await page.assistant.castMissing();
    page.hall.submit(chair({ type: 'close-polls', outstanding: 1 }));
    await page.settled();
    expect(page.hall.disk.has('codes')).toBe(false);
    page.reload();
    await page.assistant.count();
    const { view } = page.hall;
    expect(page.state.problem).toBeNull();
    expect(view.hall?.phase).toBe('counted');
    expect(view.recounts.filter(({ source }) => source !== 'server')).toHaveLength(3);
    expect(new Set(view.recounts.map(({ digest }) => digest)).size).toBe(1);
    expect(view.gaps).toEqual([{ gap: 'outstanding', count: 1, reason: 'Diễn tập' }]);
    expect(view.blockers).toEqual([]);
    expect(page.hall.submit(chair({ type: 'announce' })).ok).toBe(true);
    await page.settled();
    await page.assistant.signMinutes();
    expect(page.hall.submit(chair({ type: 'archive' })).ok).toBe(true);
  });
});

describe('a rehearsal that was left', () => {
  it('leaves no device behind that could come back in a real meeting', async () => {
    const page = new Page();
    await page.assistant.prepare();
    expect(page.hall.devices).toHaveLength(4);
    await page.assistant.retire();
    expect(page.hall.devices).toEqual([]);
  });

  it('can be counted all the same when it is taken up again: the shares are still here', async () => {
    const page = new Page();
    await page.assistant.prepare();
    await page.assistant.castMissing();
    page.hall.submit(chair({ type: 'close-polls', outstanding: 1 }));
    await page.settled();
    await page.assistant.retire();
    page.reload();
    await page.assistant.count();
    expect(page.state.problem).toBeNull();
    expect(page.hall.view.blockers).toEqual([]);
  });
});

describe('what is never played', () => {
  it('nothing in an official round: every wait ends', async () => {
    const page = new Page();
    const view = page.hall.view;
    page.assistant.follow({ ...view, hall: { ...view.hall!, rehearsal: false } });
    await page.assistant.prepare();
    expect(page.state.problem).toEqual({ code: 'no-round' });
    expect(page.hall.asked).toEqual([]);
    expect(page.hall.pairings).toEqual([]);
  });

  it('nothing in a round that was declared void (F26)', async () => {
    const page = new Page();
    page.hall.submit(chair({ type: 'void-round', round: 'rounds/bch-1', reason: 'Thử' }));
    await page.settled();
    await page.assistant.prepare();
    expect(page.state.problem).toEqual({ code: 'no-round' });
    expect(page.hall.pairings).toEqual([]);
  });
});

describe('what the panel offers', () => {
  it('says before the close that too few ballots open no result, and offers the missing ones', async () => {
    const page = new Page();
    await page.assistant.prepare();
    const { view } = page.hall;
    expect(offerOf(view, view.hall!)).toEqual({
      acts: ['issueMore', 'castMissing'],
      note: 'fewBallots',
    });
    await page.assistant.castMissing();
    const after = page.hall.view;
    expect(offerOf(after, after.hall!)).toEqual({ acts: ['issueMore'], note: 'close' });
  });

  it('puts the hall’s address into the QR, not the page’s own', () => {
    const { addresses } = new Page().hall.view;
    expect(ballotUrl(addresses[0]!, '0'.repeat(20))).toMatch(/^http:\/\/192\.168\.1\.10:8080\/#/);
  });

  it('knows the round the start screen wished for by its venue', () => {
    expect(isRehearsalOf('rehearsals/bch-12', 'bch')).toBe(true);
    expect(isRehearsalOf('rehearsals/bch-2-1', 'bch')).toBe(false);
    expect(isRehearsalOf('rounds/bch-1', 'bch')).toBe(false);
  });
});
