import { networkInterfaces } from 'node:os';

/** Addresses by which the hall reaches this laptop: LAN first; loopback when there is nothing else. */
export function lanAddresses(host: string): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [host];
  const found = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  return found.length > 0 ? found : ['127.0.0.1'];
}

/** Names and addresses as addresses of pages: `http://192.168.1.10:8080`. */
export function baseUrls(
  scheme: 'http' | 'https',
  hosts: readonly string[],
  port: number,
): string[] {
  const usual = scheme === 'http' ? 80 : 443;
  return hosts.map((address) => {
    const name = address.includes(':') ? `[${address}]` : address;
    return port === usual ? `${scheme}://${name}` : `${scheme}://${name}:${port}`;
  });
}

/** A name or an IPv4 address, or an IPv6 address in its brackets, and a port that there can be. */
const HOST =
  /^(?:\[(?<v6>[\da-f]*:[\da-f:.]*)\]|(?<name>[\w.-]+))(?::(?:\d{1,4}|[1-5]\d{4}|6[0-4]\d{3}))?$/iu;

/** True when `header` names this laptop: a defence against pages that rebind a foreign name to it. */
export function isOwnHost(
  header: string | undefined,
  host: string,
  extra: readonly string[],
): boolean {
  if (header === undefined) return false;
  const named = HOST.exec(header)?.groups;
  const name = (named?.['v6'] ?? named?.['name'] ?? '').toLowerCase();
  return ['localhost', '127.0.0.1', '::1', ...lanAddresses(host), ...extra]
    .map((each) => each.toLowerCase())
    .includes(name);
}
