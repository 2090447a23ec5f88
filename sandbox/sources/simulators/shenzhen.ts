/** 深圳健康码: a signature around a body whose SM4 key and iv, new for each call, come under SM2 (facts D6). */
import { json, printed } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import type { Received } from '../dialects/description.ts';
import { hex } from '../dialects/digests.ts';
import { maskNumber } from '../dialects/masking.ts';
import { publicKeyOf, sm2Decrypt, sm4Decrypt, sm4Encrypt } from '../dialects/national-ciphers.ts';
import { outcomeWord } from '../dialects/outcome-word.ts';
import { GB, results } from '../dialects/results.ts';
import { signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';
import { jsonIn } from '../json-in.ts';
import { sameText } from '../same-text.ts';

/** A key of the sandbox alone. */
const OWN_KEY = '6b8f5d2a1c3e4079b6d5f4e3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a090';
const SECRET = { appKey: 'huren-sandbox', secret: 'shenzhen-sandbox-secret', publicKey: publicKeyOf(OWN_KEY) };
const CODES = { negative: '0', positive: '1', inconclusive: '2' };

const failure = (code: number, message: string) => json({ code, message });

export const createShenzhen = describe(() => ({
  id: 'shenzhen',
  host: 'gateway.shenzhen.example',
  requestsPerSecond: 20,
  medianMs: 250,
  secret: SECRET,
  wrong: 'forged-reply',
  plays: ['forged-reply'],
  refusals: {
    unsigned: failure(401, 'unauthorized'),
    incomplete: failure(500, 'bad request'),
    'over-quota': failure(429, 'too many requests'),
    broken: failure(500, 'internal error'),
  },
  doors: [
    {
      path: '/szjkm/open/nat',
      refuse: signature({
        in: 'headers',
        fixed: { appkey: SECRET.appKey },
        time: { name: 'timestamp', form: 'epoch-s' },
        skewMinutes: 5,
        nonce: 'nonce',
        sign: {
          name: 'signature',
          expected: ({ timestamp: at = '', nonce = '' }) =>
            hex('sha256', at + SECRET.appKey + nonce + SECRET.secret + at),
        },
      }),
      answer(received) {
        const opened = open(received);
        return typeof opened === 'string' ? opened : tests({ ...received, fields: opened });
      },
    },
  ],
}));

/** The plain question with the call's key and iv beside it, or why there is none. */
function open({ call, fields }: Received): Record<string, string> | 'unsigned' | 'incomplete' {
  const { timestamp = '', nonce = '', sign, key, data } = fields;
  if (timestamp !== call.headers.timestamp || nonce !== call.headers.nonce) return 'unsigned';
  if (!sameText(sign, hex('sm3', timestamp + nonce + timestamp))) return 'unsigned';
  const keyAndIv = sm2Decrypt(key, OWN_KEY);
  if (!/^[0-9a-f]{64}$/i.test(keyAndIv ?? '') || !/^([0-9a-f]{32})+$/i.test(data ?? '')) return 'incomplete';
  const plain = jsonIn(sm4Decrypt(Buffer.from(data!, 'hex'), ...halves(keyAndIv!)));
  return { ...printed(plain), keyAndIv: keyAndIv! };
}

function halves(keyAndIv: string): [Buffer, Buffer] {
  return [Buffer.from(keyAndIv.slice(0, 32), 'hex'), Buffer.from(keyAndIv.slice(32), 'hex')];
}

const tests = results({
  source: 'shenzhen',
  documents: GB,
  from: 'sampling',
  question: ({ fields }) => ({ name: fields.name, type: fields.certType, number: fields.certNo }),
  write(held, { call, fields }) {
    const plain = JSON.stringify({ resultCode: '0000', resultMsg: '', list: held.map(row) });
    const [key, iv] = halves(fields.keyAndIv!);
    // Under a key that the caller has not sent, it says nothing to them.
    const under = call.fault === 'forged-reply' ? Buffer.alloc(16, 7) : key;
    return json({ code: 200, message: 'ok', data: sm4Encrypt(plain, under, iv).toString('hex') });
  },
});

const row = (test: HeldTest) => ({
  name: test.name,
  certNo: test.number.length > 10 ? maskNumber(test.number, 6, 4) : maskNumber(test.number, 2, 2),
  result: outcomeWord(test, CODES) ?? '3',
  sampleTime: spacedTime(test.sampledAt),
  testTime: spacedTime(test.testedAt),
  reportTime: spacedTime(test.reportedAt),
  lab: test.institution,
  site: test.samplingPoint,
  pool: String(test.poolSize),
  barcode: test.specimenNumber,
  reportNo: test.outcome === undefined ? null : test.reportNumber,
});
