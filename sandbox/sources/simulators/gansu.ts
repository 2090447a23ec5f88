/** 甘肃健康出行码: SHA-1 over key, secret and time in headers, an hour of skew; a code of its own for nothing held. */
import { json } from '../answers.ts';
import { compactTTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { hex } from '../dialects/digests.ts';
import { maskAllButLast, maskNumber } from '../dialects/masking.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { results, WS } from '../dialects/results.ts';
import { signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { appKey: 'huren-sandbox', appSecret: 'gansu-sandbox-app-secret' };

const failure = (code: string, message: string) => json({ code, message });

export const createGansu = describe(() => ({
  id: 'gansu',
  host: 'api.gansu.example',
  requestsPerSecond: 5,
  medianMs: 500,
  secret: SECRET,
  wrong: 'gbk-as-utf8',
  refusals: {
    unsigned: failure('401', '签名错误'),
    incomplete: failure('500', '参数错误'),
    'over-quota': failure('429', '请求过于频繁'),
    broken: failure('500', '系统异常'),
  },
  doors: [
    {
      path: '/gsjkcxm/nat/find',
      refuse: signature({
        in: 'headers',
        fixed: { appkey: SECRET.appKey },
        time: { name: 'timestamp', form: 'epoch-ms' },
        skewMinutes: 60,
        sign: {
          name: 'signature',
          expected: ({ timestamp = '' }) => hex('sha1', SECRET.appKey + SECRET.appSecret + timestamp),
        },
      }),
      answer: results({
        source: 'gansu',
        documents: WS,
        from: 'sampling',
        question: ({ fields }) => ({ name: fields.name, type: fields.cardType, number: fields.cardNo }),
        write: (tests) =>
          tests.length > 0
            ? json({ code: '200', message: '', data: { total: tests.length, records: tests.map(row) } })
            : failure('204', '无记录'),
      }),
    },
  ],
}));

const row = (test: HeldTest) => ({
  name: maskAllButLast(test.name),
  cardNo: maskNumber(test.number, 4, 4),
  result: outcomeWord(test, WORDS) ?? '检测中',
  sampleTime: compactTTime(test.sampledAt),
  checkTime: compactTTime(test.testedAt),
  reportTime: compactTTime(test.reportedAt),
  checkOrg: test.institution,
  sampleOrg: test.samplingPoint,
});
