/** 湖北健康码: TIF headers for one service; times in UTC, 1 is positive, and whom a row is about only masked. */
import { json } from '../answers.ts';
import { utcTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { maskMiddle, maskNumber } from '../dialects/masking.ts';
import { GB, results } from '../dialects/results.ts';
import { tifHeaders } from '../dialects/tif-headers.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { paasId: 'huren_sandbox', token: 'hubei-sandbox-token' };
const CODES = { negative: 0, positive: 1, inconclusive: 2 };

const failure = (errcode: number, errmsg: string, status = 200) => json({ errcode, errmsg, data: null }, status);

export const createHubei = describe(() => ({
  id: 'hubei',
  host: 'gateway.hubei.example',
  requestsPerSecond: 15,
  medianMs: 300,
  secret: SECRET,
  wrong: 'duplicates',
  refusals: {
    unsigned: failure(401, 'signature verification failed', 401),
    unauthorised: failure(403, 'no permission'),
    incomplete: failure(500, 'name, certType, certNo required'),
    'over-quota': failure(429, 'too many requests'),
    broken: failure(500, 'backend error'),
  },
  doors: [
    {
      path: '/ebus/hbjkm/results',
      refuse: tifHeaders(SECRET, 'hb-nat'),
      answer: results({
        source: 'hubei',
        documents: GB,
        from: 'sampling',
        question: ({ fields }) => ({ name: fields.name, type: fields.certType, number: fields.certNo }),
        write: (tests) => json({ errcode: 0, errmsg: 'ok', data: tests.map(row) }),
      }),
    },
  ],
}));

const row = (test: HeldTest) => ({
  name: maskMiddle(test.name),
  certNo: maskNumber(test.number, 4, 4),
  result: test.outcome === undefined ? -1 : (test.oddWord ?? CODES[test.outcome]),
  sampleAt: utcTime(test.sampledAt)?.replace('.000', '') ?? null,
  reportAt: utcTime(test.reportedAt)?.replace('.000', '') ?? null,
  lab: test.institution,
  site: test.samplingPoint,
  poolSize: test.poolSize,
  barcode: test.specimenNumber,
  reportNo: test.outcome === undefined ? null : test.reportNumber,
});
