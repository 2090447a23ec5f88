/** 贵州健康码: SM3 in a header; a question is taken as a task and asked after until it is done. */
import { json } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { hex } from '../dialects/digests.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { results, WS } from '../dialects/results.ts';
import { signature } from '../dialects/signature.ts';
import { AT_TIMES_MINUTES, Tasks } from '../dialects/tasks.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { appid: 'huren-sandbox', secret: 'guizhou-sandbox-secret' };
const STATES = { processing: '1', done: '2', failed: '3', expired: '4' };

const success = (data: object) => json({ code: '0', message: '', data });
const failure = (code: string, message: string) => json({ code, message, data: null });

export const createGuizhou = describe(() => {
  const tasks = new Tasks({ fromMs: 1000, spreadMs: 2000 }, AT_TIMES_MINUTES);
  const refuse = signature({
    in: 'headers',
    fixed: { 'x-appid': SECRET.appid },
    time: { name: 'x-timestamp', form: 'epoch-ms' },
    skewMinutes: 10,
    sign: { name: 'x-sign', expected: ({ 'x-timestamp': at = '' }) => hex('sm3', SECRET.appid + at + SECRET.secret) },
  });
  const done = results({
    source: 'guizhou',
    documents: WS,
    from: 'receipt',
    question: ({ call, fields }) => tasks.look(fields.taskId ?? '', call).asked,
    write: (tests) => success({ status: STATES.done, list: tests.map(row) }),
  });

  return {
    id: 'guizhou',
    host: 'api.guizhou.example',
    requestsPerSecond: 10,
    medianMs: 300,
    secret: SECRET,
    wrong: 'task-failed',
    plays: ['never-done', 'task-failed', 'task-expired'],
    refusals: {
      unsigned: failure('401', '签名错误'),
      incomplete: failure('500', '参数错误'),
      'over-quota': failure('429', '请求过于频繁'),
      broken: failure('500', '系统异常'),
    },
    doors: [
      {
        path: '/nat/v1/task',
        refuse,
        answer({ call, fields: { xm, zjlx, zjhm } }) {
          if (!xm || !zjlx || !zjhm) return 'incomplete';
          return success({ taskId: tasks.submit({ name: xm, type: zjlx, number: zjhm }, call.at) });
        },
      },
      {
        method: 'GET',
        path: '/nat/v1/task/result',
        reads: 'query',
        refuse,
        answer(received) {
          const { state } = tasks.look(received.fields.taskId ?? '', received.call);
          return state === 'done' ? done(received) : success({ status: STATES[state], list: null });
        },
      },
    ],
  };
});

const row = (test: HeldTest) => ({
  xm: test.name,
  zjhm: test.number,
  jg: outcomeWord(test, WORDS) ?? '检测中',
  cysj: spacedTime(test.sampledAt),
  bgsj: spacedTime(test.reportedAt),
  jcjg: test.institution,
  hcbs: String(test.poolSize),
});
