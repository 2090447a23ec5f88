/** The national medical insurance's envelope: SM4 under a key both sides derive, and an SM2 signature over what is inside. */
import { credential } from '../credential.ts';
import { AskingFailed, type Connection } from '../protocol.ts';
import { parseJson } from '../reading/json.ts';
import { textAt } from '../reading/path.ts';
import type { Template } from '../source-file.ts';
import type { SealedQuestion } from './envelope.ts';
import { decryptSm4, encryptSm4, type Sm4Key } from './sm4.ts';

/** Secret: `appCode`, `appSecret`, `privateKey` (ours), `publicKey` (theirs); `iv`, 32 hex digits, for CBC. */
export interface MedicalInsurance {
  kind: 'medical-insurance';
  /** ECB where it is not told. */
  mode?: 'ecb' | 'cbc';
}

const FIXED = { version: '1.0.0', encType: 'SM4', signType: 'SM2' };

/** `data` is the question as JSON; its key order does not count, for the signature sorts. */
export async function sealMedicalInsurance(
  connection: Pick<Connection, 'secret'>,
  { mode = 'ecb' }: MedicalInsurance,
  data: Template,
  timestamp: string,
): Promise<SealedQuestion> {
  const { signSm2, verifySm2 } = await import('./sm2.ts');
  const [appCode, appSecret] = [credential(connection, 'appCode'), credential(connection, 'appSecret')];
  const [privateKey, publicKey] = [credential(connection, 'privateKey'), credential(connection, 'publicKey')];
  const key = derivedKey(appCode, appSecret, mode === 'cbc' ? credential(connection, 'iv') : undefined);
  const clear = { appCode, ...FIXED, timestamp };
  const values = {
    $encData: encryptSm4(escapeNonAscii(JSON.stringify(data)), key)
      .toString('hex')
      .toUpperCase(),
    $signData: signSm2(signedText(clear, data, appSecret), privateKey).toString('base64'),
  };
  const named = { appCode: '$secret.appCode', ...FIXED, timestamp: '$timestamp', signData: '$signData' };
  return {
    body: { data: { data: { encData: '$encData' }, ...named } },
    values,
    open(sealed) {
      const inside = parseJson(decryptSm4(textAt(sealed, 'data.encData') ?? '', key));
      const signature = Buffer.from(textAt(sealed, 'signData') ?? '', 'base64');
      const text = signedText(sealed as Record<string, unknown>, inside, appSecret);
      if (!verifySm2(text, signature, publicKey)) throw new AskingFailed('unreadable');
      return inside;
    },
  };
}

/** The first 16 characters of the application secret's own ciphertext, written in upper-case hex, are the key's bytes. */
export function derivedKey(appCode: string, appSecret: string, iv?: string): Sm4Key {
  const first = Buffer.from(appCode.slice(0, 16), 'utf8');
  // Shorter, or not ASCII: no key of SM4. Their iv likewise.
  if (first.length !== 16 || (iv !== undefined && !/^[0-9A-Fa-f]{32}$/.test(iv))) throw new AskingFailed('refused');
  const derived = encryptSm4(appSecret, { key: first }).toString('hex').toUpperCase().slice(0, 16);
  return { key: Buffer.from(derived, 'utf8'), ...(iv !== undefined && { iv: Buffer.from(iv, 'hex') }) };
}

const NOT_SIGNED = new Set(['data', 'signData', 'encData', 'extra']);

/** `k=v` of everything beside the data and of the data itself, sorted, empty ones left out, with the secret at the end. */
export function signedText(clear: Record<string, unknown>, data: unknown, appSecret: string): string {
  const texts = Object.entries(clear).filter(
    ([name, value]) => !NOT_SIGNED.has(name) && value !== null && value !== '',
  );
  return [...texts, ['data', JSON.stringify(canonical(data))] as const]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .concat(`key=${appSecret}`)
    .join('&');
}

/** Names sorted at every depth; numbers and truth values as text, as JavaScript prints them: the public client is written in it. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, inner]) => [name, canonical(inner)]));
}

function escapeNonAscii(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
