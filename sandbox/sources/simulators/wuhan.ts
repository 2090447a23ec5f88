/** 武汉战疫: a form under MD5; nothing in a row says whom it is about. */
import { json } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { hex } from '../dialects/digests.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { ID_ONLY, results } from '../dialects/results.ts';
import { signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { appid: 'huren-sandbox', key: 'wuhan-sandbox-key' };

const failure = (code: number, msg: string) => json({ code, msg, data: null });

export const createWuhan = describe(() => ({
  id: 'wuhan',
  host: 'api.wuhan.example',
  requestsPerSecond: 15,
  medianMs: 300,
  secret: SECRET,
  wrong: 'wrong-person',
  refusals: {
    unsigned: failure(-2, '签名错误'),
    incomplete: failure(-1, '参数错误'),
    'over-quota': failure(-3, '请求过于频繁'),
    broken: failure(-1, '系统异常'),
  },
  doors: [
    {
      path: '/epidemicbg/nucleic/infoV3',
      reads: 'form',
      refuse: signature({
        fixed: { appid: SECRET.appid },
        time: { name: 'time', form: 'epoch-s' },
        skewMinutes: 10,
        sign: {
          name: 'sign',
          expected: ({ time = '', idNo = '' }) => hex('md5', SECRET.appid + time + idNo + SECRET.key),
        },
      }),
      answer: results({
        source: 'wuhan',
        documents: ID_ONLY,
        from: 'report',
        question: ({ fields }) => ({ name: fields.userName, number: fields.idNo }),
        write: (tests) => json({ code: 0, msg: '', data: tests.map(row) }),
      }),
    },
  ],
}));

const row = (test: HeldTest) => ({
  detectTime: spacedTime(test.testedAt),
  detectOrg: test.institution,
  detectResult: outcomeWord(test, WORDS),
  source: '2',
});
