/** What the loops of verdict.ts judge: different codes of invented people, all of one issuer, shown now. */
import { generateKeyPairSync, sign as signWith } from 'node:crypto';
import { encodeBase64Url } from '../core/certificate/base64url.ts';
import { writeCbor } from '../core/certificate/cbor.ts';
import { encodeUtf8 } from '../core/certificate/utf8.ts';
import { formatInstant, HOUR_MS, type Instant, instantOf, type JurisdictionCode, MINUTE_MS } from '../core/index.ts';
import {
  type Credential,
  provenBytes,
  revocationPrefix,
  type SigningAlgorithm,
  writeCredential,
  writeRevocations,
  writeShowing,
} from '../core/share-code/index.ts';
import { drawKeyPair, keyIdOf, readyToSign } from '../functions/signing/key-pair.ts';
import { signCose } from '../functions/signing/sign-cose.ts';

export interface VerdictTask {
  now: Instant;
  jurisdiction: JurisdictionCode;
  /** As `GET /trust-list` gives it. */
  published: { keysAndPolicies: string; list: string };
  root: { kid: string; algorithm: SigningAlgorithm; publicKey: number[] };
  /** Texts of QR codes. */
  showings: string[];
  /** One of them with a letter of its name changed. */
  spoilt: string;
  /** The two signatures of each showing, for whoever checks nothing but them. */
  bare: { publicKey: number[]; message: number[]; signature: number[] }[][];
}

const NOW = instantOf(Date.parse('2022-08-01T07:45:00+08:00'));
const SHANGHAI = '310000' as JurisdictionCode;
const DIFFERENT = 40;
export const REVOKED = 5_000;

export async function verdictTask(algorithm: SigningAlgorithm): Promise<VerdictTask> {
  const [root, share, list] = await Promise.all((['root', 'share', 'list'] as const).map((use) => key(use, algorithm)));
  const keysAndPolicies = root!.cose(
    encodeUtf8(JSON.stringify({ edition: 1, keys: [share!.listed, list!.listed], policies: [POLICY], words: {} })),
  );
  const signed = list!.cose(
    encodeUtf8(
      JSON.stringify({
        seq: 7,
        signedAt: formatInstant(instantOf(NOW - 30 * MINUTE_MS)),
        keysAndPolicies: encodeBase64Url(await digest(keysAndPolicies)),
        revoked: encodeBase64Url(writeRevocations(await revokedPrefixes())),
      }),
    ),
  );
  const shown = Array.from({ length: DIFFERENT }, (_, at) => showing(share!, at));
  const spoilt = showing(share!, 0, (bytes) => {
    const at = bytes.indexOf(0xe9); // of 阿, in the name
    return Uint8Array.from(bytes, (byte, index) => (index === at + 2 ? byte ^ 1 : byte));
  });
  return {
    now: NOW,
    jurisdiction: SHANGHAI,
    published: { keysAndPolicies: encodeBase64Url(keysAndPolicies), list: encodeBase64Url(signed) },
    root: { kid: root!.kid, algorithm, publicKey: [...root!.publicKey] },
    showings: shown.map(({ text }) => text),
    spoilt: spoilt.text,
    bare: shown.map(({ bare }) => bare),
  };
}

/** Three results and a name of twelve characters of three bytes: as much as the design allows for in version 14. */
export function fullestCredential(deviceKey: Uint8Array, at: number): Credential {
  const issuedAt = instantOf(NOW - 15 * MINUTE_MS);
  const hours = (back: number) => instantOf(issuedAt - back * HOUR_MS);
  return {
    id: (0x1000_0000_0000 + at).toString(16).padStart(16, '0'),
    issuedAt,
    expiresAt: instantOf(issuedAt + 48 * HOUR_MS),
    deviceKey,
    name: '阿'.repeat(12),
    last4: '1233',
    asOf: issuedAt,
    complete: true,
    results: [8, 32, 56].map((back) => ({
      sampleCollectedAt: hours(back + 6),
      reportIssuedAt: hours(back),
      poolSize: 10,
    })),
    samplings: [],
  };
}

const POLICY = {
  jurisdiction: SHANGHAI,
  scene: 'public-places',
  windowHours: 72,
  startsFrom: 'report-issued',
  effectiveFrom: '2022-07-29T00:00:00+08:00',
  document: '联防联控机制综发〔2022〕81号',
};

type Key = Awaited<ReturnType<typeof key>>;

async function key(use: 'root' | 'share' | 'list', algorithm: SigningAlgorithm) {
  const { publicKey, privateKey } = await drawKeyPair(algorithm);
  const sign = await readyToSign(algorithm, privateKey);
  const kid = keyIdOf(publicKey);
  const [signsFrom, signsUntil] = ['2022-07-01T00:00:00+08:00', '2022-09-01T00:00:00+08:00'];
  return {
    kid,
    publicKey,
    listed: { kid, use, algorithm, publicKey: encodeBase64Url(publicKey), signsFrom, signsUntil },
    cose: (payload: Uint8Array) => signCose({ kid, use, algorithm }, sign, payload),
    /** Keeps what was signed last, for the bare checks. */
    last: (payload: Uint8Array) => {
      let message = new Uint8Array(0);
      let signature = new Uint8Array(0);
      const keep = (bytes: Uint8Array) => {
        message = Uint8Array.from(bytes);
        signature = Uint8Array.from(sign(bytes));
        return signature;
      };
      return { bytes: signCose({ kid, use, algorithm }, keep, payload), message, signature };
    },
  };
}

function showing(issuer: Key, at: number, change = (bytes: Uint8Array) => bytes) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const deviceKey = Uint8Array.from(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
  const issued = issuer.last(writeCredential(fullestCredential(deviceKey, at)));
  const credential = change(issued.bytes);
  const proven = provenBytes(credential, { shownAt: NOW });
  const signature = Uint8Array.from(signWith(null, proven, privateKey));
  const told = (bytes: Uint8Array) => [...bytes];
  return {
    text: writeShowing({ credential, proof: { shownAt: NOW, signature } }),
    bare: [
      { publicKey: told(issuer.publicKey), message: told(issued.message), signature: told(issued.signature) },
      { publicKey: told(deviceKey), message: told(proven), signature: told(signature) },
    ],
  };
}

async function digest(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)));
}

export async function revokedPrefixes(): Promise<number[]> {
  const digests = Array.from({ length: REVOKED }, (_, at) => digest(writeCbor(['revoked', at])));
  return (await Promise.all(digests)).map(revocationPrefix);
}
