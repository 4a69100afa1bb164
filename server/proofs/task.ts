import type { ProfileId } from '#shared/plan/profiles.ts';
import type { Figures } from '#shared/result/figures.ts';

/** What the verification workers are asked, and what they answer; public data only. */
export type Task =
  | {
      readonly kind: 'ballot';
      readonly eid: Uint8Array;
      readonly Y: Uint8Array;
      readonly lines: number;
      readonly vk: Uint8Array;
      readonly body: Uint8Array;
    }
  /** The server's own recount, from the bytes on the disk. */
  | {
      readonly kind: 'recount';
      readonly board: Uint8Array;
      readonly register: Uint8Array;
      readonly profile: ProfileId;
      /** Only those of the roll are taken from it. */
      readonly figures: Figures;
    };

export type Answer =
  | { readonly kind: 'ballot'; readonly code: string | null }
  | { readonly kind: 'recount'; readonly digest: string | null; readonly code: string | null };
