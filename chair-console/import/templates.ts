import { strToU8, zipSync, type Zippable } from 'fflate';
import type { NamedVenue } from '#shared/plan/import/columns.ts';

/** A table to fill in: its headers and example rows that a reader can tell from real ones. */
export interface Template {
  readonly fileName: string;
  readonly headers: readonly string[];
  readonly examples: readonly (readonly string[])[];
}

export const ROLL_TEMPLATE: Template = {
  fileName: 'mau-nguoi-duoc-trieu-tap',
  headers: ['STT', 'Mã', 'Họ và tên', 'Năm sinh', 'Chức vụ', 'Đơn vị'],
  examples: [],
};

/** Subjects, with one column for each venue of the plan. */
export function subjectsTemplate(venues: readonly NamedVenue[]): Template {
  return {
    fileName: 'mau-nguoi-duoc-lay-phieu',
    headers: [
      'STT',
      'Mã',
      'Họ và tên',
      'Chức vụ, đơn vị công tác',
      ...venues.map(({ id, name }) => `Nơi: ${name.trim() === '' ? id : name}`),
      'Lý do không lấy phiếu',
      'Ghi chú',
    ],
    examples: [],
  };
}

/** The table as CSV in UTF-8 with its mark, by which Excel knows it. */
export function templateCsv({ headers, examples }: Template): Uint8Array {
  const lines = [headers, ...examples].map((line) => line.map(csvCell).join(';'));
  return strToU8(`\uFEFF${lines.join('\r\n')}\r\n`);
}

function csvCell(text: string): string {
  return /[";\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The table as a workbook of texts, its headers bold and always in sight. */
export function templateXlsx({ headers, examples }: Template): Uint8Array {
  const files: Readonly<Record<string, string>> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Danh sách" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="12"/><name val="Times New Roman"/></font><font><b/><sz val="12"/><name val="Times New Roman"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': sheetXml([headers, ...examples]),
  };
  const entries: Zippable = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, strToU8(XML + text)]),
  );
  // One date for all entries: the same template is the same bytes.
  return zipSync(entries, { level: 6, mtime: new Date(1980, 0, 1) });
}

function sheetXml(lines: readonly (readonly string[])[]): string {
  const [headers = []] = lines;
  const columns = headers.map(
    (header, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${widthOf(header)}" style="0" customWidth="1"/>`,
  );
  const rows = lines.map((line, y) => {
    const cells = line.map(
      (text) => `<c t="inlineStr" s="${y === 0 ? 1 : 0}"><is><t>${escaped(text)}</t></is></c>`,
    );
    return `<row r="${y + 1}">${cells.join('')}</row>`;
  });
  const view =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  return `<worksheet xmlns="${MAIN}">${view}<cols>${columns.join('')}</cols><sheetData>${rows.join('')}</sheetData></worksheet>`;
}

function widthOf(header: string): number {
  if (/^(?:STT|Mã|Năm sinh)$/u.test(header)) return 11;
  return header.startsWith('Nơi') ? 18 : 34;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
