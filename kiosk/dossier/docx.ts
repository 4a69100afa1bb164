import { strFromU8, unzipSync } from 'fflate';

/** A run of words. */
export interface Words {
  readonly text: string;
  readonly bold: boolean;
}

/** A part of a Word file as it is shown: its text, never anything that could run. */
export type Block =
  | { readonly type: 'paragraph'; readonly words: readonly Words[] }
  | { readonly type: 'table'; readonly rows: readonly (readonly (readonly Block[])[])[] };

const PART = 'word/document.xml';
const MOST_BYTES = 40_000_000;

/** The text and the tables of a DOCX file. Throws where it is none, or too large to show. */
export function readDocx(bytes: Uint8Array): Block[] {
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => name === PART && originalSize <= MOST_BYTES,
  });
  const part = files[PART];
  if (part === undefined) throw new Error('Not a Word file that can be shown');
  const xml = new DOMParser().parseFromString(strFromU8(part), 'application/xml');
  const body = [...xml.getElementsByTagName('w:body')][0];
  if (body === undefined) throw new Error('A Word file without a body');
  return blocksOf(body);
}

function blocksOf(parent: Element): Block[] {
  return [...parent.children].flatMap((child): Block[] => {
    switch (child.tagName) {
      case 'w:p':
        return [{ type: 'paragraph', words: wordsOf(child) }];
      case 'w:tbl':
        return [{ type: 'table', rows: rowsOf(child) }];
      // Wrappers: content controls and the like.
      case 'w:sdt':
      case 'w:sdtContent':
      case 'w:ins':
        return blocksOf(child);
      default:
        return [];
    }
  });
}

function rowsOf(table: Element): Block[][][] {
  return named(table, 'w:tr').map((row) => named(row, 'w:tc').map(blocksOf));
}

function wordsOf(paragraph: Element): Words[] {
  return [...paragraph.getElementsByTagName('w:r')].flatMap((run) => {
    const text = [...run.children].map(textOf).join('');
    return text === '' ? [] : [{ text, bold: isBold(run) }];
  });
}

function textOf(part: Element): string {
  if (part.tagName === 'w:t') return part.textContent.normalize('NFC');
  if (part.tagName === 'w:tab') return '\t';
  return part.tagName === 'w:br' || part.tagName === 'w:cr' ? '\n' : '';
}

function isBold(run: Element): boolean {
  const [bold] = named(named(run, 'w:rPr')[0] ?? run, 'w:b');
  return bold !== undefined && !['0', 'false'].includes(bold.getAttribute('w:val') ?? '');
}

function named(parent: Element, name: string): Element[] {
  return [...parent.children].filter(({ tagName }) => tagName === name);
}
