import { ChairDevice, type Guest } from '../chair.ts';
import { DeskDevice } from '../desk.ts';
import type { Hall } from '../device.ts';
import { paperOf } from '../judge.ts';
import type { Line } from '../line.ts';
import type { Cast } from '../plan.ts';
import { DisplayDevice, SupervisorDevice } from '../supervisor.ts';
import { TellerDevice } from '../teller.ts';
import { NetPhone } from './phone.ts';
import { Proxy } from './proxy.ts';
import type { Box } from './screens.ts';

/** One device, with the network between it and the server. */
export interface Station {
  readonly name: string;
  readonly proxy: Proxy;
  readonly line: () => Line<unknown> | null;
  readonly phone: NetPhone | null;
}

/** Every device of a meeting, each behind a proxy of its own. */
export interface NetHall {
  readonly chair: ChairDevice;
  readonly tellers: readonly TellerDevice[];
  readonly phones: readonly NetPhone[];
  readonly stations: readonly Station[];
  close(): void;
}

export interface NetTask {
  readonly cast: Cast;
  readonly port: number;
  readonly hall: Hall;
  readonly box: Box;
  /** All have voted, and the network has done its worst. */
  readonly mayClose: () => boolean;
}

/** Sets up the devices; nobody is paired yet. */
export async function openHall(task: NetTask): Promise<NetHall> {
  const { cast, port, box } = task;
  const stations: Station[] = [];
  async function own(): Promise<{ proxy: Proxy; hall: Hall }> {
    const proxy = await Proxy.open(port, task.hall.chance);
    return { proxy, hall: { ...task.hall, url: proxy.url } };
  }
  async function paired<D extends { readonly role: string; readonly line: Line<unknown> | null }>(
    make: (hall: Hall) => D,
  ): Promise<D> {
    const { proxy, hall } = await own();
    const device = make(hall);
    stations.push({ name: device.role, proxy, line: () => device.line, phone: null });
    return device;
  }
  const phones = new Map<string, NetPhone>();
  for (const part of cast.parts) {
    const { proxy, hall } = await own();
    const phone = new NetPhone(hall, part, box);
    phones.set(part.member.id, phone);
    stations.push({ name: 'voter', proxy, line: () => phone.line, phone });
  }
  const desk = await paired((hall) => new DeskDevice(hall, deskTask(cast, phones)));
  const supervisor = await paired((hall) => new SupervisorDevice(hall));
  const display = await paired((hall) => new DisplayDevice(hall));
  const tellers: TellerDevice[] = [];
  const paper = paperOf(cast);
  for (const [i, { name }] of cast.committee.entries()) {
    tellers.push(await paired((hall) => new TellerDevice(hall, i + 1, name, paper)));
  }
  const guests = [desk, supervisor, display, ...tellers];
  const chair = await paired((hall) => new ChairDevice(hall, chairTask(task, guests)));
  return {
    chair,
    tellers,
    phones: [...phones.values()],
    stations,
    close() {
      for (const device of [chair, ...guests, ...phones.values()]) device.close();
      for (const { proxy } of stations) proxy.close();
    },
  };
}

function deskTask(
  { parts }: Cast,
  phones: ReadonlyMap<string, NetPhone>,
): ConstructorParameters<typeof DeskDevice>[1] {
  return {
    parts,
    hand: (memberId, code) => phones.get(memberId)?.take(code),
    // Nobody votes at a tablet here, and no round is declared void.
    seat: () => undefined,
    begin: () => undefined,
  };
}

type GuestDevice = DeskDevice | SupervisorDevice | DisplayDevice | TellerDevice;

function chairTask(
  { cast, mayClose }: NetTask,
  guests: readonly GuestDevice[],
): ConstructorParameters<typeof ChairDevice>[1] {
  return {
    plan: cast.plan,
    committee: cast.committee,
    members: cast.parts.length,
    guests: guests.map((device) => ({
      role: device.role as Guest['role'],
      label: device.label,
      seat: device instanceof TellerDevice ? device.seat : null,
      paired: () => device.line !== null,
      pair: (code) => device.pair(code),
    })),
    restartsCeremony: false,
    mayClose,
    mayVoid: () => false,
  };
}
