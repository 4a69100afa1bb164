import { inGroups } from '#shared/papers/evidence.ts';
import type { CertificateFacts } from './certificate.ts';
import { dayText } from './day-text.ts';

/** Where the local authority is installed from, on plain HTTP too: nothing secret is there. */
export const INSTALL_PATH = '/chung-chi/';
/** Its certificate, by the ending that phones know. */
export const AUTHORITY_NAME = 'hom-phieu-ca.crt';

interface Device {
  readonly name: string;
  readonly steps: readonly string[];
}

const DEVICES: readonly Device[] = [
  {
    name: 'iPhone, iPad',
    steps: [
      'Mở trang này bằng Safari, chạm «Tải chứng chỉ» rồi «Cho phép».',
      'Mở Cài đặt, chạm «Đã tải về hồ sơ» ở đầu trang, chạm «Cài đặt», nhập mật mã máy.',
      'Cài đặt › Cài đặt chung › Giới thiệu › Cài đặt tin cậy chứng nhận: bật «Hom Phieu».',
    ],
  },
  {
    name: 'Android',
    steps: [
      'Chạm «Tải chứng chỉ», giữ tệp đã tải về.',
      'Cài đặt › Bảo mật › Mã hóa và thông tin xác thực › Cài đặt chứng chỉ › Chứng chỉ CA (tên mục khác nhau theo máy; có thể gõ «chứng chỉ» vào ô tìm kiếm).',
      'Chọn «Vẫn cài đặt», nhập mã mở máy, chọn tệp hom-phieu-ca.crt. Dùng trình duyệt Chrome.',
    ],
  },
  {
    name: 'Windows',
    steps: [
      'Tải chứng chỉ, bấm đúp vào tệp, chọn «Install Certificate…».',
      'Chọn «Current User» › «Place all certificates in the following store» › «Trusted Root Certification Authorities».',
      'Đồng ý khi Windows hỏi, rồi đóng và mở lại trình duyệt.',
    ],
  },
  {
    name: 'macOS',
    steps: [
      'Tải chứng chỉ, bấm đúp vào tệp để thêm vào Keychain Access.',
      'Tìm «Hom Phieu», bấm đúp, mở mục Trust, chọn «Always Trust».',
    ],
  },
];

/** The page that leads a device to trust the hall's authority: what it is, its fingerprint, how. */
export function guidePage(authority: CertificateFacts, secure: string): string {
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cài chứng chỉ nội bộ · Hòm Phiếu</title>
<link rel="stylesheet" href="${INSTALL_PATH}trang.css">
</head>
<body>
<main>
<h1>Cài chứng chỉ nội bộ của hội trường</h1>
<p>Dành cho <b>thiết bị của Ban tổ chức</b>: máy bàn phát phiếu, máy của Ban kiểm phiếu, giám sát, máy bỏ phiếu. Sau khi cài, trình duyệt kiểm tra được rằng trang đến đúng từ máy chủ của hội trường, và camera quét mã hoạt động.</p>
<section class="first">
<h2>1. So vân tay trước khi cài</h2>
<p>Vân tay SHA-256 dưới đây phải <b>giống từng ký tự</b> với vân tay trên màn hình của chủ trì (trang «Kiểm tra sẵn sàng») hoặc trong cửa sổ máy chủ. Khác thì không cài, và báo ngay người phụ trách kỹ thuật.</p>
<p class="fingerprint">${fingerprintLines(authority.fingerprint)}</p>
<p>Có giá trị đến ngày ${dayText(authority.to)}. Chứng chỉ này chỉ dùng được cho địa chỉ trong mạng nội bộ; không thể dùng để giả trang web nào khác.</p>
</section>
<section>
<h2>2. Tải và cài</h2>
<p><a class="button" href="${INSTALL_PATH}${AUTHORITY_NAME}">Tải chứng chỉ</a></p>
${DEVICES.map(deviceHtml).join('\n')}
</section>
<section>
<h2>3. Mở trang có mã hóa</h2>
<p><a class="button" href="${escapeHtml(secure)}/">Mở ${escapeHtml(secure)}</a></p>
<p>Trình duyệt không còn cảnh báo là đã cài đúng.</p>
</section>
<section>
<h2>4. Sau hội nghị</h2>
<p>Gỡ chứng chỉ «Hom Phieu» khỏi thiết bị, ở chính mục đã cài.</p>
</section>
<section class="share">
<h2>Mở trang này trên thiết bị khác</h2>
<img src="${INSTALL_PATH}qr.svg" width="220" height="220" alt="Mã QR của trang này">
</section>
</main>
</body>
</html>
`;
}

/** Text as it may stand in HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function deviceHtml({ name, steps }: Device): string {
  const items = steps.map((step) => `<li>${escapeHtml(step)}</li>`).join('');
  return `<details><summary>${escapeHtml(name)}</summary><ol>${items}</ol></details>`;
}

function fingerprintLines(fingerprint: string): string {
  return inGroups(fingerprint)
    .split(' ')
    .map((group) => `<span>${group}</span>`)
    .join(' ');
}
