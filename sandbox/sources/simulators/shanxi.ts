/** 山西健康码: an open platform's form, the question JSON as text in `param`, MD5 over the sorted fields and the secret. */
import { json, printed } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { sorted, upperHex } from '../dialects/digests.ts';
import { outcomeWord } from '../dialects/outcome-word.ts';
import { results, WS } from '../dialects/results.ts';
import { both, signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';
import { jsonIn } from '../json-in.ts';

const SECRET = { appKey: 'A14huren', appSecret: 'shanxi-sandbox-app-secret' };
const OUTCOMES = { negative: '未检出', positive: '检出', inconclusive: '可疑' };

const failure = (code: string, msg: string) => json({ code, msg });

export const createShanxi = describe(() => ({
  id: 'shanxi',
  host: 'open.shanxi.example',
  requestsPerSecond: 10,
  medianMs: 500,
  secret: SECRET,
  wrong: 'nested-json',
  refusals: {
    unsigned: failure('25', '无效签名'),
    unauthorised: failure('26', '无效的appKey'),
    incomplete: failure('0', '参数错误'),
    'over-quota': failure('7', '调用次数超限'),
    broken: failure('0', '服务不可用'),
  },
  doors: [
    {
      path: '/router/rest',
      reads: 'form',
      refuse: both(
        ({ fields }) => (fields.appKey === SECRET.appKey ? undefined : 'unauthorised'),
        signature({
          fixed: { method: 'sx.nat.query', v: '1.0' },
          time: { name: 'timestamp', form: 'yyyy-MM-dd HH:mm:ss' },
          skewMinutes: 10,
          sign: { name: 'sign', expected: (form) => upperHex('md5', sorted(form, 'sign') + SECRET.appSecret) },
        }),
      ),
      answer: results({
        source: 'shanxi',
        documents: WS,
        from: 'sampling',
        question({ fields }) {
          const { name, certType, certNo } = printed(jsonIn(fields.param));
          return { name, type: certType, number: certNo };
        },
        write: (tests) => json({ code: '1', msg: 'ok', result: tests.length > 0 ? { items: tests.map(row) } : {} }),
      }),
    },
  ],
}));

const row = (test: HeldTest) => ({
  name: test.name,
  certNo: test.number,
  outcome: outcomeWord(test, OUTCOMES) ?? '',
  collected: spacedTime(test.sampledAt),
  tested: spacedTime(test.testedAt),
  issued: spacedTime(test.reportedAt),
  lab: test.institution,
  tubes: String(test.poolSize),
});
