import { describe, expect, test } from 'vitest';
import { fromHex, toBase64url } from '#shared/protocol/bytes.ts';
import type { Receipt, SignedHead } from '#shared/protocol/entries.ts';
import { checkHead, checkReceipt, signHead, signReceipt } from '#shared/protocol/receipt.ts';
import { sodium } from '../../support/sodium.ts';
import { label32 } from '../../support/vectors.ts';

const board = sodium.crypto_sign_seed_keypair(label32('board key'));
const sid = label32('sid');
const id = label32('id');
const h = label32('head');

const receipt: Receipt = {
  id: toBase64url(id),
  n: 42,
  head: toBase64url(h),
  sig: toBase64url(signReceipt(sodium, board.privateKey, sid, id, 42, h)),
};
const head: SignedHead = {
  n: 42,
  h: toBase64url(h),
  sig: toBase64url(signHead(sodium, board.privateKey, sid, 42, h)),
};

describe('receipts (SPEC L8)', () => {
  test('L8: the signed frame is receipt · sid · id · u32(n) · head', () => {
    const preimage = fromHex(
      `${'00000000'.slice(0, 7)}f${Buffer.from('evote/1/receipt').toString('hex')}` +
        [sid, id].map((part) => `00000020${Buffer.from(part).toString('hex')}`).join('') +
        `000000040000002a00000020${Buffer.from(h).toString('hex')}`,
    );
    const sig = sodium.crypto_sign_detached(preimage, board.privateKey);
    expect(receipt.sig).toBe(toBase64url(sig));
  });

  test('L8: a receipt holds only for its board, key, ballot, place and head', () => {
    function check(changed: Partial<Receipt>, of = sid): boolean {
      return checkReceipt(sodium, board.publicKey, of, { ...receipt, ...changed });
    }
    expect(check({})).toBe(true);
    expect(check({}, label32('other'))).toBe(false);
    expect(check({ n: 43 })).toBe(false);
    expect(check({ id: toBase64url(label32('other')) })).toBe(false);
    expect(check({ head: toBase64url(label32('other')) })).toBe(false);
    expect(check({ sig: head.sig })).toBe(false);
    const other = sodium.crypto_sign_seed_keypair(label32('other'));
    expect(checkReceipt(sodium, other.publicKey, sid, receipt)).toBe(false);
  });

  test('L8: a malformed receipt is refused, not an exception', () => {
    for (const changed of [
      { n: -1 },
      { n: 1.5 },
      { n: 2 ** 32 },
      { id: 'x' },
      { head: '' },
      { sig: '' },
    ])
      expect(checkReceipt(sodium, board.publicKey, sid, { ...receipt, ...changed })).toBe(false);
  });
});

describe('heads (SPEC L7)', () => {
  test('L7: a head holds only for its board, key, place and hash', () => {
    function check(changed: Partial<SignedHead>, of = sid): boolean {
      return checkHead(sodium, board.publicKey, of, { ...head, ...changed });
    }
    expect(check({})).toBe(true);
    expect(check({}, label32('other'))).toBe(false);
    expect(check({ n: 41 })).toBe(false);
    expect(check({ h: toBase64url(id) })).toBe(false);
    expect(check({ sig: receipt.sig })).toBe(false);
    for (const changed of [{ n: -1 }, { h: 'AAAA' }, { sig: 'AAAA' }])
      expect(check(changed)).toBe(false);
  });
});
