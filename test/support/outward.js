/**
 * Loaded into a server of the tests before its own program (`--import`), and into its workers:
 * writes to the file `HOM_PHIEU_OUTWARD` every attempt to reach somewhere, name or address.
 */
import { appendFileSync } from 'node:fs';
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';
import process from 'node:process';

const file = process.env['HOM_PHIEU_OUTWARD'];

function note(what, where) {
  appendFileSync(file, `${JSON.stringify({ what, where })}\n`);
}

if (file !== undefined) {
  note('loaded', String(process.pid));
  watch(net.Socket.prototype, 'connect', 'connect');
  watch(dgram, 'createSocket', 'udp');
  for (const home of [dns, dns.promises]) {
    for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'reverse']) {
      watch(home, name, 'dns');
    }
  }
}

/** The attempt is written down and then made, as it would be. */
function watch(home, name, what) {
  const real = home[name];
  home[name] = function watched(...given) {
    note(what, given.map((each) => describe(each)).join(' '));
    return real.apply(this, given);
  };
}

function describe(each) {
  if (typeof each === 'function') return '';
  if (Array.isArray(each)) return each.map(describe).join(' ');
  if (typeof each === 'object' && each !== null) {
    const { path, host, port } = each;
    return [path, host, port].filter((part) => part !== undefined).join(' ');
  }
  return String(each);
}
