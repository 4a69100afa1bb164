import { hostname } from 'node:os';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { baseUrls, lanAddresses } from '../addresses.ts';
import type { Identity } from './authority.ts';
import { certificatesOf, covers, factsOf } from './certificate.ts';
import type { CertificateFacts } from './certificate.ts';
import { localTls, TLS_FILE } from './local.ts';
import { ownTls } from './own.ts';
import { isHostName } from './wish.ts';
import type { TlsWish } from './wish.ts';

/** How the pages are served now, for whoever explains it. */
export type Serving =
  | { readonly way: 'plain' }
  | {
      readonly way: 'own';
      readonly certificate: CertificateFacts;
      readonly openKey: boolean;
    }
  | {
      readonly way: 'local';
      readonly certificate: CertificateFacts;
      readonly authority: CertificateFacts;
      /** The authority was made at this start: no device trusts it yet. */
      readonly isNew: boolean;
    };

interface Kept {
  readonly serving: Serving;
  readonly identity: Identity;
  /** Names of pages; without one, their addresses. */
  readonly names: readonly string[];
  readonly authority: Identity | null;
}

const PERIOD_MS = 10_000;

/** The certificate that this server serves with: chosen at the start, made anew when needed. */
export class TlsKeeper {
  readonly #wish: TlsWish | null;
  readonly #data: string;
  readonly #host: string;
  #kept: Kept | null;
  #covered: { readonly key: string; readonly addresses: readonly string[] } | null = null;
  #timer: NodeJS.Timeout | null = null;
  readonly #ends: (() => void)[] = [];

  private constructor(wish: TlsWish | null, data: string, host: string, kept: Kept | null) {
    this.#wish = wish;
    this.#data = data;
    this.#host = host;
    this.#kept = kept;
  }

  /** The error is one sentence in Vietnamese: what is wrong with which file, and what to do. */
  static async start(
    wish: TlsWish | null,
    data: string,
    host: string,
    now: Date,
  ): Promise<Result<TlsKeeper, string>> {
    const kept = wish === null ? ok(null) : await keptFor(wish, data, host, now);
    return kept.ok ? ok(new TlsKeeper(wish, data, host, kept.value)) : kept;
  }

  get serving(): Serving {
    return this.#kept?.serving ?? { way: 'plain' };
  }

  /** What the HTTPS server needs; null for plain HTTP. */
  get identity(): Identity | null {
    return this.#kept?.identity ?? null;
  }

  /** The authority to be installed, where there is one. */
  get authority(): Identity | null {
    return this.#kept?.authority ?? null;
  }

  /** Names of this laptop beside its addresses. */
  get names(): readonly string[] {
    return this.#kept?.names ?? [];
  }

  /** What pages are reached by, the best first: names of the certificate, addresses it covers. */
  get hosts(): readonly string[] {
    const addresses = lanAddresses(this.#host);
    if (this.#kept === null) return addresses;
    const { cert } = this.#kept.identity;
    // Asked for every view: a certificate is parsed once for each set of addresses.
    const key = `${addresses.join(' ')} ${cert}`;
    if (this.#covered?.key !== key) {
      this.#covered = { key, addresses: addresses.filter((address) => covers(cert, address)) };
    }
    const all = [...this.#kept.names, ...this.#covered.addresses];
    return all.length > 0 ? all : addresses;
  }

  /** The page of this laptop that a plain request to `host` is led to. */
  secureUrl(host: string, port: number): string {
    const { hostname } = new URL(`http://${host}`);
    const name = hostname.replace(/^\[|\]$/gu, '');
    const isCovered = this.#kept !== null && covers(this.#kept.identity.cert, name);
    const [best = name] = this.hosts;
    return baseUrls('https', [isCovered ? name : best], port).join('');
  }

  /**
   * Looks every ten seconds whether this laptop has an address that its certificate lacks, and
   * makes another one of the same authority; `renewed` hands it to whoever serves it.
   */
  watch(renewed: (identity: Identity) => void, failed: (error: unknown) => void): void {
    if (this.#wish?.way !== 'local') return;
    this.#timer = setInterval(() => {
      this.#renew(renewed).catch(failed);
    }, PERIOD_MS).unref();
  }

  /** What else must end when this does. */
  endWith(end: () => void): void {
    this.#ends.push(end);
  }

  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    for (const end of this.#ends.splice(0)) end();
  }

  async #renew(renewed: (identity: Identity) => void): Promise<void> {
    const before = this.#kept?.identity;
    if (this.#wish === null || before === undefined) return;
    const kept = await keptFor(this.#wish, this.#data, this.#host, new Date());
    if (!kept.ok || kept.value.identity.cert === before.cert) return;
    this.#kept = kept.value;
    renewed(kept.value.identity);
  }
}

function keptFor(
  wish: TlsWish,
  data: string,
  host: string,
  now: Date,
): Promise<Result<Kept, string>> {
  return wish.way === 'own' ? keepOwn(wish, now) : keepLocal(wish.names, data, host, now);
}

async function keepOwn(
  wish: Extract<TlsWish, { way: 'own' }>,
  now: Date,
): Promise<Result<Kept, string>> {
  const own = await ownTls(wish, now);
  if (!own.ok) return own;
  const { identity, names, openKey } = own.value;
  const serving = { way: 'own', certificate: firstOf(identity), openKey } as const;
  return ok({ serving, identity, names, authority: null });
}

async function keepLocal(
  names: readonly string[],
  data: string,
  host: string,
  now: Date,
): Promise<Result<Kept, string>> {
  const local = await localTls(data, hostsOf(host, names), now);
  if (!local.ok) {
    return err(
      `Tệp chứng chỉ nội bộ «${TLS_FILE}» trong thư mục dữ liệu bị hỏng. Hãy lấy lại từ bản sao; hoặc xóa tệp đó để tạo chứng chỉ mới, rồi cài lại trên mọi thiết bị.`,
    );
  }
  const { authority, leaf, made } = local.value;
  const identity = { cert: `${leaf.cert}\n${authority.cert}\n`, key: leaf.key };
  return ok({
    serving: {
      way: 'local',
      certificate: firstOf(identity),
      authority: firstOf(authority),
      isNew: made === 'authority',
    },
    identity,
    names,
    authority,
  });
}

/** Every name and address by which a page of this laptop may be opened. */
function hostsOf(host: string, names: readonly string[]): string[] {
  const own = hostname().toLowerCase();
  const called = isHostName(own) && !own.includes('.') ? [`${own}.local`] : [];
  return [
    ...new Set([...lanAddresses(host), '127.0.0.1', '::1', 'localhost', ...called, ...names]),
  ].filter((each) => each !== '0.0.0.0' && each !== '::');
}

function firstOf({ cert }: Identity): CertificateFacts {
  const [first, ...others] = certificatesOf(cert);
  if (first === undefined) throw new Error('a kept certificate cannot be read');
  return factsOf(first, others.length);
}
