import { inGroups } from '#shared/papers/evidence.ts';
import { baseUrls } from '../addresses.ts';
import { dayText } from './day-text.ts';
import { INSTALL_PATH } from './guide-page.ts';
import type { TlsKeeper } from './keeper.ts';

/** What the server's window says of how its pages are served. */
export function servingLines({ serving, hosts }: TlsKeeper, port: number): string[] {
  if (serving.way === 'plain') {
    return [
      'CẢNH BÁO: trang chạy HTTP không mã hóa. Ai chen được vào Wi-Fi có thể sửa trang bỏ phiếu.',
      'Chọn --tls-local, hoặc --tls-cert và --tls-key · Pages are NOT encrypted',
    ];
  }
  const until = dayText(serving.certificate.to);
  const own = `Chứng chỉ (đến ${until}), SHA-256 · Certificate: ${inGroups(serving.certificate.fingerprint)}`;
  if (serving.way === 'own') return [own];
  const page = baseUrls('http', hosts, port).at(-1) ?? '';
  return [
    own,
    `Chứng chỉ nội bộ cần cài (CA), SHA-256 · Authority: ${inGroups(serving.authority.fingerprint)}`,
    `Trang cài chứng chỉ · Install it from: ${page}${INSTALL_PATH}`,
  ];
}
