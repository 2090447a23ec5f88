/** 西安一码通: everything in the address, an empty body, and SHA-1 over a part of an MD5 (facts D7). */
import { json } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { hex } from '../dialects/digests.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { results, UNTYPED } from '../dialects/results.ts';
import { both, signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { privateKey: 'xian-sandbox-private-key' };

const failure = (code: number, msg: string) => json({ code, msg, data: null });

export const createXian = describe(() => ({
  id: 'xian',
  host: 'api.xian.example',
  requestsPerSecond: 10,
  medianMs: 500,
  secret: SECRET,
  wrong: 'wrong-person',
  refusals: {
    unsigned: failure(401, '认证失败'),
    incomplete: failure(500, '参数不能为空'),
    'over-quota': failure(429, '请求过于频繁'),
    broken: failure(500, '系统异常'),
  },
  doors: [
    {
      path: '/prod-api/naat/open/api/getResultByCardNumAndName',
      reads: 'query',
      refuse: both(
        ({ call }) => (call.body.length === 0 ? undefined : 'incomplete'),
        signature({
          in: 'headers',
          fixed: { drivername: 'web' },
          time: { name: 'timestamp', form: 'epoch-s' },
          skewMinutes: 5,
          nonce: 'uuid',
          sign: {
            name: 'signature',
            expected: ({ timestamp = '', uuid = '' }, { fields: { cardNum = '', name = '' } }) =>
              signXian({ cardNum, driverName: 'web', name, privateKey: SECRET.privateKey, timestamp, uuid }),
          },
        }),
      ),
      answer: results({
        source: 'xian',
        documents: UNTYPED,
        from: 'sampling',
        question: ({ fields }) => ({ name: fields.name, number: fields.cardNum }),
        write: (tests) => json({ code: 200, msg: '操作成功', data: tests.map(row) }),
      }),
    },
  ],
}));

/** SHA-1 of the fourth to the twenty-eighth character of an MD5 over `name=value` with nothing between, in the order given. */
export function signXian(values: Record<string, string>): string {
  const text = Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join('');
  return hex('sha1', hex('md5', text).slice(3, 28));
}

const row = (test: HeldTest) => ({
  name: test.name,
  cardNum: test.number,
  result: outcomeWord(test, WORDS) ?? '检测中',
  collectTime: spacedTime(test.sampledAt),
  resultTime: spacedTime(test.testedAt),
  orgName: test.institution,
  siteName: test.samplingPoint,
  mix: String(test.poolSize),
});
