/** 内蒙古健康码: TIF headers; 1 is positive here and 2 is negative; no rows at all where nothing is held. */
import { json } from '../answers.ts';
import { minuteTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { outcomeWord } from '../dialects/outcome-word.ts';
import { GB, results } from '../dialects/results.ts';
import { tifHeaders } from '../dialects/tif-headers.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { paasId: 'huren_sandbox', token: 'inner-mongolia-sandbox-token' };
const CODES = { negative: '2', positive: '1', inconclusive: '3' };

const failure = (code: string, message: string) => json({ code, message, data: null });

export const createInnerMongolia = describe(() => ({
  id: 'inner-mongolia',
  host: 'gateway.inner-mongolia.example',
  requestsPerSecond: 5,
  medianMs: 600,
  secret: SECRET,
  wrong: 'mixed-person',
  refusals: {
    unsigned: failure('4001', '签名错误'),
    incomplete: failure('5000', '参数错误'),
    'over-quota': failure('4029', '请求过于频繁'),
    broken: failure('5000', '系统异常'),
  },
  doors: [
    {
      path: '/ebus/nmg/nat',
      refuse: tifHeaders(SECRET),
      answer: results({
        source: 'inner-mongolia',
        documents: GB,
        from: 'receipt',
        question: ({ fields }) => ({ name: fields.xm, type: fields.zjlx, number: fields.zjhm }),
        write: (tests) => json({ code: '0000', message: '', data: tests.length > 0 ? { rows: tests.map(row) } : {} }),
      }),
    },
  ],
}));

function row(test: HeldTest) {
  const code = outcomeWord(test, CODES) ?? '0';
  return {
    xm: test.name,
    zjhm: test.number,
    jg: test.oddWord ?? Number(code),
    cysj: minuteTime(test.sampledAt),
    bgsj: minuteTime(test.reportedAt),
    jgmc: test.institution,
  };
}
