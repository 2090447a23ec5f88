/** Makes EU Digital COVID Certificates of the invented union, sound and unsound. Written from the specification, never from our reader. */
import { constants, createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { encode, rfc8949EncodeOptions } from 'cborg';
import { euKeyId, type KeyName, privateKeyOf, UNION } from './invented-issuers.ts';

export interface EuPaper {
  /** Family name and given name, as they may be written and as passports write them. */
  family: string;
  given: string;
  /** `1988-02-28` */
  birthDate: string;
  /** RFC 3339. */
  sampledAt: string;
  issuedAt: string;
  expiresAt?: string;
  outcome?: 'negative' | 'positive';
  /** `antigen` is a test that is none of nucleic acid. */
  of?: 'nucleic-acid' | 'antigen' | 'vaccination' | 'recovery';
  testCentre?: string;
  identifier?: string;
  key?: KeyName;
  /** The country it says it is of. */
  country?: string;
}

const COVID_19 = '840539006';
const OUTCOMES = { negative: '260415000', positive: '260373001' };
const TYPES = { 'nucleic-acid': 'LP6464-4', antigen: 'LP217198-3' };
const seconds = (text: string) => Date.parse(text) / 1000;

/** `HC1:` and what a QR code of it holds. */
export function euCertificate(paper: EuPaper): string {
  const { key = 'union', country = UNION, issuedAt, expiresAt } = paper;
  const privateKey = createPrivateKey({ format: 'jwk', key: privateKeyOf(key) });
  const isRsa = privateKey.asymmetricKeyType === 'rsa';
  const header = cbor(
    new Map<number, unknown>([
      [1, isRsa ? -37 : -7],
      [4, euKeyId(key)],
    ]),
  );
  const payload = cbor(
    new Map<number, unknown>([
      [1, country],
      [4, expiresAt ? seconds(expiresAt) : seconds(issuedAt) + 3 * 86_400],
      [6, seconds(issuedAt)],
      [-260, new Map([[1, healthCertificate(paper)]])],
    ]),
  );
  const toSign = cbor(['Signature1', header, new Uint8Array(0), payload]);
  const parts = cbor([header, new Map(), payload, new Uint8Array(signed(toSign, privateKey, isRsa))]);
  // 0xd2 is CBOR's tag 18.
  return `HC1:${base45(deflateSync(Buffer.concat([Buffer.of(0xd2), parts]), { level: 9 }))}`;
}

function signed(bytes: Uint8Array, key: KeyObject, isRsa: boolean): Buffer {
  return isRsa
    ? sign('sha256', bytes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 })
    : sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' });
}

function healthCertificate(paper: EuPaper): object {
  const { family, given, birthDate, of = 'nucleic-acid', country = UNION } = paper;
  const identifier =
    paper.identifier ?? `URN:UVCI:01:${UNION}:${family.length}${given.length}${seconds(paper.sampledAt)}#5`;
  const common = { tg: COVID_19, co: country, is: 'Health Agency of the Sandbox Union', ci: identifier };
  const passports = (name: string) =>
    name
      .toUpperCase()
      .replaceAll('Ü', 'UE')
      .replace(/[\s-]+/g, '<');
  return {
    ver: '1.3.0',
    nam: { fn: family, fnt: passports(family), gn: given, gnt: passports(given) },
    dob: birthDate,
    ...(of === 'vaccination'
      ? {
          v: [{ ...common, vp: '1119349007', mp: 'EU/1/20/1528', ma: 'ORG-100030215', dn: 2, sd: 2, dt: '2022-01-10' }],
        }
      : of === 'recovery'
        ? { r: [{ ...common, fr: '2022-03-01', df: '2022-03-15', du: '2022-09-01' }] }
        : {
            t: [
              {
                ...common,
                tt: TYPES[of],
                nm: 'Sandbox SARS-CoV-2 RT-PCR',
                sc: paper.sampledAt,
                tr: OUTCOMES[paper.outcome ?? 'negative'],
                tc: paper.testCentre ?? 'Testzentrum am Sandkasten',
              },
            ],
          }),
  };
}

const cbor = (value: unknown) => encode(value, rfc8949EncodeOptions);

/** RFC 9285. */
function base45(bytes: Uint8Array): string {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
  const written: string[] = [];
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = bytes.subarray(at, at + 2);
    let value = pair.reduce((sum, byte) => sum * 256 + byte, 0);
    for (let digit = 0; digit <= pair.length; digit += 1) {
      written.push(alphabet[value % 45]!);
      value = Math.floor(value / 45);
    }
  }
  return written.join('');
}
