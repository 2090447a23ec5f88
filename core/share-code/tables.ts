/** The tables of cases about share codes, by the means a phone without BigInt has: they are given in, for core brings none. */
import type { Case } from '../cases.ts';
import { renewalCases } from './renewal.cases.ts';
import { signatureCases } from './signature.cases.ts';
import { type Signing, samplesBy } from './signed.samples.ts';
import { statementCases } from './statement.cases.ts';
import { isStrictEd25519 } from './strict-ed25519.ts';
import { trustListCases, verificationCases } from './verify.cases.ts';

/** As tweetnacl offers it. */
interface Nacl {
  sign: {
    keyPair: { fromSeed(seed: Uint8Array): { publicKey: Uint8Array; secretKey: Uint8Array } };
    detached: {
      (message: Uint8Array, secretKey: Uint8Array): Uint8Array;
      verify(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean;
    };
  };
}

export function shareCodeTables({ sign }: Nacl, sha256: (bytes: Uint8Array) => Uint8Array): Record<string, Case[]> {
  const signing: Signing = {
    means: {
      sha256,
      verify: (algorithm, publicKey, message, signature) =>
        algorithm === 'Ed25519' &&
        isStrictEd25519(publicKey, signature) &&
        sign.detached.verify(message, signature, publicKey),
    },
    publicKeyOf: (seed) => sign.keyPair.fromSeed(seed).publicKey,
    sign: (seed, message) => sign.detached(message, sign.keyPair.fromSeed(seed).secretKey),
  };
  const samples = samplesBy(signing);
  const ed25519 = signatureCases.filter(({ algorithm }) => algorithm === 'Ed25519');
  return {
    showing: verificationCases(samples),
    'trust-list': trustListCases(samples),
    statement: statementCases(samples),
    renewal: renewalCases,
    signature: ed25519.map(({ name, publicKey, message, signature, good }) => ({
      name,
      expected: good,
      actual: () => signing.means.verify('Ed25519', publicKey, message, signature),
    })),
  };
}
