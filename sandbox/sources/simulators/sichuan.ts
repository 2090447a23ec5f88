/** 四川天府健康通: a form under MD5; whom a row is about is all stars, and a time comes in one of two forms. */
import { json } from '../answers.ts';
import { offsetTime, spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { hex, sorted } from '../dialects/digests.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { GB, results } from '../dialects/results.ts';
import { signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { appid: 'huren-sandbox', appsecret: 'sichuan-sandbox-app-secret' };
const WEEK_MS = 7 * 86_400_000;

const failure = (errcode: string, errmsg: string) => json({ errcode, errmsg, data: null });

export const createSichuan = describe(() => ({
  id: 'sichuan',
  host: 'api.sichuan.example',
  requestsPerSecond: 20,
  medianMs: 400,
  secret: SECRET,
  wrong: 'empty-times',
  refusals: {
    unsigned: failure('4001', '签名错误'),
    incomplete: failure('5000', '参数错误'),
    'over-quota': failure('4029', '请求过于频繁'),
    broken: failure('5000', '系统异常'),
  },
  doors: [
    {
      path: '/tfjkt/tpgethsjcfromsichuan',
      reads: 'form',
      refuse: signature({
        fixed: { appid: SECRET.appid },
        time: { name: 'timestamp', form: 'epoch-ms' },
        skewMinutes: 10,
        sign: {
          name: 'sign',
          expected: (form) => hex('md5', sorted({ ...form, appsecret: SECRET.appsecret }, 'sign')),
        },
      }),
      answer: results({
        source: 'sichuan',
        documents: GB,
        from: 'receipt',
        question: ({ fields }) => ({ name: fields.name, type: fields.cid_type, number: fields.cid }),
        write: (tests, { call }) =>
          json({ errcode: '0', errmsg: 'SUCCESS', data: tests.map((test, at) => row(test, at, call.at)) }),
      }),
    },
  ],
}));

/** Rows from the laboratories' own systems alternate with those of the collecting one. */
function row(test: HeldTest, at: number, now: number) {
  const isOwn = at % 2 === 0;
  const withMilliseconds = (text: string | null) => text?.replace('+', '.000+') ?? null;
  const [own, other] = isOwn
    ? [spacedTime, (time: HeldTest['testedAt']) => withMilliseconds(offsetTime(time))]
    : [(time: HeldTest['testedAt']) => withMilliseconds(offsetTime(time)), spacedTime];
  return {
    hscysj: own(test.sampledAt),
    hsjcsj: other(test.testedAt),
    hsjcjg: outcomeWord(test, WORDS) ?? '检测中',
    hsjcjgmc: test.institution,
    inDay7: test.sampledAt !== undefined && now - test.sampledAt < WEEK_MS ? '1' : '0',
    xm: '*'.repeat([...test.name].length),
    zjhm: '*'.repeat(test.number.length),
  };
}
