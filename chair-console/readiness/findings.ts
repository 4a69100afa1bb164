import { VIETNAMESE_LETTERS } from '#shared/readiness/letters.ts';
import { sampleRound } from '#shared/protocol/sample-round.ts';
import { loadSodium, random } from '#shared/ui/sodium.ts';
import type { DeviceFindings } from '#shared/wire-readiness.ts';

/** How the sample vote went on this device: null when its page could not even load the protocol. */
export async function trySample(): Promise<NonNullable<DeviceFindings['sample']>> {
  try {
    const sodium = await loadSodium();
    const begun = performance.now();
    const failed = sampleRound(sodium, random);
    return { ms: Math.round(performance.now() - begun), failed };
  } catch {
    return { ms: 0, failed: 'E_LOAD' };
  }
}

/** Whether the screens' font is here with every Vietnamese letter; null where the browser does not tell. */
export async function tryFonts(fonts: FontFaceSet | undefined): Promise<boolean | null> {
  if (fonts === undefined || !('load' in fonts)) return null;
  try {
    const styles = ["400 20px 'Be Vietnam Pro'", "700 20px 'Be Vietnam Pro'"];
    const found = await Promise.all(
      styles.map((style) => fonts.load(style, `${VIETNAMESE_LETTERS}aA`)),
    );
    return found.every((faces) => faces.length > 0 && faces.every(isLoaded));
  } catch {
    return false;
  }
}

function isLoaded({ status }: FontFace): boolean {
  return status === 'loaded';
}
