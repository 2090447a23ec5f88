/** 郑州健康码: a form under MD5, at most ten rows a page; it also says whether a telephone belongs to a person. */
import { json } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { hex, sorted } from '../dialects/digests.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { rowsFrom, totalOf } from '../dialects/pages.ts';
import { ID_ONLY, results } from '../dialects/results.ts';
import { both, signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { appKey: 'huren-sandbox', appSecret: 'zhengzhou-sandbox-app-secret' };

const failure = (code: number, message: string) => json({ code, message, data: null });

const signed = signature({
  fixed: { appKey: SECRET.appKey },
  time: { name: 'timestamp', form: 'epoch-ms' },
  skewMinutes: 10,
  sign: { name: 'sign', expected: (form) => hex('md5', sorted({ ...form, appSecret: SECRET.appSecret }, 'sign')) },
});

export const createZhengzhou = describe(() => ({
  id: 'zhengzhou',
  host: 'api.zhengzhou.example',
  requestsPerSecond: 10,
  medianMs: 400,
  secret: SECRET,
  wrong: 'renamed',
  plays: ['endless-pages'],
  refusals: {
    unsigned: failure(1401, '签名错误'),
    incomplete: failure(1500, '参数错误'),
    'over-quota': failure(1429, '请求过于频繁'),
    broken: failure(1500, '系统异常'),
  },
  doors: [
    {
      path: '/zzapp/nat/list',
      reads: 'form',
      refuse: both(signed, ({ fields }) =>
        /^[1-9]\d{0,5}$/.test(fields.pageNum ?? '') && /^([1-9]|10)$/.test(fields.pageSize ?? '')
          ? undefined
          : 'incomplete',
      ),
      answer: results({
        source: 'zhengzhou',
        documents: ID_ONLY,
        from: 'sampling',
        question: ({ fields }) => ({ name: fields.name, number: fields.idCard }),
        write(tests, { fields, call }) {
          const [pageNum, pageSize] = [Number(fields.pageNum), Number(fields.pageSize)];
          const rows = rowsFrom(tests, (pageNum - 1) * pageSize, pageSize, call).map(row);
          const data = { total: totalOf(tests, call), pageNum, pageSize, resultList: rows };
          return json({ code: 0, message: 'succ', data });
        },
      }),
    },
    {
      path: '/zzapp/user/phone',
      reads: 'form',
      refuse: signed,
      answer({ fields: { name, idCard, mobile }, holdings }) {
        if (!name || !idCard || !mobile) return 'incomplete';
        const match = holdings.phoneBelongs({ name, number: idCard }, mobile) ? 'Y' : 'N';
        return json({ code: 0, message: 'succ', data: { match } });
      },
    },
  ],
}));

const row = (test: HeldTest) => ({
  id: hex('md5', test.specimenNumber),
  name: test.name,
  idCard: test.number,
  createTime: spacedTime(test.sampledAt),
  reportTime: spacedTime(test.reportedAt),
  checkResult: outcomeWord(test, WORDS) ?? '',
  checkOrgName: test.institution,
  activyId: hex('md5', test.samplingPoint).slice(0, 8),
});
