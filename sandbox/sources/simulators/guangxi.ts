/** 广西健康码: in the manner of gate devices; name and number come back under a key that gates hold, and a colour beside them. */
import { createCipheriv } from 'node:crypto';
import { HOUR_MS } from '../../../core/index.ts';
import { json } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { hex } from '../dialects/digests.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { results, UNTYPED } from '../dialects/results.ts';
import { signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { appid: 'huren-sandbox', secret: 'guangxi-sandbox-secret' };
const GATES_KEY = Buffer.from('guangxi-gate-key');

const failure = (RetCode: string, RetMsg: string) => json({ RetCode, RetMsg });

export const createGuangxi = describe(() => ({
  id: 'guangxi',
  host: 'gate.guangxi.example',
  requestsPerSecond: 10,
  medianMs: 400,
  secret: SECRET,
  wrong: 'business-error',
  refusals: {
    unsigned: failure('22001', '令牌无效'),
    incomplete: failure('22009', '未获取到状态'),
    'over-quota': failure('22020', '请求过于频繁'),
    broken: failure('22011', '国家侧调用失败'),
  },
  doors: [
    {
      path: '/gate/nat',
      refuse: signature({
        fixed: { appid: SECRET.appid },
        time: { name: 'ts', form: 'epoch-s' },
        skewMinutes: 5,
        sign: { name: 'sign', expected: ({ ts = '' }) => hex('md5', SECRET.appid + ts + SECRET.secret) },
      }),
      answer: results({
        source: 'guangxi',
        documents: UNTYPED,
        from: 'report',
        question: ({ fields }) => ({ name: fields.name, number: fields.id }),
        write(tests, { call, fields }) {
          const newest = tests[0]?.sampledAt;
          return json({
            RetCode: '0',
            RetMsg: '',
            name: underGatesKey(fields.name!),
            id: underGatesKey(fields.id!),
            status: '00',
            hours: newest === undefined ? '' : String(Math.floor((call.at - newest) / HOUR_MS)),
            stNucleicAcid: tests.slice(0, 3).map(row),
          });
        },
      }),
    },
  ],
}));

const row = (test: HeldTest) => ({ checkTime: spacedTime(test.testedAt), checkResult: outcomeWord(test, WORDS) });

function underGatesKey(text: string): string {
  const cipher = createCipheriv('aes-128-ecb', GATES_KEY, null);
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
}
