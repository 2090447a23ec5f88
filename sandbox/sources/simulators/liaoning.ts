/** 辽事通健康码: a bearer token of half a day; rows masked; a check whether name and number belong together. */
import { HOUR_MS } from '../../../core/index.ts';
import { json } from '../answers.ts';
import { slashTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { maskMiddle, maskNumber } from '../dialects/masking.ts';
import { results, WS } from '../dialects/results.ts';
import { tokens } from '../dialects/tokens.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { clientId: 'huren-sandbox', clientSecret: 'liaoning-sandbox-client-secret' };
const TOKEN_LIVES_MS = 12 * HOUR_MS;
const CODES = { negative: 1, positive: 2, inconclusive: 3 };

const success = (result: object) => json({ status: 200, message: 'success', result });
const failure = (status: number, message: string) => json({ status, message, result: null });

export const createLiaoning = describe(() => {
  const token = tokens({
    door: { path: '/oauth/token' },
    credential: SECRET,
    livesMs: TOKEN_LIVES_MS,
    issue: ({ text }) => success({ accessToken: text, expiresIn: TOKEN_LIVES_MS / 1000 }),
    carried: ({ call }) => /^Bearer (\S+)$/.exec(call.headers.authorization ?? '')?.[1],
  });

  return {
    id: 'liaoning',
    host: 'api.liaoning.example',
    requestsPerSecond: 10,
    medianMs: 400,
    secret: SECRET,
    wrong: 'forgets-secrets',
    refusals: {
      unsigned: failure(40001, 'clientId或clientSecret错误'),
      stale: failure(40101, 'token已过期'),
      unauthorised: failure(40301, '无权限'),
      incomplete: failure(50000, '参数错误'),
      'over-quota': failure(42900, '请求过于频繁'),
      broken: failure(50000, '系统异常'),
    },
    doors: [
      token.door,
      {
        path: '/nat/v2/query',
        refuse: token.refuse,
        answer: results({
          source: 'liaoning',
          documents: WS,
          from: 'sampling',
          question: ({ fields }) => ({ name: fields.userName, type: fields.certType, number: fields.certNo }),
          write: (tests) => success({ records: tests.map(row) }),
        }),
      },
      {
        path: '/person/v1/match',
        refuse: token.refuse,
        answer({ fields: { userName, certNo }, holdings }) {
          if (!userName || !certNo) return 'incomplete';
          return success({ match: holdings.matches({ name: userName, number: certNo }) });
        },
      },
    ],
  };
});

const row = (test: HeldTest) => ({
  userName: maskMiddle(test.name),
  certNo: maskNumber(test.number, 3, 4),
  natResult: test.outcome === undefined ? 0 : (test.oddWord ?? CODES[test.outcome]),
  sampleTime: slashTime(test.sampledAt),
  reportTime: slashTime(test.reportedAt),
  orgName: test.institution,
  siteName: test.samplingPoint,
  mixNum: String(test.poolSize),
});
