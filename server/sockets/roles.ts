import type { Namespace, Server, Socket } from 'socket.io';
import * as v from 'valibot';
import type { PairedRole } from '#shared/meeting/views.ts';
import {
  parseChairCommand,
  parsed,
  parseDeskCommand,
  parseSupervisorCommand,
  parseTellerCommand,
} from '#shared/meeting/parse-command.ts';
import { refusal } from '#shared/meeting/refusals.ts';
import type { Refusal } from '#shared/meeting/refusals.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { paperChoiceShape, papersCommandShape } from '#shared/papers/wishes.ts';
import type { PaperChoice, PapersCommand } from '#shared/papers/wishes.ts';
import { wifiShape } from '#shared/wifi.ts';
import { NAMESPACES } from '#shared/wire.ts';
import type { Answer, HallCommand } from '#shared/wire.ts';
import { isSaid } from '#shared/wire-table.ts';
import type { NamespaceName } from '#shared/wire-table.ts';
import type { Hall } from '../hall.ts';
import { isSamePairing } from '../pairing.ts';
import type { PairedDevice } from '../pairing.ts';
import { serveCoIssuer } from './co-issuer.ts';
import { deviceProof } from './door.ts';
import { serveArchive } from './archive.ts';
import { serveDrafts } from './drafts.ts';
import { servePreparation } from './preparation.ts';
import { allowance, asRefusal, serve } from './serve.ts';
import type { Allowance } from './serve.ts';
import { serveReadiness } from './readiness.ts';
import { serveVoter } from './voters.ts';

/** Lines of a record in one answer: 40 ballots of 24 lines are under a megabyte. */
const CHUNK = 40;

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,32}$/u));
const label = v.pipe(v.string(), v.trim(), v.maxLength(60));
const hallCommand = v.variant('type', [
  v.strictObject({ type: v.literal('load-plan'), plan: v.unknown() }),
  v.strictObject({ type: v.literal('load-sample') }),
  v.strictObject({ type: v.literal('start-round'), venueId: id, rehearsal: v.boolean() }),
  v.strictObject({ type: v.literal('select-round'), round: v.pipe(v.string(), v.maxLength(80)) }),
  v.strictObject({
    type: v.literal('create-pairing'),
    role: v.picklist(['desk', 'teller', 'supervisor', 'display', 'kiosk']),
    label,
    teller: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(60))),
  }),
  v.strictObject({ type: v.literal('revoke-device'), device: v.pipe(v.string(), v.maxLength(60)) }),
  v.strictObject({
    type: v.literal('set-copy'),
    path: v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(400))),
  }),
  v.strictObject({ type: v.literal('set-wifi'), wifi: v.nullable(wifiShape) }),
]);
const fromMessage = v.strictObject({ from: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) });
const kioskStateMessage = v.strictObject({
  state: v.picklist(['idle', 'called', 'unanswered', 'marking', 'left', 'sent']),
});
const offerMessage = v.strictObject({
  claim: v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/u))),
});

/** The device behind a socket of a role, as its signature proved it. */
export function deviceOf(socket: Socket): PairedDevice {
  return (socket.data as { device: PairedDevice }).device;
}

/** Opens the namespaces of the paired roles: each behind its proof, each with its own parser. */
export function serveRoles(io: Server, hall: Hall, now: () => number): void {
  guard(io.of(NAMESPACES.chair), 'chair', hall, (socket) => {
    const spend = allowance(now);
    command(socket, spend, parseChairCommand, (parsedCommand) =>
      hall.submit({ role: 'chair', command: parsedCommand }),
    );
    serve(socket, 'hall', spend, asRefusal, parseHallCommand, (message) => hall.command(message));
    serve(socket, 'papers', spend, asRefusal, parsePapersCommand, (message) =>
      hall.papers.command(message),
    );
    servePapers(socket, hall, spend, () => true);
    serveReadiness(socket, hall, spend);
    serveDrafts(socket, hall, now);
    servePreparation(socket, hall, now);
    serveArchive(socket, hall, now);
  });
  guard(io.of(NAMESPACES.desk), 'desk', hall, (socket) => {
    const desk = deviceOf(socket).label;
    command(socket, allowance(now), parseDeskCommand, (parsedCommand) =>
      hall.submit({ role: 'desk', desk, command: parsedCommand }),
    );
  });
  guard(io.of(NAMESPACES.teller), 'teller', hall, (socket) => {
    const spend = allowance(now);
    const { id: device, teller } = deviceOf(socket);
    command(socket, spend, parseTellerCommand, (parsedCommand) =>
      teller === null || teller.round !== hall.room?.id
        ? err(refusal('not-a-teller'))
        : hall.submit({ role: 'teller', i: teller.i, device, command: parsedCommand }),
    );
    serveRecords(socket, hall, spend);
    serveCoIssuer(socket, hall, deviceOf(socket), now);
    servePapers(socket, hall, spend, () => isHead(hall, deviceOf(socket)));
  });
  guard(io.of(NAMESPACES.supervisor), 'supervisor', hall, (socket) => {
    const spend = allowance(now);
    const { id: device, label: name } = deviceOf(socket);
    command(socket, spend, parseSupervisorCommand, (parsedCommand) =>
      hall.submit({ role: 'supervisor', name, device, command: parsedCommand }),
    );
    serveRecords(socket, hall, spend);
  });
  guard(io.of(NAMESPACES.display), 'display', hall, () => undefined);
  guard(io.of(NAMESPACES.kiosk), 'kiosk', hall, (socket) => {
    serveVoter(socket, hall, now);
    serveKiosk(socket, hall, allowance(now));
  });
}

/** What only a tablet says: the claim it offers, and how it stands. Nothing is logged here. */
function serveKiosk(socket: Socket, hall: Hall, spend: Allowance): void {
  const { id: device } = deviceOf(socket);
  serve(
    socket,
    'offer',
    spend,
    asRefusal,
    (input) => parsed(offerMessage, input),
    ({ claim }) => {
      if (claim === null) return hall.tablets.withdraw(device);
      hall.tablets.offer(device, claim);
      return ok(null);
    },
  );
  serve(
    socket,
    'state',
    spend,
    asRefusal,
    (input) => parsed(kioskStateMessage, input),
    ({ state }) => {
      hall.tablets.standsAt(device, state);
      return ok(null);
    },
  );
}

/** Cuts every socket of devices that are no longer paired, or not as what they came in as. */
export function dropRevoked(io: Server, hall: Hall): void {
  const paired = new Map(hall.pairings.devices.map((device) => [device.id, device]));
  for (const name of PAIRED_NAMESPACES) {
    for (const socket of io.of(name).sockets.values()) {
      const device = deviceOf(socket);
      if (!isSamePairing(device, paired.get(device.id))) socket.disconnect(true);
    }
  }
}

/** Cuts a client that speaks an event this namespace does not have (design 3). */
export function refuseUnknownEvents(io: Server): void {
  for (const [name, path] of Object.entries(NAMESPACES) as [NamespaceName, string][]) {
    io.of(path).on('connection', (socket) => {
      socket.onAny((event: string) => {
        if (!isSaid(name, event) || socket.listenerCount(event) === 0) socket.disconnect(true);
      });
    });
  }
}

const PAIRED_NAMESPACES = [
  NAMESPACES.chair,
  NAMESPACES.desk,
  NAMESPACES.teller,
  NAMESPACES.supervisor,
  NAMESPACES.display,
  NAMESPACES.kiosk,
] as const;

/** Lets in a device that proves its key for this namespace and is paired for its role. */
function guard(
  namespace: Namespace,
  role: PairedRole,
  hall: Hall,
  welcome: (socket: Socket) => void,
): void {
  namespace.use((socket, next) => {
    const proof = parsed(deviceProof, socket.handshake.auth);
    const device = proof.ok ? hall.pairings.prove(namespace.name, proof.value) : null;
    if (device?.role !== role) {
      next(new Error('not-paired'));
      return;
    }
    socket.data = { device };
    next();
  });
  namespace.on('connection', (socket) => {
    const { id: device } = deviceOf(socket);
    // Revoked while it came in: after its proof and before this line it was not yet to be cut.
    const now = hall.pairings.devices.find(({ id: other }) => other === device);
    if (!isSamePairing(deviceOf(socket), now)) {
      socket.disconnect(true);
      return;
    }
    hall.devices.connected(device);
    hall.readiness.pulses.follow(device, socket);
    socket.on('disconnect', () => {
      hall.devices.disconnected(device);
    });
    welcome(socket);
  });
}

function command<C>(
  socket: Socket,
  spend: Allowance,
  parse: (input: unknown) => Result<C, Refusal>,
  submit: (command: C) => ReturnType<Hall['submit']> | Awaited<ReturnType<Hall['submit']>>,
): void {
  serve(socket, 'command', spend, asRefusal, parse, submit);
}

/** The papers for reading, to whoever may have them. */
function servePapers(socket: Socket, hall: Hall, spend: Allowance, may: () => boolean): void {
  function ifMay<T>(give: () => Promise<Answer<T>> | Answer<T>): Promise<Answer<T>> | Answer<T> {
    return may() ? give() : err(refusal('not-head'));
  }
  serve(socket, 'paper', spend, asRefusal, parseChoice, (choice) =>
    ifMay(() => hall.papers.one(choice)),
  );
  serve(socket, 'papers-zip', spend, asRefusal, parseNull, () => ifMay(() => hall.papers.zip()));
  serve(socket, 'papers-list', spend, asRefusal, parseNull, () => ifMay(() => hall.papers.list()));
  serve(socket, 'papers-reading', spend, asRefusal, parseNull, () =>
    ifMay(() => hall.papers.reading()),
  );
}

/** The device of the head of the active round's committee. */
function isHead(hall: Hall, { teller }: PairedDevice): boolean {
  if (teller === null || teller.round !== hall.room?.id) return false;
  return hall.room.round.log.committee?.[teller.i - 1]?.head === true;
}

/** The public records, for those who verify them (P 4.8). */
function serveRecords(socket: Socket, hall: Hall, spend: Allowance): void {
  serve(socket, 'board', spend, asRefusal, parseFrom, ({ from }) => {
    const { room } = hall;
    if (room === null) return ok({ lines: [], head: null });
    return ok({ lines: room.boardLines(from, CHUNK), head: room.signedHead() });
  });
  serve(socket, 'register', spend, asRefusal, parseFrom, ({ from }) =>
    ok({ lines: hall.room?.registerLines(from, CHUNK) ?? [] }),
  );
}

/** What the chair asks beside the round's commands, or `malformed` with the path. */
export function parseHallCommand(input: unknown): Result<HallCommand, Refusal> {
  return parsed<HallCommand>(hallCommand, input);
}

function parsePapersCommand(input: unknown): Result<PapersCommand, Refusal> {
  return parsed<PapersCommand>(papersCommandShape, input);
}

function parseChoice(input: unknown): Result<PaperChoice, Refusal> {
  return parsed<PaperChoice>(paperChoiceShape, input);
}

function parseNull(input: unknown): Result<null, Refusal> {
  return parsed(v.null(), input);
}

function parseFrom(input: unknown): Result<{ from: number }, Refusal> {
  return parsed(fromMessage, input);
}
