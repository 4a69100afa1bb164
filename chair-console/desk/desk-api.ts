import type { DeskCommand } from '#shared/meeting/commands.ts';
import type { Result } from '#shared/result.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';

/** What a desk's screens may ask; the server decides between two desks (R18, R29). */
export interface DeskApi {
  readonly command: (command: DeskCommand) => Promise<Result<null, AnyRefusal>>;
}
