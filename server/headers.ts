import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

type Next = (error?: unknown) => void;

/** What pages of this product use of a device: the camera for QR codes, a lit and full screen, sound. */
const PERMISSIONS = [
  'camera=(self)',
  'fullscreen=(self)',
  'screen-wake-lock=(self)',
  'autoplay=(self)',
  ...[
    'accelerometer',
    'display-capture',
    'geolocation',
    'gyroscope',
    'hid',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'publickey-credentials-get',
    'serial',
    'usb',
    'xr-spatial-tracking',
  ].map((name) => `${name}=()`),
].join(', ');

/**
 * The headers of every answer, page or not: a strict content security policy without inline code or
 * anything from elsewhere, no frame, no referrer, nothing kept unless its sender says so
 * (reliability S13, S14). `Host` was checked before: it names this laptop.
 */
export function secureHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  next: Next,
): void {
  response.setHeader('Permissions-Policy', PERMISSIONS);
  response.setHeader('Cache-Control', 'no-store');
  helmetFor(request.headers.host ?? '', isSecure(request))(request, response, next);
}

/** Encrypted, or on the laptop itself: elsewhere browsers ignore some headers, and complain. */
function isSecure({ socket, headers }: IncomingMessage): boolean {
  return 'encrypted' in socket || /^(?:localhost|127\.0\.0\.1)(?::\d+)?$/u.test(headers.host ?? '');
}

function helmetFor(host: string, isSecurePage: boolean): ReturnType<typeof helmet> {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        // libsodium is WebAssembly.
        'script-src': ["'self'", "'wasm-unsafe-eval'"],
        'worker-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        // The preview of a ballot beside the plan's editor; no page but that one lets itself be framed.
        'frame-src': ["'self'"],
        // Older Safari does not count the web socket of the page's own address as 'self'.
        'connect-src': ["'self'", `ws://${host}`, `wss://${host}`],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    // An isolated LAN: the page may come over plain HTTP, and forcing HTTPS would blank it.
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: isSecurePage && { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    originAgentCluster: isSecurePage,
    referrerPolicy: { policy: 'no-referrer' },
  });
}
