import { strFromU8 } from 'fflate';
import { SaxesParser } from 'saxes';

/** What a reader does at each tag; names without their prefix. */
export interface XmlReader {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/**
 * Reads an XML file of an archive through `reader`; false when it is no XML. A document type is
 * refused: no workbook has one, and its entities could grow without bound.
 */
export function readXml(bytes: Uint8Array, reader: XmlReader): boolean {
  const parser = new SaxesParser();
  const found = { fault: false };
  parser.on('error', () => {
    found.fault = true;
  });
  parser.on('doctype', () => {
    found.fault = true;
  });
  parser.on('opentag', ({ name, attributes }) => {
    reader.open(local(name), attributes);
  });
  parser.on('text', (text) => reader.text?.(text));
  parser.on('cdata', (text) => reader.text?.(text));
  parser.on('closetag', ({ name }) => reader.close?.(local(name)));
  const text = strFromU8(bytes).replace(/^\uFEFF/u, '');
  for (let at = 0; at < text.length && !found.fault; at += PIECE)
    parser.write(text.slice(at, at + PIECE));
  if (!found.fault) parser.close();
  return !found.fault;
}

const PIECE = 65_536;

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
