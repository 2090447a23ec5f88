/** 信康码: names in capitals, HMAC over the sorted members, one call at a time; 1 is negative, epoch seconds, 0 for no time. */
import type { Instant } from '../../../core/index.ts';
import { json } from '../answers.ts';
import { describe } from '../dialects/describe.ts';
import { mac, sorted } from '../dialects/digests.ts';
import { outcomeWord } from '../dialects/outcome-word.ts';
import { results, WS } from '../dialects/results.ts';
import { signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { appId: 'huren-sandbox', secret: 'qinghai-sandbox-secret' };
const CODES = { negative: '1', positive: '2', inconclusive: '3' };

const failure = (CODE: number, MSG: string) => json({ CODE, MSG, DATA: null });

export const createQinghai = describe(() => ({
  id: 'qinghai',
  host: 'api.qinghai.example',
  requestsPerSecond: 1,
  oneAtATime: true,
  medianMs: 400,
  secret: SECRET,
  wrong: 'unavailable',
  refusals: {
    unsigned: failure(101, '签名错误'),
    incomplete: failure(199, '参数错误'),
    'over-quota': failure(102, '访问过于频繁'),
    broken: failure(199, '系统异常'),
  },
  doors: [
    {
      path: '/xkm/nat',
      refuse: signature({
        fixed: { APPID: SECRET.appId },
        time: { name: 'TIMESTAMP', form: 'epoch-s' },
        skewMinutes: 5,
        nonce: 'NONCE',
        sign: { name: 'SIGN', expected: (body) => mac(SECRET.secret, sorted(body, 'SIGN'), 'base64') },
      }),
      answer: results({
        source: 'qinghai',
        documents: WS,
        from: 'sampling',
        question: ({ fields }) => ({ name: fields.XM, type: fields.ZJLX, number: fields.ZJHM }),
        write: (tests) => json({ CODE: 0, MSG: '', DATA: tests.length > 0 ? tests.map(row) : null }),
      }),
    },
  ],
}));

const row = (test: HeldTest) => ({
  XM: test.name,
  ZJHM: test.number,
  JG: outcomeWord(test, CODES) ?? '0',
  CYSJ: seconds(test.sampledAt),
  BGSJ: seconds(test.reportedAt),
  JCJG: test.institution,
  HC: test.poolSize,
});

const seconds = (at: Instant | undefined) => Math.floor((at ?? 0) / 1000);
