import type { DeskCommand, TellerCommand } from '#shared/meeting/commands.ts';
import type { DeskView, TellerView, VoterView } from '#shared/meeting/views.ts';
import type { IssuedClaim } from '#shared/protocol/co-issuer.ts';
import type { CastMessage, Evaluation, Receipt, SignedHead } from '#shared/protocol/entries.ts';
import type { RandomBytes, Sodium, SodiumKeyPair } from '#shared/protocol/sodium.ts';
import type { Result } from '#shared/result.ts';
import type { BoardChunk } from '#shared/ui/board-follower.ts';
import type { BoardWorker } from '#shared/ui/board-worker-client.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import type { CoIssuerAnswer } from '#shared/wire.ts';
import type { ChairApi } from '../chair/chair-api.ts';

/** What a request ended with. */
export type Sent = Result<null, AnyRefusal>;

/** A paired device's connection: its newest view, and commands with their answers. */
export interface Line<View, Command> {
  /** The first view, now or later, for which `holds`; null once the device has lost its role. */
  until(holds: (view: View) => boolean): Promise<View | null>;
  /** Sends again while the server asks for patience; `no-answer` when none came. */
  command(command: Command): Promise<Sent>;
  close(): void;
}

export type DeskLine = Line<DeskView, DeskCommand>;

/** A teller's connection, which also reads the public record. */
export interface TellerLine extends Line<TellerView, TellerCommand> {
  readonly view: TellerView | null;
  /** Lines from entry `from` on, a chunk; null without an answer. */
  board(from: number): Promise<BoardChunk | null>;
  register(from: number): Promise<readonly string[] | null>;
  /** A co-issuer's answers; asked again without them. */
  evaluations(answers: readonly CoIssuerAnswer[]): Promise<unknown>;
  /** Calls back when the server asks a co-issuer to evaluate. */
  onEvaluate(listener: (requests: readonly IssuedClaim[]) => void): void;
  /** Calls back after every new view. */
  onView(listener: () => void): void;
  /** Calls back when the board grew, and after every reconnection with null. */
  onGrew(listener: (head: SignedHead | null) => void): void;
}

type Coded<T> = Promise<Result<T, { readonly code: string }>>;

/** A voter's two connections (P 4.6.5). */
export interface VoterLine {
  until(holds: (view: VoterView) => boolean): Promise<VoterView | null>;
  exchange(message: {
    readonly claim: string;
    readonly B: string;
  }): Coded<{ readonly evals: readonly Evaluation[] }>;
  /** Over a connection of its own. */
  cast(message: CastMessage): Coded<Receipt>;
  close(): void;
}

/** What this device remembers of one rehearsal; every key belongs to that round alone. */
export interface Memory {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
}

/** Everything the rehearsal assistant needs of the page; each device it plays speaks over its own socket. */
export interface RehearsalWorld {
  readonly sodium: Sodium;
  readonly random: RandomBytes;
  readonly chair: Pick<ChairApi, 'command' | 'hall'>;
  readonly memory: Memory;
  readonly worker: Pick<BoardWorker, 'check' | 'recount'>;
  /** Redeems a pairing code for a device key. */
  redeem(code: string, key: SodiumKeyPair): Promise<Result<unknown, AnyRefusal>>;
  desk(key: SodiumKeyPair): DeskLine;
  teller(key: SodiumKeyPair): TellerLine;
  voter(): VoterLine;
  readonly wait: (ms: number) => Promise<void>;
}
