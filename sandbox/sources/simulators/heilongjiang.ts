/** 龙江健康码: Alibaba's gateway, JSON with its MD5 in a header; nothing held is a code of its own. */
import { json } from '../answers.ts';
import { compactTime } from '../beijing-time.ts';
import { CA_REFUSALS, caHeaders } from '../dialects/alibaba-gateway.ts';
import { describe } from '../dialects/describe.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { results, WS } from '../dialects/results.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { appKey: '203700230', appSecret: 'heilongjiang-sandbox-app-secret' };

export const createHeilongjiang = describe(() => ({
  id: 'heilongjiang',
  host: 'api.heilongjiang.example',
  requestsPerSecond: 10,
  medianMs: 500,
  secret: SECRET,
  wrong: 'future-times',
  refusals: {
    ...CA_REFUSALS,
    incomplete: json({ code: 500, msg: '参数错误', data: null }),
    broken: json({ code: 500, msg: '系统异常', data: null }),
  },
  doors: [
    {
      path: '/nat/result/query',
      refuse: caHeaders(SECRET, 15),
      answer: results({
        source: 'heilongjiang',
        documents: WS,
        from: 'receipt',
        question: ({ fields }) => ({ name: fields.xm, type: fields.zjlx, number: fields.zjhm }),
        write: (tests) =>
          tests.length > 0
            ? json({ code: 200, msg: 'OK', data: tests.map(row) })
            : json({ code: 404, msg: '未查询到数据', data: null }),
      }),
    },
  ],
}));

const row = (test: HeldTest) => ({
  xm: test.name,
  zjhm: test.number,
  hsjcjg: outcomeWord(test, WORDS) ?? '检测中',
  hscysj: compactTime(test.sampledAt),
  hsjcsj: compactTime(test.testedAt),
  hsbgsj: compactTime(test.reportedAt),
  hsjcjgmc: test.institution,
});
