/** 吉祥码: JSON under SM3 over its sorted members, the key after them; outcomes in three letters. */
import { json } from '../answers.ts';
import { offsetTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { hex, sorted } from '../dialects/digests.ts';
import { outcomeWord } from '../dialects/outcome-word.ts';
import { GB, results } from '../dialects/results.ts';
import { signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { appKey: 'huren-sandbox', secret: 'jilin-sandbox-secret' };
const CODES = { negative: 'NEG', positive: 'POS', inconclusive: 'SUS' };

const failure = (code: number, message: string) => json({ success: false, code, message, data: null });

export const createJilin = describe(() => ({
  id: 'jilin',
  host: 'open.jilin.example',
  requestsPerSecond: 10,
  medianMs: 400,
  secret: SECRET,
  wrong: 'upper-case-keys',
  refusals: {
    unsigned: failure(4010, '签名校验失败'),
    incomplete: failure(5000, '参数错误'),
    'over-quota': failure(4290, '请求过多'),
    broken: failure(5000, '系统错误'),
  },
  doors: [
    {
      path: '/jxm/open/natQuery',
      refuse: signature({
        fixed: { appKey: SECRET.appKey },
        time: { name: 'timestamp', form: 'epoch-s' },
        skewMinutes: 5,
        nonce: 'nonceStr',
        sign: { name: 'sign', expected: (body) => hex('sm3', `${sorted(body, 'sign')}&key=${SECRET.secret}`) },
      }),
      answer: results({
        source: 'jilin',
        documents: GB,
        from: 'sampling',
        question: ({ fields }) => ({ name: fields.name, type: fields.idType, number: fields.idNo }),
        write: (tests) => json({ success: true, code: 200, data: { natList: tests.map(row) } }),
      }),
    },
  ],
}));

const row = (test: HeldTest) => ({
  name: test.name,
  idNo: test.number,
  result: outcomeWord(test, CODES) ?? 'WAIT',
  sampleTime: offsetTime(test.sampledAt),
  reportTime: offsetTime(test.reportedAt),
  lab: test.institution,
  site: test.samplingPoint,
  pool: test.poolSize,
});
