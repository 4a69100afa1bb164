import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A certificate and its private key, PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 24 * 3600 * 1000;
/** A phone's clock may be behind: what is made now is good since yesterday. */
const BEFORE_MS = DAY_MS;
const AUTHORITY_DAYS = 400;
/** Under the 825 days that Apple allows, and long enough to be installed well before a meeting. */
const LEAF_DAYS = 180;

const CURVE = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Addresses that only a network of one's own has (RFC 1918, 3927, 4193, 4291). */
const OWN_NETWORKS = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['127.0.0.0', 8],
  ['fc00::', 7],
  ['fe80::', 10],
  ['::1', 128],
] as const;

/** Endings that no site of the Internet has (RFC 2606, 6762, 8375). */
const OWN_NAMES = ['localhost', 'local', 'lan', 'internal', 'home.arpa', 'test'];

/**
 * A new authority of P-256 whose certificates are good for this hall only: name constraints bind it
 * to private networks, and to `hosts` beside them, so that a phone that trusts it believes it about
 * no other site (RFC 5280 4.2.1.10). It may not make further authorities.
 */
export async function makeAuthority(hosts: readonly string[], now: Date): Promise<Identity> {
  const keys = await newKeys();
  const [day] = now.toISOString().split('T');
  const name = `CN=Hom Phieu ${day ?? ''} ${randomBytes(2).toString('hex').toUpperCase()}`;
  const cert = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serial(),
      name: `${name}, O=Hom Phieu`,
      ...validity(now, AUTHORITY_DAYS),
      keys,
      signingAlgorithm: CURVE,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto as Crypto),
        constraints(hosts),
      ],
    },
    webcrypto as Crypto,
  );
  return { cert: cert.toString('pem'), key: await pemOf(keys.privateKey) };
}

/** A server's certificate for these names and addresses, no longer good than its authority. */
export async function makeLeaf(
  authority: Identity,
  hosts: readonly string[],
  now: Date,
): Promise<Identity> {
  const issuer = new X509Certificate(authority.cert);
  const keys = await newKeys();
  const { notBefore, notAfter } = validity(now, LEAF_DAYS);
  const cert = await X509CertificateGenerator.create(
    {
      serialNumber: serial(),
      subject: 'CN=Hom Phieu',
      issuer: issuer.subjectName,
      notBefore: notBefore < issuer.notBefore ? issuer.notBefore : notBefore,
      notAfter: notAfter > issuer.notAfter ? issuer.notAfter : notAfter,
      publicKey: keys.publicKey,
      signingKey: await importKey(authority.key),
      signingAlgorithm: CURVE,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension(
          hosts.map((value) => ({
            type: isIP(value) > 0 ? ('ip' as const) : ('dns' as const),
            value,
          })),
        ),
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto as Crypto),
        await AuthorityKeyIdentifierExtension.create(issuer, false, webcrypto as Crypto),
      ],
    },
    webcrypto as Crypto,
  );
  return { cert: cert.toString('pem'), key: await pemOf(keys.privateKey) };
}

/** True when every authority made here may speak for this name or address. */
export function isOfOwnNetwork(host: string): boolean {
  const kind = isIP(host);
  if (kind === 0) return OWN_NAMES.some((end) => host === end || host.endsWith(`.${end}`));
  const list = new BlockList();
  for (const [net, bits] of OWN_NETWORKS) {
    list.addSubnet(net, bits, net.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list.check(host, kind === 6 ? 'ipv6' : 'ipv4');
}

function constraints(hosts: readonly string[]): Extension {
  const others = hosts.filter((host) => !isOfOwnNetwork(host));
  const names = [
    ...OWN_NETWORKS.map(([net, bits]) => ({ iPAddress: `${net}/${bits}` })),
    ...OWN_NAMES.map((dNSName) => ({ dNSName })),
    ...others.map((host) => {
      const kind = isIP(host);
      return kind === 0 ? { dNSName: host } : { iPAddress: `${host}/${kind === 4 ? 32 : 128}` };
    }),
  ];
  const bound = new NameConstraints();
  bound.permittedSubtrees = new GeneralSubtrees(
    names.map((name) => new GeneralSubtree({ base: new GeneralName(name) })),
  );
  return new Extension(id_ce_nameConstraints, true, AsnConvert.serialize(bound));
}

function validity(now: Date, days: number): { notBefore: Date; notAfter: Date } {
  const at = now.getTime();
  return { notBefore: new Date(at - BEFORE_MS), notAfter: new Date(at + days * DAY_MS) };
}

/** 127 random bits, positive (RFC 5280 4.1.2.2). */
function serial(): string {
  const bytes = randomBytes(16);
  bytes.writeUInt8((bytes.readUInt8(0) & 0x3f) | 0x40);
  return bytes.toString('hex');
}

function newKeys(): Promise<CryptoKeyPair> {
  return webcrypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
}

async function pemOf(key: CryptoKey): Promise<string> {
  const bytes = await webcrypto.subtle.exportKey('pkcs8', key);
  return PemConverter.encode(bytes, 'PRIVATE KEY');
}

function importKey(pem: string): Promise<CryptoKey> {
  const bytes = PemConverter.decodeFirst(pem);
  return webcrypto.subtle.importKey('pkcs8', bytes, CURVE, false, ['sign']);
}

/** True when this authority's own constraints name the host. */
export function isPermitted({ cert }: Identity, host: string): boolean {
  const found = new X509Certificate(cert).getExtension(id_ce_nameConstraints);
  if (found === null) return false;
  const bound = AsnConvert.parse(found.value, NameConstraints);
  const isNamed = bound.permittedSubtrees?.some(({ base }) => {
    const { dNSName, iPAddress } = base;
    if (dNSName !== undefined) return host === dNSName || host.endsWith(`.${dNSName}`);
    return iPAddress?.split('/')[0] === host;
  });
  return isNamed ?? false;
}
