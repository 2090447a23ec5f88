/** 粤康码: TIF headers for one service, times in epoch milliseconds, codes the other way round than Shanghai's. */
import { json } from '../answers.ts';
import { describe } from '../dialects/describe.ts';
import { outcomeWord } from '../dialects/outcome-word.ts';
import { results, WS } from '../dialects/results.ts';
import { tifHeaders } from '../dialects/tif-headers.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { paasId: 'huren_sandbox', token: 'guangdong-sandbox-token' };
const CODES = { negative: '0', positive: '1', inconclusive: '2' };

const failure = (errcode: number, errmsg: string, status = 200) => json({ errcode, errmsg }, status);

export const createGuangdong = describe(() => ({
  id: 'guangdong',
  host: 'gateway.guangdong.example',
  requestsPerSecond: 20,
  medianMs: 220,
  secret: SECRET,
  wrong: 'business-error',
  refusals: {
    unsigned: failure(401, 'signature verification failed', 401),
    unauthorised: failure(403, 'no permission'),
    incomplete: failure(400, 'xm, zjhm, zjlx required'),
    'over-quota': failure(429, 'too many requests', 429),
    broken: failure(50001, 'backend service error'),
  },
  doors: [
    {
      path: '/ebus/nat/results',
      refuse: tifHeaders(SECRET, 'nat-results'),
      answer: results({
        source: 'guangdong',
        documents: WS,
        from: 'sampling',
        question: ({ fields }) => ({ name: fields.xm, type: fields.zjlx, number: fields.zjhm }),
        write: (tests) => json({ errcode: 0, errmsg: 'ok', data: { list: tests.map(row) } }),
      }),
    },
  ],
}));

const row = (test: HeldTest) => ({
  xm: test.name,
  zjhm: test.number,
  cysj: test.sampledAt ?? null,
  jcsj: test.testedAt ?? null,
  bgsj: test.reportedAt ?? null,
  jg: outcomeWord(test, CODES) ?? '3',
  jgmc: test.institution,
  hjbs: String(test.poolSize),
});
