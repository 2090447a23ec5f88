/** 八闽健康码: JSON under SHA-256 over its sorted members; only the latest result, and no report time. */
import { json } from '../answers.ts';
import { minuteTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { sorted, upperHex } from '../dialects/digests.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { GB, results } from '../dialects/results.ts';
import { signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { appId: 'huren-sandbox', secretKey: 'fujian-sandbox-secret-key' };
const POOLS: Record<number, string> = { 1: '单采', 5: '混采5', 10: '混采10', 20: '混采20' };

const failure = (code: number, msg: string) => json({ code, msg, data: null });

export const createFujian = describe(() => ({
  id: 'fujian',
  host: 'api.fujian.example',
  requestsPerSecond: 15,
  medianMs: 300,
  secret: SECRET,
  wrong: 'truncated',
  refusals: {
    unsigned: failure(10001, '签名错误'),
    late: failure(10002, '请求时间无效'),
    incomplete: failure(99999, '参数错误'),
    'over-quota': failure(10003, '调用超限'),
    broken: failure(99999, '系统异常'),
  },
  doors: [
    {
      path: '/bmm/nat/query',
      refuse: signature({
        fixed: { appId: SECRET.appId },
        time: { name: 'timestamp', form: 'epoch-ms' },
        skewMinutes: 10,
        sign: {
          name: 'sign',
          expected: (body) => upperHex('sha256', sorted({ ...body, secretKey: SECRET.secretKey }, 'sign')),
        },
      }),
      answer: results({
        source: 'fujian',
        documents: GB,
        from: 'report',
        question: ({ fields }) => ({ name: fields.xm, type: fields.zjlx, number: fields.zjhm }),
        write: ([newest]) => json({ code: 0, msg: 'success', data: { natResult: newest ? row(newest) : null } }),
      }),
    },
  ],
}));

const row = (test: HeldTest) => ({
  xm: test.name,
  zjhm: test.number,
  result: outcomeWord(test, WORDS),
  sampleTime: minuteTime(test.sampledAt),
  checkTime: minuteTime(test.testedAt),
  org: test.institution,
  poolType: POOLS[test.poolSize],
});
