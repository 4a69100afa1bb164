import { describe, expect, test } from 'vitest';
import { checkAppend, emptyBoard, evolveBoard } from '#shared/protocol/board.ts';
import type { BoardState } from '#shared/protocol/board.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { exportShare, importShare, judgeComplaint, tellerStep } from '#shared/protocol/ceremony.ts';
import { commitHash, dealerContext, proveConstant } from '#shared/protocol/dkg.ts';
import type { DkgComplaintBody, DkgDealBody } from '#shared/protocol/entries.ts';
import { generateScalar, multiplyBase } from '#shared/protocol/group.ts';
import { signBody } from '#shared/protocol/signed-word.ts';
import { bytesOf, Round } from '../../support/protocol-round.ts';
import { random, sodium } from '../../support/sodium.ts';

const OPTIONS = { n: 3, t: 2, marks: [[1]] } as const;

function begun(): Round {
  const round = new Round(sodium, OPTIONS);
  round.post('setup', round.setup);
  return round;
}

/** Past the commits; teller 1 has not dealt yet, the others have. */
function beforeFirstDeal(): Round {
  const round = begun();
  for (const place of [0, 1, 2]) round.step(place);
  for (const place of [1, 2]) round.step(place);
  return round;
}

describe('[P 4.3] the ceremony of the devices', () => {
  test('waits in turn for commits, deals, oks and open, then is sealed', () => {
    const round = begun();
    expect(round.step(0)).toBe('post');
    expect(round.step(0)).toBe('commits');
    round.step(1);
    round.step(2);
    expect(round.step(0)).toBe('post');
    expect(round.step(0)).toBe('deals');
    round.step(1);
    round.step(2);
    expect(round.step(0)).toBe('post');
    expect(round.step(0)).toBe('oks');
    round.step(1);
    round.step(2);
    expect(round.step(0)).toBe('open');
  });

  test('a lost acknowledgement is answered with the same bytes', () => {
    const round = beforeFirstDeal();
    const first = tellerStep(sodium, random, round.devices[0]!, round.board);
    const again = tellerStep(sodium, random, reload(first.device), round.board);
    expect(again).toEqual(first);
    expect(first.post?.t).toBe('dkg-deal');
  });

  test('the coefficients are gone when the device says ok, the share is not on the board', () => {
    const round = new Round(sodium, OPTIONS);
    round.ceremony();
    const stored = JSON.stringify(round.devices[0]);
    expect(stored).not.toContain('coefficients');
    const { work } = round.devices[0]!;
    if (work.step !== 'sealed') throw new Error(work.step);
    expect(work.eid).toBe(toBase64url(round.board.eid!));
    expect(toBase64url(multiplyBase(sodium, bytesOf(work.share)))).toBe(round.board.open!.X[0]);
    expect(JSON.stringify(round.entries)).not.toContain(work.share);
  });

  test('a stranger, another board, and a changed box key are told apart', () => {
    const round = begun();
    round.step(0);
    function wait(board: BoardState): string {
      return tellerStep(sodium, random, round.devices[0]!, board).waiting;
    }
    const other = begun();
    expect(wait(other.board)).toBe('otherBoard');
    const stranger = tellerStep(sodium, random, other.devices[0]!, round.board);
    expect(stranger.waiting).toBe('stranger');
    expect(wait(emptyBoard())).toBe('setup');
    const setup = structuredClone(round.setup) as unknown as { committee: { box: string }[] };
    setup.committee[0]!.box = toBase64url(random(32));
    const fresh = begun().devices[0]!;
    const changed = { ...round.board, setup: setup as never };
    const device = { ...fresh, ...pick(round.devices[0]!) };
    expect(tellerStep(sodium, random, device, changed).waiting).toBe('badBoard');
  });

  test('a word that its author did not sign stops the device', () => {
    const round = beforeFirstDeal();
    const commit = round.board.commits.get(2)!;
    const commits = new Map(round.board.commits).set(2, {
      ...commit,
      sig: commit.sig.replace(/^./, 'x'),
    });
    const step = tellerStep(sodium, random, round.devices[0]!, { ...round.board, commits });
    expect(step).toMatchObject({ waiting: 'badBoard', post: null });
  });

  test('an `open` that does not follow from the deals is not sealed', () => {
    const round = begun();
    for (let turn = 0; turn < 3; turn++) for (const place of [0, 1, 2]) round.step(place);
    const { X } = round.board.oks.get(1)!;
    const opened = evolveBoard(sodium, round.board, 'open', { Y: X, X: [X, X, X] });
    if (!opened.ok) throw new Error(opened.error);
    const step = tellerStep(sodium, random, round.devices[0]!, opened.value);
    expect(step.waiting).toBe('badBoard');
  });
});

describe('[P 4.3.3] a cheating dealer', () => {
  /** Teller 1 deals what `forge` makes of its own honest deal, signed. */
  function cheat(forge: (deal: DkgDealBody, round: Round) => DkgDealBody): Round {
    const round = beforeFirstDeal();
    const step = tellerStep(sodium, random, round.devices[0]!, round.board);
    if (step.post?.t !== 'dkg-deal') throw new Error(step.waiting);
    round.devices[0] = step.device;
    const { i, C, pok, enc } = forge(step.post.b, round);
    const b = signBody(sodium, round.board.sid!, round.signKey(1), 'dkg-deal', {
      i,
      C,
      pok,
      enc,
    });
    const next = evolveBoard(sodium, round.board, 'dkg-deal', b);
    if (!next.ok) throw new Error(next.error);
    round.board = next.value;
    return round;
  }

  /** What teller 2 says, and who is to blame. */
  function verdict(round: Round): { against: number; liar: number } {
    const step = tellerStep(sodium, random, round.devices[1]!, round.board);
    if (step.post?.t !== 'dkg-complaint') throw new Error(step.waiting);
    expect(checkAppend(sodium, round.board, step.post)).toBeNull();
    expect(tellerStep(sodium, random, reload(step.device), round.board)).toEqual(step);
    return { against: step.post.b.against, liar: judgeComplaint(sodium, round.board, step.post.b) };
  }

  test('who sends a wrong share is named by its receiver, and by everyone', () => {
    const round = cheat((deal) => ({ ...deal, enc: [deal.enc[0]!, deal.enc[2]!, deal.enc[1]!] }));
    expect(verdict(round)).toEqual({ against: 1, liar: 1 });
  });

  test('who sends a share that does not fit the commitments is named', () => {
    const round = cheat((deal, { devices, setup }) => {
      const nonce = random(24);
      const box = sodium.crypto_box_easy(
        generateScalar(sodium, random),
        nonce,
        bytesOf(setup.committee[1]!.box),
        bytesOf(devices[0]!.box.privateKey),
      );
      const enc = toBase64url(Uint8Array.from([...nonce, ...box]));
      return { ...deal, enc: [deal.enc[0]!, enc, deal.enc[2]!] };
    });
    expect(verdict(round)).toEqual({ against: 1, liar: 1 });
  });

  test('who changes the commitments after seeing the others is named and refused', () => {
    const round = cheat((deal, { board }) => {
      const a = generateScalar(sodium, random);
      const context = dealerContext(board.sid!, 1, 3, 2);
      const C = [toBase64url(multiplyBase(sodium, a)), deal.C[1]!];
      expect(commitHash(sodium, context, C.map(bytesOf))).not.toEqual(random(32));
      return { ...deal, C, pok: toBase64url(proveConstant(sodium, random, context, a)) };
    });
    expect(verdict(round)).toEqual({ against: 1, liar: 1 });
    const before = {
      ...round.board,
      deals: new Map([...round.board.deals].filter(([i]) => i !== 1)),
    };
    const b = round.board.deals.get(1)!;
    expect(checkAppend(sodium, before, { t: 'dkg-deal', b })).toBe('E_DKG_COMMIT(1)');
  });

  test('who proves nothing is named and refused', () => {
    const round = cheat((deal) => ({ ...deal, pok: toBase64url(new Uint8Array(64)) }));
    expect(verdict(round)).toEqual({ against: 1, liar: 1 });
    const before = {
      ...round.board,
      deals: new Map([...round.board.deals].filter(([i]) => i !== 1)),
    };
    const b = round.board.deals.get(1)!;
    expect(checkAppend(sodium, before, { t: 'dkg-deal', b })).toBe('E_DKG_POK(1)');
  });

  test('who complains without cause, or with another key, is the liar', () => {
    const round = cheat((deal) => deal);
    function complaint(box: string): DkgComplaintBody {
      return { i: 2, against: 1, box, sig: '' };
    }
    const own = round.devices[1]!.box.privateKey;
    expect(judgeComplaint(sodium, round.board, complaint(own))).toBe(2);
    expect(judgeComplaint(sodium, round.board, complaint(toBase64url(random(32))))).toBe(2);
  });

  test('after a complaint only complaints and the abort may follow', () => {
    const round = cheat((deal) => ({ ...deal, enc: [deal.enc[0]!, deal.enc[2]!, deal.enc[1]!] }));
    round.step(1);
    expect(round.board.complaints.size).toBe(1);
    const other = tellerStep(sodium, random, round.devices[2]!, round.board);
    expect(other).toMatchObject({ post: null, waiting: 'complaint' });
    expect(round.step(1)).toBe('complaint');
    round.post('abort', { reason: 'Niêm phong không thành' });
    expect(round.step(0)).toBe('aborted');
  });
});

describe('[P 4.3.4] the share under a passphrase', () => {
  const round = new Round(sodium, OPTIONS);
  round.ceremony();
  const device = round.devices[0]!;
  const text = exportShare(sodium, random, device, 'mật khẩu của tôi');

  test('comes back whole, however its diacritics were typed', () => {
    const imported = importShare(sodium, text, 'mật khẩu của tôi'.normalize('NFD'));
    expect(imported).toEqual({ ok: true, value: device });
  });

  test('shows nothing of the share and does not open with another passphrase', () => {
    const { work } = device;
    expect(text).not.toContain(work.step === 'sealed' ? work.share : 'never');
    const wrong = importShare(sodium, text, 'mat khau cua toi');
    expect(wrong).toEqual({ ok: false, error: 'E_PASSPHRASE' });
  });

  test('is refused when it is cut or is something else', () => {
    expect(importShare(sodium, text.slice(0, -9), 'x')).toEqual({ ok: false, error: 'E_JSON' });
    expect(importShare(sodium, '{}', 'x')).toEqual({ ok: false, error: 'E_JSON' });
  });
});

/** The device as a page finds it again in its storage. */
function reload<T>(device: T): T {
  return JSON.parse(JSON.stringify(device)) as T;
}

function pick({
  sign,
  box,
}: Round['devices'][number]): Pick<Round['devices'][number], 'sign' | 'box'> {
  return { sign, box };
}
