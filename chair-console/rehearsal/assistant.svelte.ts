import type { ChairView } from '#shared/meeting/views.ts';
import { openBoardWorker } from '#shared/ui/board-worker-client.ts';
import { redeem } from '#shared/ui/device.ts';
import { t } from '#shared/ui/lang.svelte.ts';
import { loadSodium, random } from '#shared/ui/sodium.ts';
import * as store from '#shared/ui/store.ts';
import type { ChairApi } from '../chair/chair-api.ts';
import { NOTHING_YET } from './assistant-state.ts';
import type { AssistantState } from './assistant-state.ts';
import { Assistant } from './assistant.ts';
import { openDesk, openTeller, openVoter, wait } from './guest.ts';
import { takeWish } from './wish.ts';

/** A word whose acknowledgement was lost is said again after this time. */
const REPEAT_MS = 4000;

/** The assistant of one rehearsal as its panel shows it; ready a moment after it was made. */
export class RehearsalAssistant {
  state = $state.raw<AssistantState>(NOTHING_YET);
  readonly #round: string;
  readonly #api: ChairApi;
  readonly #worker = openBoardWorker();
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #ready: Promise<Assistant>;
  #view: ChairView | null = null;

  constructor(round: string, api: ChairApi) {
    this.#round = round;
    this.#api = api;
    this.#ready = this.#open();
    this.#timer = setInterval(() => {
      void this.#ready.then((assistant) => {
        assistant.tick();
      });
    }, REPEAT_MS);
  }

  /** The chair's newest view. */
  follow(view: ChairView): void {
    this.#view = view;
    void this.#ready.then((assistant) => {
      assistant.follow(view);
    });
  }

  /** Has the assistant do one of its acts. */
  async run(act: 'prepare' | 'issueMore' | 'castMissing' | 'count' | 'signMinutes'): Promise<void> {
    const assistant = await this.#ready;
    await assistant[act]();
  }

  /** The panel is gone: the devices it played leave. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    const assistant = await this.#ready;
    this.#worker.close();
    await assistant.retire();
  }

  async #open(): Promise<Assistant> {
    const [sodium, wished] = await Promise.all([loadSodium(), takeWish(this.#round)]);
    const world = {
      sodium,
      random,
      chair: this.#api,
      memory: memoryOf(this.#round),
      worker: this.#worker,
      redeem,
      desk: openDesk,
      teller: openTeller,
      voter: openVoter,
      wait,
    };
    const words = {
      reason: t('rehearsal.word.reason'),
      desk: t('rehearsal.word.desk'),
      teller: (n: number) => t('rehearsal.word.teller', { n }),
    };
    const assistant = new Assistant(world, this.#round, words, (state) => {
      this.state = state;
    });
    if (this.#view !== null) assistant.follow(this.#view);
    void (wished ? assistant.prepare() : assistant.resume());
    return assistant;
  }
}

function memoryOf(round: string): {
  get: typeof store.get;
  set: typeof store.set;
  delete: typeof store.delete;
} {
  return {
    get: (key) => store.get(`assist/${round}/${key}`),
    set: (key, value) => store.set(`assist/${round}/${key}`, value),
    delete: (key) => store.delete(`assist/${round}/${key}`),
  };
}
