const SPACE = /[ \t\n\r]*/uy;
const PUNCTUATION = '{}[],:';
// The string's loop is unrolled: nested repetition would take exponential time on an open string.
const STRING = String.raw`"[^"\\\u0000-\u001F]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001F]*)*"`;
const NUMBER = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`;
const SCALAR = new RegExp(`${STRING}|${NUMBER}|true|false|null`, 'uy');

type Expected = 'value' | 'firstValue' | 'key' | 'firstKey' | 'colon' | 'next' | 'end';

/**
 * The offset of the first token that breaks JSON's grammar, or null for good JSON. `JSON.parse`
 * names the place in some engines only.
 */
export function jsonErrorAt(text: string): number | null {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  for (let at = skipSpace(text, 0); ;) {
    if (at === text.length) return expected === 'end' ? null : at;
    const token = tokenAt(text, at);
    const then: Expected | null = token === null ? null : step(expected, token, open);
    if (token === null || then === null) return at;
    expected = then;
    at = skipSpace(text, at + token.length);
  }
}

function skipSpace(text: string, from: number): number {
  SPACE.lastIndex = from;
  return from + (SPACE.exec(text)?.[0].length ?? 0);
}

function tokenAt(text: string, at: number): string | null {
  const char = text.charAt(at);
  if (PUNCTUATION.includes(char)) return char;
  SCALAR.lastIndex = at;
  return SCALAR.exec(text)?.[0] ?? null;
}

/** What may follow `token`, or null where it must not stand; keeps the open brackets. */
function step(expected: Expected, token: string, open: ('{' | '[')[]): Expected | null {
  switch (expected) {
    case 'colon':
      return token === ':' ? 'value' : null;
    case 'end':
      return null;
    case 'next':
      if (token === ',') return open.at(-1) === '{' ? 'key' : 'value';
      return close(token, open);
    case 'firstKey':
      return token === '}' ? close(token, open) : step('key', token, open);
    case 'key':
      return token.startsWith('"') ? 'colon' : null;
    case 'firstValue':
      return token === ']' ? close(token, open) : step('value', token, open);
    case 'value':
      return value(token, open);
  }
}

function value(token: string, open: ('{' | '[')[]): Expected | null {
  if (token === '{' || token === '[') {
    open.push(token);
    return token === '{' ? 'firstKey' : 'firstValue';
  }
  if (PUNCTUATION.includes(token)) return null;
  return open.length === 0 ? 'end' : 'next';
}

function close(token: string, open: ('{' | '[')[]): Expected | null {
  if (token !== (open.at(-1) === '{' ? '}' : ']')) return null;
  open.pop();
  return open.length === 0 ? 'end' : 'next';
}
