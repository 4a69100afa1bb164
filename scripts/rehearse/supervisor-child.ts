import { pairDevice } from '../clients/connect.ts';
import { Supervisor, type Recount } from '../clients/supervisor.ts';
import { work } from '../child.ts';

/** A supervisor's part. */
export interface SupervisorJob {
  readonly url: string;
  readonly code: string;
  readonly label: string;
}

/** The recount it made; null when the round has no board. */
export type SupervisorReport = Recount | null;

const MEETING_MS = 3_600_000;

work(async ({ url, code, label }: SupervisorJob): Promise<SupervisorReport> => {
  const supervisor = new Supervisor(await pairDevice(url, code, label));
  return supervisor.recount(MEETING_MS);
});
