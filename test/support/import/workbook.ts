/** Workbooks as awkward as a test wants them: the worksheet's XML is written by hand. */
import { strToU8, zipSync } from 'fflate';

const NS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

interface Parts {
  /** Inside `<worksheet>`; several sheets by name. */
  readonly sheets: Readonly<Record<string, string>>;
  readonly strings?: string;
  readonly styles?: string;
  readonly workbookPr?: string;
  /** Files beside. */
  readonly more?: Readonly<Record<string, string | Uint8Array>>;
  readonly hidden?: readonly string[];
}

/** The bytes of the workbook. */
export function workbook({
  sheets,
  strings,
  styles,
  workbookPr,
  more,
  hidden = [],
}: Parts): Uint8Array {
  const names = Object.keys(sheets);
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns="${NS}" xmlns:r="${R}">${workbookPr ?? ''}<sheets>${names
      .map(
        (name, i) =>
          `<sheet name="${name}" sheetId="${i + 1}"${hidden.includes(name) ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names
      .map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`)
      .join('')}</Relationships>`,
    ...Object.fromEntries(
      names.map((name, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `<worksheet xmlns="${NS}">${sheets[name]!}</worksheet>`,
      ]),
    ),
    ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst>${strings}</sst>` }),
    ...(styles === undefined ? {} : { 'xl/styles.xml': `<styleSheet>${styles}</styleSheet>` }),
    ...more,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [
        name,
        typeof content === 'string' ? strToU8(content) : content,
      ]),
    ),
  );
}

/** Rows of inline texts, from row 1. */
export function textRows(rows: readonly (readonly string[])[]): string {
  const all = rows.map((cells, y) => {
    const written = cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`);
    return `<row r="${y + 1}">${written.join('')}</row>`;
  });
  return `<sheetData>${all.join('')}</sheetData>`;
}
