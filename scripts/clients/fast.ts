import type { FastGroup } from '#shared/protocol/fast/fast-group.ts';
import { buildVerifier } from '../../server/build-verifier.ts';
import { loadFastGroup } from '../../server/fast-group.ts';

/** The fast verifier, built first where it is missing or its sources are newer. */
export async function loadFast(): Promise<FastGroup | undefined> {
  await buildVerifier();
  return loadFastGroup();
}
