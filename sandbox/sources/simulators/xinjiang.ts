/** 新疆健康码: HMAC over key and time, five calls a second and a count for the day, each with a code of its own. */
import { json } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { mac } from '../dialects/digests.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { results, WS } from '../dialects/results.ts';
import { signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { key: 'huren-sandbox', secret: 'xinjiang-sandbox-secret' };

const failure = (code: string, msg: string) => json({ code, msg, list: null });

export const createXinjiang = describe(() => ({
  id: 'xinjiang',
  host: 'api.xinjiang.example',
  requestsPerSecond: 5,
  perDay: 100_000,
  medianMs: 500,
  secret: SECRET,
  wrong: 'over-quota',
  refusals: {
    unsigned: failure('11', '签名错误'),
    incomplete: failure('99', '参数错误'),
    'over-quota': failure('12', '每秒调用次数超限'),
    'over-day': failure('13', '当日调用次数已用完'),
    broken: failure('99', '系统异常'),
  },
  doors: [
    {
      path: '/xjjkm/nat/query',
      refuse: signature({
        in: 'headers',
        fixed: { 'x-key': SECRET.key },
        time: { name: 'x-time', form: 'epoch-ms' },
        skewMinutes: 10,
        sign: { name: 'x-sign', expected: ({ 'x-time': at = '' }) => mac(SECRET.secret, SECRET.key + at, 'hex') },
      }),
      answer: results({
        source: 'xinjiang',
        documents: WS,
        from: 'sampling',
        question: ({ fields }) => ({ name: fields.xm, type: fields.zjlx, number: fields.zjhm }),
        write: (tests) => json({ code: '00', msg: '', list: tests.map(row) }),
      }),
    },
  ],
}));

const row = (test: HeldTest) => ({
  xm: test.name,
  zjhm: test.number,
  jcjg: outcomeWord(test, WORDS) ?? '检测中',
  cysj: spacedTime(test.sampledAt),
  jcsj: spacedTime(test.testedAt),
  bgsj: spacedTime(test.reportedAt),
  jcjgmc: test.institution,
  hcbs: String(test.poolSize),
});
