/** 河北健康码: a form under SM3 over its sorted fields and the secret; shows a test from its arrival in the laboratory. */
import { json } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { sorted, upperHex } from '../dialects/digests.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { results, WS } from '../dialects/results.ts';
import { signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { appId: 'huren-sandbox', secretKey: 'hebei-sandbox-secret-key' };
const POOLS: Record<number, string> = { 1: '单采', 5: '5合1', 10: '10合1', 20: '20合1' };

const failure = (code: string, msg: string) => json({ code, msg, data: null });

export const createHebei = describe(() => ({
  id: 'hebei',
  host: 'api.hebei.example',
  requestsPerSecond: 10,
  medianMs: 400,
  secret: SECRET,
  wrong: 'unheard-of-outcome',
  refusals: {
    unsigned: failure('1001', '签名错误'),
    late: failure('1002', '时间戳超出范围'),
    incomplete: failure('9999', '参数缺失'),
    'over-quota': failure('1003', '调用超过频率限制'),
    broken: failure('9999', '系统异常'),
  },
  doors: [
    {
      path: '/hbjkm/nat/list',
      reads: 'form',
      refuse: signature({
        fixed: { appId: SECRET.appId },
        time: { name: 'timestamp', form: 'epoch-ms' },
        skewMinutes: 5,
        nonce: 'nonce',
        sign: {
          name: 'sign',
          expected: (form) => upperHex('sm3', sorted({ ...form, secretKey: SECRET.secretKey }, 'sign')),
        },
      }),
      answer: results({
        source: 'hebei',
        documents: WS,
        from: 'receipt',
        question: ({ fields }) => ({ name: fields.xm, type: fields.zjlx, number: fields.zjhm }),
        write: (tests) => json({ code: '0000', msg: '成功', data: tests.length > 0 ? tests.map(row) : null }),
      }),
    },
  ],
}));

const row = (test: HeldTest) => ({
  xm: test.name,
  zjhm: test.number,
  hsjg: outcomeWord(test, WORDS) ?? '检测中',
  cysj: spacedTime(test.sampledAt),
  jcsj: spacedTime(test.testedAt),
  bgsj: spacedTime(test.reportedAt),
  jcjgmc: test.institution,
  cydmc: test.samplingPoint,
  hjlx: POOLS[test.poolSize],
});
