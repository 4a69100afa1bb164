import type { Drafts } from '../drafts/drafts.ts';
import type { PlanFiles } from '../files.ts';
import type { Pairings } from '../pairing.ts';
import type { PreparationFile } from '../preparation.ts';
import type { RoomDependencies } from '../round/meeting-room.ts';
import type { DiskWatch } from '../store/disk.ts';
import type { DurableValue } from '../store/durable-json.ts';
import type { TlsKeeper } from '../tls/keeper.ts';
import type { PlanFile } from './plan-file.ts';
import type { Settings } from './settings.ts';

/** What the hall stands on: the data folder's files, the disk, the clock, the network. */
export interface HallDependencies extends RoomDependencies {
  readonly data: string;
  readonly software: string;
  readonly plan: DurableValue<PlanFile>;
  readonly settings: DurableValue<Settings>;
  readonly pairings: Pairings;
  readonly files: PlanFiles;
  readonly drafts: Drafts;
  readonly preparation: DurableValue<PreparationFile>;
  readonly disk: DiskWatch;
  /** Addresses of pages in the hall, `http://192.168.1.10:8080`. */
  readonly urls: () => readonly string[];
  /** How its pages are served. */
  readonly tls: TlsKeeper;
}
