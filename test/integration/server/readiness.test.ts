import { onTestFinished, describe, expect, test } from 'vitest';
import type { ReadinessReport, WalkStep } from '#shared/wire-readiness.ts';
import {
  bare,
  bareOpen,
  outcome,
  pairChair,
  SocketMeeting,
  TestServer,
} from '../../support/hall.ts';

async function started(): Promise<TestServer> {
  const server = await TestServer.start();
  onTestFinished(() => server.remove());
  return server;
}

async function report(socket: ReturnType<typeof bare>, walk?: 'start' | 'stop') {
  const message = { findings: null, ...(walk === undefined ? {} : { walk }) };
  const answer = (await outcome(socket, 'readiness', [message], 10_000)) as {
    value: ReadinessReport;
  };
  return answer.value;
}

describe('readiness over the wire (issue 5, point 8)', () => {
  test('before any plan: the machine is looked at, its sample vote ends well', async () => {
    const server = await started();
    const chair = bare(await pairChair(server), 'chair');
    onTestFinished(() => void chair.disconnect());
    let last = await report(chair);
    for (let tries = 0; tries < 100 && last.checks.at(-2)?.state !== 'ok'; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      last = await report(chair);
    }
    const states = Object.fromEntries(last.checks.map(({ id, state }) => [id, state]));
    expect(states).toMatchObject({ sample: 'ok', fonts: 'ok', zero: 'ok', serving: 'warn' });
    expect(last.serving).toMatchObject({ way: 'plain', fingerprint: null });
  });

  test('the paper holds the very checks of the page; the box is empty until the polls open', async () => {
    const server = await started();
    const meeting = await SocketMeeting.start(server, true);
    await meeting.to('sealing');
    const chair = bare(meeting.chair.device, 'chair');
    onTestFinished(() => void chair.disconnect());
    const { checks } = await report(chair);
    const paper = await server.app.hall.readiness.checks();
    const machines = checks.filter(({ id }) => !id.startsWith('round-'));
    expect(paper.map(({ what }) => what)).toEqual(machines.map(({ what }) => what));
    expect(checks.find(({ id }) => id === 'zero')?.state).toBe('ok');
    expect(checks.filter(({ id }) => id.startsWith('round-')).length).toBeGreaterThan(3);
    await meeting.to('polling');
    const after = await report(chair);
    expect(after.checks.find(({ id }) => id === 'zero')?.state).toBe('warn');
    meeting.leave();
  });

  test('a phone walks with the code alone, and the chair sees its worst point', async () => {
    const server = await started();
    const chair = bare(await pairChair(server), 'chair');
    const phone = bareOpen(server.url, 'walk');
    onTestFinished(() => {
      chair.disconnect();
      phone.disconnect();
    });
    const { walk } = await report(chair, 'start');
    const [, code = ''] = walk.urls[0]!.split('#walk=');
    const step: WalkStep = { code, page: 'p', now: 9, worst: 777, sent: 5, lost: 1, silence: 900 };
    expect(await outcome(phone, 'step', [step])).toEqual({ ok: true, value: { n: 1 } });
    expect((await report(chair)).walk.walkers).toMatchObject([{ n: 1, worst: 777, lost: 1 }]);
    await report(chair, 'stop');
    expect(await outcome(phone, 'step', [step])).toMatchObject({ error: { code: 'walk-over' } });
  });
});
