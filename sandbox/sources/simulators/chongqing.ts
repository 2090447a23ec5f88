/** 渝康码: Shanghai's manner with other names; rows stand in JSON as text inside JSON as text, and at times all of it is `null`. */
import { DAY_MS } from '../../../core/index.ts';
import { json } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import type { Received } from '../dialects/description.ts';
import { maskMiddle, maskNumber } from '../dialects/masking.ts';
import { outcomeWord } from '../dialects/outcome-word.ts';
import { GB, results } from '../dialects/results.ts';
import { tokens } from '../dialects/tokens.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { appId: 'huren-sandbox', appSecret: 'chongqing-sandbox-app-secret' };
/** How long a sampling without a report is shown. */
const SAMPLINGS_MS = 2 * DAY_MS;
const OUTCOMES = { negative: '阴性(-)', positive: '阳性(+)', inconclusive: '待复核' };

const failure = (code: string, msg: string) => json({ code, msg, data: null });
const nested = (inner: object) => json({ code: '00', msg: '', data: JSON.stringify(inner) });
const rows = (list: object[]) => nested({ code: '0', msg: '', data: JSON.stringify(list) });

const question = ({ fields }: Received) => ({ name: fields.xm, type: fields.zjlx, number: fields.zjhm });

export const createChongqing = describe(() => {
  const token = tokens({
    door: { method: 'GET', path: '/gateway/token', reads: 'query' },
    credential: SECRET,
    livesMs: DAY_MS,
    issue: ({ text, endsAt }) => json({ code: '00', data: { access_token: text, expires: String(endsAt) } }),
    carried: ({ call }) => call.headers.access_token?.toString(),
  });

  return {
    id: 'chongqing',
    host: 'gateway.chongqing.example',
    requestsPerSecond: 10,
    medianMs: 400,
    secret: SECRET,
    wrong: 'literal-null',
    refusals: {
      unsigned: failure('A0001', 'appId或appSecret错误'),
      stale: failure('A0002', 'token已过期'),
      incomplete: nested({ code: 'E400', msg: '参数错误', data: null }),
      'over-quota': failure('A0429', '请求过于频繁'),
      // The city is well and the system behind it is not.
      broken: nested({ code: 'E500', msg: '国家接口繁忙', data: null }),
    },
    doors: [
      token.door,
      {
        path: '/gateway/hsjc/query',
        refuse: token.refuse,
        answer: results({
          source: 'chongqing',
          documents: GB,
          from: 'report',
          question,
          write: (tests) => rows(tests.map(row)),
        }),
      },
      {
        path: '/gateway/hscy/query',
        refuse: token.refuse,
        answer: results({
          source: 'chongqing',
          documents: GB,
          from: 'sampling',
          question,
          write: (tests, { call }) => rows(tests.filter((test) => isFreshSampling(test, call.at)).map(samplingRow)),
        }),
      },
    ],
  };
});

const isFreshSampling = ({ outcome, sampledAt }: HeldTest, now: number) =>
  outcome === undefined && now - (sampledAt ?? now) < SAMPLINGS_MS;

const samplingRow = (test: HeldTest) => ({
  xm: maskMiddle(test.name),
  zjhm: masked(test.number),
  cysj: spacedTime(test.sampledAt),
  cyd: test.samplingPoint,
});

const row = (test: HeldTest) => ({
  xm: maskMiddle(test.name),
  zjhm: masked(test.number),
  jcjg: outcomeWord(test, OUTCOMES),
  cysj: spacedTime(test.sampledAt),
  jcsj: spacedTime(test.testedAt),
  bgsj: spacedTime(test.reportedAt),
  jgmc: test.institution,
  cyd: test.samplingPoint,
  hcrs: `${test.poolSize}:1`,
  txm: test.specimenNumber,
  bgbh: test.reportNumber,
});

const masked = (number: string) => (number.length > 10 ? maskNumber(number, 6, 4) : maskNumber(number, 2, 2));
