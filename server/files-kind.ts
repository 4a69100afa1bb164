import { unzipSync } from 'fflate';

/** What a voter's page can show without running anything: pictures, PDF, and the text of a DOCX. */
export type FileKind = 'jpg' | 'png' | 'pdf' | 'docx';

/** The media type each kind is served as. */
export const MEDIA_TYPES: Readonly<Record<FileKind, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** What the bytes are, whatever the file is called; null for anything that is not served. */
export function kindOf(bytes: Uint8Array): FileKind | null {
  if (begins(bytes, [0xff, 0xd8, 0xff])) return 'jpg';
  if (begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (begins(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d])) return 'pdf';
  if (begins(bytes, [0x50, 0x4b, 0x03, 0x04]) && isDocx(bytes)) return 'docx';
  return null;
}

function begins(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}

/** A Word document without macros: read from the archive's own list, nothing is unpacked. */
function isDocx(bytes: Uint8Array): boolean {
  const names: string[] = [];
  try {
    unzipSync(bytes, {
      filter: ({ name }) => {
        names.push(name);
        return false;
      },
    });
  } catch {
    return false;
  }
  const hasMacros = names.some((name) => /vbaProject/iu.test(name));
  return names.includes('[Content_Types].xml') && names.includes('word/document.xml') && !hasMacros;
}
