import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';

/** What a certificate says of itself, as far as anybody here is told. */
export interface CertificateFacts {
  /** Names it is for, as they stand in it: `phieu.example.vn`, `*.example.vn`. */
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  readonly from: Date;
  readonly to: Date;
  /** SHA-256 of the certificate: 64 hexadecimal digits, upper case. */
  readonly fingerprint: string;
  /** Certificates in the file behind it. */
  readonly chain: number;
  readonly selfSigned: boolean;
}

/** Why a certificate and its key cannot be used. */
export type CertificateFault =
  'not-a-certificate' | 'not-a-key' | 'locked-key' | 'other-key' | 'expired' | 'not-yet';

/** The certificate of a PEM file, which is the first in it, checked against its key and the clock. */
export function readCertificate(
  cert: string,
  key: string,
  now: Date,
): Result<CertificateFacts, CertificateFault> {
  const parsed = certificatesOf(cert);
  const [leaf] = parsed;
  if (leaf === undefined) return err('not-a-certificate');
  const isHis = belongs(leaf, key);
  if (!isHis.ok) return isHis;
  const facts = factsOf(leaf, parsed.length - 1);
  if (facts.to <= now) return err('expired');
  return facts.from > now ? err('not-yet') : ok(facts);
}

/** What the certificates of a PEM text say; empty when it has none that can be read. */
export function certificatesOf(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu) ?? [];
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return [];
  }
}

/** What one certificate says; `chain`: how many follow it in its file. */
export function factsOf(leaf: X509Certificate, chain: number): CertificateFacts {
  const named = (leaf.subjectAltName ?? '').split(', ');
  return {
    names: named.flatMap((each) => (each.startsWith('DNS:') ? [each.slice(4).toLowerCase()] : [])),
    addresses: named.flatMap((each) =>
      each.startsWith('IP Address:') ? [each.slice('IP Address:'.length)] : [],
    ),
    from: new Date(leaf.validFrom),
    to: new Date(leaf.validTo),
    fingerprint: leaf.fingerprint256.replaceAll(':', ''),
    chain,
    selfSigned: leaf.checkIssued(leaf),
  };
}

/** True when the certificate is good for this name or address. */
export function covers(cert: string, host: string): boolean {
  const [leaf] = certificatesOf(cert);
  if (leaf === undefined) return false;
  return (isIP(host) > 0 ? leaf.checkIP(host) : leaf.checkHost(host)) !== undefined;
}

function belongs(leaf: X509Certificate, pem: string): Result<null, CertificateFault> {
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/u.test(pem)) return err('not-a-key');
  if (pem.includes('ENCRYPTED')) return err('locked-key');
  try {
    return leaf.checkPrivateKey(createPrivateKey(pem)) ? ok(null) : err('other-key');
  } catch {
    return err('not-a-key');
  }
}
