import type { ChairCommand, DeskCommand, TellerCommand } from '#shared/meeting/commands.ts';
import type { Receipt } from '#shared/protocol/entries.ts';
import { NAMESPACES } from '#shared/wire.ts';

/** An entry as a record file has it. */
export interface Entry {
  readonly t: string;
  readonly b: Readonly<Record<string, unknown>>;
}

/** Something the server promised by an acknowledgement: an entry that one of its records must hold. */
export interface Promised {
  readonly what: string;
  readonly file: 'log' | 'board' | 'register';
  readonly holds: (entry: Entry) => boolean;
  /**
   * The round that the device saw when it asked, `rounds/can-bo-1`; null: any. A word on its way when
   * that round was declared void may be carried out in the next one.
   */
  readonly round: string | null;
}

/** The round that a view shows. */
export function roundOf(view: unknown): string | null {
  const { hall, round } = (view ?? {}) as Shown;
  return hall?.round ?? round ?? null;
}

interface Shown {
  readonly hall?: { readonly round: string } | null;
  readonly round?: string | null;
}

/** All that devices sent and what was acknowledged to them: what the records are measured by. */
export class Ledger {
  readonly promised: Promised[] = [];
  /** Ids of every ballot sealed and sent. */
  readonly sent = new Set<string>();
  readonly receipts: Receipt[] = [];
  /** Secrets that must stand in no file and no output of the server: ballot codes. */
  readonly secrets = new Set<string>();
  /** Claims made by desks for members. */
  readonly claims = new Set<string>();

  #round: string | null = null;

  /** Enters one acknowledgement, of a message sent in `round`. */
  acknowledged(namespace: string, message: unknown, round: string | null = null): void {
    this.#round = round;
    if (namespace === NAMESPACES.chair) this.#chair(message as ChairCommand);
    else if (namespace === NAMESPACES.desk) this.#desk(message as DeskCommand);
    else if (namespace === NAMESPACES.teller) this.#teller(message as TellerCommand);
    else if (namespace === NAMESPACES.voter) this.#exchange(message as Exchange);
  }

  #chair(command: ChairCommand): void {
    const event = CHAIR_EVENTS[command.type];
    if (event !== undefined) this.#log(command.type, ({ t }) => t === event);
    if (command.type === 'open-polls') this.#board('open-polls', ({ t }) => t === 'poll');
    if (command.type === 'close-polls') this.#board('close-polls', ({ t }) => t === 'close');
  }

  #desk(command: DeskCommand): void {
    if (command.type === 'register-slips') {
      this.#log(command.type, ({ t }) => t === 'slips-registered');
      return;
    }
    const { memberId, type } = command;
    const event =
      type === 'issue' ? 'ballot-issued' : command.present ? 'checked-in' : 'checked-out';
    this.#log(`${type} ${memberId}`, ({ t, b }) => t === event && b['memberId'] === memberId);
  }

  #teller(command: TellerCommand): void {
    if (command.type === 'post') {
      const { t: type, b: body } = command.entry;
      const text = JSON.stringify(body);
      this.#board(`post ${type}`, ({ t, b }) => t === type && JSON.stringify(b) === text);
    } else if (command.type === 'join') {
      this.#log('join', ({ t, b }) => t === 'teller-joined' && b['sign'] === command.sign);
    } else if (command.type === 'void-token' || command.type === 'void-slip') {
      const { memberId } = command;
      const event = command.type === 'void-token' ? 'token-voided' : 'slip-voided';
      this.#log(command.type, ({ t, b }) => t === event && b['memberId'] === memberId);
    } else {
      const event = TELLER_EVENTS[command.type];
      if (event !== undefined) this.#log(command.type, ({ t }) => t === event);
    }
  }

  #exchange({ claim, B }: Exchange): void {
    this.promised.push({
      what: 'exchange',
      file: 'register',
      round: this.#round,
      holds: ({ b }) => b['claim'] === claim && b['B'] === B,
    });
  }

  #log(what: string, holds: Promised['holds']): void {
    this.promised.push({ what, file: 'log', holds, round: this.#round });
  }

  #board(what: string, holds: Promised['holds']): void {
    this.promised.push({ what, file: 'board', holds, round: this.#round });
  }
}

interface Exchange {
  readonly claim: string;
  readonly B: string;
}

const CHAIR_EVENTS: Readonly<Partial<Record<ChairCommand['type'], string>>> = {
  'freeze-ballot': 'ballot-frozen',
  'confirm-quorum': 'quorum-confirmed',
  'allow-phones': 'phones-decided',
  'record-committee': 'committee-recorded',
  'restart-ceremony': 'ceremony-restarted',
  'open-polls': 'polls-opened',
  'close-polls': 'polls-closed',
  'explain-gap': 'gap-explained',
  announce: 'announced',
  archive: 'archived',
  'void-round': 'round-voided',
};

const TELLER_EVENTS: Readonly<Partial<Record<TellerCommand['type'], string>>> = {
  'key-paper': 'paper-keyed',
  'fix-paper': 'paper-fixed',
  'sign-minutes': 'minutes-signed',
};
