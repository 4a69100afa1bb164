import { strFromU8, unzipSync } from 'fflate';
import { oneSpaced } from './pdf-text.ts';

/** A DOCX taken apart: what stands where, NFC, without its styles. */
export interface DocxText {
  /** Paragraphs of the body in order, those in tables included; empty ones left out. */
  readonly paragraphs: readonly string[];
  /** Every table, outer ones before inner: rows of cells, a cell as its paragraphs by line feeds. */
  readonly tables: readonly (readonly (readonly string[])[])[];
  /** The header of the first page and of the others; fields as `{PAGE}`. */
  readonly headers: { readonly first: string; readonly others: string };
  readonly footers: { readonly first: string; readonly others: string };
  /** The watermark in each of the two headers. */
  readonly watermarks: { readonly first: string | null; readonly others: string | null };
  readonly title: string;
  /** The pictures in it. */
  readonly images: readonly Uint8Array[];
  /** `word/document.xml` itself. */
  readonly xml: string;
}

/** Reads a DOCX of this program: enough of the format for its tests, no more. */
export function docxText(bytes: Uint8Array): DocxText {
  const files = unzipSync(bytes);
  const xml = read(files, 'word/document.xml');
  const body = withoutDeclarations(xml);
  const [firstHead, otherHead] = furniture(files, body, 'header');
  const [firstFoot, otherFoot] = furniture(files, body, 'footer');
  return {
    paragraphs: paragraphsOf(body).filter(Boolean),
    tables: tablesOf(body),
    headers: { first: plain(firstHead), others: plain(otherHead) },
    footers: { first: plain(firstFoot), others: plain(otherFoot) },
    watermarks: { first: watermarkOf(firstHead), others: watermarkOf(otherHead) },
    title: decoded(/<dc:title>([^<]*)</u.exec(read(files, 'docProps/core.xml'))?.[1] ?? ''),
    images: Object.keys(files)
      .filter((name) => name.startsWith('word/media/'))
      .map((name) => files[name]!),
    xml,
  };
}

/** The body of a DOCX as words parted by single spaces, in the order of reading. */
export function docxBody({ paragraphs }: DocxText): string {
  return oneSpaced(paragraphs.join('\n'));
}

function read(files: Record<string, Uint8Array>, name: string): string {
  return strFromU8(files[name]!);
}

function withoutDeclarations(xml: string): string {
  return xml.slice(xml.indexOf('<w:body>'));
}

/** The parts that the section names for its first page and for the others. */
function furniture(
  files: Record<string, Uint8Array>,
  body: string,
  kind: 'header' | 'footer',
): [string, string] {
  const links = read(files, 'word/_rels/document.xml.rels');
  function part(type: string): string {
    const reference = tags(body, `w:${kind}Reference`).find((tag) => tag.includes(`"${type}"`));
    const id = /r:id="([^"]+)"/u.exec(reference ?? '')?.[1];
    const link = tags(links, 'Relationship').find((tag) => tag.includes(`Id="${id}"`));
    const target = /Target="([^"]+)"/u.exec(link ?? '')?.[1];
    return target === undefined ? '' : read(files, `word/${target}`);
  }
  return [part('first'), part('default')];
}

function tags(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<${name}\\b[^>]*>`, 'gu')) ?? [];
}

function watermarkOf(xml: string): string | null {
  const string = /<v:textpath[^>]*\bstring="([^"]*)"/u.exec(xml)?.[1];
  return string === undefined ? null : decoded(string).normalize('NFC');
}

function plain(xml: string): string {
  return paragraphsOf(xml).filter(Boolean).join('\n');
}

function paragraphsOf(xml: string): string[] {
  return (xml.match(/<w:p>.*?<\/w:p>|<w:p [^>]*>.*?<\/w:p>/gsu) ?? []).map((p) => {
    const parts = p.matchAll(/<w:t(?: [^>]*)?>([^<]*)<|<w:instrText[^>]*>([^<]*)<|<w:(br)\/>/gu);
    const text = [...parts].map(([, text, field, br]) =>
      br === undefined ? (text ?? `{${field}}`) : ' ',
    );
    return oneSpaced(decoded(text.join('')));
  });
}

function tablesOf(xml: string): string[][][] {
  return elements(xml, 'w:tbl').flatMap((table) => {
    const inner = table.slice('<w:tbl>'.length, -'</w:tbl>'.length);
    const rows = elements(inner, 'w:tr').map((row) =>
      elements(row, 'w:tc').map((cell) => paragraphsOf(cell).filter(Boolean).join('\n')),
    );
    return [rows, ...tablesOf(inner)];
  });
}

/** The outermost elements of a name, whole. */
function elements(xml: string, name: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: tag, index } of xml.matchAll(new RegExp(`</?${name}(?:\\s[^>]*)?>`, 'gu'))) {
    if (!tag.startsWith('</') && depth++ === 0) start = index;
    if (tag.startsWith('</') && --depth === 0) found.push(xml.slice(start, index + tag.length));
  }
  return found;
}

function decoded(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
