import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import libsodium from 'libsodium-wrappers-sumo';
import type { Plan } from '#shared/plan/plan.ts';
import { roundPlanOf } from '#shared/plan/round-plan.ts';
import { makeArchive } from '../../server/archive/archive.ts';
import { archiveContents } from '../../server/archive/contents.ts';
import { random } from '../clients/sodium.ts';
import { castRoles } from '../rehearse/casting.ts';
import { holdMeeting } from '../rehearse/meeting.ts';
import { randomMarks } from '../rehearse/random-marks.ts';
import { startServer } from '../rehearse/server.ts';

const SEED = 7;
const MADE_AT = '2027-03-15T09:30:00.000Z';

/**
 * What another laptop brings: the venue `venueId` of `plan` held there by programs, everybody
 * present, and its round sealed under `passphrase` as that laptop's chair would seal it (R41, R48).
 * `folder` takes its data.
 */
export async function archiveOfOtherLaptop(
  plan: Plan,
  venueId: string,
  folder: string,
  passphrase: string,
): Promise<Buffer> {
  const round = roundPlanOf(plan, venueId);
  const marks = randomMarks(round.venue.roll.length, round.lines.length, SEED);
  const data = join(folder, 'data');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'plan.json'), JSON.stringify(plan));
  const server = await startServer({ plan: join(folder, 'plan.json'), data });
  try {
    const casting = castRoles({ plan, round, marks });
    const held = await holdMeeting(server.link, venueId, casting, () => undefined, false);
    const records = join(data, ...held.round.split('/'));
    const facts = {
      round: basename(records),
      rehearsal: false,
      title: plan.title,
      venue: round.venue.name,
      software: 'pictures',
      madeAt: MADE_AT,
    };
    const files = await archiveContents(records, { files: new Map() });
    await libsodium.ready;
    return Buffer.from(makeArchive(libsodium, random, facts, files, passphrase));
  } finally {
    await server.stop();
  }
}
