import { qrReader } from './qr-reader.ts';

const PAUSE_MS = 200;

/**
 * Shows the camera at the back in `video` and tells, several times a second, the text of the QR code
 * in sight, or null, until `ended`; then the camera is off. Rejects where there is no camera, or it
 * may not be used; a page that is not secure has none.
 */
export async function watchCamera(
  video: HTMLVideoElement,
  ended: AbortSignal,
  tell: (text: string | null) => void,
): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1280 } },
    audio: false,
  });
  // The page may have gone while the person was asked for leave.
  if (isOver(ended)) {
    stop(stream);
    return;
  }
  ended.addEventListener('abort', () => {
    stop(stream);
  });
  video.srcObject = stream;
  await video.play();
  const read = await qrReader();
  while (!isOver(ended)) {
    const text = await read(video);
    if (!isOver(ended)) tell(text);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Asked again after each pause: the page may have gone meanwhile. */
function isOver({ aborted }: AbortSignal): boolean {
  return aborted;
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
