import type { MarkCode } from '#shared/protocol/entries.ts';
import { cast, openBallot, seal } from '../clients/voter.ts';
import { work } from '../child.ts';

/** What one voter brings: the code from the desk, and marks in ballot order. */
export interface Voter {
  readonly code: string;
  readonly marks: readonly MarkCode[];
}

export interface VotersJob {
  readonly url: string;
  readonly voters: readonly Voter[];
  /** How many devices are busy at a time. */
  readonly atOnce: number;
}

/** The ballots a process sent, and the receipts it holds for them. */
export interface VotersReport {
  readonly sent: readonly string[];
  readonly receipts: readonly { readonly id: string; readonly n: number; readonly head: string }[];
  /** Why devices gave up, without anything about their ballots. */
  readonly failures: readonly string[];
}

async function castAll({ url, voters, atOnce }: VotersJob): Promise<VotersReport> {
  const sent: string[] = [];
  const receipts: { id: string; n: number; head: string }[] = [];
  const failures: string[] = [];
  const waiting = [...voters];
  async function device(): Promise<void> {
    for (let voter = waiting.pop(); voter !== undefined; voter = waiting.pop()) {
      try {
        const opened = await openBallot(url, voter.code);
        const ballot = seal(opened, voter.marks);
        sent.push(ballot.id);
        const { id, n, head } = await cast(url, opened, ballot);
        receipts.push({ id, n, head });
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error));
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, device));
  return { sent, receipts, failures };
}

work(castAll);
