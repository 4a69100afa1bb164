import { parseArgs } from 'node:util';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { isHostName } from './tls/wish.ts';
import type { TlsWish } from './tls/wish.ts';

/** What a server serves, and where. */
export interface ServeOptions {
  readonly data: string;
  readonly port: number;
  readonly host: string;
  readonly plan: string | null;
  /** Where the second copy is kept from now on; null leaves it as the settings say. */
  readonly copy: string | null;
  /** How the pages are encrypted; null: not at all. */
  readonly tls: TlsWish | null;
}

/** What `npm start` was asked. */
export interface Options extends ServeOptions {
  /** Whether the data folder is locked while no server runs; null: as it is. */
  readonly lock: boolean | null;
  readonly passphraseFile: string | null;
}

export const USAGE =
  'npm start -- [--data DIR] [--port N] [--host ADDR] [--plan FILE] [--copy DIR] [--lock | --no-lock] [--passphrase-file FILE] [--tls-local | --tls-cert FILE --tls-key FILE] [--name NAME]';

/** The options of a command line, or one sentence in Vietnamese on what is wrong with them. */
export function parseOptions(argv: readonly string[]): Result<Options, string> {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string', default: 'data' },
        port: { type: 'string', default: '8080' },
        host: { type: 'string', default: '0.0.0.0' },
        plan: { type: 'string' },
        copy: { type: 'string' },
        lock: { type: 'boolean', default: false },
        'no-lock': { type: 'boolean', default: false },
        'passphrase-file': { type: 'string' },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        'tls-local': { type: 'boolean', default: false },
        name: { type: 'string', multiple: true, default: [] },
      },
    }));
  } catch (error) {
    return err(`Tham số không hợp lệ: ${error instanceof Error ? error.message : ''}`);
  }
  const port = Number(values.port);
  if (!/^\d+$/u.test(values.port) || port > 65_535) {
    return err(`--port: phải là số từ 0 đến 65535, không phải «${values.port}».`);
  }
  if (values.data === '' || values.host === '' || values.copy === '') {
    return err('--data, --host và --copy không được để trống.');
  }
  if (values.lock && values['no-lock']) return err('Chỉ chọn một: --lock hoặc --no-lock.');
  const tls = tlsWish(values);
  if (!tls.ok) return tls;
  return ok({
    data: values.data,
    port,
    host: values.host,
    plan: values.plan ?? null,
    copy: values.copy ?? null,
    lock: values.lock ? true : values['no-lock'] ? false : null,
    passphraseFile: values['passphrase-file'] ?? null,
    tls: tls.value,
  });
}

interface TlsValues {
  readonly 'tls-cert'?: string;
  readonly 'tls-key'?: string;
  readonly 'tls-local': boolean;
  readonly name: readonly string[];
}

/** Which of the three ways; names only where a certificate can hold them. */
function tlsWish(values: TlsValues): Result<TlsWish | null, string> {
  const { 'tls-cert': cert, 'tls-key': key, 'tls-local': isLocal } = values;
  const names = values.name.map((name) => name.toLowerCase());
  const wrong = names.find((name) => !isHostName(name));
  if (wrong !== undefined) {
    return err(`--name: «${wrong}» không phải tên máy, ví dụ đúng: phieu.huyenuy.vn`);
  }
  if ((cert === undefined) !== (key === undefined)) {
    return err('--tls-cert và --tls-key phải được cho cùng nhau.');
  }
  if (isLocal && cert !== undefined) {
    return err('Chỉ chọn một: --tls-local, hoặc --tls-cert cùng --tls-key.');
  }
  if (cert !== undefined && key !== undefined) return ok({ way: 'own', cert, key, names });
  if (isLocal) return ok({ way: 'local', names });
  return names.length === 0
    ? ok(null)
    : err('--name chỉ dùng cùng --tls-local, hoặc --tls-cert và --tls-key.');
}
