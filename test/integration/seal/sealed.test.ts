import fc from 'fast-check';
import { zipSync } from 'fflate';
import libsodium from 'libsodium-wrappers-sumo';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeArchive, openArchive } from '../../../server/archive/archive.ts';
import { manifestOf } from '../../../server/archive/manifest.ts';
import { isSealed, openBytes, sealBytes } from '../../../server/seal/sealed.ts';
import { random } from '../../../server/sodium.ts';

/** As cheap as libsodium allows: what is tested is the seal, not the price of a guess. */
const CHEAP = { passes: 1, memory: 8192 };
const FACTS = {
  round: 'bch-1',
  rehearsal: false,
  title: 'Lấy phiếu tín nhiệm',
  venue: 'Hội nghị',
  software: 'hom-phieu 0',
  madeAt: '2026-03-15T10:00:00.000Z',
};

function seal(plain: Uint8Array, passphrase = 'mật khẩu dài đủ'): Uint8Array {
  return sealBytes(libsodium, random, 'archive', plain, passphrase, CHEAP);
}
function open(sealed: Uint8Array, passphrase = 'mật khẩu dài đủ') {
  return openBytes(libsodium, 'archive', sealed, passphrase);
}

beforeAll(() => libsodium.ready);

describe('a sealed file', () => {
  test.each([0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])(
    'of %d bytes opens to the same bytes',
    (length) => {
      const plain = random(length);
      const sealed = seal(plain);
      expect(isSealed(sealed)).toBe(true);
      const opened = open(sealed);
      expect(opened.ok && Buffer.compare(opened.value, plain)).toBe(0);
    },
  );

  test('opens under the same words however their letters were typed', () => {
    const sealed = seal(Uint8Array.of(1), 'Hội trường số Một');
    expect(open(sealed, 'Hội trường số Một'.normalize('NFD')).ok).toBe(true);
    expect(open(sealed, 'Hội trường số một')).toEqual({ ok: false, error: 'passphrase' });
  });

  test('one byte changed anywhere, or bytes cut or added, and it does not open', () => {
    const sealed = seal(random(70_000));
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bad = Uint8Array.from(sealed);
        bad[at] = bad[at]! ^ flip;
        expect(open(bad).ok).toBe(false);
      }),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), (length) => {
        expect(open(sealed.subarray(0, length)).ok).toBe(false);
      }),
      { numRuns: 60 },
    );
    // Cut exactly between two chunks: every byte that is left is as it was sealed.
    const first = sealed.length - 70_000 - 17 * 2 + 65_536 + 17;
    expect(open(sealed.subarray(0, first))).toEqual({ ok: false, error: 'cut-off' });
    expect(open(Uint8Array.of(...sealed.subarray(0, 300), 0)).ok).toBe(false);
    expect(open(Uint8Array.from([...sealed, 0])).ok).toBe(false);
  });

  test('bytes after the last chunk are refused, where that chunk is a full one too', () => {
    const sealed = seal(random(65_536));
    expect(open(Buffer.concat([sealed, random(9)]))).toEqual({ ok: false, error: 'cut-off' });
  });

  test('a whole folder does not pass for an archive', () => {
    const sealed = sealBytes(libsodium, random, 'folder', Uint8Array.of(1), 'x', CHEAP);
    expect(open(sealed, 'x')).toEqual({ ok: false, error: 'not-sealed' });
  });

  test('a header that asks for all the memory of this machine is refused, not followed', () => {
    const text = Buffer.from(seal(Uint8Array.of(1))).toString('latin1');
    for (const [asked, greedy] of [
      ['"memory":8192', '"memory":99999999999'],
      ['"memory":8192', '"memory":1073741824'],
      ['"passes":1', '"passes":7'],
    ] as const) {
      expect(text).toContain(asked);
      const altered = Buffer.from(text.replace(asked, greedy), 'latin1');
      expect(open(altered)).toEqual({ ok: false, error: 'not-sealed' });
    }
  });
});

describe('an archive', () => {
  const files = new Map([
    ['log.jsonl', Buffer.from('a')],
    ['papers/bien-ban.pdf', Buffer.from('b')],
  ]);
  test('holds the files it was given, with their list', () => {
    const sealed = makeArchive(libsodium, random, FACTS, files, 'mật khẩu dài đủ', CHEAP);
    const opened = openArchive(libsodium, sealed, 'mật khẩu dài đủ');
    expect(opened.ok && opened.value.manifest.files.map(({ name }) => name)).toEqual([
      'log.jsonl',
      'papers/bien-ban.pdf',
    ]);
    expect(opened.ok && Buffer.from(opened.value.files.get('log.jsonl')!).toString()).toBe('a');
    expect(Buffer.from(sealed).toString('latin1')).not.toContain('bien-ban');
  });

  /** Sealed by somebody who has the passphrase, and lies about what is inside. */
  function packed(inside: Record<string, Uint8Array>) {
    const sealed = sealBytes(libsodium, random, 'archive', zipSync(inside), 'p', CHEAP);
    return openArchive(libsodium, sealed, 'p');
  }

  test.each([
    ['changed', { 'log.jsonl': Buffer.from('x') }, 'log.jsonl'],
    ['missing', {}, 'log.jsonl'],
    ['not listed', { 'log.jsonl': Buffer.from('a'), other: Buffer.from('b') }, 'other'],
  ])('with a file that is %s is refused, and the file named', (_, inside, file) => {
    const list = manifestOf(FACTS, new Map([['log.jsonl', Buffer.from('a')]]));
    const listed = { 'archive.json': Buffer.from(JSON.stringify(list)), ...inside };
    expect(packed(listed)).toEqual({ ok: false, error: { what: 'file-differs', file } });
  });

  test('whose list names a place outside its folder is refused', () => {
    const bad = new Map([['../x', Buffer.from('a')]]);
    const sealed = makeArchive(libsodium, random, FACTS, bad, 'p', CHEAP);
    expect(openArchive(libsodium, sealed, 'p')).toEqual({ ok: false, error: { what: 'no-list' } });
  });
});
