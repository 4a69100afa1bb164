import type { TellerCommand } from '#shared/meeting/commands.ts';
import type { Result } from '#shared/result.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import type { PapersApi } from '../papers/papers-api.ts';
import type { PaperCount } from './device.ts';
import type { PaperDraft } from './paper-form.ts';

/** What a teller's screens may ask of the device and, through it, of the server. */
export interface TellerApi {
  readonly command: (command: TellerCommand) => Promise<Result<unknown, AnyRefusal>>;
  readonly papers: PapersApi;
  readonly join: () => Promise<Result<unknown, AnyRefusal>>;
  readonly agree: () => Promise<Result<unknown, AnyRefusal>>;
  readonly open: () => Promise<Result<unknown, AnyRefusal>>;
  readonly keyPaper: (count: PaperCount) => Promise<Result<unknown, AnyRefusal>>;
  /** What this member has typed into the paper form, kept on the device until the round is over. */
  readonly paperDraft: {
    load(): Promise<unknown>;
    keep(draft: PaperDraft): Promise<void>;
  };
  /** The share sealed under a passphrase, as the text of a file. */
  readonly backup: (passphrase: string) => string;
  /** The file was handed to the browser: a co-issuer may go on sealing (P 4.6.4). */
  readonly backedUp: () => Promise<void>;
  /** A co-issuer lets the key go although the register lacks evaluations, having compared by hand. */
  readonly acceptExcess: () => Promise<void>;
  readonly restore: (
    text: string,
    passphrase: string,
  ) => Promise<Result<null, { readonly code: string }>>;
}
