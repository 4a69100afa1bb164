import type { Namespace, Server, Socket } from 'socket.io';
import type { VoterView } from '#shared/meeting/views.ts';
import {
  chairView,
  deskView,
  displayView,
  kioskView,
  supervisorView,
  tellerView,
  voterView,
} from '#shared/meeting/views-of.ts';
import type { LinkTo } from '#shared/meeting/views-of.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { NAMESPACES } from '#shared/wire.ts';
import type { Hall } from '../hall.ts';
import { deviceOf } from './roles.ts';

const PAUSE_MS = 100;
const TURNOUT_PAUSE_MS = 500;

/**
 * Sends whole views to every screen: at once after a change, then at most every 100 ms, so that a
 * rush of ballots does not become a rush of broadcasts. Phones get the turnout at most twice a
 * second and their view only when something other than the turnout changed.
 */
export class Announcer {
  readonly #io: Server;
  readonly #hall: Hall;
  readonly #sodium: Sodium;
  #timer: NodeJS.Timeout | null = null;
  #again = false;
  #shownToVoters = '';
  #turnoutTimer: NodeJS.Timeout | null = null;

  constructor(io: Server, hall: Hall, sodium: Sodium) {
    this.#io = io;
    this.#hall = hall;
    this.#sodium = sodium;
    hall.onChange(() => {
      this.#soon();
    });
    this.#welcome();
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#turnoutTimer !== null) clearTimeout(this.#turnoutTimer);
  }

  #soon(): void {
    if (this.#timer !== null) {
      this.#again = true;
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (!this.#again) return;
      this.#again = false;
      this.#soon();
    }, PAUSE_MS);
    setImmediate(() => {
      this.#announce();
    });
  }

  #announce(): void {
    for (const role of ROLES) {
      for (const socket of this.#io.of(NAMESPACES[role]).sockets.values()) this.#send(role, socket);
    }
    this.#tellVoters();
    this.#tellReaders();
  }

  /** A newcomer gets the whole view at once: reconnecting is the same as connecting. */
  #welcome(): void {
    for (const role of ROLES) {
      this.#io.of(NAMESPACES[role]).on('connection', (socket) => {
        this.#send(role, socket);
        if (role === 'teller' || role === 'supervisor') socket.emit('grew', this.#grown());
      });
    }
    this.#io.of(NAMESPACES.voter).on('connection', (socket) => {
      socket.emit('view', this.#voterView());
    });
  }

  #send(role: (typeof ROLES)[number], socket: Socket): void {
    socket.emit('view', this.#viewFor(role, socket));
  }

  #viewFor(role: (typeof ROLES)[number], socket: Socket): unknown {
    const { active } = this.#hall;
    const presence = this.#hall.presence();
    const device = deviceOf(socket);
    switch (role) {
      case 'chair': {
        const { alarms, copy, papers, archive } = this.#hall;
        const setup = this.#hall.setup();
        const made = { papers: papers.view, archive: archive.view };
        return chairView(this.#sodium, { setup, active, presence, alarms, copy, ...made });
      }
      case 'desk':
        return deskView(active, device.label, presence, this.#hall.kiosks());
      case 'teller': {
        const mine = device.teller?.round === active?.id ? (device.teller?.i ?? 0) : 0;
        return tellerView(this.#sodium, active, mine, presence);
      }
      case 'supervisor':
        return supervisorView(this.#sodium, active, device.label, presence);
      case 'display':
        return displayView(
          this.#sodium,
          active,
          presence,
          this.#hall.paperSettings.hallOrder,
          this.#hall.kiosks(),
        );
      case 'kiosk':
        return kioskView(
          active,
          device.label,
          this.#hall.tablets.offered(device.id),
          this.#linkTo(),
        );
    }
  }

  #tellVoters(): void {
    const view = this.#voterView();
    const voters = this.#io.of(NAMESPACES.voter);
    const shown = JSON.stringify({ ...view, turnout: null });
    if (shown !== this.#shownToVoters) {
      this.#shownToVoters = shown;
      voters.emit('view', view);
    } else this.#tellTurnoutSoon(voters, view);
  }

  #voterView(): VoterView {
    return voterView(this.#hall.active, this.#linkTo());
  }

  #linkTo(): LinkTo {
    const { active, files } = this.#hall;
    return (path) => files.link(active, path);
  }

  #tellTurnoutSoon(voters: Namespace, { turnout }: VoterView): void {
    if (this.#turnoutTimer !== null) return;
    voters.volatile.emit('turnout', turnout);
    this.#turnoutTimer = setTimeout(() => {
      this.#turnoutTimer = null;
      const latest = voterView(this.#hall.active).turnout;
      if (JSON.stringify(latest) !== JSON.stringify(turnout))
        voters.volatile.emit('turnout', latest);
    }, TURNOUT_PAUSE_MS);
  }

  /** A hint only: who follows the board fetches what is missing. */
  #tellReaders(): void {
    const grown = this.#grown();
    this.#io.of(NAMESPACES.teller).emit('grew', grown);
    this.#io.of(NAMESPACES.supervisor).emit('grew', grown);
  }

  #grown(): { entries: number; head: unknown } {
    const { room } = this.#hall;
    return { entries: room?.round.board.n ?? 0, head: room?.signedHead() ?? null };
  }
}

const ROLES = ['chair', 'desk', 'teller', 'supervisor', 'display', 'kiosk'] as const;
