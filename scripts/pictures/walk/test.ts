import { encodeBallotTest, parseBallotTest } from '#shared/protocol/ballot-test.ts';
import { defined } from '#shared/assert.ts';
import { scan } from '../../../test/e2e/support/qr.ts';
import type { Device } from '../stage.ts';
import { MARKED, markList } from './ballot.ts';
import { untilState, type Set } from './hall.ts';

/** The voter is asked whether to cast, and tests instead: both devices, and the ballot begun anew. */
export async function testPictures({ camera, stage }: Set, voter: Device): Promise<void> {
  const { page } = voter;
  await page.getByTestId('test-explain').click();
  await camera.take('voter-test-explain', voter, ['tablet', 'phone']);
  await page.getByTestId('test-begin').click();
  await untilState(voter, 'testing');
  await camera.take('voter-test', voter, ['tablet', 'phone']);
  const address = await scan(page.getByTestId('test-qr'));

  const second = await stage.device('voter second', 'phone');
  await second.page.goto(address);
  await untilState(second, 'test-equal');
  await camera.take('voter-test-equal', second, ['phone', 'tablet']);
  await second.page.getByTestId('test-next').click();
  await camera.take('voter-test-read', second, ['phone', 'tablet']);
  await second.page.getByTestId('test-input').fill(otherMark(address));
  await second.page.getByTestId('test-check').click();
  await untilState(second, 'test-different');
  await camera.take('voter-test-different', second, ['phone', 'tablet']);
  await stage.leave(second);

  await page.getByTestId('test-over').click();
  await markList(voter, MARKED);
  await page.getByTestId('review').click();
  await page.getByTestId('cast').click();
  await page.getByTestId('tracking-code').waitFor();
}

/** What a device would reveal that had sealed another mark than the one it claims. */
function otherMark(address: string): string {
  const test = parseBallotTest(defined(address.split('=')[1]));
  if (!test.ok) throw new Error(test.error);
  const [first, ...rest] = test.value.marks;
  return encodeBallotTest({ ...test.value, marks: [first === 3 ? 1 : 3, ...rest] });
}
