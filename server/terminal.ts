import QRCode from 'qrcode';

/** What the terminal shows once the server is ready: the chair's one-time link and its QR. */
export async function welcome(
  links: readonly string[],
  addresses: readonly string[],
  serving: readonly string[],
): Promise<void> {
  const [link] = links;
  if (link === undefined) return;
  console.log('');
  console.log('Hòm Phiếu sẵn sàng · Hòm Phiếu is ready');
  console.log(`Trang ghi phiếu · Voters' page:  ${addresses.join('   ')}`);
  for (const line of serving) console.log(line);
  console.log('');
  console.log('Đường dẫn dùng một lần của chủ trì · The chair’s one-time link:');
  for (const each of links) console.log(`  ${each}`);
  console.log('');
  console.log(await QRCode.toString(link, { type: 'terminal', small: true }));
  console.log('Giữ cửa sổ này mở. Dừng: Ctrl+C · Keep this window open. Stop: Ctrl+C');
}
