import type { FileLink } from '#shared/meeting/views.ts';

const NAMES = { image: 'ảnh', pdf: 'PDF', docx: 'Word' } as const;

/** What a file is and how large: `PDF, 1,2 MB`. */
export function sizeText({ type, bytes }: Pick<FileLink, 'type' | 'bytes'>): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  const size =
    kilobytes < 1024
      ? `${kilobytes} KB`
      : `${(bytes / 1024 / 1024).toFixed(1).replace('.', ',')} MB`;
  return `${NAMES[type]}, ${size}`;
}
