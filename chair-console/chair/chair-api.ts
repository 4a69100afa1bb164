import type { ChairCommand } from '#shared/meeting/commands.ts';
import type { Result } from '#shared/result.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import type { ArchiveApi } from '../archive/archive-api.ts';
import type { ChairPapersApi } from '../papers/papers-api.ts';
import type { DraftsApi } from '../plan/drafts-api.ts';
import type { HallCommand, PairingOffer } from '#shared/wire.ts';
import type { ReadinessEvents, ReadinessReport } from '#shared/wire-readiness.ts';

/** What the chair's screens may ask; each answers with the server's word. */
export interface ChairApi {
  readonly command: (command: ChairCommand) => Promise<Result<null, AnyRefusal>>;
  readonly hall: (command: HallCommand) => Promise<Result<PairingOffer | null, AnyRefusal>>;
  readonly papers: ChairPapersApi;
  readonly archive: ArchiveApi;
  readonly drafts: DraftsApi;
  readonly readiness: (
    message: Parameters<ReadinessEvents['readiness']>[0],
  ) => Promise<Result<ReadinessReport, AnyRefusal>>;
}

/** A device to be paired: its role, and the teller's number for a teller's. */
export interface PairingWish {
  readonly role: Extract<HallCommand, { type: 'create-pairing' }>['role'];
  readonly label: string;
  readonly teller?: number;
}
