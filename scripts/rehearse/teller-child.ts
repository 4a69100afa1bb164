import type { PaperCount } from '#shared/result/paper.ts';
import { pairDevice } from '../clients/connect.ts';
import { Teller } from '../clients/teller.ts';
import { work } from '../child.ts';

/** One teller's part: where to go, and what this member counts by hand. */
export interface TellerJob {
  readonly url: string;
  readonly code: string;
  readonly label: string;
  /** What this member keys in; null for the members who do not, or when there is no paper. */
  readonly paper: PaperCount | null;
  /** For the head: whether there is a paper count to fix. */
  readonly fixes: { readonly paper: boolean } | null;
  /** Checks ballots while they come in; otherwise this device only waits for the close. */
  readonly follows: boolean;
}

/** How the count ended, as this device saw it on its own board. */
export type TellerReport = Awaited<ReturnType<Teller['count']>>;

const POLLS_MS = 3_600_000;

/** Seals, waits for the close, keys in and fixes the paper, checks, agrees and opens. */
async function takePart(job: TellerJob): Promise<TellerReport> {
  const { paper, fixes } = job;
  const teller = new Teller(await pairDevice(job.url, job.code, job.label));
  await teller.until(({ me }) => me !== null, 'the teller is known');
  await teller.join();
  await teller.ceremony();
  if (job.follows) await teller.followPolls(POLLS_MS);
  else {
    await teller.until(({ hall }) => hall?.phase === 'counting', 'the polls are closed', POLLS_MS);
  }
  await teller.untilRevealed();
  if (paper !== null) await teller.keyPaper(paper);
  if (fixes !== null) await fix(teller, fixes.paper);
  return teller.count();
}

/** The head fixes the paper count once two members have keyed it in. */
async function fix(teller: Teller, paper: boolean): Promise<void> {
  if (paper) {
    await teller.until(
      (view) => view.paper.filter(({ keyed }) => keyed).length >= 2,
      'two keyed in',
    );
  }
  await teller.fixPaper(paper);
}

work(takePart);
