import { describe, expect, test } from 'vitest';
import { fromHex, toBase64url, toHex } from '#shared/protocol/bytes.ts';
import { generateBallotCode } from '#shared/protocol/code.ts';
import { proveDleqWithNonce, verifyDleq } from '#shared/protocol/dleq.ts';
import { BASE, IDENTITY, multiply, multiplyBase, scalarInvert } from '#shared/protocol/group.ts';
import { frame } from '#shared/protocol/hash.ts';
import {
  blindToken,
  checkEvaluation,
  computeToken,
  deriveBallotKey,
  evaluateToken,
  finalizeToken,
  generateIssuerKey,
} from '#shared/protocol/token.ts';
import { finalizeHash, hashToGroup, VOPRF_CONTEXT } from '#shared/protocol/voprf.ts';
import { random, sodium } from '../../support/sodium.ts';
import { known, label32, labelScalar, readVector, vectors } from '../../support/vectors.ts';

interface Suite {
  readonly pkSm: string;
  readonly skSm: string;
  readonly vectors: readonly {
    readonly Batch: number;
    readonly Blind: string;
    readonly BlindedElement: string;
    readonly EvaluationElement: string;
    readonly Input: string;
    readonly Output: string;
    readonly Proof: { readonly proof: string; readonly r: string };
  }[];
}

const [suite] = JSON.parse(readVector('rfc9497-voprf-ristretto255.json')) as [Suite];

describe('VOPRF (RFC 9497, A.1.2)', () => {
  test('A.1.2: the suite has its three vectors, one a batch of two', () => {
    expect(suite.vectors.map((vector) => vector.Batch)).toEqual([1, 1, 2]);
  });

  test.each(suite.vectors)('A.1.2: batch of $Batch, input $Input', (vector) => {
    const k = fromHex(suite.skSm);
    const pk = fromHex(suite.pkSm);
    const inputs = fromHexList(vector.Input);
    const blinds = fromHexList(vector.Blind);
    const C = inputs.map((input, i) => multiply(sodium, blinds[i]!, hashToGroup(sodium, input)));
    expect(C.map(toHex).join(',')).toBe(vector.BlindedElement);
    const D = C.map((point) => multiply(sodium, k, point));
    expect(D.map(toHex).join(',')).toBe(vector.EvaluationElement);
    const statement = { context: VOPRF_CONTEXT, A: BASE, B: pk, C, D };
    const proof = proveDleqWithNonce(sodium, fromHex(vector.Proof.r), k, statement);
    expect(toHex(proof)).toBe(vector.Proof.proof);
    expect(verifyDleq(sodium, VOPRF_CONTEXT, BASE, pk, C, D, proof)).toBe(true);
    const outputs = D.map((point, i) =>
      finalizeHash(sodium, inputs[i]!, multiply(sodium, scalarInvert(sodium, blinds[i]!), point)),
    );
    expect(outputs.map(toHex).join(',')).toBe(vector.Output);
    expect(toHex(multiplyBase(sodium, k))).toBe(suite.pkSm);
  });
});

describe('tokens (SPEC T4–T8)', () => {
  const eid = known('eid');
  const vk = known('vk');

  test('T5–T7: the known input, blinded element, evaluation, proof and token', () => {
    const input = frame('token', eid, vk);
    expect(toHex(input)).toBe(vectors.tokenInput);
    expect(toHex(labelScalar('blind'))).toBe(vectors.blind);
    const B = multiply(sodium, known('blind'), hashToGroup(sodium, input));
    expect(toHex(B)).toBe(vectors.blinded);
    const k = known('issuerSk');
    const E = multiply(sodium, k, B);
    expect(toHex(E)).toBe(vectors.evaluated);
    const statement = { context: VOPRF_CONTEXT, A: BASE, B: known('issuerPk'), C: [B], D: [E] };
    const proof = proveDleqWithNonce(sodium, labelScalar('proof'), k, statement);
    expect(toHex(proof)).toBe(vectors.tokenProof);
    expect(checkEvaluation(sodium, known('issuerPk'), B, E, proof)).toBe(true);
    expect(toHex(finalizeToken(sodium, eid, vk, known('blind'), E))).toBe(vectors.token);
    expect(toHex(computeToken(sodium, k, eid, vk))).toBe(vectors.token);
  });

  test('T4, T5: key and blind follow from code and election, and differ with either', () => {
    const code = generateBallotCode(random);
    const first = {
      key: deriveBallotKey(sodium, code, eid),
      ask: blindToken(sodium, code, eid, vk),
    };
    expect(deriveBallotKey(sodium, code, eid)).toEqual(first.key);
    expect(blindToken(sodium, code, eid, vk)).toEqual(first.ask);
    for (const [otherCode, otherEid] of [
      [generateBallotCode(random), eid],
      [code, label32('other')],
    ] as const) {
      const key = deriveBallotKey(sodium, otherCode, otherEid);
      expect(toHex(key.publicKey)).not.toBe(toHex(first.key.publicKey));
      const ask = blindToken(sodium, otherCode, otherEid, vk);
      expect(toHex(ask.r)).not.toBe(toHex(first.ask.r));
      expect(toHex(ask.B)).not.toBe(toHex(first.ask.B));
    }
  });

  test('T6–T8: what the device finalises is what the issuer computes', () => {
    const { k, pk } = generateIssuerKey(sodium, random);
    const code = generateBallotCode(random);
    const key = deriveBallotKey(sodium, code, eid);
    const { r, B } = blindToken(sodium, code, eid, key.publicKey);
    const { E, proof } = evaluateToken(sodium, random, k, pk, B);
    expect(checkEvaluation(sodium, pk, B, E, proof)).toBe(true);
    const token = finalizeToken(sodium, eid, key.publicKey, r, E);
    expect(token).toEqual(computeToken(sodium, k, eid, key.publicKey));
    expect(token.length).toBe(64);
    expect(token).not.toEqual(computeToken(sodium, k, label32('other'), key.publicKey));
  });

  test('T6: an answer under another key (tagging), of another point or malformed is refused', () => {
    const { k, pk } = generateIssuerKey(sodium, random);
    const other = generateIssuerKey(sodium, random);
    const B = multiplyBase(sodium, k);
    const { E, proof } = evaluateToken(sodium, random, k, pk, B);
    const tagged = evaluateToken(sodium, random, other.k, other.pk, B);
    expect(checkEvaluation(sodium, pk, B, tagged.E, tagged.proof)).toBe(false);
    expect(checkEvaluation(sodium, pk, BASE, E, proof)).toBe(false);
    expect(checkEvaluation(sodium, pk, B, IDENTITY, proof)).toBe(false);
    expect(checkEvaluation(sodium, pk, B, new Uint8Array(32).fill(255), proof)).toBe(false);
    expect(checkEvaluation(sodium, pk, B, E, proof.subarray(1))).toBe(false);
  });
});

describe('the sample meeting’s register (SPEC T4–T6)', () => {
  interface Line<B> {
    readonly t: string;
    readonly b: B;
  }
  interface Exchange {
    readonly B: string;
    readonly evals: readonly { readonly E: string; readonly proof: string }[];
  }
  const register = readVector('sample-board/register.jsonl').trim().split('\n');
  const secrets = JSON.parse(readVector('sample-board/secrets.json')) as {
    readonly codes: readonly string[];
    readonly issuers: readonly string[];
  };
  const eid = bytes((JSON.parse(register[0]!) as Line<{ eid: string }>).b.eid);

  test('T4–T6: from code and eid follow B, and the issuer’s answers check', () => {
    const k = bytes(secrets.issuers[0]!);
    const pk = multiplyBase(sodium, k);
    secrets.codes.forEach((code, i) => {
      const { b } = JSON.parse(register[i + 1]!) as Line<Exchange>;
      const key = deriveBallotKey(sodium, code, eid);
      const { r, B } = blindToken(sodium, code, eid, key.publicKey);
      expect(toBase64url(B)).toBe(b.B);
      const [answer] = b.evals;
      const E = bytes(answer!.E);
      expect(checkEvaluation(sodium, pk, B, E, bytes(answer!.proof))).toBe(true);
      expect(finalizeToken(sodium, eid, key.publicKey, r, E)).toEqual(
        computeToken(sodium, k, eid, key.publicKey),
      );
    });
  });
});

function fromHexList(text: string): Uint8Array[] {
  return text.split(',').map(fromHex);
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'base64url'));
}
