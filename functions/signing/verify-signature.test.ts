/** Node's path of checking signatures, on the one suite that all paths answer alike. */
import { beforeAll, describe, expect, it } from 'vitest';
import { signatureCases } from '../../core/share-code/signature.cases.ts';
import { drawKeyPair, readyToSign } from './key-pair.ts';
import { loadSm2, verifySignature } from './verify-signature.ts';

describe('signatures on Node', () => {
  beforeAll(loadSm2);

  it.each(signatureCases.map((each) => [each.name, each] as const))('%s', (_, each) => {
    expect(verifySignature(each.algorithm, each.publicKey, each.message, each.signature)).toBe(each.good);
  });

  it.each(['Ed25519', 'SM2'] as const)('takes what %s keys of ours sign', async (algorithm) => {
    const { publicKey, privateKey } = await drawKeyPair(algorithm);
    const sign = await readyToSign(algorithm, privateKey);
    const message = Uint8Array.of(1, 2, 3);
    expect(verifySignature(algorithm, publicKey, message, sign(message))).toBe(true);
    expect(verifySignature(algorithm, publicKey, Uint8Array.of(1, 2), sign(message))).toBe(false);
  });

  it('holds many keys one after the other', async () => {
    const message = Uint8Array.of(7);
    for (let more = 0; more < 130; more += 1) {
      const { publicKey, privateKey } = await drawKeyPair('Ed25519');
      const signature = (await readyToSign('Ed25519', privateKey))(message);
      expect(verifySignature('Ed25519', publicKey, message, signature)).toBe(true);
    }
  });
});
