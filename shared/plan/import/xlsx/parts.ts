import { readXml } from './xml.ts';

/** A worksheet as the workbook names it, and its file in the archive. */
export interface SheetPart {
  readonly name: string;
  readonly file: string;
}

/** The workbook's visible sheets in order, and whether its days count from 1904; null: no workbook. */
export function workbookOf(
  workbook: Uint8Array,
  relations: Uint8Array,
): { readonly sheets: readonly SheetPart[]; readonly from1904: boolean } | null {
  const files = new Map<string, string>();
  const related = readXml(relations, {
    open: (name, { Id: id, Target: target }) => {
      if (name === 'Relationship' && id !== undefined && target !== undefined) {
        files.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
      }
    },
  });
  const sheets: SheetPart[] = [];
  let from1904 = false;
  const read = readXml(workbook, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = isTrue(attributes['date1904']);
      if (name !== 'sheet' || (attributes['state'] ?? 'visible') !== 'visible') return;
      const id = Object.entries(attributes).find(([key]) => /(?:^|:)id$/u.test(key))?.[1];
      const file = files.get(id ?? '');
      if (file !== undefined) sheets.push({ name: attributes['name'] ?? '', file });
    },
  });
  return related && read ? { sheets, from1904 } : null;
}

/** The strings that cells refer to by number; phonetic readings left out. Null: damaged. */
export function sharedStrings(file: Uint8Array): readonly string[] | null {
  const strings: string[] = [];
  let parts: string[] = [];
  let inText = false;
  let phonetic = false;
  const fine = readXml(file, {
    open: (name) => {
      if (name === 'si') parts = [];
      if (name === 'rPh') phonetic = true;
      inText = name === 't';
    },
    text: (text) => {
      if (inText && !phonetic) parts.push(text);
    },
    close: (name) => {
      if (name === 'si') strings.push(unescaped(parts.join('')));
      if (name === 'rPh') phonetic = false;
      inText = false;
    },
  });
  return fine ? strings : null;
}

/** By a cell's style: whether its number is a day. Null: damaged. */
export function dateStyles(file: Uint8Array): readonly boolean[] | null {
  const formats = new Map<number, string>();
  const styles: boolean[] = [];
  let inCells = false;
  const fine = readXml(file, {
    open: (name, attributes) => {
      const number = Number(attributes['numFmtId'] ?? NaN);
      if (name === 'numFmt') formats.set(number, attributes['formatCode'] ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) styles.push(isDate(number, formats.get(number)));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return fine ? styles : null;
}

/** Built-in day formats, or a format of the file's own with a day or a year in it. */
function isDate(number: number, format: string | undefined): boolean {
  if (format === undefined) return (number >= 14 && number <= 17) || number === 22;
  const plain = format.replace(/"[^"]*"|\\.|\[[^\]]*\]/gu, '');
  return /[dy]/iu.test(plain);
}

/** Office writes characters that XML does not allow as `_x000D_`. */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** A day of a workbook as it is written in Vietnam, 31/12/1975; null for what is no day. */
export function dayText(serial: number, from1904: boolean): string | null {
  const days = Math.floor(serial) + (from1904 ? 1462 : 0);
  // 60 is the 29 February 1900 that never was.
  if (!Number.isFinite(days) || days < 1 || days > 2_958_465) return null;
  const [year, month, day] = civil(days < 60 ? days + 1 : days);
  return `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`;
}

/** Year, month and day of a number of days since 30 December 1899 (Gregorian). */
function civil(days: number): [number, number, number] {
  // Days since 1 March of the year 0, in eras of 400 years.
  const since = days + 693_899;
  const era = Math.floor(since / 146_097);
  const inEra = since - era * 146_097;
  const year = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) /
      365,
  );
  const inYear = inEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const fromMarch = Math.floor((5 * inYear + 2) / 153);
  const day = inYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return [year + era * 400 + (month <= 2 ? 1 : 0), month, day];
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
