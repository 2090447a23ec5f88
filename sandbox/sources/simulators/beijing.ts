/** 北京健康宝: a token of two hours, a signature over it with every call, and questions as a list of conditions. */
import { HOUR_MS } from '../../../core/index.ts';
import { json } from '../answers.ts';
import { minuteTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import type { Received, Refuse } from '../dialects/description.ts';
import { upperHex } from '../dialects/digests.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { rowsFrom, totalOf } from '../dialects/pages.ts';
import { GB, results } from '../dialects/results.ts';
import { both, signature } from '../dialects/signature.ts';
import { tokens } from '../dialects/tokens.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { callerId: 'huren-sandbox', authCode: 'beijing-sandbox-auth-code' };
const TOKEN_LIVES_MS = 2 * HOUR_MS;
const LARGEST_PAGE = 20;

const success = (data: object) => json({ code: 0, msg: 'ok', data });
const failure = (code: number, msg: string) => json({ code, msg, data: null });

export const createBeijing = describe(() => {
  const token = tokens({
    door: { path: '/auth/token' },
    credential: SECRET,
    livesMs: TOKEN_LIVES_MS,
    issue: ({ text }) => success({ token: text, expiresIn: TOKEN_LIVES_MS / 1000 }),
    carried: ({ call }) => call.headers['x-token']?.toString(),
  });
  const service = (received: Received) => received.call.headers['x-service-id']?.toString() ?? '';
  const knowsService: Refuse = (received) =>
    ['bj_hsjc', 'bj_sjhy'].includes(service(received)) ? undefined : 'unauthorised';

  const tests = results({
    source: 'beijing',
    documents: GB,
    from: 'receipt',
    question(received) {
      const { xm, zjlx, zjhm } = conditions(received.body);
      return pageOf(received) ? { name: xm, type: zjlx, number: zjhm } : undefined;
    },
    write(held, received) {
      const { page, pageSize } = pageOf(received)!;
      const list = rowsFrom(held, (page - 1) * pageSize, pageSize, received.call).map(row);
      return success({ page, pageSize, total: totalOf(held, received.call), list });
    },
  });

  return {
    id: 'beijing',
    host: 'share.beijing.example',
    requestsPerSecond: 20,
    perDay: 500_000,
    medianMs: 300,
    secret: SECRET,
    wrong: 'endless-pages',
    plays: ['endless-pages'],
    refusals: {
      unsigned: failure(40102, '签名或时间错误'),
      stale: failure(40101, 'token无效或已过期'),
      unauthorised: failure(40301, '无权访问该服务'),
      incomplete: failure(50000, '查询条件错误'),
      'over-quota': failure(42901, '访问频率超限'),
      'over-day': failure(42902, '当日访问次数超限'),
      broken: failure(50000, '系统异常'),
    },
    doors: [
      token.door,
      {
        path: '/service/query',
        refuse: both(
          token.refuse,
          signature({
            in: 'headers',
            fixed: { 'x-caller-id': SECRET.callerId },
            time: { name: 'x-timestamp', form: 'epoch-ms' },
            skewMinutes: 5,
            sign: {
              name: 'x-sign',
              expected: ({ 'x-service-id': id = '', 'x-timestamp': at = '', 'x-token': text = '' }) =>
                upperHex('sha256', SECRET.callerId + id + at + text),
            },
          }),
          knowsService,
        ),
        answer: (received) => (service(received) === 'bj_sjhy' ? phone(received) : tests(received)),
      },
    ],
  };
});

function phone({ body, holdings }: Received) {
  const { xm, zjhm, sjh } = conditions(body);
  if (!xm || !zjhm || !sjh) return 'incomplete';
  const sfyz = holdings.phoneBelongs({ name: xm, number: zjhm }, sjh) ? '1' : '0';
  return success({ page: 1, pageSize: 1, total: 1, list: [{ sfyz }] });
}

function pageOf({ fields }: Received): { page: number; pageSize: number } | undefined {
  const [page, pageSize] = [Number(fields.page), Number(fields.pageSize)];
  const isPage = Number.isInteger(page) && page >= 1 && Number.isInteger(pageSize) && pageSize >= 1;
  return isPage && pageSize <= LARGEST_PAGE && fields.returnType === 'json' ? { page, pageSize } : undefined;
}

/** `whereList`: one list of conditions that must all hold. */
function conditions(body: unknown): Record<string, string> {
  const list = (body as { whereList?: unknown[][] } | undefined)?.whereList;
  if (!Array.isArray(list) || list.length !== 1 || !Array.isArray(list[0])) return {};
  return Object.fromEntries(
    (list[0] as Record<string, unknown>[])
      .filter((each) => each?.logical === 'equals' && typeof each.queryValue === 'string')
      .map(({ queryField, queryValue }) => [queryField, queryValue]),
  );
}

const row = (test: HeldTest) => ({
  xm: test.name,
  zjhm: test.number,
  jcjg: outcomeWord(test, WORDS) ?? '检测中',
  cysj: minuteTime(test.sampledAt),
  bgsj: minuteTime(test.reportedAt),
  jgmc: test.institution,
  cydmc: test.samplingPoint,
  hjbs: test.poolSize,
});
