import { afterEach, expect, test } from 'vitest';
import { SocketMeeting, TestServer } from '../../support/hall.ts';

let server: TestServer;
afterEach(() => server.remove());

test('F20: tellers of a rehearsal that was left are unpaired', async () => {
  server = await TestServer.start();
  const meeting = await SocketMeeting.start(server, true);
  await meeting.to('sealing');
  function tellers(): (string | undefined)[] {
    const { devices } = server.app.hall.pairings;
    return devices.filter(({ role }) => role === 'teller').map(({ teller }) => teller?.round);
  }
  expect(tellers()).toEqual(meeting.tellers.map(() => 'rehearsals/bch-1'));
  await meeting.hall({ type: 'start-round', venueId: 'bch', rehearsal: true });
  expect(tellers()).toEqual([]);
  meeting.leave();
});
