/** 藏易通: JSON under MD5, one call at a time and one a second, closed every night; a dot in a name comes back as another. */
import { json } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { sorted, upperHex } from '../dialects/digests.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { results, WS } from '../dialects/results.ts';
import { signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { appId: 'huren-sandbox', secret: 'tibet-sandbox-secret' };

const failure = (code: string, msg: string) => json({ code, msg, data: null });

export const createTibet = describe(() => ({
  id: 'tibet',
  host: 'api.tibet.example',
  requestsPerSecond: 1,
  oneAtATime: true,
  maintenance: { from: '00:00', to: '02:00' },
  medianMs: 400,
  secret: SECRET,
  wrong: 'html-at-night',
  refusals: {
    unsigned: failure('F1', '签名错误'),
    incomplete: failure('F9', '参数错误'),
    'over-quota': failure('F2', '访问过于频繁'),
    broken: failure('F9', '系统异常'),
  },
  doors: [
    {
      path: '/zyt/nat',
      refuse: signature({
        fixed: { appId: SECRET.appId },
        time: { name: 'timestamp', form: 'yyyyMMddHHmmss' },
        skewMinutes: 10,
        sign: {
          name: 'sign',
          expected: (body) => upperHex('md5', sorted({ ...body, secret: SECRET.secret }, 'sign')),
        },
      }),
      answer: results({
        source: 'tibet',
        documents: WS,
        from: 'sampling',
        question: ({ fields }) => ({ name: fields.name, type: fields.certType, number: fields.certNo }),
        write: (tests) => json({ code: 'T', msg: '', data: tests.map(row) }),
      }),
    },
  ],
}));

const row = (test: HeldTest) => ({
  name: test.name.replaceAll('·', '•'),
  certNo: test.number,
  result: outcomeWord(test, WORDS) ?? '检测中',
  cysj: spacedTime(test.sampledAt),
  bgsj: spacedTime(test.reportedAt),
  lab: test.institution,
  hc: String(test.poolSize),
});
