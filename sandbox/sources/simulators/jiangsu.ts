/**
 * 苏康码: static credentials and a SHA-1 over key, secret and time (facts D10a). Echoes whom it is about only masked, and
 * tells neither testing nor report time.
 */
import { json } from '../answers.ts';
import { compactTime, spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { hex } from '../dialects/digests.ts';
import { maskMiddle, maskNumber } from '../dialects/masking.ts';
import { outcomeWord } from '../dialects/outcome-word.ts';
import { ID_ONLY, results } from '../dialects/results.ts';
import { signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { appKey: 'huren-sandbox', appSecret: 'jiangsu-sandbox-app-secret' };
/** What awaits a retest is left open, as if the report were not out. */
const OUTCOMES = { negative: '阴性', positive: '阳性', inconclusive: '' };

const failure = (resCode: number, resMessage: string, status = 200) =>
  json({ resCode, resMessage, data: null }, status);

export const createJiangsu = describe(() => ({
  id: 'jiangsu',
  host: 'api.jiangsu.example',
  requestsPerSecond: 20,
  medianMs: 280,
  secret: SECRET,
  wrong: 'gbk-as-utf8',
  refusals: {
    unsigned: json({ resCode: 401, resMessage: '签名验证失败' }, 401),
    incomplete: failure(400, '参数name、cardNo不能为空'),
    'over-quota': failure(429, '请求过于频繁'),
    broken: failure(500, '系统异常'),
  },
  doors: [
    {
      path: '/app-backend/rna/queryRnaReport',
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
        source: 'jiangsu',
        documents: ID_ONLY,
        from: 'sampling',
        question: ({ fields }) => ({ name: fields.name, number: fields.cardNo }),
        write: (tests) => json({ resCode: 0, resMessage: 'OK', data: { reportList: tests.map(row) } }),
      }),
    },
  ],
}));

const row = (test: HeldTest) => ({
  id: hex('md5', test.specimenNumber),
  name: maskMiddle(test.name),
  cardNo: maskNumber(test.number, 3, 4),
  collectTime: spacedTime(test.sampledAt),
  checkTime: null,
  checkResult: outcomeWord(test, OUTCOMES) ?? '',
  checkUnit: test.institution,
  collectUnit: test.samplingPoint,
  collectCity: test.jurisdiction,
  area: test.jurisdiction,
  timeFlag: compactTime(test.sampledAt)?.slice(0, 8) ?? null,
});
