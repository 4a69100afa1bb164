import { parseArgs } from 'node:util';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';

/** What `npm start` was asked. */
export interface Options {
  readonly data: string;
  readonly port: number;
  readonly host: string;
  readonly plan: string | null;
  /** Where the second copy is kept from now on; null leaves it as the settings say. */
  readonly copy: string | null;
  readonly tls: { readonly cert: string; readonly key: string } | null;
}

export const USAGE =
  'npm start -- [--data DIR] [--port N] [--host ADDR] [--plan FILE] [--copy DIR] [--tls-cert FILE --tls-key FILE]';

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
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
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
  const { 'tls-cert': cert, 'tls-key': key } = values;
  if ((cert === undefined) !== (key === undefined)) {
    return err('--tls-cert và --tls-key phải được cho cùng nhau.');
  }
  return ok({
    data: values.data,
    port,
    host: values.host,
    plan: values.plan ?? null,
    copy: values.copy ?? null,
    tls: cert === undefined || key === undefined ? null : { cert, key },
  });
}
