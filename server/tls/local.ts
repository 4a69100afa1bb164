import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { readSecretFile, writeSecretFile } from '../store/secret-file.ts';
import type { Identity } from './authority.ts';
import { covers, readCertificate } from './certificate.ts';

/** Where the local authority and its certificate lie in the data folder, mode 600. */
export const TLS_FILE = 'tls.json';

const identity = v.strictObject({ cert: v.string(), key: v.string() });
const stored = v.strictObject({
  format: v.literal('hom-phieu/tls/1'),
  authority: identity,
  leaf: identity,
});

/** The local authority, and the certificate that it made for this laptop. */
export interface LocalTls {
  readonly authority: Identity;
  readonly leaf: Identity;
  /** What was made just now: devices that knew an older authority must install this one. */
  readonly made: 'nothing' | 'leaf' | 'authority';
}

/** Made anew when fewer are left: a meeting is prepared within that time. */
const SPARE_DAYS = 30;
const DAY_MS = 24 * 3600 * 1000;

/**
 * The authority of this data folder and a certificate of it for all `hosts`: as stored, or made and
 * written (synced, mode 600) where they are missing, about to expire, or do not cover a host. The
 * error: the file is damaged, so that a new authority would be needed on every device.
 */
export async function localTls(
  data: string,
  hosts: readonly string[],
  now: Date,
): Promise<Result<LocalTls, 'damaged'>> {
  const path = join(data, TLS_FILE);
  const bytes = await readSecretFile(path);
  const old = bytes === null ? null : parse(Buffer.from(bytes).toString('utf8'));
  if (old === 'damaged') return err(old);
  const { makeAuthority, makeLeaf } = await import('./authority.ts');
  const keeps = old !== null && lasts(old.authority, now) && (await mayServe(old.authority, hosts));
  if (keeps && lasts(old.leaf, now) && hosts.every((host) => covers(old.leaf.cert, host))) {
    return ok({ authority: old.authority, leaf: old.leaf, made: 'nothing' });
  }
  const authority = keeps ? old.authority : await makeAuthority(hosts, now);
  const leaf = await makeLeaf(authority, hosts, now);
  const text = JSON.stringify({ format: 'hom-phieu/tls/1', authority, leaf });
  await writeSecretFile(path, Buffer.from(`${text}\n`));
  return ok({ authority, leaf, made: keeps ? 'leaf' : 'authority' });
}

/** The authority's certificate as devices install it: DER. */
export function derOf({ cert }: Identity): Buffer {
  return new X509Certificate(cert).raw;
}

function parse(text: string): { authority: Identity; leaf: Identity } | 'damaged' {
  try {
    const found = v.safeParse(stored, JSON.parse(text));
    return found.success ? found.output : 'damaged';
  } catch {
    return 'damaged';
  }
}

function lasts({ cert, key }: Identity, now: Date): boolean {
  const read = readCertificate(cert, key, now);
  return read.ok && read.value.to.getTime() - now.getTime() > SPARE_DAYS * DAY_MS;
}

/** The authority's constraints allow each host: those of every authority, and those it was made for. */
async function mayServe(authority: Identity, hosts: readonly string[]): Promise<boolean> {
  const { isOfOwnNetwork, isPermitted } = await import('./authority.ts');
  return hosts.every((host) => isOfOwnNetwork(host) || isPermitted(authority, host));
}
