/** 陕西健康码: a form under SHA-256; answers are JSON that calls itself HTML and begins with a byte order mark. */
import { json } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { hex } from '../dialects/digests.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { ID_ONLY, results } from '../dialects/results.ts';
import { signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';
import type { Answer } from '../loopback.ts';

const SECRET = { appid: 'huren-sandbox', secret: 'shaanxi-sandbox-secret' };

const answer = (value: object): Answer => ({
  status: 200,
  type: 'text/html; charset=utf-8',
  body: `\ufeff${json(value).body}`,
});
const failure = (code: string, message: string) => answer({ success: 'false', code, message, data: null });

export const createShaanxi = describe(() => ({
  id: 'shaanxi',
  host: 'api.shaanxi.example',
  requestsPerSecond: 10,
  medianMs: 400,
  secret: SECRET,
  wrong: 'literal-null',
  refusals: {
    unsigned: failure('E01', '签名错误'),
    incomplete: failure('E09', '参数错误'),
    'over-quota': failure('E02', '超过调用限制'),
    broken: failure('E09', '系统异常'),
  },
  doors: [
    {
      path: '/sxjkm/hsjc',
      reads: 'form',
      refuse: signature({
        fixed: { appid: SECRET.appid },
        time: { name: 'timestamp', form: 'epoch-s' },
        skewMinutes: 10,
        sign: {
          name: 'sign',
          expected: ({ timestamp = '', sfzh = '' }) => hex('sha256', SECRET.appid + timestamp + sfzh + SECRET.secret),
        },
      }),
      answer: results({
        source: 'shaanxi',
        documents: ID_ONLY,
        from: 'report',
        question: ({ fields }) => ({ name: fields.xm, number: fields.sfzh }),
        write: (tests) =>
          answer({ success: 'true', message: '', data: { list: tests.length > 0 ? tests.map(row) : '' } }),
      }),
    },
  ],
}));

const row = (test: HeldTest) => ({
  xm: test.name,
  sfzh: test.number,
  jg: outcomeWord(test, WORDS),
  cysj: spacedTime(test.sampledAt),
  bgsj: spacedTime(test.reportedAt),
  jcjg: test.institution,
});
