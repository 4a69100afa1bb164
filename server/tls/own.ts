import { readFile, stat } from 'node:fs/promises';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { isCode } from '../store/error-code.ts';
import type { Identity } from './authority.ts';
import { certificatesOf, covers, factsOf, readCertificate } from './certificate.ts';
import type { CertificateFacts, CertificateFault } from './certificate.ts';
import { dayText } from './day-text.ts';
import type { OwnWish } from './wish.ts';

/** The organiser's certificate as it is served, and the names by which the hall comes to it. */
export interface OwnTls {
  readonly identity: Identity;
  readonly names: readonly string[];
  /** Other users of this laptop can read the key's file. */
  readonly openKey: boolean;
}

/**
 * The organiser's certificate and key, read and checked: a file that is missing, a key of another
 * certificate, one that has expired, or no name that phones could use, is told in one sentence in
 * Vietnamese that says what to do.
 */
export async function ownTls(wish: OwnWish, now: Date): Promise<Result<OwnTls, string>> {
  const cert = await textOf(wish.cert, 'chứng chỉ', '--tls-cert');
  if (!cert.ok) return cert;
  const key = await textOf(wish.key, 'khóa', '--tls-key');
  if (!key.ok) return key;
  const read = readCertificate(cert.value, key.value, now);
  if (!read.ok) return err(faultSentence(read.error, wish, cert.value));
  const names = namesOf(wish, read.value, cert.value);
  if (!names.ok) return names;
  return ok({
    identity: { cert: cert.value, key: key.value },
    names: names.value,
    openKey: process.platform !== 'win32' && ((await stat(wish.key)).mode & 0o077) !== 0,
  });
}

async function textOf(path: string, what: string, option: string): Promise<Result<string, string>> {
  try {
    return ok(await readFile(path, 'utf8'));
  } catch (error) {
    const why = isCode(error, 'ENOENT') ? 'Không tìm thấy' : 'Không đọc được';
    return err(`${why} tệp ${what} «${path}». Hãy kiểm tra đường dẫn sau ${option}.`);
  }
}

function faultSentence(fault: CertificateFault, { cert, key }: OwnWish, pem: string): string {
  const at = whenOf(pem);
  const sentences: Readonly<Record<CertificateFault, string>> = {
    'not-a-certificate': `Tệp «${cert}» không phải chứng chỉ dạng PEM (bắt đầu bằng «-----BEGIN CERTIFICATE-----»).`,
    'not-a-key': `Tệp «${key}» không phải khóa riêng dạng PEM (bắt đầu bằng «-----BEGIN PRIVATE KEY-----»).`,
    'locked-key': `Khóa «${key}» có mật khẩu nên máy chủ không mở được. Hãy xuất khóa không có mật khẩu, và chỉ để trên máy này.`,
    'other-key': `Khóa «${key}» không phải của chứng chỉ «${cert}». Hãy dùng đúng cặp tệp đã được cấp cùng nhau.`,
    expired: `Chứng chỉ «${cert}» đã hết hạn ngày ${at.to}. Hãy gia hạn, hoặc khởi động bằng --tls-local.`,
    'not-yet': `Chứng chỉ «${cert}» chỉ có giá trị từ ngày ${at.from}. Hãy kiểm tra ngày giờ của máy này.`,
  };
  return sentences[fault];
}

function whenOf(pem: string): { from: string; to: string } {
  const [leaf] = certificatesOf(pem).map((each) => factsOf(each, 0));
  return leaf === undefined
    ? { from: '', to: '' }
    : { from: dayText(leaf.from), to: dayText(leaf.to) };
}

/** The names asked for, or those of the certificate; a pattern is no address that a QR could hold. */
function namesOf(
  { names, cert }: OwnWish,
  facts: CertificateFacts,
  pem: string,
): Result<readonly string[], string> {
  const wrong = names.find((name) => !covers(pem, name));
  if (wrong !== undefined) {
    const held = [...facts.names, ...facts.addresses].join(', ');
    return err(`Chứng chỉ «${cert}» không dùng được cho tên «${wrong}», chỉ cho: ${held}.`);
  }
  const own = facts.names.filter((name) => !name.startsWith('*'));
  const all = [...new Set([...names, ...own])];
  if (all.length > 0 || facts.addresses.length > 0) return ok(all);
  return err(
    `Chứng chỉ «${cert}» dùng cho ${facts.names.join(', ')}. Hãy nêu tên máy này trong hội trường: --name TÊN.`,
  );
}
