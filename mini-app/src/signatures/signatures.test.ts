/** The phones' paths of checking signatures, on the one suite that all paths answer alike; and the device's own key. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signatureCases } from '../../../core/share-code/signature.cases.ts';
import { deviceKeyOf, newDeviceKey } from './device-key.ts';
import { loadEd25519 } from './load-ed25519.ts';
import { loadSm2 } from './load-sm2.ts';
import { sha256 } from './sha256.ts';
import { trustMeans } from './trust-means.ts';

const paths = [
  ['with BigInt', true],
  ['without BigInt', false],
] as const;

describe.each(paths)('%s', (_name, hasBigInt) => {
  it.each(signatureCases.map((each) => [each.name, each] as const))('%s', async (_, each) => {
    const { publicKey, message, signature } = each;
    const verify = each.algorithm === 'SM2' ? await loadSm2(hasBigInt) : (await loadEd25519(hasBigInt)).verify;
    expect(verify(publicKey, message, signature)).toBe(each.good);
  });

  it("signs what the other path takes, and hashes as Node's", async () => {
    const [ours, other] = await Promise.all([loadEd25519(hasBigInt), loadEd25519(!hasBigInt)]);
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ maxLength: 300 }),
        (seed, message) => {
          const signature = ours.sign(seed, message);
          expect(ours.publicKeyOf(seed)).toEqual(other.publicKeyOf(seed));
          expect(signature).toEqual(other.sign(seed, message));
          expect(other.verify(ours.publicKeyOf(seed), message, signature)).toBe(true);
          expect([...ours.sha512(message)]).toEqual([...createHash('sha512').update(message).digest()]);
        },
      ),
      { numRuns: 10 },
    );
  });
});

describe('a phone', () => {
  it('knows no SM2 signature before its library is loaded', async () => {
    const good = signatureCases.find(({ algorithm, good }) => algorithm === 'SM2' && good)!;
    const judge = async (sm2: boolean) =>
      (await trustMeans(sm2)).verify('SM2', good.publicKey, good.message, good.signature);
    expect(await judge(false)).toBe(false);
    expect(await judge(true)).toBe(true);
  });

  it('hashes as Node', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect([...sha256(bytes)]).toEqual([...createHash('sha256').update(bytes).digest()]);
      }),
    );
  });

  it('makes a key of both sides, keeps its seed, and finds it again', async () => {
    const [server, own] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    const key = await newDeviceKey(server, own);
    const both = createHash('sha512').update(server).update(own).digest().subarray(0, 32);
    expect([...key.seed]).toEqual([...both]);
    const again = await deviceKeyOf(key.seed);
    expect(again.publicKey).toEqual(key.publicKey);
    expect(again.sign(own)).toEqual(key.sign(own));
    expect((await newDeviceKey(server)).publicKey).not.toEqual(key.publicKey);
  });
});
