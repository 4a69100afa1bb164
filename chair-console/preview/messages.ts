import type { VoterView } from '#shared/meeting/views.ts';

/** What the editor gives its preview: the ballot as a phone has it, or a PDF. */
export type Previewed =
  | { readonly kind: 'phone'; readonly view: VoterView }
  | { readonly kind: 'paper'; readonly bytes: Uint8Array };

/** What the preview says once it listens. */
export const READY = 'hom-phieu-preview-ready';
