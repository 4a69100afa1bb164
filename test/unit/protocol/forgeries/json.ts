/** [P 4.1 Files, Objects] The same values in another form: one form only is the board. */
import { utf8 } from '#shared/protocol/bytes.ts';
import { AT } from './kit.ts';

/** An edit of the file's text, or of its bytes; the code and line at which it must be refused. */
export type JsonRow = readonly [
  name: string,
  code: string,
  entry: number,
  edit: (text: string) => string | Uint8Array,
];

const J = 'E_JSON';
const long = `"title":"${'A'.repeat(1_048_576)}`;
const { close: C, ballot: N, head: H } = AT;

export const JSON_ROWS: readonly JsonRow[] = [
  ['a byte order mark', J, 0, (text) => `\ufeff${text}`],
  ['CR LF', J, 0, (text) => text.replaceAll('\n', '\r\n')],
  ['one CR LF', J, C, line(C, (l) => `${l}\r`)],
  ['CR alone', J, 0, (text) => text.replaceAll('\n', '\r')],
  ['no last line feed', J, H, (text) => text.slice(0, -1)],
  ['an empty line at the end', J, H + 1, (text) => `${text}\n`],
  ['an empty line within', J, C, line(C, (l) => `\n${l}`)],
  ['an empty line first', J, 0, (text) => `\n${text}`],
  ['a line of spaces', J, H + 1, (text) => `${text}  \n`],
  ['a NUL at the end', J, H + 1, (text) => `${text}\0\n`],
  ['a file cut within its last line', J, H, (text) => text.slice(0, -20)],
  ['a line feed within a line', J, C, line(C, (l) => l.replace('"ids"', '\n"ids"'))],
  ['a line separator instead of a line feed', J, 0, (text) => text.replace('\n', '\u2028')],
  ['all lines as one list', J, 0, (text) => `[${text.trimEnd().split('\n').join(',')}]\n`],
  ['UTF-16', J, 0, (text) => new Uint8Array(Buffer.from(text, 'utf16le'))],
  ['a line of more than 2^20 bytes', J, 0, (text) => text.replace('"title":"', long)],
  ['a comment line', J, 0, (text) => `// bảng\n${text}`],

  ['a space after a colon', J, C, line(C, (l) => l.replace('"t":', '"t": '))],
  ['a space after a comma', J, C, line(C, (l) => l.replace(',"t"', ', "t"'))],
  ['a space at the end', J, C, line(C, (l) => `${l} `)],
  ['a tab at the beginning', J, C, line(C, (l) => `\t${l}`)],
  ['a trailing comma', J, C, line(C, (l) => l.replace(/\}$/u, ',}'))],
  [
    'keys n and t exchanged',
    J,
    C,
    line(C, (l) => l.replace(/"n":(\d+),"t":"close"/u, '"t":"close","n":$1')),
  ],
  [
    'keys of the body exchanged',
    J,
    C,
    line(C, (l) => l.replace(/("count":3),("ids":"[^"]+")/u, '$2,$1')),
  ],
  ['a key too many', J, C, line(C, (l) => l.replace(/\}$/u, ',"x":1}'))],
  ['a key too few', J, C, line(C, (l) => l.replace(/"p":"[^"]+",/u, ''))],
  ['a key twice', J, C, line(C, (l) => l.replace('"t":"close"', '"t":"close","t":"close"'))],
  [
    'a key twice with other values',
    J,
    C,
    line(C, (l) => l.replace('"count":3', '"count":2,"count":3')),
  ],
  ['a body twice', J, C, line(C, (l) => l.replace(/\}$/u, ',"b":{}}'))],
  ['a key in capitals', J, C, line(C, (l) => l.replace('"count"', '"Count"'))],
  ['a key escaped', J, C, line(C, (l) => l.replace('"count"', '"\\u0063ount"'))],
  ['__proto__ within', J, C, line(C, (l) => l.replace('"count"', '"__proto__":{},"count"'))],
  ['__proto__ instead of the body', J, C, line(C, (l) => l.replace('"b":', '"__proto__":'))],
  ['a number that is a key', J, C, line(C, (l) => l.replace('"count":3', '"count":3,"1":1'))],

  ['1.0', J, C, line(C, (l) => l.replace('"count":3', '"count":3.0'))],
  ['1e0', J, C, line(C, (l) => l.replace('"count":3', '"count":3e0'))],
  ['a plus sign', J, C, line(C, (l) => l.replace('"count":3', '"count":+3'))],
  ['a leading zero', J, C, line(C, (l) => l.replace('"count":3', '"count":03'))],
  ['minus zero', J, 0, line(0, (l) => l.replace('"n":0', '"n":-0'))],
  ['a number above all', J, C, line(C, (l) => l.replace('"count":3', '"count":1e999'))],
  [
    'a number below exactness',
    J,
    C,
    line(C, (l) => l.replace('"count":3', '"count":3.0000000000000001')),
  ],
  [
    'digits beyond exactness',
    J,
    C,
    line(C, (l) => l.replace('"count":3', '"count":9007199254740993')),
  ],
  ['hexadecimal', J, C, line(C, (l) => l.replace('"count":3', '"count":0x3'))],
  ['NaN', J, C, line(C, (l) => l.replace('"count":3', '"count":NaN'))],
  ['a number as text', 'E_CHAIN(15)', C, line(C, (l) => l.replace('"n":15', '"n":"15"'))],

  ['a letter escaped', J, 0, line(0, (l) => l.replace('Lấy', '\\u004cấy'))],
  ['a letter beyond ASCII escaped', J, 0, line(0, (l) => l.replace('Lấy', 'L\\u1ea5y'))],
  ['a slash escaped', J, N, line(N, (l) => l.replace('"ballot"', '"bal\\/lot"'))],
  ['an escape in capitals', J, 0, line(0, (l) => l.replace('Lấy', '\\u001F'))],
  ['a NUL within a text', J, 0, line(0, (l) => l.replace('Lấy', 'L\0y'))],
  ['a tab within a text', J, 0, line(0, (l) => l.replace('Lấy', 'L\ty'))],
  ['single quotes', J, C, line(C, (l) => l.replaceAll('"', "'"))],
  ['a lone surrogate in bytes', J, 0, bytes('Lấy', [0xed, 0xa0, 0x80])],
  ['an overlong encoding', J, 0, bytes('Lấy', [0xc1, 0x8c])],
  ['a byte that is no UTF-8', J, 0, bytes('Lấy', [0xff])],
  ['half a letter', J, 0, bytes('Lấy', [0xe1, 0xba])],
  ['a pair of surrogates in bytes', J, 0, bytes('Lấy', [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80])],

  ['a line that is null', J, C, line(C, () => 'null')],
  ['a line that is a list', J, C, line(C, (l) => `[${l}]`)],
  ['a line that is a text', J, C, line(C, (l) => JSON.stringify(l))],
  ['two objects in a line', J, C, line(C, (l) => `${l}${l}`)],
  ['a body that is null', J, AT.poll, line(AT.poll, (l) => l.replace('"b":{}', '"b":null'))],
  ['a type that is a number', J, C, line(C, (l) => l.replace('"close"', '5'))],
  ['deeply nested lists', J, C, line(C, () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
  ['deeply nested objects', J, C, line(C, () => `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`)],

  [
    'a line before it not followed',
    'E_CHAIN(15)',
    C,
    line(C, (l) => l.replace(/"p":"./u, '"p":"_')),
  ],
  ['a number too high', 'E_CHAIN(15)', C, line(C, (l) => l.replace('"n":15', '"n":16'))],
  ['a number too low', 'E_CHAIN(15)', C, line(C, (l) => l.replace('"n":15', '"n":14'))],
  [
    'a first line that follows another',
    'E_CHAIN(0)',
    0,
    line(0, (l) => l.replace('"p":"A', '"p":"B')),
  ],
  ['a line cut out', 'E_CHAIN(12)', N, (text) => lines(text).toSpliced(N, 1).join('\n')],
  ['a text in another Unicode form', 'E_CHAIN(1)', 1, line(0, (l) => l.normalize('NFD'))],
];

/** The edit of line `n`, without its line feed. */
function line(n: number, edit: (line: string) => string): JsonRow[3] {
  return (text) =>
    lines(text)
      .with(n, edit(lines(text)[n]!))
      .join('\n');
}

/** These bytes where the text stands first. */
function bytes(where: string, given: readonly number[]): JsonRow[3] {
  return (text) => {
    const [before = '', ...after] = text.split(where);
    return Uint8Array.from([...utf8(before), ...given, ...utf8(after.join(where))]);
  };
}

function lines(text: string): string[] {
  return text.split('\n');
}
