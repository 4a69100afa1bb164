/** How the pages are to be served, as chosen at the start; null stands for plain HTTP. */
export type TlsWish = OwnWish | LocalWish;

/** The organiser's certificate for a real name, with its chain and its key: PEM files. */
export interface OwnWish {
  readonly way: 'own';
  readonly cert: string;
  readonly key: string;
  /** Names to be used beside those of the certificate, as of one for `*.example.vn`. */
  readonly names: readonly string[];
}

/** A certificate of the authority that this product makes for itself. */
export interface LocalWish {
  readonly way: 'local';
  /** Names of this laptop in the hall's network, beside its addresses. */
  readonly names: readonly string[];
}

/** A name as a certificate may hold it: letters, digits and hyphens in parts, lower case. */
export function isHostName(name: string): boolean {
  const part = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
  return name.length <= 253 && new RegExp(`^${part}(?:\\.${part})*$`, 'u').test(name);
}
