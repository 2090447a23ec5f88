/** 云南健康码: Alibaba's gateway with a form, whose fields are signed with the path; epoch milliseconds, 0 for no time. */
import { json } from '../answers.ts';
import { CA_REFUSALS, caHeaders } from '../dialects/alibaba-gateway.ts';
import { describe } from '../dialects/describe.ts';
import { outcomeWord } from '../dialects/outcome-word.ts';
import { results, UNTYPED } from '../dialects/results.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { appKey: '203700530', appSecret: 'yunnan-sandbox-app-secret' };
const OUTCOMES = { negative: 'negative', positive: 'positive', inconclusive: 'retest' };

const failure = (code: string, message: string) => json({ code, message, data: null });

export const createYunnan = describe(() => ({
  id: 'yunnan',
  host: 'api.yunnan.example',
  requestsPerSecond: 10,
  medianMs: 500,
  secret: SECRET,
  wrong: 'ancient-times',
  refusals: {
    ...CA_REFUSALS,
    incomplete: failure('SYSTEM_ERROR', 'parameter missing'),
    'over-quota': failure('FLOW_LIMIT', 'flow limit'),
    broken: failure('SYSTEM_ERROR', 'system error'),
  },
  doors: [
    {
      path: '/ynjkm/natList',
      reads: 'form',
      refuse: caHeaders(SECRET, 15),
      answer: results({
        source: 'yunnan',
        documents: UNTYPED,
        from: 'sampling',
        question: ({ fields }) => ({ name: fields.name, number: fields.idNumber }),
        write: (tests) => json({ code: 'SUCCESS', data: tests.map(row) }),
      }),
    },
  ],
}));

const row = (test: HeldTest) => ({
  name: test.name,
  idNumber: test.number,
  result: outcomeWord(test, OUTCOMES) ?? 'testing',
  sampling_time: test.sampledAt ?? 0,
  report_time: test.reportedAt ?? 0,
  org: test.institution,
  point: test.samplingPoint,
  count: test.poolSize,
});
