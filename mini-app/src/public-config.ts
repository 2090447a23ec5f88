/** PublicConfig: what the built mini-program knows of its stage. Nothing here is secret; the build's STAGE chooses. */
import { decodeBase64Url } from '../../core/certificate/base64url.ts';
import { instantOf } from '../../core/index.ts';
import type { SigningAlgorithm, SigningKey } from '../../core/share-code/signed-key.ts';

export interface PublicConfig {
  /** As serverless.yml calls it. */
  stage: 'sandbox' | 'prod' | 'prod-cn';
  /** Where the functions answer, without a slash at the end. */
  apiAddress: string;
  /** Where the static documents lie, without a slash at the end. */
  documentsAddress: string;
  /** Where the browser's version is opened, without a slash at the end; links that a mini-program gives out lead there. */
  webAddress: string;
  /** By which names the super-apps know the mini-program; put into their project files when uploading. */
  appIds: { wechat: string; alipay: string };
  /** Who signs the trust list's keys and policies: the root in use, and the one that takes its place. */
  roots: readonly SigningKey[];
}

/** Replaced at build time, when config/stage.ts has seen them; HUREN_API is the sandbox's address for a phone in its network. */
declare const STAGE: PublicConfig['stage'];
declare const HUREN_API: string;
declare const HUREN_ROOTS: { kid: string; publicKey: string; algorithm: SigningAlgorithm }[];

const SANDBOX_API = HUREN_API || 'http://127.0.0.1:4000';

const stages: Record<PublicConfig['stage'], Omit<PublicConfig, 'roots' | 'stage'>> = {
  sandbox: {
    apiAddress: SANDBOX_API,
    documentsAddress: SANDBOX_API,
    webAddress: 'http://127.0.0.1:10086',
    appIds: { wechat: 'touristappid', alipay: 'sandbox' },
  },
  prod: {
    apiAddress: 'https://api.huren.example',
    documentsAddress: 'https://documents.huren.example',
    webAddress: 'https://h5.huren.example',
    appIds: { wechat: 'WECHAT_APP_ID', alipay: 'ALIPAY_APP_ID' },
  },
  'prod-cn': {
    apiAddress: 'https://api.huren.example',
    documentsAddress: 'https://documents.huren.example',
    webAddress: 'https://h5.huren.example',
    appIds: { wechat: 'WECHAT_APP_ID', alipay: 'ALIPAY_APP_ID' },
  },
};

if (!stages[STAGE]) throw new Error(`This file has no addresses for the stage ${STAGE}`);

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

export const publicConfig: PublicConfig = { stage: STAGE, ...stages[STAGE], roots };
