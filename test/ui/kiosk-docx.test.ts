import { strToU8, zipSync } from 'fflate';
import { flushSync, mount, unmount } from 'svelte';
import { expect, test } from 'vitest';
import Blocks from '../../kiosk/dossier/Blocks.svelte';
import { readDocx } from '../../kiosk/dossier/docx.ts';

function docx(body: string): Uint8Array {
  const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const xml = `<?xml version="1.0"?><w:document ${space}><w:body>${body}</w:body></w:document>`;
  return zipSync({ 'word/document.xml': strToU8(xml), 'word/other.xml': strToU8('<x/>') });
}

function cell(text: string): string {
  return `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
}

test('R9: a Word file is shown as its text and tables, and nothing in it becomes markup', async () => {
  const blocks = readDocx(
    docx(
      '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>BÁO CÁO</w:t></w:r><w:r><w:t> năm</w:t><w:br/><w:t>2026</w:t></w:r></w:p>' +
        `<w:tbl><w:tr>${cell('Năm')}${cell('Kết quả')}</w:tr></w:tbl>` +
        '<w:sdt><w:sdtContent><w:p><w:r><w:t>&lt;img src=x onerror=alert(1)&gt;</w:t></w:r></w:p></w:sdtContent></w:sdt>',
    ),
  );
  expect(blocks[0]).toEqual({
    type: 'paragraph',
    words: [
      { text: 'BÁO CÁO', bold: true },
      { text: ' năm\n2026', bold: false },
    ],
  });
  const shown = mount(Blocks, { target: document.body, props: { blocks } });
  flushSync();
  expect(document.querySelectorAll('td')).toHaveLength(2);
  expect(document.querySelector('img')).toBeNull();
  expect(document.body.textContent).toContain('<img src=x onerror=alert(1)>');
  await unmount(shown);
});

test('R9: what is no Word file is refused, not shown half', () => {
  expect(() => readDocx(strToU8('PK'))).toThrow();
  expect(() => readDocx(zipSync({ 'a.txt': strToU8('x') }))).toThrow('Not a Word file');
});
