/** 云简检测, an invented company with vans in many cities: HMAC headers, tasks, its own tests only; it also pushes (push.ts). */
import { json } from '../answers.ts';
import { slashTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { mac } from '../dialects/digests.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { results, WS } from '../dialects/results.ts';
import { signature } from '../dialects/signature.ts';
import { Tasks } from '../dialects/tasks.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = {
  appKey: 'huren-sandbox',
  appSecret: 'yunjian-sandbox-app-secret',
  pushKey: 'yunjian-sandbox-push-key',
};
const STATES = { processing: 'PROCESSING', done: 'DONE', failed: 'FAILED', expired: 'EXPIRED' };

const success = (data: object) => json({ errCode: 0, msg: '', success: 'T', data });
const failure = (errCode: number, msg: string) => json({ errCode, msg, success: 'F', data: null });

export const createYunjianTesting = describe(() => {
  const tasks = new Tasks({ fromMs: 500, spreadMs: 1500 });
  const refuse = signature({
    in: 'headers',
    fixed: { 'x-app': SECRET.appKey },
    time: { name: 'x-time', form: 'epoch-s' },
    skewMinutes: 5,
    nonce: 'x-nonce',
    sign: {
      name: 'x-sign',
      expected: ({ 'x-time': at = '', 'x-nonce': nonce = '' }) =>
        mac(SECRET.appSecret, SECRET.appKey + at + nonce, 'hex'),
    },
  });
  const done = results({
    source: 'yunjian-testing',
    documents: WS,
    from: 'sampling',
    question: ({ call, fields }) => tasks.look(fields.taskId ?? '', call).asked,
    write: (tests) => success({ state: STATES.done, reports: tests.map(row) }),
  });

  return {
    id: 'yunjian-testing',
    host: 'open.yunjian.example',
    requestsPerSecond: 10,
    perDay: 50_000,
    medianMs: 300,
    secret: SECRET,
    wrong: 'task-expired',
    plays: ['never-done', 'task-failed', 'task-expired'],
    refusals: {
      unsigned: failure(1001, '签名错误'),
      incomplete: failure(1003, '参数错误'),
      'over-quota': failure(1002, '请求过于频繁'),
      broken: failure(1003, '系统异常'),
    },
    doors: [
      {
        path: '/open/v1/tasks',
        refuse,
        answer({ call, fields: { name, cardType, cardNo } }) {
          if (!name || !cardType || !cardNo) return 'incomplete';
          return success({ taskId: tasks.submit({ name, type: cardType, number: cardNo }, call.at) });
        },
      },
      {
        path: '/open/v1/tasks/query',
        refuse,
        answer(received) {
          const { state } = tasks.look(received.fields.taskId ?? '', received.call);
          return state === 'done' ? done(received) : success({ state: STATES[state] });
        },
      },
    ],
  };
});

const row = (test: HeldTest) => ({
  name: test.name,
  cardNo: test.number,
  result: outcomeWord(test, WORDS) ?? '',
  sampleTime: slashTime(test.sampledAt),
  examTime: slashTime(test.testedAt),
  reportTime: slashTime(test.reportedAt),
  site: test.samplingPoint,
  mix: String(test.poolSize),
  tubeCode: test.specimenNumber,
  reportNo: test.outcome === undefined ? null : test.reportNumber,
});
