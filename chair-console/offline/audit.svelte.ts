import { runTask } from './engine-client.ts';
import type { Running } from './engine-client.ts';
import { choose, kindOf, KINDS } from './chosen-files.ts';
import type { ChosenFile, FileKind, Unusable } from './chosen-files.ts';
import type { EngineReply, OfflineVerdict } from './task.ts';

/** How far the verification is. */
export type AuditState =
  | { readonly kind: 'waiting' }
  | {
      readonly kind: 'running';
      readonly slow: boolean;
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: 'done'; readonly verdict: OfflineVerdict; readonly seconds: number }
  | { readonly kind: 'failed'; readonly message: string };

type Chosen = Readonly<Partial<Record<FileKind, ChosenFile>>>;

/** The files an auditor has given and what became of them: verified anew with each file. */
export class Audit {
  files = $state.raw<Chosen>({});
  unusable = $state.raw<readonly Unusable[]>([]);
  state = $state.raw<AuditState>({ kind: 'waiting' });
  /** The plain verifier's verdict on the same files, beside the fast one's. */
  second = $state.raw<AuditState>({ kind: 'waiting' });
  #running: Running | null = null;

  /** Takes files in; `kind` where the auditor has said what the file is. */
  async take(given: readonly File[], kind: FileKind | null = null): Promise<void> {
    const read = given.map(async (file) => {
      const one = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
      return choose(one, kind ?? kindOf(one));
    });
    const all = await Promise.all(read);
    const good = all.flatMap((one) => (one.ok ? [[one.value.kind, one.value] as const] : []));
    this.unusable = all.flatMap((one) => (one.ok ? [] : [one.error]));
    if (good.length === 0) return;
    this.files = { ...this.files, ...Object.fromEntries(good) };
    this.begin();
  }

  /** Puts a file back. */
  remove(kind: FileKind): void {
    const kept = KINDS.filter((each) => each !== kind && this.files[each] !== undefined);
    this.files = Object.fromEntries(kept.map((each) => [each, this.files[each]]));
    this.unusable = [];
    this.begin();
  }

  /** Verifies what is there, from the first line on. */
  begin(): void {
    this.stop();
    this.second = { kind: 'waiting' };
    this.#run(false, (state) => {
      this.state = state;
    });
  }

  /** Verifies the same files once more by the plain verifier. */
  beginSlow(): void {
    this.#running?.stop();
    this.#run(true, (state) => {
      this.second = state;
    });
  }

  /** Ends what is under way. */
  stop(): void {
    this.#running?.stop();
    this.#running = null;
    if (this.state.kind === 'running' || this.files.board === undefined) {
      this.state = { kind: 'waiting' };
    }
    if (this.second.kind === 'running') this.second = { kind: 'waiting' };
  }

  #run(slow: boolean, show: (state: AuditState) => void): void {
    const { board, register, result } = this.files;
    if (board === undefined) return;
    const since = performance.now();
    show({ kind: 'running', slow, done: 0, total: 1 });
    const task = {
      board: board.bytes,
      register: register?.bytes ?? null,
      result: result?.json,
      slow,
    };
    this.#running = runTask(task, (reply) => {
      show(stateOf(reply, slow, (performance.now() - since) / 1000));
    });
  }
}

function stateOf(reply: EngineReply, slow: boolean, seconds: number): AuditState {
  switch (reply.kind) {
    case 'progress':
      return { kind: 'running', slow, done: reply.done, total: reply.total };
    case 'done':
      return { kind: 'done', verdict: reply.verdict, seconds };
    case 'failed':
      return reply;
  }
}
