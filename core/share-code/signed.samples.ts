/** Keys, trust lists, showings and statements as tests sign them, by whatever means they bring: Node's, or those of a bare context. */
import { encodeBase64Url } from '../certificate/base64url.ts';
import { writeCbor } from '../certificate/cbor.ts';
import { COSE_ALGORITHMS, signedBytes } from '../certificate/cose-sign1.ts';
import { encodeUtf8 } from '../certificate/utf8.ts';
import { formatInstant, type Instant, instantOf, parseInstant } from '../instant.ts';
import type { JurisdictionCode } from '../jurisdiction.ts';
import { type Credential, writeCredential } from './credential.ts';
import { fromHex } from './hex.ts';
import { writeRevocations } from './revocations.ts';
import { type FamilyPlace, provenBytes, writeShowing } from './showing.ts';
import { boundTo, type KeyUse, type SigningKey } from './signed-key.ts';
import { type PublishedTrustList, readTrustList, type TrustList, type TrustMeans } from './trust-list.ts';
import { trustedTime } from './trusted-time.ts';
import { type Venue, type Verification, verifyShowing } from './verify.ts';

/** Ed25519 by seeds (RFC 8032's private keys), and the means under test. */
export interface Signing {
  means: TrustMeans;
  publicKeyOf(seed: Uint8Array): Uint8Array;
  sign(seed: Uint8Array, message: Uint8Array): Uint8Array;
}

export interface Signer extends SigningKey {
  seed: Uint8Array;
}

/** A moment of August 2022 in Beijing: `01T07:45`. */
export const august = (text: string): Instant => parseInstant(`2022-08-${text}:00+08:00`)!;
export const NOW = august('01T07:45');
export const SHANGHAI = '310000' as JurisdictionCode;
export const VENUE: Venue = { jurisdiction: SHANGHAI, scene: 'public-places' };

const POLICY = {
  jurisdiction: SHANGHAI,
  scene: 'public-places',
  windowHours: 72,
  startsFrom: 'report-issued',
  effectiveFrom: '2022-07-29T00:00:00+08:00',
  document: '联防联控机制综发〔2022〕81号',
};

interface Made {
  credential?: Partial<Credential>;
  by?: Signer;
  /** In whose name it is signed. */
  as?: SigningKey;
  alg?: number;
  shownAt?: Instant;
  shownBy?: Signer;
  challenge?: Uint8Array;
  family?: FamilyPlace;
  proof?: boolean;
}

interface ListMade {
  seq?: number;
  signedAt?: Instant;
  revoked?: number[];
  by?: Signer;
  rootBy?: Signer;
  edition?: unknown;
  /** Which a root has revoked. */
  lost?: Signer;
  words?: object;
  policies?: object[];
}

export function samplesBy({ means, publicKeyOf, sign }: Signing) {
  let seeds = 0;
  /** A key nobody has had before. */
  function signer(use: KeyUse, more: Partial<SigningKey> = {}): Signer {
    seeds += 1;
    const seed = means.sha256(Uint8Array.of(seeds >> 8, seeds & 0xff));
    const kid = `0000${(0x10000 + seeds).toString(16)}`.slice(-8);
    return {
      kid,
      use,
      algorithm: 'Ed25519',
      publicKey: publicKeyOf(seed),
      signsFrom: august('01T00:00'),
      signsUntil: august('09T00:00'),
      seed,
      ...more,
    };
  }

  const keys = {
    root: signer('root'),
    share: signer('share'),
    retired: signer('share', { signsUntil: august('01T01:00') }),
    lost: signer('share', { revoked: true }),
    venue: signer('venue'),
    receipt: signer('receipt'),
    tally: signer('tally'),
    lostVenue: signer('venue', { revoked: true }),
    list: signer('list', { signsFrom: parseInstant('2022-07-20T00:00:00+08:00')! }),
    device: signer('share'),
  };
  const { root, device, ...listed } = keys;

  function coseSign1(by: Signer, payload: Uint8Array, as: SigningKey = by, alg = numberOf(as)): Uint8Array {
    const header = writeCbor(
      new Map<number, unknown>([
        [1, alg],
        [4, fromHex(as.kid)],
      ]),
    );
    const signature = sign(by.seed, signedBytes({ protectedHeader: header, payload }, boundTo(as)));
    return writeCbor([header, new Map(), payload, signature]);
  }

  const credential: Credential = {
    id: '0011223344556677',
    issuedAt: august('01T07:30'),
    expiresAt: august('03T07:30'),
    deviceKey: device.publicKey,
    name: '欧***丽',
    last4: '1233',
    asOf: august('01T07:30'),
    complete: true,
    results: [{ sampleCollectedAt: august('01T00:10'), reportIssuedAt: august('01T05:00'), poolSize: 10 }],
    samplings: [],
  };

  function shown(made: Made = {}): string {
    const { by = keys.share, as = by, alg, shownAt = NOW, shownBy = device, challenge, family, proof = true } = made;
    const bytes = coseSign1(by, writeCredential({ ...credential, ...made.credential }), as, alg);
    if (!proof) return writeShowing({ credential: bytes });
    const signature = sign(shownBy.seed, provenBytes(bytes, { shownAt, challenge, family }));
    return writeShowing({ credential: bytes, proof: { shownAt, challenge, family, signature } });
  }

  function publishedList(made: ListMade = {}): PublishedTrustList {
    const { seq = 7, signedAt = august('01T07:00'), revoked = [], by = keys.list, rootBy = root, lost } = made;
    const json = (value: object) => encodeUtf8(JSON.stringify(value));
    const written = Object.keys(listed).map((name) => {
      const { seed, publicKey, signsFrom, signsUntil, ...rest } = listed[name as keyof typeof listed];
      return {
        ...rest,
        ...(rest.kid === lost?.kid && { revoked: true }),
        publicKey: encodeBase64Url(publicKey),
        signsFrom: formatInstant(signsFrom),
        signsUntil: formatInstant(signsUntil),
      };
    });
    const { edition = 3, words = {}, policies = [POLICY] } = made;
    const keysAndPolicies = coseSign1(rootBy, json({ edition, keys: written, policies, words }), root);
    const list = {
      seq,
      signedAt: formatInstant(signedAt),
      keysAndPolicies: encodeBase64Url(means.sha256(keysAndPolicies)),
      revoked: encodeBase64Url(writeRevocations(revoked)),
    };
    return {
      keysAndPolicies: encodeBase64Url(keysAndPolicies),
      list: encodeBase64Url(coseSign1(by, json(list), keys.list)),
    };
  }

  function trustList(made: ListMade = {}): TrustList {
    const read = readTrustList(publishedList(made), [root], undefined, means);
    if (read.kind === 'refused') throw new Error(read.reason);
    return read.list;
  }

  const clock = (now: Instant = NOW) => trustedTime(undefined, now);
  /** The list that most are judged under. */
  const usual = trustList();

  function judge(text: string, { venue = VENUE, trust = usual, now = NOW } = {}): Verification {
    return verifyShowing(text, venue, trust, clock(now), means);
  }

  return { means, sign, keys, signer, coseSign1, credential, shown, publishedList, trustList, clock, judge };
}

export type Samples = ReturnType<typeof samplesBy>;

/** `refuse forged`, `admit`. */
export function word(verification: Verification): string {
  return 'reason' in verification ? `${verification.kind} ${verification.reason}` : verification.kind;
}

export const later = (at: Instant, ms: number): Instant => instantOf(at + ms);

function numberOf({ algorithm }: SigningKey): number {
  const numbers = COSE_ALGORITHMS as Record<string, string>;
  return Number(Object.keys(numbers).find((number) => numbers[number] === algorithm));
}
