import { Document, Packer } from 'docx';
import { strFromU8, strToU8 } from 'fflate';
import type { Block, Paper, Qr } from '#shared/papers/model.ts';
import { MEASURES, textArea } from '#shared/papers/render/measures.ts';
import { docxBlocks, qrKey, type QrImages } from './docx-blocks.ts';
import { DOCX_FONT, docxFurniture } from './docx-page.ts';
import { qrPng } from './qr.ts';
import { repacked } from './zip.ts';

/**
 * The paper as a Word document of real paragraphs and tables, in Times New Roman, laid out as the
 * PDF is. Same paper and same `made`, the date its properties state, same bytes.
 */
export async function renderDocx(paper: Paper, made = new Date()): Promise<Uint8Array> {
  const { title, page, blocks } = paper;
  const room = { width: textArea(page).width, line: MEASURES.bodyLine };
  const document = new Document({
    title: title.normalize('NFC'),
    creator: 'Hòm Phiếu',
    lastModifiedBy: 'Hòm Phiếu',
    compatibility: { version: 15 },
    styles: { default: { document: { run: plainRun() } } },
    sections: [{ ...docxFurniture(paper), children: docxBlocks(blocks, room, imagesOf(blocks)) }],
  });
  const packed = await Packer.toBuffer(document);
  return repacked(packed, (name, content) => settled(name, content, made));
}

function plainRun() {
  return {
    font: DOCX_FONT,
    size: 28,
    language: { value: 'vi-VN', eastAsia: 'vi-VN', bidirectional: 'vi-VN' },
  };
}

function imagesOf(blocks: readonly Block[]): QrImages {
  const codes = new Map(qrsOf(blocks).map((qr) => [qrKey(qr), qr]));
  return new Map(
    [...codes].map(([key, { text, level }], i) => [key, { png: qrPng(text, level), id: i + 1 }]),
  );
}

function qrsOf(blocks: readonly Block[]): Qr[] {
  return blocks.flatMap((block) => {
    if (block.type === 'qr') return [block];
    if (block.type === 'columns') return block.columns.flatMap(qrsOf);
    return block.type === 'cards' ? block.cards.flatMap(qrsOf) : [];
  });
}

/** The library takes the time from the clock and draws names of watermarks at random. */
function settled(name: string, content: Uint8Array, made: Date): Uint8Array {
  if (name === 'docProps/core.xml') {
    const stamp = `$1${made.toISOString()}$2`;
    return edited(content, (xml) =>
      xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)/gu, stamp),
    );
  }
  const header = /^word\/header(\d+)\.xml$/u.exec(name)?.[1];
  if (header === undefined) return content;
  return edited(content, (xml) => xml.replace(/(PowerPlusWaterMarkObject)[\w-]+/gu, `$1${header}`));
}

function edited(content: Uint8Array, change: (xml: string) => string): Uint8Array {
  return strToU8(change(strFromU8(content)));
}
