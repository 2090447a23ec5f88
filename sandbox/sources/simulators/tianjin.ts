/** 天津健康码: TIF headers around an envelope of SM4 and SM2, both ways, as medical insurance has it (facts D5). */
import { json, printed } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import type { Received } from '../dialects/description.ts';
import { sorted } from '../dialects/digests.ts';
import { publicKeyOf, sm2Sign, sm2Verifies, sm4Decrypt, sm4Encrypt } from '../dialects/national-ciphers.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { results, WS } from '../dialects/results.ts';
import { tifHeaders } from '../dialects/tif-headers.ts';
import type { HeldTest } from '../holdings.ts';
import { jsonIn } from '../json-in.ts';

/** Keys of the sandbox alone: the source's own, the caller's, and one of somebody else for the fault `forged-reply`. */
const OWN_KEY = '5d1c4b6a79e8f0123456789abcdef0fedcba98765432100f1e2d3c4b5a697881';
const CALLERS_KEY = '2b7e151628aed2a6abf7158809cf4f3c762e7160f38b4da56a784d9045190cfe';
const FORGERS_KEY = '1f2e3d4c5b6a79880123456789abcdef89abcdef012345670f1e2d3c4b5a6978';

const SECRET = {
  paasId: 'huren_sandbox',
  token: 'tianjin-sandbox-token',
  appCode: 'tianjin-sandbox-app-code',
  appSecret: 'tianjin-sandbox-app-secret',
  privateKey: CALLERS_KEY,
  publicKey: publicKeyOf(OWN_KEY),
};
const CALLERS_PUBLIC_KEY = publicKeyOf(CALLERS_KEY);
const SKEW_SECONDS = 300;

const failure = (code: number, message: string) => json({ code, success: false, message, data: null });

export const createTianjin = describe(() => ({
  id: 'tianjin',
  host: 'gateway.tianjin.example',
  requestsPerSecond: 10,
  medianMs: 400,
  secret: SECRET,
  wrong: 'forged-reply',
  plays: ['forged-reply'],
  refusals: {
    unsigned: failure(40001, '签名验证失败'),
    unauthorised: failure(40003, 'appCode无效'),
    incomplete: failure(50000, '参数错误'),
    'over-quota': failure(42900, '请求过于频繁'),
    broken: failure(50000, '系统异常'),
  },
  doors: [
    {
      path: '/ebus/tj/nat',
      refuse: tifHeaders(SECRET),
      answer(received) {
        const opened = open(received);
        return typeof opened === 'string' ? opened : tests({ ...received, fields: opened });
      },
    },
  ],
}));

const tests = results({
  source: 'tianjin',
  documents: WS,
  from: 'receipt',
  question: ({ fields }) => ({ name: fields.name, type: fields.certType, number: fields.certNo }),
  write: (held, { call }) => {
    const forged = call.fault === 'forged-reply';
    return json({ code: 0, success: true, message: '成功', data: seal({ list: held.map(row) }, call.at, forged) });
  },
});

/** The plain question, or why there is none. */
function open({ call, body }: Received): Record<string, string> | 'unsigned' | 'unauthorised' | 'incomplete' {
  const envelope = (body as { data?: Record<string, unknown> } | undefined)?.data;
  if (typeof envelope !== 'object' || envelope === null) return 'incomplete';
  const { appCode, version, encType, signType, timestamp, signData } = printed(envelope);
  if (appCode !== SECRET.appCode) return 'unauthorised';
  if (Math.abs(call.at / 1000 - Number(timestamp)) > SKEW_SECONDS) return 'unsigned';
  const { encData = '' } = printed(envelope.data);
  if (!/^([0-9A-F]{32})+$/.test(encData)) return 'incomplete';
  const plain = jsonIn(sm4Decrypt(Buffer.from(encData, 'hex'), cipherKey()));
  if (typeof plain !== 'object' || plain === null) return 'incomplete';
  const signed = { appCode, version: version!, encType: encType!, signType: signType!, timestamp: timestamp! };
  return sm2Verifies(textToSign(signed, plain), signData, CALLERS_PUBLIC_KEY) ? printed(plain) : 'unsigned';
}

function seal(plain: object, at: number, forged: boolean): object {
  const { appCode } = SECRET;
  const signed = {
    appCode,
    version: '1.0.0',
    encType: 'SM4',
    signType: 'SM2',
    timestamp: String(Math.floor(at / 1000)),
  };
  const encData = sm4Encrypt(inAscii(JSON.stringify(plain)), cipherKey())
    .toString('hex')
    .toUpperCase();
  const signData = sm2Sign(textToSign(signed, plain), forged ? FORGERS_KEY : OWN_KEY);
  return { data: { encData }, ...signed, signData };
}

/** The first 16 characters of what SM4 makes of appSecret under the first 16 characters of appCode, in capitals. */
function cipherKey(): Buffer {
  const under = Buffer.from(SECRET.appCode.slice(0, 16));
  return Buffer.from(sm4Encrypt(SECRET.appSecret, under).toString('hex').toUpperCase().slice(0, 16));
}

function textToSign(envelope: Record<string, string>, plain: object): string {
  const values = { ...envelope, data: JSON.stringify(inOrder(plain)) };
  return `${sorted(Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')))}&key=${SECRET.appSecret}`;
}

/** Names sorted at every level; numbers and truth values as texts. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, each]) => [name, inOrder(each)]));
}

const inAscii = (text: string) =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const row = (test: HeldTest) => ({
  name: test.name,
  certNo: test.number,
  result: outcomeWord(test, WORDS) ?? '检测中',
  sampleTime: spacedTime(test.sampledAt),
  reportTime: spacedTime(test.reportedAt),
  labName: test.institution,
  siteName: test.samplingPoint,
  pool: test.poolSize,
});
