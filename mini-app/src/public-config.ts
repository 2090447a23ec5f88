/** PublicConfig: what the built mini-program knows of its stage. Nothing here is secret; the build's STAGE chooses. */
import { decodeBase64Url } from '../../core/certificate/base64url.ts';
import { instantOf } from '../../core/index.ts';
import type { SigningAlgorithm, SigningKey } from '../../core/share-code/signed-key.ts';

export interface PublicConfig {
  /** As serverless.yml calls it, or `sandbox`. */
  stage: string;
  /** Where the functions answer, without a slash at the end. */
  apiAddress: string;
  /** Where the static documents lie, without a slash at the end. */
  documentsAddress: string;
  /** Where the browser's version is opened, without a slash at the end; links that a mini-program gives out lead there. */
  webAddress: string;
  /** Who signs the trust list's keys and policies: the root in use, and the one that takes its place. */
  roots: readonly SigningKey[];
}

/** Replaced at build time by what config/ of the mini-program has read and checked. */
declare const STAGE: string;
declare const HUREN_ADDRESSES: Pick<PublicConfig, 'apiAddress' | 'documentsAddress' | 'webAddress'>;
declare const HUREN_ROOTS: { kid: string; publicKey: string; algorithm: SigningAlgorithm }[];

/** A root stands as long as a package carries it. */
const roots = HUREN_ROOTS.map(
  ({ kid, publicKey, algorithm }): SigningKey => ({
    kid,
    use: 'root',
    algorithm,
    publicKey: decodeBase64Url(publicKey)!,
    signsFrom: instantOf(0),
    signsUntil: instantOf(8_640_000_000_000_000),
  }),
);

export const publicConfig: PublicConfig = { stage: STAGE, ...HUREN_ADDRESSES, roots };
