/** What core needs of Node to read certificates: bounded decompression, signatures, a digest. */
import { constants, createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { inflateRawSync, inflateSync } from 'node:zlib';
import type { CertificateMeans, IssuerKey } from '../../core/certificate/index.ts';
import type { Configuration } from '../effects/configuration.ts';

export function certificateMeans({ issuers, papers }: Pick<Configuration, 'issuers' | 'papers'>): CertificateMeans {
  return {
    issuers,
    tests: { 'eu-dcc': papers['eu-dcc'].tests, 'smart-health-card': papers['smart-health-card'].tests },
    inflate(bytes, format, most) {
      try {
        return (format === 'zlib' ? inflateSync : inflateRawSync)(bytes, { maxOutputLength: most });
      } catch {
        // Broken, or larger than any certificate: zlib stops as soon as it is.
        return undefined;
      }
    },
    verify(key, signed, signature) {
      const publicKey = keyOf(key);
      return key.algorithm === 'ES256'
        ? verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)
        : verify(
            'sha256',
            signed,
            { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
            signature,
          );
    },
    digest: (identifier) => createHash('sha256').update(identifier).digest().subarray(0, 16).toString('base64url'),
  };
}

const imported = new WeakMap<IssuerKey, KeyObject>();

/** Reading a key costs as much as a signature; there are as many as issuers have. */
function keyOf(key: IssuerKey): KeyObject {
  let known = imported.get(key);
  if (!known) {
    known = createPublicKey({ format: 'jwk', key: key.publicKey });
    imported.set(key, known);
  }
  return known;
}
